"""Outcome of every call of the bot that goes wrong; the tables are in faults.py.

Whatever happens, nothing of it is logged as an error, and the bot goes on.
"""

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from typing import NamedTuple

import pytest
import pytest_asyncio

from bot.dispatch import messenger
from bot.doctor import telegram
from bot.doctor.telegram import look_at_telegram
from bot.handlers import timeline
from bot.settings import Settings
from bot.transport import connection, rate_limiter, webhook
from bot.web.preview.standin import StandIn
from bot.web.preview.standin.methods.table import METHODS
from retrieval.documents.reader import FolderReader
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library
from tests.bot.conftest import running
from tests.bot.faults import (
    AT_THE_DOCTOR,
    FAULTS,
    IN_CONVERSATION,
    PRESSING_SECONDS,
    READ_SECONDS,
    START_SECONDS,
    TO_BEGIN_WITH,
    cells,
)
from tests.bot.launches import LATE_POLL_SECONDS, LATE_SECONDS, launched
from tests.bot.scenes import SCENES, Attentive, Scene
from tests.conftest import ROOT

TEXT = "云收入增长了34%。\n" + "".join(f"{year}年底，星海科技会员数为{year - 2000}万。\n" for year in range(2020, 2024))


pytestmark = pytest.mark.asyncio(loop_scope="module")


class Place(NamedTuple):
    """A running bot, and who knows what it has done."""

    api: StandIn
    watch: Attentive


@pytest.fixture(scope="module")
def small(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return the library of a few sentences."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "a.txt").write_text(TEXT)
    return Library.read(FolderReader(folder), analyzer)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def place(small: Library) -> AsyncIterator[Place]:
    """Yield a bot with short pauses, for which drawing takes no time."""
    with pytest.MonkeyPatch.context() as patch:
        hurry(patch)
        patch.setattr(timeline, "chart", lambda *_: b"a picture")
        async with StandIn.serve(username="Yinju_Bot") as api:
            watch = Attentive()
            async with running(api, small, watch=watch, repeats=True):
                yield Place(api, watch)


def hurry(patch: pytest.MonkeyPatch) -> None:
    """Let a bot pause for moments only, and give up soon what it gives up."""
    seconds = {5.0: PRESSING_SECONDS, 1.0: START_SECONDS}
    patch.setattr(rate_limiter, "_FIRST_PAUSE", 0.002)
    patch.setattr(rate_limiter, "_SLACK_SECONDS", 0.0)
    patch.setattr(rate_limiter, "_PER_SECOND", 1000)
    patch.setattr(
        rate_limiter, "_SECONDS", {seconds.get(full, full): calls for full, calls in rate_limiter._SECONDS.items()}
    )
    patch.setattr(connection, "_READ_SECONDS", READ_SECONDS)
    patch.setattr(messenger, "_HURRY_SECONDS", READ_SECONDS / 2)
    patch.setattr(messenger, "QUICK_SECONDS", 0)


def errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what the bot has logged as an error; python-telegram-bot does so with a poll that fails, which
    `yinju run` hides.
    """
    return [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR and one.name.startswith("bot")]


@pytest.mark.parametrize("name", FAULTS)
async def test_a_fault_while_the_bot_runs(place: Place, caplog: pytest.LogCaptureFixture, name: str) -> None:
    """One column of the table, each call with a person of its own."""
    caplog.set_level(logging.INFO, "bot")
    expected = {call: row[name] for call, row in cells(IN_CONVERSATION).items() if row[name] != "·"}
    became = await asyncio.gather(*(SCENES[call](Scene(*place, FAULTS[name])) for call in expected))
    assert dict(zip(expected, became, strict=True)) == expected
    assert errors(caplog) == []
    assert len(caplog.records) >= became.count("lost")


async def test_faults_while_the_bot_starts(small: Library, caplog: pytest.LogCaptureFixture) -> None:
    """All columns of the table side by side, each as one bot with the fault at all of its calls."""
    table = cells(TO_BEGIN_WITH)
    faults = next(iter(table.values()))
    with pytest.MonkeyPatch.context() as patch:
        hurry(patch)
        patch.setattr(connection, "_READ_SECONDS", LATE_SECONDS)
        patch.setattr(connection, "_POLL_SECONDS", LATE_POLL_SECONDS)
        patch.setattr(webhook, "_PAUSE_SECONDS", 0.002)
        columns = await asyncio.gather(*(launched(small, name) for name in faults))
    assert {call: dict(zip(faults, [column[call] for column in columns], strict=True)) for call in table} == table
    assert errors(caplog) == []


async def test_faults_of_what_the_doctor_asks(caplog: pytest.LogCaptureFixture) -> None:
    """One after the other."""
    became: dict[str, dict[str, str]] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(telegram, "_READ_SECONDS", LATE_SECONDS)
        async with StandIn.serve() as api:
            for call, row in cells(AT_THE_DOCTOR).items():
                became[call] = {name: await looked_at(api, call, name) for name in row}
    assert became == cells(AT_THE_DOCTOR)
    assert errors(caplog) == []


async def looked_at(api: StandIn, call: str, name: str) -> str:
    """Return whether the doctor says that it could not find out what a call with a fault asks, and finds out
    the rest.
    """
    api.fail_next(call, **({"delay": 2 * LATE_SECONDS} if name == "late" else FAULTS[name]))
    given = {"telegram_api_base_url": api.base_url, "telegram_bot_token": api.token}
    found = [one.found for one in await look_at_telegram(Settings.model_validate(given))]
    api.recover(call)
    if call == "getMe":
        return "told" if found == ["unreachable"] else "lost"
    return "told" if {"token_works", "webhook_unknown", "clock_right"} <= set(found) else "lost"


async def test_the_tables_have_every_call_that_the_bot_makes() -> None:
    """The stand-in refuses any other, and what it knows besides is named nowhere in the bot."""
    known = {method.name for method in METHODS.values()}
    called = set(cells(IN_CONVERSATION)) | set(cells(TO_BEGIN_WITH)) | set(cells(AT_THE_DOCTOR))
    assert called <= known
    # A file that is not handed over is tested with what is done with it, in collections/test_add.py.
    assert known - called == {"getFile", "getChat", "leaveChat", "getMyCommands", "logOut", "close"}
    files = [file for file in (ROOT / "bot").rglob("*.py") if "standin" not in file.parts]
    named = {name for file in files for name in re.findall(r"\.(chat\.leave|\w+)\(", file.read_text())}
    assert not named & {"get_chat", "leave_chat", "chat.leave", "get_my_commands", "log_out"}
