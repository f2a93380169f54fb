"""Recurring tasks of a running bot."""

import asyncio

from bot.app.lifecycle import PeriodicTask


async def test_it_is_done_again_and_again_whatever_fails() -> None:
    """A file that is locked for a while is tried again; after the end nothing is called any more."""
    calls: list[int] = []
    thrice = asyncio.Event()
    failures: dict[str, str] = {}

    def task() -> None:
        calls.append(len(calls))
        if len(calls) == 1:
            raise ValueError("whatever it is")
        if len(calls) == 2:
            assert failures == {"a task": "ValueError: whatever it is"}
        if len(calls) == 3:
            thrice.set()

    regularly = PeriodicTask("a task", task, 0.001, failures)
    await regularly.begin()
    async with asyncio.timeout(10):
        await thrice.wait()
    assert not failures
    await regularly.rest()
    assert not [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]


async def test_an_end_without_a_beginning_is_no_error() -> None:
    """As when the bot never came up."""
    await PeriodicTask("a task", lambda: None, 1, {}).rest()
