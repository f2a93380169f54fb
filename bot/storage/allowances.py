"""Allowances used up by people and groups, shared by all processes that answer them."""

import time
from collections.abc import Callable, Iterable

from bot.storage.database import Database
from retrieval.model import Value

_SLACK_SECONDS = 1.0


class Allowance(Value):
    """Allowance of a person or a chat: `most` questions at once, and `per_minute` in the long run."""

    id: int
    most: float
    per_minute: float


class Allowances:
    """Leaky buckets, of which only those that are not empty are kept, without names.

    `code` turns the id of a person or a chat into what is kept of it; `clock` tells seconds since 1970.
    """

    def __init__(self, database: Database, code: Callable[[int], str], clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._code = code
        self._clock = clock

    def spend(self, amount: float, allowances: Iterable[Allowance]) -> bool:
        """Put something into the bucket of each and return True; return False, and put nothing, if one has no room."""
        try:
            with self._database.together():
                for allowance in allowances:
                    if not self._spent(amount, allowance):
                        raise _NoRoom
        except _NoRoom:
            return False
        return True

    def expire(self) -> None:
        """Delete the buckets that are empty."""
        self._database.change("DELETE FROM allowances WHERE empty_at <= ?", (self._clock(),))

    def _spent(self, amount: float, allowance: Allowance) -> bool:
        """Put something into a bucket and return True; return False if it has no room.

        A bucket is kept as the moment at which it is empty. One that could not be so full was written by a wrong clock.
        """
        now, seconds = self._clock(), 60 / allowance.per_minute
        latest = now + allowance.most * seconds
        changed = self._database.change(
            "INSERT INTO allowances (holder, empty_at) VALUES (?1, ?2 + ?3)"
            " ON CONFLICT (holder) DO UPDATE SET"
            " empty_at = iif(empty_at > ?4 + ?5, ?2, max(empty_at, ?2)) + ?3"
            " WHERE iif(empty_at > ?4 + ?5, ?2, max(empty_at, ?2)) + ?3 <= ?4",
            (self._code(allowance.id), now, amount * seconds, latest, _SLACK_SECONDS),
        )
        return changed > 0


class _NoRoom(Exception):
    """A bucket is full."""
