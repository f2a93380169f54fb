"""Observer of a running bot. The base class ignores every event."""

from typing import Any

from telegram.ext import Application

from bot.live_library import LiveLibrary
from bot.transport.connection import Reachability
from bot.transport.handled import HandledUpdate


class Observer:
    """Observes a bot. `reach` knows whether Telegram can be reached, `failures` which task fails, and why."""

    def __init__(self) -> None:
        self.reach = Reachability()
        self.failures: dict[str, str] = {}

    def handled(self, update: HandledUpdate, seconds: float) -> None:
        """Take note that an update was handled, and how long that took from its arrival."""

    async def begin(self, application: Application[Any, Any, Any, Any, Any, Any], live_library: LiveLibrary) -> None:
        """Take note that the bot begins to run."""

    async def rest(self) -> None:
        """Take note that the bot has ended, or could not begin."""
