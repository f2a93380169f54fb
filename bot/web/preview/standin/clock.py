"""The stand-in's time: the real one, moved forward by tests that must not wait."""

import time


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
