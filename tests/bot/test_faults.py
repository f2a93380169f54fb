"""What becomes of every call that the bot makes when something goes wrong with it: a table, and who else notices.

Whatever happens, nothing of it is logged as an error, no apology is sent, and the bot goes on.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
import pytest_asyncio

from bot import connection, patience
from retrieval.library import Library
from tests.bot.conftest import running
from tests.standin import Call, Message, PrivateChat, StandIn, User

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUESTION = "“云收入”"
READ_SECONDS = 1.5
FAULTS: Mapping[str, Mapping[str, Any]] = {
    "429": {"status": 429, "retry_after": 0.05},
    "500": {"status": 500, "description": "Internal Server Error"},
    "502 with a page": {"status": 502},
    "a page of something else": {"status": 200},
    "dropped before": {"drop": "before"},
    "dropped after": {"drop": "after"},
    "502 five times": {"status": 502, "times": 5},
    "429 for long": {"status": 429, "retry_after": 30},
    "blocked": {"status": 403, "description": "Forbidden: bot was blocked by the user"},
    "kicked": {"status": 403, "description": "Forbidden: bot was kicked from the supergroup chat"},
    "no right": {"status": 400, "description": "Bad Request: CHAT_WRITE_FORBIDDEN"},
    "topic closed": {"status": 400, "description": "Bad Request: TOPIC_CLOSED"},
    "topic deleted": {"status": 400, "description": "Bad Request: message thread not found"},
    "not modified": {
        "status": 400,
        "description": "Bad Request: message is not modified: specified new message content",
    },
    "too old": {"status": 400, "description": "Bad Request: query is too old and response timeout expired"},
}
EVERY = ("429", "500", "502 with a page", "a page of something else", "dropped before")
DONE, TWICE, NOTHING = "done", "done twice", "nothing"
OUTCOMES: Mapping[str, Mapping[str, str]] = {
    # Nobody can tell whether what was dropped was done: an answer comes once more.
    "sendMessage": dict.fromkeys((*EVERY, "502 five times"), DONE)
    | dict.fromkeys(("dropped after",), TWICE)
    | dict.fromkeys(("blocked", "kicked", "no right", "topic closed", "topic deleted"), NOTHING),
    "editMessageText": dict.fromkeys((*EVERY, "dropped after", "502 five times"), DONE)
    | dict.fromkeys(("blocked", "kicked", "not modified"), NOTHING),
    "answerCallbackQuery": dict.fromkeys((*EVERY, "dropped after"), DONE)
    | dict.fromkeys(("too old", "429 for long"), NOTHING),
    "answerInlineQuery": dict.fromkeys((*EVERY, "dropped after"), DONE) | dict.fromkeys(("too old",), NOTHING),
    # What shows that the bot is at work is never waited for, and the answer comes all the same.
    "sendChatAction": dict.fromkeys((*EVERY, "dropped after", "429 for long", "blocked"), DONE),
}
CASES = [(call, fault, outcome) for call, faults in OUTCOMES.items() for fault, outcome in faults.items()]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def api(library: Library) -> AsyncIterator[StandIn]:
    """A bot that pauses for a moment only between its tries."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(patience, "_FIRST_PAUSE", 0.002)
        patch.setattr(patience, "_SLACK_SECONDS", 0.0)
        patch.setattr(connection, "_READ_SECONDS", READ_SECONDS)
        async with StandIn.serve(username="Yinju_Bot") as standin, running(standin, library, repeats=True):
            yield standin


