"""The time as Telegram has it, so that a wrong clock of this machine neither excuses itself nor drops a question."""

import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime


class TelegramClock:
    """Seconds since 1970 by the last answer of Telegram's; by this machine's clock until there is one.

    Between two answers, the seconds since the last one are counted by a clock that is never set. `machine` and `count`
    are the two clocks of this machine.
    """

    def __init__(self, machine: Callable[[], float] = time.time, count: Callable[[], float] = time.monotonic) -> None:
        self._machine = machine
        self._count = count
        self._begin: float | None = None

    def __call__(self) -> float:
        """Return the present."""
        return self._machine() if self._begin is None else self._begin + self._count()

    def tell(self, date: str) -> None:
        """Take the time from the header Date of an answer; anything that is none changes nothing."""
        try:
            self._begin = parsedate_to_datetime(date).timestamp() - self._count()
        except (ValueError, OverflowError):
            return
