"""Observer of a running bot, and the log of each update that it handled."""

import logging
import time
from collections.abc import Callable

from telegram import Update

from bot.dispatch.context import Bot, Context
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

    async def begin(self, application: Bot, live_library: LiveLibrary) -> None:
        """Take note that the bot begins to run."""

    async def rest(self) -> None:
        """Take note that the bot has ended, or could not begin."""


_WORDS = "question"
_log = logging.getLogger(__name__)


class UpdateLog:
    """Writes one line for each update that was handled: its numbers, the facts, and how many milliseconds it took.

    The words of questions appear only with `words`. `tell` gets the update and how many seconds it took.
    """

    def __init__(self, tell: Callable[[HandledUpdate, float], None], *, words: bool = False) -> None:
        self._tell = tell
        self._words = words

    async def failed(self, update: object, context: Context) -> None:
        """Note the kind of the error; others say what went wrong."""
        if update is not None:
            context.handled.note(error=type(context.error).__name__)

    async def end(self, update: Update, context: Context) -> None:
        """Write the line, after everything else of an update has been handled."""
        handled = context.handled
        facts = {name: fact for name, fact in handled.facts.items() if self._words or name != _WORDS}
        seconds = time.monotonic() - handled.since
        _log.info("Handled", extra={"facts": {**facts, "ms": round(seconds * 1000)}})
        self._tell(handled, seconds)
