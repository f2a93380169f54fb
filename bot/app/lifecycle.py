"""What a bot begins with, and ends with."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from telegram.ext import Application

from bot.app.menus import introduce
from bot.live_library import Shelf
from bot.observability.observer import Watch
from bot.settings import Settings
from bot.storage.storage import Storage
from bot.transport.queue import Incoming
from retrieval.errors import YinjuError

_log = logging.getLogger(__name__)


_EXPIRY_SECONDS, _ALLOWANCES_SECONDS, _RELIEF_SECONDS = 3600.0, 60.0, 1.0
Bot = Application[Any, Any, Any, Any, Any, Any]


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


class Lifetime:
    """Begins and ends what a bot needs besides its handlers; each is called once, in this order."""

    def __init__(self, settings: Settings, shelf: Shelf, storage: Storage, incoming: Incoming, watch: Watch) -> None:
        self._settings = settings
        self._shelf = shelf
        self._storage = storage
        self._incoming = incoming
        self._watch = watch
        self._regular: tuple[Regularly, ...] = ()

    async def begin(self, application: Bot) -> None:
        """Before updates are asked for: answer what was left open, set the menus, watch the folder."""
        await self._watch.begin(application, self._shelf)
        self._incoming.resume(application.bot)
        await introduce(application.bot, self._settings.owner_ids)
        await self._shelf.watch(self._settings.seeds_dir)
        self._regular = (
            Regularly("Deleting what has been kept long enough", self._storage.expire, _EXPIRY_SECONDS),
            Regularly("Deleting who asked how much", self._storage.allowances.expire, _ALLOWANCES_SECONDS),
            Regularly("Looking after what others left open", lambda: self._relieve(application), _RELIEF_SECONDS),
        )
        for one in self._regular:
            await one.begin()

    async def end(self, application: Bot) -> None:
        """When no update is handled any more."""
        await self._shelf.rest()
        for one in self._regular:
            await one.rest()
        self._incoming.give_back()
        self._storage.close()

    async def ended(self, application: Bot) -> None:
        """Whether the bot began or not."""
        self._incoming.give_back()
        await self._watch.rest()

    def _relieve(self, application: Bot) -> None:
        # What is queued by one that is told to stop would not be answered.
        if application.running:
            self._incoming.relieve(application.bot)
