"""Access to the bot, its limits, and the sentence for everybody else."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.phrases import phrases
from bot.web.preview.standin import Chat, Message, StandIn, User
from retrieval.library import Library
from tests.bot.conftest import running

OPEN, OPEN_HERE, OPENED = "/source 1", "/source@yinju_bot 1", "Passage 1 of"
ENGLISH = phrases("en")
TOO_MUCH, STRANGER, CROWDED = ENGLISH.too_much, ENGLISH.stranger, ENGLISH.crowded


def opened(chat: Chat) -> list[Message]:
    """Return the messages that answer OPEN."""
    return [message for message in chat.bot_messages if OPENED in message.text]


def told(chat: Chat, sentence: str) -> int:
    """Return how often a sentence was said in a chat."""
    return sum(sentence in message.text for message in chat.bot_messages)


async def all_handled(api: StandIn, chat: Chat, person: User) -> None:
    """Wait until everything is handled that was sent in a chat: a button is handled after it, and always answered."""
    shown = (opened(chat) or chat.bot_messages)[0]
    await chat.press(person, shown, "no:such", forged=True).answered()


@pytest.fixture
async def strict(library: Library) -> AsyncIterator[StandIn]:
    """Yield a bot with the strictest limits that there are."""
    async with StandIn.serve() as api, running(api, library, rate_limit_per_user=1, rate_limit_per_chat=1):
        yield api


async def test_a_person_may_ask_five_times_in_quick_succession(strict: StandIn) -> None:
    """A person who goes on is told so once, and others are answered as before."""
    alice, bob = (strict.user(name, language_code="en") for name in ("Alice", "Bob"))
    chat, other = strict.private_chat(alice), strict.private_chat(bob)
    for _ in range(9):
        chat.send(alice, OPEN)
    await strict.until(lambda: told(chat, TOO_MUCH))
    other.send(bob, OPEN)
    await other.next_bot_message()
    await all_handled(strict, chat, alice)
    assert (len(opened(chat)), told(chat, TOO_MUCH)) == (5, 1)


async def test_a_group_may_ask_ten_times_in_quick_succession(strict: StandIn) -> None:
    """However many of its members; each of whom is told once."""
    people = [strict.user(f"P{number}", language_code="en") for number in range(4)]
    group = strict.group("群", people)
    group.add_bot(by=people[0], earlier=True)
    for _ in range(4):
        for person in people:
            group.send(person, OPEN_HERE)
    await strict.until(lambda: told(group, TOO_MUCH) == 4)
    assert len(opened(group)) == 10


async def test_buttons_are_pressed_five_times_as_often(strict: StandIn) -> None:
    """A person who presses on is told in a window each time."""
    alice = strict.user("Alice", language_code="en")
    chat = strict.private_chat(alice)
    chat.send(alice, OPEN)
    page = await chat.next_bot_message()
    pressed = [chat.press(alice, page, "no:such", forged=True) for _ in range(24)]
    said = [(await query.answered())["text"] for query in pressed]
    assert [TOO_MUCH in one for one in said] == [*[False] * 20, *[True] * 4]


async def test_owners_are_not_limited(library: Library) -> None:
    """Owners try the bot out."""
    async with StandIn.serve() as api:
        alice = api.user("Alice", language_code="en")
        async with running(api, library, rate_limit_per_user=1, owner_ids=frozenset({alice.id})):
            chat = api.private_chat(alice)
            for _ in range(8):
                chat.send(alice, OPEN)
            await api.until(lambda: len(opened(chat)) == 8)


async def let_in(api: StandIn, chat: Chat, person: User, command: str) -> bool:
    """Return whether a person who asks twice in a chat is answered there; else that person was told, or
    somebody before.
    """
    before = len(opened(chat))
    for _ in range(2):
        chat.send(person, command)
    await api.until(lambda: len(opened(chat)) == before + 2 or told(chat, STRANGER))
    return len(opened(chat)) > before


@pytest.mark.parametrize("listed", ["person", "group", "owner", "nobody here"])
async def test_whom_the_lists_allow(library: Library, listed: str) -> None:
    """A person in every chat, a group for all of its members; who is not allowed is told so once in each chat."""
    async with StandIn.serve() as api:
        alice, bob = (api.user(name, language_code="en") for name in ("Alice", "Bob"))
        group = api.group("群", [alice, bob])
        group.add_bot(by=bob)
        lists = {
            "person": ("allowed_user_ids", alice.id),
            "group": ("allowed_chat_ids", group.id),
            "owner": ("owner_ids", alice.id),
        }
        name, number = lists.get(listed, ("allowed_user_ids", 1))
        given: dict[str, Any] = {"allowed_user_ids": frozenset({1})} if listed == "owner" else {}
        given[name] = frozenset({number})
        async with running(api, library, **given):
            answered = {}
            for who, chat, command in (
                (alice, api.private_chat(alice), OPEN), (bob, api.private_chat(bob), OPEN),
                (alice, group, OPEN_HERE), (bob, group, OPEN_HERE),
            ):  # fmt: skip
                answered[who.first_name, chat.kind] = await let_in(api, chat, who, command)
            assert answered == {
                ("Alice", "private"): listed in ("person", "owner"),
                ("Bob", "private"): False,
                ("Alice", "supergroup"): listed in ("person", "owner", "group"),
                ("Bob", "supergroup"): listed == "group",
            }
            assert told(api.private_chat(bob), STRANGER) == 1
            assert told(group, STRANGER) == (0 if listed == "group" else 1)


async def test_strangers_are_told_so_at_buttons_and_while_they_type(library: Library) -> None:
    """And never see a quote."""
    async with StandIn.serve() as api:
        alice, bob = (api.user(name, language_code="en") for name in ("Alice", "Bob"))
        group = api.group("群", [alice, bob])
        group.add_bot(by=alice, earlier=True)
        async with running(api, library, allowed_user_ids=frozenset({alice.id})):
            group.send(alice, OPEN_HERE)
            page = await group.next_bot_message()
            turn = next(data for data in page.callback_data if data.startswith("turn"))
            assert STRANGER in (await group.press(bob, page, turn).answered())["text"]
            assert opened(group) == [page]
            offered = await api.inline_query(bob, "阿里云收入").answered()
            assert offered["results"] == []
            assert offered["is_personal"]
            assert offered["button"]["text"].startswith(STRANGER[:20])
            assert (await api.inline_query(alice, "阿里云收入").answered())["results"]


async def test_strangers_are_told_once_however_often_the_bot_starts(library: Library, tmp_path: Path) -> None:
    """And everybody else is told as before."""
    async with StandIn.serve() as api:
        people = [api.user(name, language_code="en") for name in ("Alice", "Bob", "Owner")]
        chats = [api.private_chat(person) for person in people]
        allowed = frozenset({people[2].id})
        for strangers in (people[:1], people[:2]):
            async with running(api, library, allowed_user_ids=allowed, data_dir=tmp_path):
                for person in (*strangers, people[2]):
                    api.private_chat(person).send(person, OPEN)
                await chats[2].next_bot_message()
        assert [told(chat, STRANGER) for chat in chats] == [1, 1, 0]


async def test_strangers_are_told_where_that_cannot_be_kept(library: Library, tmp_path: Path) -> None:
    """By this run, once."""
    async with StandIn.serve() as api:
        alice = api.user("Alice", language_code="en")
        async with running(api, library, allowed_user_ids=frozenset({1}), data_dir=tmp_path):
            with closing(sqlite3.connect(tmp_path / "yinju.sqlite3")) as spoilt:
                spoilt.execute("DROP TABLE strangers")
            for _ in range(2):
                api.private_chat(alice).send(alice, OPEN)
            await api.private_chat(alice).next_bot_message()
        assert told(api.private_chat(alice), STRANGER) == 1


async def test_a_group_that_becomes_a_supergroup_stays_allowed(
    library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    """The operator is told its new id."""
    async with StandIn.serve() as api:
        alice = api.user("Alice", language_code="en")
        group = api.group("群", [alice], basic=True)
        group.add_bot(by=alice, earlier=True)
        async with running(api, library, allowed_chat_ids=frozenset({group.id})):
            supergroup = api.upgrade(group)
            supergroup.send(alice, OPEN_HERE)
            assert OPENED in (await supergroup.next_bot_message()).text
    assert any(f"is now {supergroup.id}: put that into ALLOWED_CHAT_IDS" in one.getMessage() for one in caplog.records)


async def test_a_chat_in_which_too_much_waits_is_told_so_once(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The waiting questions are answered, those beyond the limit are not, and then all is as before."""
    monkeypatch.setattr("bot.transport.processor._MOST_WAITING_IN_A_CHAT", 3)
    async with StandIn.serve() as api, running(api, library, rate_limit_per_user=0):
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        held = api.hold_next("sendMessage")
        for _ in range(3):
            chat.send(alice, OPEN)
        await held.reached()
        for _ in range(4):
            chat.send(alice, OPEN)
        await api.until(lambda: told(chat, CROWDED))
        held.release()
        await api.until(lambda: len(opened(chat)) == 3)
        chat.send(alice, OPEN)
        await api.until(lambda: len(opened(chat)) == 4)
        assert told(chat, CROWDED) == 1


