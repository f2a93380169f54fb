"""A chat is told once when there is something new to a question that it watches, and of nothing else.

The environment variables YINJU_EDITS and YINJU_WATCHES say how often documents are edited while the bot is killed again
and again, and how many questions are watched; YINJU_SEED with which luck.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from random import Random

import pytest
from telegram.ext import ExtBot

from bot.app import lifecycle
from bot.app.announcer import Announcer
from bot.app.lifecycle import PeriodicTask
from bot.app.watcher import Watcher
from bot.collections.libraries import Libraries
from bot.phrases import phrases
from bot.replies.collections import REMOVE, REPLACE
from bot.replies.watches import UNWATCH, WATCH, WATCH_CLAIM
from bot.storage import outbox
from bot.storage.collections import Collections
from bot.storage.database import Database
from bot.storage.outbox import Outbox
from bot.storage.watches import WatchedQuestion, Watches
from bot.transport.connection import Connection, Reachability
from bot.transport.rate_limiter import RateLimiter
from bot.web.preview.standin import PrivateChat, StandIn
from retrieval.documents.reader import FolderReader
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library
from tests.bot.collections.conftest import HANDBOOK, Serve, accept, add

OWN = "星海科技的年假是多少天"
EDITS, WATCHES = int(os.environ.get("YINJU_EDITS", "12")), int(os.environ.get("YINJU_WATCHES", "10"))
SEED = int(os.environ.get("YINJU_SEED", "20260401"))
_LONGEST_LIFE_SECONDS = 1.0
AGAIN = phrases("zh-hans").watches.again


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lifecycle, "WATCH_SECONDS", 0.05)
    monkeypatch.setattr(lifecycle, "ANNOUNCE_SECONDS", 0.05)


async def test_a_chat_is_told_when_a_document_answers_what_none_did(api: StandIn) -> None:
    """With the quote and what was there before; a document about something else is not told of."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.send(alice, f"/watch {OWN}")
    begun = await chat.next_bot_message()
    assert begun.text == f"🔔 “{OWN}”有新内容时，我会在这里告诉你。\n目前资料里没有答案。"
    await add(api, chat, alice, "食谱.md", "# 食谱\n\n豆腐煎三分钟，盐放两克。\n")
    await add(api, chat, alice, "员工手册.md", HANDBOOK)
    news = await chat.next_bot_message(30)
    assert news.text.startswith(f"🔔 “{OWN}”有新内容：\n\n星海科技的年假为十五天。")
    assert news.text.endswith("之前没有答案。")
    assert not news.silent


async def test_news_that_came_while_the_bot_was_off_is_told_once_it_runs(serve: Serve, tmp_path: Path) -> None:
    """A value that changed comes with the old one."""
    async with StandIn.serve() as api:
        alice = api.user("Alice", language_code="zh-hans")
        chat = api.private_chat(alice)
        async with serve(api, data_dir=tmp_path / "data"):
            await add(api, chat, alice, "员工手册.md", HANDBOOK)
            chat.send(alice, f"/watch {OWN}")
            assert "目前的原文：星海科技的年假为十五天。" in (await chat.next_bot_message()).text
        (handbook,) = (tmp_path / "data" / "collections").glob("*/documents/*/员工手册.md")
        handbook.unlink()
        handbook.with_name("员工手册2.md").write_text(HANDBOOK.replace("十五", "二十"), "utf-8")
        async with serve(api, data_dir=tmp_path / "data"):
            news = await chat.next_bot_message(30)
            assert "星海科技的年假为二十天。" in news.text
            assert news.text.endswith("之前是：星海科技的年假为十五天。")


async def test_a_watch_is_ended_from_the_list_and_by_forget(api: StandIn) -> None:
    """Afterwards nothing is told."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    for question in (OWN, "食堂几点开门"):
        chat.send(alice, f"/watch {question}")
        await chat.next_bot_message()
    chat.send(alice, "/watches")
    listed = await chat.next_bot_message()
    assert listed.text.splitlines() == ["这里关注的内容：", f"1. {OWN}", "2. 食堂几点开门"]
    await accept(api, chat, alice, listed, next(data for data in listed.callback_data if data.startswith(UNWATCH)))
    assert listed.text.splitlines() == ["这里关注的内容：", "1. 食堂几点开门"]
    chat.send(alice, "/forget")
    sure = await chat.next_bot_message()
    await accept(api, chat, alice, sure, sure.callback_data[0])
    chat.send(alice, "/watches")
    assert (await chat.next_bot_message()).text == "这里还没有关注任何内容。用 /watch 问题 开始关注。"


async def test_a_bell_under_a_refusal_watches_its_question(api: StandIn) -> None:
    """One press, told in a window; the list names the question, and what answers it later is told."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.send(alice, OWN)
    refusal = await chat.next_bot_message()
    told = await chat.press(alice, refusal, WATCH).answered()
    assert told == told | {"text": "🔔 有新内容时，我会在这里告诉你。用 /watches 查看或取消。", "show_alert": True}
    chat.send(alice, "/watches")
    assert OWN in (await chat.next_bot_message()).text
    await add(api, chat, alice, "员工手册.md", HANDBOOK)
    assert "星海科技的年假为十五天。" in (await chat.next_bot_message(30)).text


