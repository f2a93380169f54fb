"""Attacks on a running bot: each is refused, waited out or reported in one line."""

import asyncio
import itertools
import json
import logging
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from telegram import Update
from telegram.error import Conflict

from bot.dispatch.access import Admission, Limits, sender_id
from bot.dispatch.errors import ErrorHandler
from bot.live_library import LiveLibrary
from bot.observability.logs import JsonFormatter, TokenlessFormatter
from bot.phrases import phrases
from bot.storage.allowances import Allowances
from bot.storage.chats import GroupUpgrades
from bot.storage.database import Database
from bot.storage.storage import Storage
from bot.transport.responses import is_telegrams
from bot.web.preview.standin import StandIn
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library
from tests.bot.conftest import running
from tests.bot.dispatch.test_errors import Stopped

PERSON = {"id": 5, "is_bot": False, "first_name": "P"}
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
CHANNELS = {"id": 136817688, "is_bot": True, "first_name": "Channel"}
CHANNEL = {"id": -8, "type": "channel", "title": "频道"}
GROUP = {"id": -9, "type": "supergroup", "title": "群"}
QUESTION, ANSWER = "阿里云收入增长了多少", "阿里云收入317亿"


async def test_nothing_is_confirmed_that_cannot_be_kept(library: Library, tmp_path: Path) -> None:
    """Telegram keeps it, and it is answered once the inbox can be written again."""
    async with StandIn.serve() as api:
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        async with running(api, library, data_dir=tmp_path, poll_seconds=1) as bot:
            with sqlite3.connect(tmp_path / "yinju.sqlite3") as spoil:
                spoil.execute("ALTER TABLE inbox RENAME TO away")
            chat.send(alice, QUESTION)
            async with asyncio.timeout(10):
                while not bot.update_queue.trouble:  # type: ignore[attr-defined]
                    await asyncio.sleep(0.01)
            assert len(api.updates) == 1
            assert not chat.bot_messages
            with sqlite3.connect(tmp_path / "yinju.sqlite3") as mend:
                mend.execute("ALTER TABLE away RENAME TO inbox")
            assert ANSWER in (await chat.next_bot_message()).text
            await api.all_confirmed()
            assert not bot.update_queue.trouble  # type: ignore[attr-defined]


async def test_a_question_that_met_a_revoked_token_is_left_open(library: Library, tmp_path: Path) -> None:
    """The next start answers it."""
    async with StandIn.serve() as api:
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        api.fail_next("sendMessage", status=401)
        async with running(api, library, data_dir=tmp_path, poll_seconds=1) as bot:
            bot.stop_running = lambda: None  # type: ignore[method-assign]
            chat.send(alice, QUESTION)
            await api.until(lambda: any(call.method == "sendMessage" and call.answered for call in api.calls))
            await api.all_confirmed()
        storage = Storage(tmp_path, bot_id=api.bot.id)
        assert len(storage.inbox.open()) == 1
        storage.close()
        async with running(api, library, data_dir=tmp_path):
            assert ANSWER in (await chat.next_bot_message()).text


@pytest.mark.parametrize(
    ("age", "conflicts", "ends"),
    [
        pytest.param(1.0, [0, 2], True, id="a newcomer gives way at its second conflict"),
        pytest.param(30.0, [0, 2, 4, 6, 8, 10, 12, 14], False, id="an older one outlasts it"),
        pytest.param(30.0, [0, 15, 31], True, id="neither goes on forever"),
        pytest.param(30.0, [0, 100, 200, 300], False, id="conflicts long ago do not count"),
    ],
)
async def test_of_two_instances_the_younger_one_ends(age: float, conflicts: list[float], ends: bool) -> None:
    """Each lasts as long as it had run, so that the one that had run longer goes on."""
    moments = iter([0.0, *(age + moment for moment in conflicts)])
    trouble = ErrorHandler(clock=lambda: next(moments))
    for _ in conflicts:
        await trouble.on_error(None, Stopped(Conflict("terminated by other getUpdates request")))  # type: ignore[arg-type]
    assert isinstance(trouble.end, Conflict) is ends


