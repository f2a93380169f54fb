"""What is told to somebody who watches a running bot; nobody does, unless a watch of another kind is given."""

from typing import Any

from telegram.ext import Application

from bot.live_library import Shelf
from bot.transport.connection import Reach
from bot.transport.handled import HandledUpdate


class Watch:
    """Observes a bot. `reach` knows whether Telegram can be reached, `failures` which task fails, and why."""

    def __init__(self) -> None:
        self.reach = Reach()
        self.failures: dict[str, str] = {}

    def handled(self, update: HandledUpdate, seconds: float) -> None:
        """An update was handled, and took so long from its arrival on."""

    async def begin(self, application: Application[Any, Any, Any, Any, Any, Any], shelf: Shelf) -> None:
        """The bot begins to run."""

    async def rest(self) -> None:
        """The bot has ended, or could not begin."""
