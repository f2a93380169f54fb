"""Recurring tasks of a running bot."""

import asyncio

import pytest

from bot.app.lifecycle import PeriodicTask


@pytest.mark.parametrize("waits", [False, True])
async def test_it_is_done_again_and_again_whatever_fails(waits: bool, caplog: pytest.LogCaptureFixture) -> None:
    """Also if it waits for something; the same failure is logged once, and after the end nothing is called any more."""
    calls: list[int] = []
    often = asyncio.Event()
    failures: dict[str, str] = {}

    def task() -> None:
        calls.append(len(calls))
        if len(calls) <= 2:
            raise ValueError("whatever it is")
        if len(calls) == 3:
            assert failures == {"a task": "ValueError: whatever it is"}
        if len(calls) == 4:
            often.set()

    async def waiting() -> None:
        await asyncio.sleep(0)
        task()

    regularly = PeriodicTask("a task", waiting if waits else task, 0.001, failures)
    await regularly.begin()
    async with asyncio.timeout(10):
        await often.wait()
    assert not failures
    assert caplog.messages == ["a task failed: ValueError: whatever it is"]
    await regularly.rest()
    assert not [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]


async def test_an_end_without_a_beginning_is_no_error() -> None:
    """As when the bot never came up."""
    await PeriodicTask("a task", lambda: None, 1, {}).rest()