SENT = '"message_id": 7, "date": 1, "chat": {"id": 5}'


@pytest.mark.parametrize(
    ("status", "body", "telegrams"),
    [
        (200, f'{{"ok": true, "result": {{{SENT}}}}}', True),
        (200, '{"ok": true, "result": {"message_id": ', False),
        (200, '{"ok": true, "result": null}', False),
        (200, '{"ok": true, "result": true}', False),
        (200, '{"ok": true, "result": {}}', False),
        (200, f'{{"ok": true, "result": [{{{SENT}}}]}}', False),
        (200, f'{{"ok": true, "result": {{{SENT.replace("7", "true")}}}}}', False),
        (200, f'{{"ok": true, "result": {{{SENT.replace("7", str(10**22))}}}}}', False),
        (200, f'{{"ok": true, "result": {{{SENT.replace("1", "1e30")}}}}}', False),
        (200, f'{{"ok": "yes", "result": {{{SENT}}}}}', False),
        (200, '{"ok": false, "description": "Bad Gateway"}', False),
        (200, '{"ok": true, "result": ' + "[" * 3000 + "]" * 3000 + "}", False),
        (400, '{"ok": false, "description": "Bad Request"}', True),
        (400, '{"ok": false, "description": 5}', False),
        (403, '{"ok": false, "description": null}', False),
        (400, '{"ok": false, "parameters": {"migrate_to_chat_id": "x"}}', False),
        (429, '{"ok": false, "parameters": {"retry_after": 5}}', True),
        (429, '{"ok": false, "parameters": {"retry_after": "soon"}}', False),
        (429, '{"ok": false, "parameters": {"retry_after": NaN}}', False),
        (429, '{"ok": false, "parameters": [1]}', False),
        (500, f'{{"ok": true, "result": {{{SENT}}}}}', False),
        (200, "<html>", False),
        (204, "", False),
    ],
)
def test_a_response_that_is_none_of_the_bot_apis_is_known(status: int, body: str, telegrams: bool) -> None:
    """So that what was asked is asked again, without an apology for what may have been done."""
    assert is_telegrams("sendMessage", status, body.encode()) is telegrams


async def test_a_folder_that_is_replaced_or_away_for_a_while_is_followed(
    tmp_path: Path, analyzer: Analyzer, caplog: pytest.LogCaptureFixture
) -> None:
    """Moved away and made anew; meanwhile the old answers stay, and one line says so."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("云收入增长了34%。")
    live_library = LiveLibrary(Library.open(folder), phrases("en"))
    await live_library.watch(folder)
    try:
        for round in range(2):
            before = live_library()
            folder.rename(tmp_path / f"away {round}")
            async with asyncio.timeout(20):
                while not live_library.trouble:
                    await asyncio.sleep(0.02)
            assert live_library() is before
            folder.mkdir()
            (folder / "a.txt").write_text(f"骑手每天送餐四十{round}单。")
            async with asyncio.timeout(20):
                while live_library() is before:
                    await asyncio.sleep(0.02)
            (folder / "b.txt").write_text("此后又添了一句话。")
            async with asyncio.timeout(20):
                while len(live_library().documents) < 2:
                    await asyncio.sleep(0.02)
    finally:
        await live_library.rest()
    assert len([one for one in caplog.messages if "not watched at present" in one]) == 2


class Hurry:
    """asyncio for python-telegram-bot, whose pauses are noted and take no time."""

    def __init__(self) -> None:
        self.pauses: list[float] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)

    async def sleep(self, seconds: float) -> None:
        """Note a pause."""
        self.pauses.append(seconds)
        await asyncio.sleep(0)


async def test_updates_that_are_none_of_telegrams_are_asked_for_again_with_growing_pauses(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever comes in their place, one line says so."""
    hurry = Hurry()
    monkeypatch.setattr("telegram.ext._utils.networkloop.asyncio", hurry)
    async with StandIn.serve() as api, running(api, library, poll_seconds=1, repeats=True):
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        caplog.clear()
        for body in ('{"ok": true, "result": 5}', '{"ok": true, "result": [{"upd', "[1]", '"x"', '{"ok": true}'):
            api.fail_next("getUpdates", status=200, body=body)
        chat.send(alice, QUESTION)
        assert ANSWER in (await chat.next_bot_message()).text
    assert len(hurry.pauses) == 5
    assert all(later > earlier for earlier, later in itertools.pairwise(hurry.pauses))
    told = [one.getMessage() for one in caplog.records if one.name == "bot.transport.connection"]
    assert told == ["Telegram cannot be reached (status 200); trying again"]