class Scene:
    """A person who has just come, and the chat with the bot."""

    def __init__(self, api: StandIn) -> None:
        self.api = api
        self.alice: User = api.user("Alice", language_code="en")
        self.chat: PrivateChat = api.private_chat(self.alice)

    async def asked(self) -> str:
        """Ask, then something else: how often the question was answered."""
        self.chat.send(self.alice, QUESTION)
        self.chat.send(self.alice, "/source 1")
        await self.api.until(lambda: any(_opens(one) for one in self.chat.bot_messages))
        return {0: NOTHING, 1: DONE, 2: TWICE}[sum(not _opens(one) for one in self.chat.bot_messages)]

    async def pressed(self, call: str, **fault: Any) -> str:
        """Turn the page of the documents, and something else: whether the page was turned, or the button handled."""
        self.chat.send(self.alice, "/settings")
        shown = await self.chat.next_bot_message()
        before = shown.buttons
        self.api.fail_next(call, **fault)
        query = self.chat.press(self.alice, shown, next(data for data in shown.callback_data if data.endswith("en")))
        self.chat.send(self.alice, "/source 1")
        await self.chat.next_bot_message()
        done = query.answer is not None if call == "answerCallbackQuery" else shown.buttons != before
        return DONE if done else NOTHING

    async def typed(self) -> str:
        """Type an inline query: whether it was answered."""
        query = self.api.inline_query(self.alice, f"{QUESTION} {self.alice.id}")
        # Only when it was tried again can the next fault be that of the next test.
        await self.api.until(lambda: self._is_over(query.id))
        return DONE if query.answer is not None else NOTHING

    def _is_over(self, query: str) -> bool:
        tries = [call for call in self.api.calls if call.params.get("inline_query_id") == query and call.answered]
        return len(tries) == 2 or any("too old" in (call.error or "") for call in tries)


def sent(api: StandIn) -> list[Call]:
    """The calls that sent a message."""
    return [call for call in api.calls if call.method == "sendMessage"]


def _opens(message: Message) -> bool:
    return "passage 1/" in message.text


@pytest.mark.parametrize(("call", "fault", "outcome"), CASES, ids=[f"{call}: {fault}" for call, fault, _ in CASES])
async def test_a_fault_while_the_bot_runs(
    api: StandIn, caplog: pytest.LogCaptureFixture, call: str, fault: str, outcome: str
) -> None:
    """Each with a person of its own."""
    scene = Scene(api)
    if call in ("editMessageText", "answerCallbackQuery"):
        became = await scene.pressed(call, **FAULTS[fault])
    else:
        api.fail_next(call, **FAULTS[fault])
        became = await (scene.typed() if call == "answerInlineQuery" else scene.asked())
    assert became == outcome
    assert [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR] == []
    assert not any("Sorry" in message.text for message in scene.chat.bot_messages)


async def test_what_is_not_answered_in_time_is_made_again(api: StandIn) -> None:
    """An answer, which may have arrived, once more; an edit, and what tells that a button was handled, until it is done."""
    slow: Mapping[str, Any] = {"delay": READ_SECONDS + 0.5}
    asking, turning, handling = Scene(api), Scene(api), Scene(api)
    api.fail_next("sendMessage", **slow)
    asking.chat.send(asking.alice, QUESTION)
    await api.until(lambda: any(call.params.get("chat_id") == asking.chat.id for call in sent(api)))
    became = await asyncio.gather(
        turning.pressed("editMessageText", **slow), handling.pressed("answerCallbackQuery", **slow)
    )
    assert set(became) == {DONE}
    await api.until(lambda: len(asking.chat.bot_messages) == 2)


async def test_faults_while_the_bot_starts(library: Library) -> None:
    """It starts all the same, with its menus."""
    async with StandIn.serve() as api:
        for call in ("getMe", "deleteWebhook", "setMyCommands"):
            for fault in (*EVERY, "dropped after"):
                api.fail_next(call, **FAULTS[fault])
        async with running(api, library, repeats=True):
            assert await Scene(api).asked() == DONE
            assert api.commands()


async def test_faults_of_polling(library: Library, caplog: pytest.LogCaptureFixture) -> None:
    """What came in a response that was lost comes again; each is handled once."""

    async def polled(fault: str) -> str:
        async with StandIn.serve() as api, running(api, library, repeats=True):
            scene = Scene(api)
            api.fail_next("getUpdates", **FAULTS[fault])
            return await scene.asked()

    faults = ("429", "502 with a page", "a page of something else", "dropped after")
    assert await asyncio.gather(*map(polled, faults)) == [DONE] * len(faults)
    assert [
        one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR and one.name.startswith("bot")
    ] == []
