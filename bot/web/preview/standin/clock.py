"""The stand-in's time, moved forward by tests that must not wait, and the rates of messages that it counts."""

import time
from math import ceil

from .refusal import RefusedError


class Clock:
    """Tells the time in seconds; `advance` makes queries age and rate limits pass without waiting."""

    def __init__(self) -> None:
        """Start at the present."""
        self._ahead = 0.0

    def now(self) -> float:
        """Return the seconds since 1970, with everything that was advanced."""
        return time.time() + self._ahead

    def date(self) -> int:
        """Return whole seconds since 1970, as dates stand in messages."""
        return int(self.now())

    def advance(self, seconds: float) -> None:
        """Move the time forward."""
        self._ahead += seconds


MESSAGES = 20
SECONDS = 60.0


class GroupRates:
    """Counts the bot's messages per group over the last minute."""

    def __init__(self, clock: Clock) -> None:
        """Count by the time of `clock`."""
        self._clock = clock
        self._sent: dict[int, list[float]] = {}

    def count(self, chat_id: int) -> None:
        """Count one more message; refuse it with 429 and the seconds to wait if it is too many.

        Raises RefusedError.
        """
        if chat_id > 0:
            return
        now = self._clock.now()
        recent = [moment for moment in self._sent.get(chat_id, []) if moment > now - SECONDS]
        if len(recent) >= MESSAGES:
            wait = ceil(recent[0] + SECONDS - now)
            raise RefusedError(f"retry after {wait}", status=429, retry_after=wait)
        self._sent[chat_id] = [*recent, now]
