"""What has been kept long enough is deleted by itself."""

import asyncio
import sqlite3

from bot.expiry import Expiry


async def test_it_is_deleted_again_and_again_whatever_fails() -> None:
    """A file that is locked for a while is tried again; after the end nothing is called any more."""
    calls: list[int] = []
    thrice = asyncio.Event()

    def expire() -> None:
        calls.append(len(calls))
        if len(calls) == 1:
            raise sqlite3.OperationalError("database is locked")
        if len(calls) == 3:
            thrice.set()

    expiry = Expiry(expire, every=0.001)
    await expiry.begin()
    async with asyncio.timeout(10):
        await thrice.wait()
    await expiry.rest()
    assert not [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]


async def test_an_end_without_a_beginning_is_no_error() -> None:
    """As when the bot never came up."""
    await Expiry(lambda: None).rest()