@pytest.mark.parametrize("result", ["null", "{}", f"{{{SENT.replace('7', str(10**22))}}}"])
async def test_a_message_whose_fate_is_told_in_no_words_of_telegrams_is_sent_once_more(
    result: str, library: Library
) -> None:
    """And the next question is answered as well."""
    async with StandIn.serve() as api, running(api, library, poll_seconds=1, repeats=True):
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        api.fail_next("sendMessage", status=200, body=f'{{"ok": true, "result": {result}}}')
        for _ in range(2):
            chat.send(alice, QUESTION)
            assert ANSWER in (await chat.next_bot_message()).text


@pytest.mark.parametrize("number", [2**63, 10**30])
async def test_a_number_that_cannot_be_kept_holds_up_no_update(library: Library, number: int) -> None:
    """Neither that of an update nor that of a chat: what comes after it is answered, also if it comes each time."""
    message = {"message_id": 1, "date": 1, "chat": {"id": number, "type": "private"}, "text": "?"}
    result = [{"update_id": number}, {"update_id": 1, "message": message}]
    async with StandIn.serve() as api, running(api, library, poll_seconds=1, repeats=True) as bot:
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        api.fail_next("getUpdates", status=200, body=json.dumps({"ok": True, "result": result}))
        chat.send(alice, QUESTION)
        assert ANSWER in (await chat.next_bot_message()).text
        assert not bot.update_queue.trouble  # type: ignore[attr-defined]


def test_a_change_that_can_never_be_made_holds_up_no_other_one() -> None:
    """As one with a number that is too large."""
    database = Database()
    database.soon(lambda: database.rows("SELECT ?", (2**63,)), "lost")
    changed: list[int] = []
    database.soon(lambda: changed.append(1), "lost")
    assert changed == [1]


@pytest.mark.parametrize(
    ("sender", "verdict", "counted"),
    [
        pytest.param({"from": {"id": 7, "is_bot": True, "first_name": "R"}}, Admission.MACHINE, 7, id="another bot"),
        pytest.param({"from": PERSON}, Admission.WELCOME, 5, id="a person"),
        pytest.param({"from": ANONYMOUS, "sender_chat": GROUP}, Admission.WELCOME, -9, id="an anonymous administrator"),
        pytest.param({"from": CHANNELS, "sender_chat": CHANNEL}, Admission.WELCOME, -8, id="a channel"),
        pytest.param({"from": PERSON, "is_automatic_forward": True}, Admission.MACHINE, 5, id="a post passed on"),
    ],
)
def test_other_bots_are_not_answered_and_senders_are_told_apart(
    sender: dict[str, Any], verdict: Admission, counted: int
) -> None:
    """Telegram names one stand-in for all who write as a chat, so that these count by their chat."""
    database = Database()
    limits = Limits(Allowances(database, str), GroupUpgrades(database, str), per_user=5)
    message = {"message_id": 1, "date": 1, "chat": GROUP, "text": "?", **sender}
    update = Update.de_json({"update_id": 1, "message": message}, None)
    assert limits.judge(update) is verdict
    assert sender_id(update) == counted


@pytest.mark.parametrize("formatter", [TokenlessFormatter("1:secret"), JsonFormatter("1:secret")])
def test_a_line_that_cannot_be_filled_in_is_written_all_the_same(formatter: logging.Formatter) -> None:
    """Without the token, which a traceback of the library's would show."""
    line = formatter.format(logging.LogRecord("bot", logging.WARNING, "", 0, "%d at secret", ("x",), None))
    assert "%d at <token>" in line
    assert "TypeError" in line
