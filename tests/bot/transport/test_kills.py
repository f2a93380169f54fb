"""SIGKILL at random moments under load: no question is lost, and none is answered more than once too often.

The environment variable YINJU_KILLS says how often the bot is killed, YINJU_SEED with which luck; a hundred kills take
about a minute:

    YINJU_KILLS=100 pytest -n 0 -s tests/bot/transport/test_kills.py
"""

import asyncio
import os
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from random import Random

from telegram.constants import FloodLimit

from bot.storage.storage import FILE, Storage
from bot.web.preview.standin import Chat, Group, Message, StandIn, User
from tests.bot.conftest import clean_environment, share_dictionary
from tests.conftest import ROOT

KILLS = int(os.environ.get("YINJU_KILLS", "3"))
SEED = int(os.environ.get("YINJU_SEED", "20260401"))
CHATS = 12
LONGEST_LIFE, CALM = 1.0, 1.5  # seconds; what may have arrived is said again by a bot that is not killed
MOST_CALLS = 45  # after which a bot is killed; about the first twenty are those of its start


class Killable:
    """Bots that live one after the other, over the same data folder."""

    def __init__(self, process: asyncio.subprocess.Process, port: str = "0") -> None:
        self._process = process
        self._port = port
        self._pid = 0
        self._beside: list[Killable] = []

    def beside(self, port: str) -> "Killable":
        """Bots that live beside these, with that port for the webhook."""
        self._beside.append(Killable(self._process, port))
        return self._beside[-1]

    async def start(self) -> None:
        """Start a bot."""
        self._pid = await self._answer("start", self._port)

    async def end(self, how: signal.Signals) -> int:
        """Send a signal to the bot, and return its exit status when it has ended."""
        ended, self._pid = self._pid, 0
        os.kill(ended, how)
        return await self._answer("end", str(ended))

    async def last_end(self) -> None:
        """Kill the bot where it still lives, and those beside it."""
        for one in self._beside:
            await one.last_end()
        if self._pid:
            await self.end(signal.SIGKILL)

    async def _answer(self, *order: str) -> int:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{' '.join(order)}\n".encode())
        return int(await asyncio.wait_for(self._process.stdout.readline(), 30))


