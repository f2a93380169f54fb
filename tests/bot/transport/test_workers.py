"""Several processes behind one webhook, with the same data folder: together they are one bot.

Where the environment variable YINJU_KILLS says how often, three of them are ended at random under load; fifty times take
about a minute and a half:

    YINJU_KILLS=50 pytest -n 0 -s tests/bot/transport/test_workers.py
"""

import asyncio
import json
import os
import signal
import socket
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from pathlib import Path
from random import Random
from typing import NamedTuple

import httpx
import pytest
from pydantic import SecretStr

from bot.app.application import ALLOWED_UPDATES, build_application
from bot.dispatch.context import Bot
from bot.dispatch.errors import ErrorHandler
from bot.live_library import LiveLibrary
from bot.observability.observer import Observer
from bot.phrases import phrases
from bot.settings import Settings
from bot.storage.storage import Storage
from bot.transport.handled import HandledUpdate
from bot.transport.webhook import WebhookUpdater
from bot.web.preview.standin import StandIn
from retrieval.library import Library
from tests.bot.quotes import quotes_in
from tests.bot.transport.test_kills import KILLS, SEED, Crowd, killable
from tests.conftest import SEEDS

QUESTION, ANSWER, FOLLOW_UP = "阿里云收入增长了多少", "阿里云收入317亿", "那利润呢"
OPEN, OPENED = "/source 1", phrases("en").page.partition("{total}")[0].format(number=1)
TOO_MUCH = phrases("en").too_much
HOOK = "https://bot.example/hook"


class Busy(Observer):
    """Counts what a worker has handled."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def handled(self, update: HandledUpdate, seconds: float) -> None:
        """One more."""
        self.count += 1


class Worker(NamedTuple):
    """A running bot, and what it did."""

    application: Bot
    busy: Busy

    @property
    def address(self) -> str:
        """Return where it receives updates."""
        assert isinstance(self.application.updater, WebhookUpdater)
        assert self.application.updater.address
        return self.application.updater.address


@asynccontextmanager
async def worker(api: StandIn, library: Library, folder: Path, **settings: object) -> AsyncIterator[Worker]:
    """One worker for a stand-in's bot until the block ends."""
    usual = {"telegram_api_base_url": api.base_url, "seeds_dir": SEEDS, "data_dir": folder}
    given = Settings.model_validate({"telegram_bot_token": SecretStr(api.token)} | usual | settings)
    busy = Busy()
    application: Bot = build_application(given, LiveLibrary(library, phrases("en")), ErrorHandler(), busy)
    application.updater = WebhookUpdater(application.bot, application.update_queue)  # type: ignore[arg-type]
    assert application.post_init
    assert application.post_stop
    async with application.bot, application:
        await application.post_init(application)
        await application.updater.start_webhook(
            listen="127.0.0.1", port=0, webhook_url=HOOK, secret_token="secret",
            allowed_updates=ALLOWED_UPDATES, bootstrap_retries=0,
        )  # fmt: skip
        await application.start()
        try:
            yield Worker(application, busy)
        finally:
            await application.updater.stop()
            await application.stop()
            await application.post_stop(application)


@asynccontextmanager
async def two(api: StandIn, library: Library, folder: Path, **settings: object) -> AsyncIterator[tuple[Worker, Worker]]:
    """Two workers, to which updates are brought in turn."""
    async with AsyncExitStack() as stack:
        one, other = [await stack.enter_async_context(worker(api, library, folder, **settings)) for _ in range(2)]
        await stack.enter_async_context(api.bringing(one.address, other.address))
        yield one, other
    assert not api.faults


async def handled(workers: Iterable[Worker], count: int) -> list[int]:
    """Wait until so much was handled, and return how much of it by each."""
    async with asyncio.timeout(10):
        while sum(one.busy.count for one in workers) < count:
            await asyncio.sleep(0.005)
    return [one.busy.count for one in workers]