FORGED = (
    "", "x", "read:", "read:x", "turn:", "turn:x", "sources:", "sources:x", "sources:-1", "sources:99999999999999999999",
    "sections:", "sections::", "sections:x:y", "more:", "more:x", "more:-3", "more:99999999999999999999", "ask:", "ask:  ",
    "askf", "vote:", "vote:+", "why:", "why:wrong", "count:", "count::99999999999", "verify:", "verify:x",
    "timeline:", "timeline:1:", "timeline:9999999999999999999:阿里云收入", "timeline:1:。。。", "set:", "set:x", "set:language:xx",
    "set:quotes:99", "\u0000", "😀" * 16, "delete",
)  # fmt: skip


async def test_forged_buttons_make_no_error(library: Library, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever they carry, each is answered."""
    async with StandIn.serve() as api, running(api, library, repeats=True, rate_limit_per_user=0):
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        chat.send(alice, OPEN)
        page = await chat.next_bot_message()
        for data in FORGED:
            await chat.press(alice, page, data, forged=True).answered()
    assert [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR] == []


async def test_a_flood_of_one_person_holds_up_nobody(api: StandIn) -> None:
    """Two hundred messages, and the first of them stuck: others are answered all the same."""
    alice, bob = (api.user(name, language_code="en") for name in ("Alice", "Bob"))
    chat, other = api.private_chat(alice), api.private_chat(bob)
    stuck = api.hold_next("sendMessage")
    for _ in range(200):
        chat.send(alice, OPEN)
    await stuck.reached()
    other.send(bob, OPEN)
    assert OPENED in (await other.next_bot_message()).text
    assert not opened(chat)
    stuck.release()
    await asyncio.wait_for(all_handled(api, chat, alice), 20)
    assert told(chat, TOO_MUCH) + told(chat, CROWDED) >= 1
