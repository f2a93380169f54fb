"""Errors while the bot runs, as people and the operator see them."""

import io
import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from telegram.error import TelegramError

from bot.observability.logs import TokenlessFormatter
from bot.transport import rate_limiter
from bot.web.preview.standin import Call, StandIn
from retrieval import Answer, Document
from retrieval.library import Library
from retrieval.pages.openers import Opener
from retrieval.pages.page import Page
from tests.bot.conftest import running

QUESTION = "阿里云哪块收入最亮眼"
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
SORRY = "Sorry, something went wrong"


class Crashing(Library):
    """A library in which everything that is asked fails, with a secret in the message."""

    def __init__(self, secret: str) -> None:
        self._secret, self.keeper = secret, None

    def ask(self, question: str, history: object = (), **how: object) -> Answer:
        """Fail."""
        raise RuntimeError(f"https://api.telegram.org/bot{self._secret}/x")

    @property
    def documents(self) -> tuple[Document, ...]:
        """Name none that somebody may ask for."""
        return ()

    def resolve(self, receipt: str) -> Page:
        """Fail."""
        raise RuntimeError(receipt)

    def openers(self) -> Iterator[tuple[Opener, ...]]:
        """Offer nothing to begin with."""
        return iter(())

    def reread(self) -> "Crashing":
        """Nothing changed."""
        return self


@pytest.fixture
async def crashing_api() -> AsyncIterator[StandIn]:
    """Yield the bot with a library that fails."""
    async with StandIn.serve(username="Yinju_Bot") as api, running(api, Crashing(api.token)):
        yield api


def errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what was logged as an error, by the bot or by anybody."""
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]


def sent(api: StandIn) -> list[Call]:
    """Return the calls that sent a message."""
    return [call for call in api.calls if call.method == "sendMessage"]


async def test_a_button_that_waited_too_long_still_opens_its_page(
    api: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    """Telegram takes no answer to it any more; the page comes, and no apology."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    chat.send(alice, QUESTION)
    answer = await chat.next_bot_message()
    api.fail_next("answerCallbackQuery", status=400, description=TOO_OLD)
    chat.press(alice, answer, answer.buttons[0][0].data or "")
    assert "Passage 15 of 20" in (await chat.next_bot_message()).text
    chat.send(alice, "/start")
    assert (await chat.next_bot_message()).text.startswith("Hi, I'm Yinju")
    assert errors(caplog) == []


async def test_an_error_at_an_edited_question_is_told(library: Library, tmp_path: Path) -> None:
    """The message still answers the old words."""
    async with StandIn.serve() as api:
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        async with running(api, library, data_dir=tmp_path):
            question = chat.send(alice, QUESTION)
            await chat.next_bot_message()
        chat.edit(alice, question, "利润")
        async with running(api, Crashing(api.token), data_dir=tmp_path):
            assert (await chat.next_bot_message()).text.startswith(SORRY)


