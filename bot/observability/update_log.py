"""One line in the log for each update that was handled."""

import logging
import time
from collections.abc import Callable

from telegram import Update

from bot.dispatch.context import Context
from bot.transport.handled import HandledUpdate

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
