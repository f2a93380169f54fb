"""A chat is told once when there is something new to a question that it watches, and of nothing else.

The environment variable YINJU_EDITS says how often documents are edited while the bot is restarted again and again.
"""

import os
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import pytest
from telegram.ext import ExtBot

from bot.app import watcher
from bot.app.watcher import Watcher
from bot.collections.libraries import Libraries
from bot.replies.watches import UNWATCH
from bot.storage.collections import Collections
from bot.storage.database import Database
from bot.storage.watches import WatchedQuestion, Watches
from bot.web.preview.standin import PrivateChat, StandIn
from retrieval.documents.reader import FolderReader
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library
from tests.bot.collections.conftest import HANDBOOK, Serve, accept, add

OWN = "星海科技的年假是多少天"
EDITS, WATCHES, SEED = int(os.environ.get("YINJU_EDITS", "12")), 10, 20260401


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watcher, "LOOK_SECONDS", 0.05)


async def test_a_chat_is_told_when_a_document_answers_what_none_did(api: StandIn) -> None:
    """With the quote and what was there before; a document about something else is not told of."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.send(alice, f"/watch {OWN}")
    begun = await chat.next_bot_message()
    assert begun.text == f"🔔 「{OWN}」有新内容时，我会在这里告诉你。\n目前资料里没有答案。"
    await add(api, chat, alice, "食谱.md", "# 食谱\n\n豆腐煎三分钟，盐放两克。\n")
    await add(api, chat, alice, "员工手册.md", HANDBOOK)
    news = await chat.next_bot_message(30)
    assert news.text.startswith(f"🔔 「{OWN}」有新内容：\n\n星海科技的年假为十五天。")
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
    assert listed.text.splitlines() == ["这里关注的问题：", f"1. {OWN}", "2. 食堂几点开门"]
    await accept(api, chat, alice, listed, next(data for data in listed.callback_data if data.startswith(UNWATCH)))
    assert listed.text.splitlines() == ["这里关注的问题：", "1. 食堂几点开门"]
    chat.send(alice, "/forget")
    sure = await chat.next_bot_message()
    await accept(api, chat, alice, sure, sure.callback_data[0])
    chat.send(alice, "/watches")
    assert (await chat.next_bot_message()).text == "这里没有关注的问题。用 /watch 问题 开始关注。"


class Market:
    """A folder with the price of each thing in a file of its own, and a person who watches each price."""

    def __init__(self, folder: Path, analyzer: Analyzer, chats: list[PrivateChat]) -> None:
        self.chats = chats
        self._folder = folder
        self.price = dict.fromkeys(range(len(chats)), 100)
        for number in self.price:
            self.set(number, 100)
        self.library = Library.read(FolderReader(folder), analyzer)
        self.watches = Watches(Database())
        self.libraries = Libraries(folder / "none", folder / "none", lambda: self.library)
        for number, chat in enumerate(chats):
            self.watches.add(
                WatchedQuestion(chat_id=chat.id, language="zh-hans", question=f"{_thing(number)}的价格是多少元")
            )

    def set(self, number: int, price: int) -> None:
        """Write another price."""
        self.price[number] = price
        text = f"# {_thing(number)}\n\n{_thing(number)}的价格为{price}元。\n"
        (self._folder / f"{number}.md").write_text(text, "utf-8")

    def watcher(self) -> Watcher:
        """Return what looks at the watches, as after a restart."""
        return Watcher(self.libraries, Collections(Database()), self.watches)

    def told(self, number: int) -> int:
        """Return how often the present price of a thing was told."""
        return sum(f"{self.price[number]}元" in one.text for one in self.chats[number].bot_messages)


def _thing(number: int) -> str:
    return "甲乙丙丁戊己庚辛壬癸"[number] + "号茶叶"


@pytest.fixture
async def bot() -> AsyncIterator[tuple[StandIn, ExtBot[None]]]:
    """Yield a stand-in, and a bot without handlers."""
    async with StandIn.serve() as api, ExtBot(api.token, api.base_url) as bot:
        yield api, bot


async def test_no_edit_is_lost_or_told_twice_whatever_is_killed_between(
    bot: tuple[StandIn, ExtBot[None]], tmp_path: Path, analyzer: Analyzer
) -> None:
    """The process ends after looking, after telling, or not at all; who watches something else is told nothing."""
    api, telegram = bot
    people = [api.user(f"P{number}", language_code="zh-hans") for number in range(WATCHES)]
    for person in people:
        api.private_chat(person).send(person, "/start")
    luck, market = Random(SEED), Market(tmp_path, analyzer, [api.private_chat(person) for person in people])
    running = market.watcher()
    for chat in market.chats:
        await running._look(chat.id)
    await running._tell(telegram)
    first = [len(chat.bot_messages) for chat in market.chats]
    edited = []
    for edit in range(EDITS):
        number = luck.randrange(WATCHES)
        edited.append(number)
        market.set(number, 200 + edit)
        market.library = market.library.reread()
        for chat in market.chats:
            await running._look(chat.id)
        if luck.random() < 0.5:
            running = market.watcher()
        await running._tell(telegram)
        assert market.told(number) == 1
        if luck.random() < 0.5:
            running = market.watcher()
    assert [len(chat.bot_messages) - first[at] for at, chat in enumerate(market.chats)] == [
        edited.count(number) for number in range(WATCHES)
    ]
