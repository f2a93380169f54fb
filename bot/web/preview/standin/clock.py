"""The stand-in's time, moved forward by tests that must not wait; waiting without polling, and rates of messages."""

import asyncio
import time
from collections.abc import Callable
from math import ceil
from typing import TypeVar

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


Found = TypeVar("Found")


class Bell:
    """Wakes all who wait whenever anything happened at the stand-in."""

    def __init__(self) -> None:
        """Build a bell for one event loop."""
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Wake all who wait, so that they look at their condition again."""
        self._event.set()
        self._event = asyncio.Event()

    async def until(self, look: Callable[[], Found | None], timeout: float, story: Callable[[], str]) -> Found:
        """Return the first value of `look` that counts as true.

        Raises TimeoutError with the sentence `story()` after `timeout` seconds.
        """
        try:
            async with asyncio.timeout(timeout):
                while True:
                    event = self._event
                    found = look()
                    if found:
                        return found
                    await event.wait()
        except TimeoutError:
            raise TimeoutError(story()) from None