@asynccontextmanager
async def killable(api: StandIn, home: Path, **environment: str) -> AsyncIterator[Killable]:
    """Yield a bot for a stand-in that can be started and ended until the block ends."""
    share_dictionary(home)
    (home / "documents").mkdir()
    (home / "documents" / "a.txt").write_text("云收入增长了34%。")
    told = {"TELEGRAM_API_BASE_URL": api.base_url, "TELEGRAM_BOT_TOKEN": api.token}
    told |= {"SEEDS_DIR": str(home / "documents"), "RATE_LIMIT_PER_USER": "0", "RATE_LIMIT_PER_CHAT": "0"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bot.killable", str(CALM),
        env=clean_environment(home) | told | environment,
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    bot = Killable(process)
    try:
        yield bot
    finally:
        await bot.last_end()
        assert process.stdin
        process.stdin.close()
        await process.wait()


class Crowd:
    """People who ask in private chats and in groups, each question another one."""

    def __init__(self, api: StandIn, luck: Random) -> None:
        self._luck = luck
        people = [api.user(f"P{number}", language_code="en") for number in range(CHATS)]
        self._places: list[tuple[User, Chat]] = [(person, api.private_chat(person)) for person in people]
        for number, person in enumerate(people[::3]):
            group = api.group(f"群{number}", people)
            group.add_bot(by=people[0], earlier=True)
            self._places.append((person, group))
        self.asked: list[tuple[Chat, Message, str]] = []

    def ask(self) -> None:
        """One of them asks something that stands in the answer, which is a reply in groups."""
        person, chat = self._luck.choice([place for place in self._places if not self._is_full(place[1])])
        word = f"词{len(self.asked)}号"
        command = "/ask@yinju_bot " if isinstance(chat, Group) else ""
        self.asked.append((chat, chat.send(person, f"{command}“{word}”"), word))

    def _is_full(self, chat: Chat) -> bool:
        """Return whether so much was asked in a group as the bot may say there in a minute."""
        asked = sum(one is chat for one, _, _ in self.asked)
        return isinstance(chat, Group) and asked >= FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP

    async def ask_on(self) -> None:
        """Ask fifteen questions a second."""
        while True:
            self.ask()
            await asyncio.sleep(1 / 15)

    def answers(self) -> Counter[str]:
        """Return how often each question was answered."""
        return Counter({word: len(_answers(chat, question, word)) for chat, question, word in self.asked})

    def in_order(self) -> bool:
        """Return whether the first answers in each chat came in the order of the questions."""
        first = [(chat, _answers(chat, question, word)[0].id) for chat, question, word in self.asked]
        return all(
            ids == sorted(ids)
            for one in {chat.id for chat, _ in first}
            for ids in [[number for chat, number in first if chat.id == one]]
        )


def _answers(chat: Chat, question: Message, word: str) -> list[Message]:
    group = isinstance(chat, Group)
    return [
        answer for answer in chat.bot_messages if (answer.reply_to is question if group else f"“{word}”" in answer.text)
    ]


async def test_no_question_is_lost_by_kills_and_none_is_answered_thrice(tmp_path: Path) -> None:
    """The bot is killed while it starts, reads, answers and notes; what is open is answered by the next one."""
    luck = Random(SEED)
    async with StandIn.serve() as api, killable(api, tmp_path) as bot:
        crowd = Crowd(api, luck)
        asking = asyncio.create_task(crowd.ask_on())
        for _ in range(KILLS):
            await bot.start()
            await _lived(api, luck)
            assert await bot.end(signal.SIGKILL) == -signal.SIGKILL
        asking.cancel()
        await bot.start()
        # Who answers this one listens to signals.
        crowd.ask()
        await api.until(lambda: all(crowd.answers().values()), 60 + KILLS, "all answers")
        assert await bot.end(signal.SIGTERM) == 0
        answers = crowd.answers()
        print(f"{KILLS} kills: {Counter(answers.values())} answers to {len(answers)} questions")  # noqa: T201
        assert set(answers.values()) <= {1, 2}
        assert crowd.in_order()
        assert not api.faults
        kept = Storage(tmp_path / "data", bot_id=api.bot.id)
        assert not kept.inbox.open()


async def test_no_question_is_lost_by_kills_on_a_machine_that_misbehaves(tmp_path: Path) -> None:
    """Another process locks the data file, the index is truncated in its place, and the documents are away for a while."""
    luck = Random(SEED)
    # Of its own, because other tests would not live through it.
    (tmp_path / "data" / "index").mkdir(parents=True, mode=0o700)
    async with StandIn.serve() as api, killable(api, tmp_path) as bot:
        crowd = Crowd(api, luck)
        asking, misbehaving = asyncio.create_task(crowd.ask_on()), None
        for _ in range(KILLS):
            await bot.start()
            misbehaving = misbehaving or asyncio.create_task(_misbehaving(tmp_path, luck))
            await _lived(api, luck)
            # An index that is cut short while it is read ends the process, as a kill does.
            assert await bot.end(signal.SIGKILL) in (-signal.SIGKILL, -signal.SIGBUS)
        assert misbehaving
        assert not misbehaving.done()
        for task in (asking, misbehaving):
            task.cancel()
        await asyncio.wait([asking, misbehaving])
        await bot.start()
        # Who answers this one listens to signals.
        crowd.ask()
        await api.until(lambda: all(crowd.answers().values()), 60 + KILLS, "all answers")
        assert await bot.end(signal.SIGTERM) == 0
        assert set(crowd.answers().values()) <= {1, 2}
        assert crowd.in_order()
        assert not api.faults


async def _misbehaving(home: Path, luck: Random) -> None:
    """Do one thing after the other to the files of a bot until cancelled, and leave them as they were."""
    data, documents, away = home / "data", home / "documents", home / "away"
    while True:
        await asyncio.sleep(luck.uniform(0, 0.2))
        kind = luck.choice(("lock", "truncate", "move"))
        if kind == "truncate":
            for index in (data / "index").glob("*.index"):
                # A bot that is still waiting for Telegram, which this loop plays, gives its index back later.
                await asyncio.to_thread(os.truncate, index, luck.randrange(index.stat().st_size + 1))
        elif kind == "move":
            documents.rename(away)
            try:
                await asyncio.sleep(luck.uniform(0, 0.5))
            finally:
                away.rename(documents)
        elif (data / FILE).exists():
            with (
                closing(sqlite3.connect(data / FILE, isolation_level=None, timeout=0)) as lock,
                suppress(sqlite3.Error),
            ):
                lock.execute("BEGIN IMMEDIATE")
                await asyncio.sleep(luck.uniform(0, 1))


async def _lived(api: StandIn, luck: Random) -> None:
    """Wait until a bot has made some number of calls, or lived for long enough."""
    calls = len(api.calls) + luck.randint(0, MOST_CALLS)
    with suppress(TimeoutError):
        await api.until(lambda: len(api.calls) >= calls, LONGEST_LIFE)
    await asyncio.sleep(luck.uniform(0, 0.01))