async def test_a_bell_watches_a_follow_up_with_what_was_asked_before(api: StandIn) -> None:
    """Alone it would be about anything."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    await add(api, chat, alice, "旧.md", "# 旧\n\n东江集团2024年的收入为6亿元。\n")
    for question in ("东江集团2024年的收入是多少", "2025年呢"):
        chat.send(alice, question)
        answer = await chat.next_bot_message()
    await chat.press(alice, answer, WATCH).answered()
    await add(api, chat, alice, "别.md", "# 别\n\n北山公司2025年的收入为8亿元。\n")
    await add(api, chat, alice, "新.md", "# 新\n\n东江集团2025年的收入为4亿元。\n")
    news = await chat.next_bot_message(30)
    assert "东江集团2025年的收入为4亿元。" in news.text
    assert "北山公司" not in news.text


CLAIM = "星海科技的年假为十五天"
FOUND, CHANGED = "🔔 “星海科技的年假为十五天”有新内容：\n✅ 与资料一致。", "❌ 与资料不符。"


async def test_a_claim_is_watched_for_another_verdict(api: StandIn) -> None:
    """By 🔔 under its verdict, by a reply to that, or by words, and then told once: the verdict, the quote, the one before."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.send(alice, f"/check {CLAIM}")
    verdict = await chat.next_bot_message()
    assert "🔔" in (await chat.press(alice, verdict, WATCH_CLAIM).answered())["text"]
    for words, replied in (("/watch", verdict), (f"/watch 核查 {CLAIM}", None)):
        chat.send(alice, words, reply_to=replied)
        assert (await chat.next_bot_message()).text.endswith("目前的原文：❔ 资料中未提及。")
    await add(api, chat, alice, "员工手册.md", HANDBOOK)
    news = await chat.next_bot_message(30)
    assert news.text.startswith(f"{FOUND}\n\n星海科技的年假为十五天。")
    assert news.text.endswith("之前是：❔ 资料中未提及。")
    asked = await add(api, chat, alice, "员工手册.md", HANDBOOK.replace("十五", "二十"))
    await accept(api, chat, alice, asked, REPLACE)
    news = await chat.next_bot_message(30)
    assert CHANGED in news.text
    assert "星海科技的年假为二十天。" in news.text
    assert news.text.endswith("之前是：✅ 与资料一致。 星海科技的年假为十五天。")
    await accept(api, chat, alice, asked, next(data for data in asked.callback_data if data.startswith(REMOVE)))
    assert "❔ 资料中未提及。" in (await chat.next_bot_message(30)).text


async def test_in_a_group_only_administrators_press_the_bell(api: StandIn) -> None:
    """And a follow-up, which may continue what somebody else asked, is to be sent as a whole question."""
    alice, bob = (api.user(name, language_code="en") for name in ("Alice", "Bob"))
    group = api.group("群", [alice, bob])
    group.add_bot(by=alice, earlier=True)
    group.send(bob, "/ask@yinju_bot 云湖集团2024年的收入是多少")
    answer = await group.next_bot_message()
    group.send(bob, "那利润呢", reply_to=answer)
    further = await group.next_bot_message()
    for person, message, said in (
        (bob, answer, "administrators"),
        (alice, answer, "🔔 I'll tell you"),
        (alice, further, "/watch and the whole question"),
    ):
        told = await group.press(person, message, WATCH, forged=True).answered()
        assert said in told["text"]


