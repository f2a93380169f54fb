"""Deletes what has been kept long enough, while the bot runs, also where nobody asks anything."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from contextlib import suppress

_EVERY_SECONDS = 3600.0
_log = logging.getLogger(__name__)


class Expiry:
    """Calls `expire` every so many seconds from `begin` to `rest`; that it fails once does not end it."""

    def __init__(self, expire: Callable[[], None], every: float = _EVERY_SECONDS) -> None:
        self._expire = expire
        self._every = every
        self._task: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Call it for the first time when the time has passed once."""
        self._task = asyncio.create_task(self._run(), name="deleting what has been kept long enough")

    async def rest(self) -> None:
        """Call it no more."""
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(self._every)
            try:
                self._expire()
            except sqlite3.Error as error:
                _log.warning("What has been kept long enough was not deleted: %s", error)