async def test_each_question_is_answered_once_and_in_the_order_of_its_chat(library: Library, tmp_path: Path) -> None:
    """While the first answer in a group is held up at one worker, the other does not answer what came later there."""
    async with StandIn.serve() as api, two(api, library, tmp_path, rate_limit_per_user=0) as workers:
        alice, bob = api.user("Alice"), api.user("Bob")
        group, other = api.group("群", members=[alice]), api.private_chat(bob)
        group.add_bot(by=alice, earlier=True)
        held = api.hold_next("sendMessage")
        asked = [group.send(alice, f"/ask@yinju_bot “词{number}号”") for number in range(7)]
        await held.reached()
        for _ in range(2):
            other.send(bob, QUESTION)
        for _ in range(2):
            assert ANSWER in (await other.next_bot_message()).text
        assert not group.bot_messages
        held.release()
        assert [(await group.next_bot_message()).reply_to for _ in asked] == asked
        assert len(group.bot_messages) == len(asked)
        assert sorted(await handled(workers, 9)) == [4, 5]


async def test_what_one_has_answered_the_other_goes_on_with(library: Library, tmp_path: Path) -> None:
    """A follow-up is understood by what was asked at the other, and a button that the other sent is answered."""
    async with StandIn.serve() as api, two(api, library, tmp_path) as workers:
        alice = api.user("Alice", language_code="zh-hans")
        chat = api.private_chat(alice)
        chat.send(alice, QUESTION)
        first = await chat.next_bot_message()
        assert ANSWER in first.text
        chat.send(alice, FOLLOW_UP)
        wanted = [quote.text for quote in library.ask(FOLLOW_UP, [QUESTION]).quotes]
        second = await chat.next_bot_message()
        assert quotes_in(second) == wanted
        opened = next(data for data in second.callback_data if data.startswith("read"))
        await chat.press(alice, second, opened).answered()
        assert (await chat.next_bot_message()).text
        await chat.press(alice, first, "vote:+").answered()
        assert await handled(workers, 4) == [2, 2]


async def test_limits_count_what_came_to_all_of_them(library: Library, tmp_path: Path) -> None:
    """Only one of them tells a person who asks too much."""
    async with StandIn.serve() as api, two(api, library, tmp_path, rate_limit_per_user=1) as workers:
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        for _ in range(8):
            chat.send(alice, OPEN)
        assert await handled(workers, 8) == [4, 4]
        assert [OPENED in message.text for message in chat.bot_messages] == [True] * 5 + [False]
        assert TOO_MUCH in chat.bot_messages[-1].text


async def test_all_know_what_an_allowed_group_becomes(library: Library, tmp_path: Path) -> None:
    """Whichever of them was told."""
    async with StandIn.serve() as api:
        alice = api.user("Alice", language_code="en")
        group = api.group("群", [alice], basic=True)
        group.add_bot(by=alice, earlier=True)
        async with two(api, library, tmp_path, allowed_chat_ids=frozenset({group.id})) as workers:
            supergroup = api.upgrade(group)
            for _ in range(2):
                supergroup.send(alice, "/source@yinju_bot 1")
                assert OPENED in (await supergroup.next_bot_message()).text
            assert await handled(workers, 4) == [2, 2]


async def test_what_another_is_answering_is_left_to_it_at_the_start(library: Library, tmp_path: Path) -> None:
    """And answered by the other once that one has ended in the midst of it."""
    async with StandIn.serve() as api:
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        async with worker(api, library, tmp_path) as one, api.bringing(one.address):
            held = api.hold_next("sendMessage")
            chat.send(alice, QUESTION)
            await held.reached()
            async with worker(api, library, tmp_path) as other:
                assert not other.application.update_queue.qsize()
                held.release()
                await chat.next_bot_message()
                assert await handled((one, other), 1) == [1, 0]
        assert len(chat.bot_messages) == 1


