"""What is done again and again while the bot runs, also where nobody asks anything."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from contextlib import suppress

from retrieval.errors import YinjuError

_log = logging.getLogger(__name__)


class Regularly:
    """Calls `task` every so many seconds from `begin` to `rest`; that it fails once does not end it.

    `what` says in the log what failed; the same failure over and over is logged once.
    """

    def __init__(self, what: str, task: Callable[[], None], every: float) -> None:
        self._what = what
        self._call = task
        self._every = every
        self._failed = ""
        self._task: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Call it for the first time when the time has passed once."""
        self._task = asyncio.create_task(self._run(), name=self._what)

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
                self._call()
                self._failed = ""
            except (sqlite3.Error, YinjuError) as error:
                if str(error) != self._failed:
                    _log.warning("%s failed: %s", self._what, error)
                self._failed = str(error)
