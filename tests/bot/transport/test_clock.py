"""Telegram's time: a machine whose clock is wrong answers as any other."""

import time
from pathlib import Path

import pytest

from bot.observability.observer import Observer
from bot.phrases import phrases
from bot.transport.connection import Reachability, TelegramClock
from bot.web.preview.standin import StandIn
from retrieval.library import Library
from tests.bot.conftest import running

QUESTION, ANSWER = "阿里云收入增长了多少", "阿里云收入317亿"
MINUTE, DAY = 60.0, 24 * 3600.0


def watch_with(ahead: float) -> Observer:
    """Watch a bot on a machine whose clock is some seconds fast."""
    watch = Observer()
    watch.reach = Reachability(TelegramClock(lambda: time.time() + ahead))
    return watch


async def test_a_clock_that_is_fast_makes_no_excuse(library: Library) -> None:
    """The message came just now, by Telegram's own time."""
    async with StandIn.serve() as api, running(api, library, watch=watch_with(10 * MINUTE)):
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        chat.send(alice, QUESTION)
        assert phrases("en").late not in (await chat.next_bot_message()).text


async def test_a_clock_that_has_jumped_some_days_drops_no_question(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A question left open is answered at the next start."""
    async with StandIn.serve() as api:
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        api.fail_next("sendMessage", status=401)
        async with running(api, library, data_dir=tmp_path, poll_seconds=1) as bot:
            monkeypatch.setattr(bot, "stop_running", lambda: None)
            chat.send(alice, QUESTION)
            await api.until(lambda: any(call.method == "sendMessage" and call.answered for call in api.calls))
            await api.all_confirmed()
        async with running(api, library, data_dir=tmp_path, watch=watch_with(3 * DAY)):
            assert ANSWER in (await chat.next_bot_message()).text


def test_the_time_is_the_last_answers_and_counted_on() -> None:
    """Whatever the machine's own clock says meanwhile; what is no date changes nothing."""
    counted = [100.0]
    clock = TelegramClock(lambda: 7.0, lambda: counted[-1])
    assert clock() == 7.0
    clock.tell("Sun, 29 Nov 2026 08:00:00 GMT")
    counted.append(160.0)
    assert clock() == 1795939260.0
    clock.tell("not a date")
    clock.tell("")
    assert clock() == 1795939260.0