async def test_what_is_taken_over_has_its_turn_before_what_came_later(library: Library, tmp_path: Path) -> None:
    """A process that takes the place of one that was killed, and takes over what another one left."""
    async with StandIn.serve() as api:
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        inbox = Storage(tmp_path, bot_id=api.bot.id).inbox
        for number, place in enumerate((3, 0, 3, 2)):
            chat.send(alice, f"“词{number}号”")
            inbox.serve_as(place)
            inbox.receive(api.updates[-1]["update_id"], json.dumps(api.updates[-1]), chat.id)
        async with worker(api, library, tmp_path):
            told = [(await chat.next_bot_message()).text for _ in range(4)]
        assert [f"词{number}号" in text for number, text in enumerate(told)] == [True] * 4


def free_ports(many: int) -> list[str]:
    """Ports that nobody listens on."""
    with ExitStack() as held:
        found = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(many)]
        return [str(one.getsockname()[1]) for one in found]


async def received(address: str) -> None:
    """Wait until a worker is there."""
    async with asyncio.timeout(30), httpx.AsyncClient() as client:
        while True:
            try:
                if (await client.get(f"{address}readyz")).is_success:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.02)


async def test_what_a_killed_one_had_is_answered_by_another(tmp_path: Path) -> None:
    """SIGKILL under load: nothing is lost, nor answered more than once too often; and both know the same secret."""
    ports = free_ports(2)
    async with StandIn.serve() as api, killable(api, tmp_path, WEBHOOK_URL=HOOK) as parent:
        killed, other = [parent.beside(port) for port in ports]
        addresses = [f"http://127.0.0.1:{port}/" for port in ports]
        await killed.start()
        await other.start()
        await asyncio.gather(*map(received, addresses))
        async with api.bringing(*addresses) as courier:
            crowd, held = Crowd(api, Random(7)), api.hold_next("sendMessage")
            for _ in range(30):
                crowd.ask()
            await held.reached()
            await api.until(lambda: sum(crowd.answers().values()) > 10)
            assert await killed.end(signal.SIGKILL) == -signal.SIGKILL
            held.release()
            await api.until(lambda: all(crowd.answers().values()), 10, "all answers")
        assert await other.end(signal.SIGTERM) == 0
        assert not Storage(tmp_path / "data", bot_id=api.bot.id).inbox.open()
        assert set(crowd.answers().values()) <= {1, 2}
        assert crowd.in_order()
        assert set(courier.statuses) == {200}
        assert not api.faults


@pytest.mark.skipif("YINJU_KILLS" not in os.environ, reason="it takes long; YINJU_KILLS says how often to kill")
async def test_nothing_is_lost_however_often_they_are_ended(tmp_path: Path) -> None:
    """Four times of five by SIGKILL, and started again while the others work."""
    luck, ports = Random(SEED), free_ports(3)
    async with StandIn.serve() as api, killable(api, tmp_path, WEBHOOK_URL=HOOK) as parent:
        bots = [parent.beside(port) for port in ports]
        addresses = [f"http://127.0.0.1:{port}/" for port in ports]
        for bot in bots:
            await bot.start()
        await asyncio.gather(*map(received, addresses))
        async with api.bringing(*addresses):
            crowd = Crowd(api, luck)
            asking = asyncio.create_task(crowd.ask_on())
            for _ in range(KILLS):
                bot = luck.choice(bots)
                await asyncio.sleep(luck.uniform(0, 0.8))
                await bot.end(signal.SIGKILL if luck.random() < 0.8 else signal.SIGTERM)
                await asyncio.sleep(luck.uniform(0, 0.6))
                await bot.start()
            asking.cancel()
            await api.until(lambda: all(crowd.answers().values()), 60 + KILLS, "all answers")
        assert [await bot.end(signal.SIGTERM) for bot in bots] == [0, 0, 0]
        answers = crowd.answers()
        print(f"{KILLS} ends: {Counter(answers.values())} answers to {len(answers)} questions")  # noqa: T201
        assert set(answers.values()) <= {1, 2}
        assert crowd.in_order()
        assert not api.faults
        assert not Storage(tmp_path / "data", bot_id=api.bot.id).inbox.open()
