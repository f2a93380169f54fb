"""The update that is being handled: its numbers, since when, and what came of it, for the log."""

import logging
import time
from collections.abc import Callable, Mapping
from contextvars import ContextVar

from telegram import Update
from telegram.ext import ContextTypes

from retrieval.model import Answer

Fact = str | int | float | bool
_WORDS = "question"
_log = logging.getLogger(__name__)


class Handled:
    """One update: `numbers` tell which it is, `facts` what became known of it while it was handled."""

    def __init__(self, update: Update, since: float) -> None:
        chat = update.effective_chat
        kind = next((name for name in Update.ALL_TYPES if getattr(update, name, None)), "other")
        self.numbers: dict[str, Fact] = {"update": update.update_id, "kind": kind}
        if chat:
            self.numbers |= {"chat": chat.id, "type": str(chat.type)}
        self.facts: dict[str, Fact] = {}
        self.since = since


_now: ContextVar[Handled | None] = ContextVar("the update that is being handled", default=None)


def numbers() -> Mapping[str, Fact]:
    """Which update is being handled here; empty outside of any."""
    handled = _now.get()
    return handled.numbers if handled else {}


def note(**facts: Fact) -> None:
    """Keep what became known of the update that is being handled until its line is written; outside of any, nothing.

    A later fact of the same name replaces the earlier one. What somebody wrote may be noted as `question` alone.
    """
    handled = _now.get()
    if handled:
        handled.facts |= facts


def note_answer(question: str, answer: Answer) -> None:
    """Keep what was asked and what came of it."""
    note(question=question, status=answer.status, quotes=len(answer.quotes), search_ms=round(answer.milliseconds, 1))


class Handling:
    """Writes one line for each update that was handled: its numbers, the facts, and how many milliseconds it took.

    The words of questions stand there only with `words`. `tell` gets the update and how many seconds it took. `clock`
    tells seconds.
    """

    def __init__(
        self,
        tell: Callable[[Handled, float], None],
        *,
        words: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._tell = tell
        self._words = words
        self._clock = clock

    async def begin(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Before anything else of an update is handled."""
        _now.set(Handled(update, self._clock()))

    async def failed(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Something went wrong with the update; what, is for others to tell."""
        note(error=type(context.error).__name__)

    async def end(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """After everything else of an update has been handled."""
        handled = _now.get()
        if handled:
            facts = {name: fact for name, fact in handled.facts.items() if self._words or name != _WORDS}
            seconds = self._clock() - handled.since
            _log.info("Handled", extra={"facts": {**facts, "ms": round(seconds * 1000)}})
            self._tell(handled, seconds)
