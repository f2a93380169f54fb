"""What a bot begins with, and ends with."""

from typing import Any

from telegram.ext import Application

from bot.app.menus import introduce
from bot.app.regularly import Regularly
from bot.live_library import Shelf
from bot.observability.observer import Watch
from bot.settings import Settings
from bot.storage.storage import Storage
from bot.transport.queue import Incoming

_EXPIRY_SECONDS, _ALLOWANCES_SECONDS, _RELIEF_SECONDS = 3600.0, 60.0, 1.0
Bot = Application[Any, Any, Any, Any, Any, Any]


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