async def test_an_error_behind_a_button_is_told_to_who_pressed_it(
    crashing_api: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    """In a window, in the language of that person, and once in the log."""
    alice = crashing_api.user("Alice", language_code="en")
    chat = crashing_api.private_chat(alice)
    chat.send(alice, "/start")
    told = await chat.press(alice, await chat.next_bot_message(), "read:x", forged=True).answered()
    assert told["show_alert"]
    assert told["text"].startswith(SORRY)
    assert errors(caplog) == ["An update was not answered"]


async def test_a_page_that_telegram_refuses_is_told_to_who_pressed(
    api: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    """The button is handled only when its page stands there, so that the window is still to be had."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    chat.send(alice, QUESTION)
    answer = await chat.next_bot_message()
    api.fail_next("sendMessage", status=400)
    told = await chat.press(alice, answer, answer.buttons[0][0].data or "").answered()
    assert told["text"].startswith(SORRY)
    assert errors(caplog) == ["An update was not answered"]


async def test_an_error_behind_an_old_button_is_logged_once(
    crashing_api: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    """A window that can no longer be opened is no second error."""
    alice = crashing_api.user("Alice", language_code="en")
    chat = crashing_api.private_chat(alice)
    chat.send(alice, "/start")
    crashing_api.fail_next("answerCallbackQuery", status=400, description=TOO_OLD)
    chat.press(alice, await chat.next_bot_message(), "read:x", forged=True)
    chat.send(alice, "/start")
    await chat.next_bot_message()
    assert errors(caplog) == ["An update was not answered"]


async def test_an_error_behind_a_question_is_told_and_the_token_is_not_logged(crashing_api: StandIn) -> None:
    """The traceback is in the log, without the token that stood in it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(TokenlessFormatter(crashing_api.token))
    logging.getLogger().addHandler(handler)
    try:
        alice = crashing_api.user("Alice", language_code="en")
        chat = crashing_api.private_chat(alice)
        chat.send(alice, QUESTION)
        assert (await chat.next_bot_message()).text.startswith(SORRY)
    finally:
        logging.getLogger().removeHandler(handler)
    assert "RuntimeError: https://api.telegram.org/bot<token>/x" in written.getvalue()
    assert crashing_api.token.partition(":")[2] not in written.getvalue()


@pytest.mark.parametrize(("drop", "copies"), [("before", 1), ("after", 2)])
async def test_an_answer_that_may_have_arrived_is_sent_once_more(
    api: StandIn, caplog: pytest.LogCaptureFixture, drop: Any, copies: int
) -> None:
    """If the connection breaks while it is sent, nobody knows if it came through; no apology is sent."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    api.fail_next("sendMessage", drop=drop)
    chat.send(alice, QUESTION)
    chat.send(alice, "/start")
    told = [(await chat.next_bot_message()).text for _ in range(copies + 1)]
    assert ["阿里云收入317亿" in text for text in told] == [*[True] * copies, False]
    assert told[-1].startswith("Hi, I'm Yinju")
    assert len(sent(api)) == 3
    assert errors(caplog) == []


@pytest.mark.parametrize("fault", [{"drop": "before"}, {"status": 502}], ids=["cut off", "refused"])
async def test_the_next_try_waits_until_telegram_is_reached(
    api: StandIn, monkeypatch: pytest.MonkeyPatch, fault: dict[str, Any]
) -> None:
    """However long that is: both tries could be lost in one short outage otherwise, and all of them in a long one."""
    monkeypatch.setattr(rate_limiter, "_FIRST_PAUSE", 0.002)
    monkeypatch.setattr(rate_limiter, "_SECONDS", {0.01: {"sendMessage"}})
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    api.fail_next("sendMessage", **fault)
    api.fail_next("getMe", **fault, times=7)
    began = len(api.calls)
    chat.send(alice, QUESTION)
    await chat.next_bot_message()
    made = [(call.method, call.ok) for call in api.calls[began:] if call.method in ("sendMessage", "getMe")]
    assert made == [("sendMessage", False), *[("getMe", False)] * 7, ("getMe", True), ("sendMessage", True)]


async def test_a_message_that_comes_too_soon_is_sent_when_telegram_says(api: StandIn) -> None:
    """The answer is late, not lost; another chat does not wait with this one."""
    alice, bob = api.user("Alice", language_code="en"), api.user("Bob", language_code="en")
    chat, other = api.private_chat(alice), api.private_chat(bob)
    api.fail_next("sendMessage", status=429, retry_after=0.5)
    chat.send(alice, QUESTION)
    await api.next_call("sendMessage")
    other.send(bob, QUESTION)
    assert "阿里云收入317亿" in (await other.next_bot_message()).text
    assert not chat.bot_messages
    assert "阿里云收入317亿" in (await chat.next_bot_message()).text
    assert len(sent(api)) == 3


async def test_the_menu_of_commands_is_not_waited_for(library: Library) -> None:
    """Telegram may ask for hours there, and the bot answers all the same."""
    async with StandIn.serve() as api:
        api.fail_next("setMyCommands", status=429, retry_after=7200, times=2)
        async with running(api, library):
            alice = api.user("Alice", language_code="en")
            chat = api.private_chat(alice)
            chat.send(alice, "/start")
            await chat.next_bot_message()


async def test_a_chat_that_is_closed_to_the_bot_is_no_error(api: StandIn, caplog: pytest.LogCaptureFixture) -> None:
    """One line for the operator, no traceback, and no second try for somebody who blocked the bot."""
    caplog.set_level(logging.INFO, "bot")
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    api.fail_next("sendMessage", status=403)
    chat.send(alice, QUESTION)
    chat.send(alice, "/start")
    await chat.next_bot_message()
    closed = [record for record in caplog.records if "closed to the bot" in record.getMessage()]
    assert [(record.levelno, record.exc_info) for record in closed] == [(logging.INFO, None)]
    assert errors(caplog) == []
    assert len(sent(api)) == 2


@pytest.mark.parametrize("why", ["not enough rights to send text messages to the chat", "TOPIC_CLOSED"])
async def test_a_group_in_which_the_bot_may_not_write_is_no_error(
    api: StandIn, caplog: pytest.LogCaptureFixture, why: str
) -> None:
    """One line for the operator, and no apology, which could not be sent either."""
    caplog.set_level(logging.INFO, "bot")
    alice = api.user("Alice", language_code="en")
    group = api.group("群", members=[alice])
    group.add_bot(by=alice, earlier=True)
    api.fail_next("sendMessage", status=400, description=f"Bad Request: {why}")
    group.send(alice, f"/ask@Yinju_Bot {QUESTION}")
    group.send(alice, "/help@Yinju_Bot")
    assert "How to use Yinju" in (await group.next_bot_message()).text
    assert errors(caplog) == []
    assert len(sent(api)) == 2


async def test_a_question_that_was_deleted_meanwhile_is_answered(api: StandIn) -> None:
    """In the group where it stood, as no reply to anything."""
    alice = api.user("Alice", language_code="zh-hans")
    group = api.group("群", members=[alice])
    group.add_bot(by=alice, earlier=True)
    held = api.hold_next("sendMessage")
    asked = group.send(alice, f"/ask@Yinju_Bot {QUESTION}")
    await held.reached()
    group.remove(asked)
    held.release()
    answer = await group.next_bot_message()
    assert "阿里云收入317亿" in answer.text
    assert answer.reply_to is None


class Stopped:
    """An application that is only told to stop; stands in for a context as well."""

    def __init__(self, error: TelegramError) -> None:
        self.error = error
        self.application = self
        self.stops = 0

    def stop_running(self) -> None:
        """Count."""
        self.stops += 1