class Market:
    """A folder with the price of each thing in a file of its own, and people who watch the prices."""

    def __init__(self, folder: Path, analyzer: Analyzer, chats: list[PrivateChat]) -> None:
        self.chats = chats
        self._folder = folder / "prices"
        self._folder.mkdir()
        self.price = dict.fromkeys(range(WATCHES), 100)
        for number in self.price:
            self.set(number, 100)
        self.library = Library.read(FolderReader(self._folder), analyzer)
        database = Database(folder / "yinju.sqlite3")
        self.outbox = Outbox(database)
        self.watches = Watches(database, self.outbox)
        self.libraries = Libraries(folder / "none", folder / "none", lambda: self.library)
        for number in self.price:
            question = f"{_thing(number)}的价格是多少元"
            self.watches.add(WatchedQuestion(chat_id=self.chat_of(number).id, language="zh-hans", question=question))

    def chat_of(self, number: int) -> PrivateChat:
        """Return the chat that watches the price of a thing."""
        return self.chats[number % len(self.chats)]

    def set(self, number: int, price: int) -> None:
        """Write another price."""
        self.price[number] = price
        text = f"# {_thing(number)}\n\n{_thing(number)}的价格为{price}元。\n"
        (self._folder / f"{number}.md").write_text(text, "utf-8")

    def reread(self) -> None:
        """Take the folder as it is now."""
        self.library = self.library.reread()

    @asynccontextmanager
    async def watched(self, bot: ExtBot[None]) -> AsyncIterator[None]:
        """Look at the watches and send what is new, as after a restart, until the end of the block."""
        looking = Watcher(self.libraries, Collections(Database()), self.watches).look
        watching = PeriodicTask("watching", looking, 0.05, {})
        announcer = Announcer(self.outbox, self.watches.forget)
        sending = PeriodicTask("sending", lambda: announcer.announce(bot), 0.05, {})
        await watching.begin()
        await sending.begin()
        try:
            yield
        finally:
            await watching.rest()
            await sending.rest()
            await announcer.rest()

    def told(self, number: int, price: int) -> tuple[int, int]:
        """Return how often a price of a thing was told as news, and how often as what may have been told before."""
        said = f"{_thing(number)}的价格为{price}元。\n"
        texts = [one.text for one in self.chat_of(number).bot_messages if said in one.text]
        again = sum(text.endswith(AGAIN) for text in texts)
        return len(texts) - again, again


def _thing(number: int) -> str:
    return "甲乙丙丁戊己庚辛壬癸"[number % 10] + "子丑寅卯辰巳午未申酉"[number // 10] + "号茶叶"


@pytest.fixture
async def bot(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[StandIn, ExtBot[None]]]:
    """Yield a stand-in, and a bot without handlers; what was being sent is sent again at once after a kill."""
    monkeypatch.setattr(outbox, "_CLAIM_SECONDS", 0.0)
    request, limiter = Connection(Reachability()), RateLimiter()
    async with (
        StandIn.serve() as api,
        ExtBot(api.token, api.base_url, request=request, rate_limiter=limiter) as bot,
    ):
        yield api, bot


def _market(api: StandIn, folder: Path, analyzer: Analyzer) -> Market:
    people = [api.user(f"P{number}", language_code="zh-hans") for number in range(min(WATCHES, 10))]
    for person in people:
        api.private_chat(person).send(person, "/start")
    return Market(folder, analyzer, [api.private_chat(person) for person in people])


async def test_no_edit_is_lost_or_told_twice_whenever_the_bot_is_killed(
    bot: tuple[StandIn, ExtBot[None]], tmp_path: Path, analyzer: Analyzer
) -> None:
    """A repeat says that it may be one, and comes once; who watches something else is told nothing."""
    api, telegram = bot
    luck, market = Random(SEED), _market(api, tmp_path, analyzer)
    edits = [(number, 100) for number in market.price]

    def all_told() -> bool:
        return all(sum(market.told(*edit)) for edit in edits)

    for price in range(200, 200 + EDITS):
        async with market.watched(telegram):
            await api.until(all_told, 60, "all news to be told")
            number = luck.randrange(WATCHES)
            market.set(number, price)
            edits.append((number, price))
            await asyncio.to_thread(market.reread)
            await _lived(api, luck.randint(0, 1))
            await asyncio.sleep(luck.uniform(0, 0.02))
    async with market.watched(telegram):
        await api.until(all_told, 60, "all news to be told")
    told = [market.told(*edit) for edit in edits]
    assert all(news <= 1 and again <= 1 for news, again in told)
    # One message may tell two edits: what was told before the kill once more, and what came after.
    lines = [f"{_thing(number)}的价格为{price}元。\n" for number, price in edits]
    assert all(any(line in one.text for line in lines) for chat in market.chats for one in chat.bot_messages)


async def _lived(api: StandIn, calls: int) -> None:
    """Wait until the bot has made some more calls, or lived for long enough."""
    made = len(api.calls) + calls
    with suppress(TimeoutError):
        await api.until(lambda: len(api.calls) >= made, _LONGEST_LIFE_SECONDS + calls / 20)


async def test_news_whose_sending_was_killed_is_sent_once_more_and_says_so(
    bot: tuple[StandIn, ExtBot[None]], tmp_path: Path, analyzer: Analyzer
) -> None:
    """Nobody can tell whether it arrived; a kill in the midst of that as well ends it."""
    api, telegram = bot
    market = _market(api, tmp_path, analyzer)
    for _ in range(4):
        api.recover("sendMessage")
        api.fail_next("sendMessage", drop="after", delay=60, times=WATCHES)
        async with market.watched(telegram):
            await _lived(api, WATCHES)
    sent = [call.params["text"] for call in api.calls if call.method == "sendMessage"]
    assert sorted(text.endswith(f"{AGAIN}</i>") for text in sent) == [False] * WATCHES + [True] * WATCHES
