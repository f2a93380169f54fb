"""Waiting without polling: whoever changes a thing rings, whoever waits looks at its condition again."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

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
