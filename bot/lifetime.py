"""What a bot begins with, and ends with."""

from typing import Any

from telegram.ext import Application

from bot.expiry import Expiry
from bot.incoming import Incoming
from bot.introduction import introduce
from bot.settings import Settings
from bot.shelf import Shelf
from bot.storage.storage import Storage
from bot.watch import Watch

Bot = Application[Any, Any, Any, Any, Any, Any]


class Lifetime:
    """Begins and ends what a bot needs besides its handlers; each is called once, in this order."""

    def __init__(self, settings: Settings, shelf: Shelf, storage: Storage, incoming: Incoming, watch: Watch) -> None:
        self._settings = settings
        self._shelf = shelf
        self._storage = storage
        self._incoming = incoming
        self._watch = watch
        self._expiry = Expiry(storage.expire)

    async def begin(self, application: Bot) -> None:
        """Before updates are asked for: answer what was left open, set the menus, watch the folder."""
        await self._watch.begin(application, self._shelf)
        self._incoming.resume(application.bot)
        await introduce(application.bot, self._settings.owner_ids)
        await self._shelf.watch(self._settings.seeds_dir)
        await self._expiry.begin()

    async def end(self, application: Bot) -> None:
        """When no update is handled any more."""
        await self._shelf.rest()
        await self._expiry.rest()
        self._storage.close()

    async def ended(self, application: Bot) -> None:
        """Whether the bot began or not."""
        await self._watch.rest()
