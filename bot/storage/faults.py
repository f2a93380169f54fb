"""Faults: errors that left somebody without an answer, counted by their kind for the owner's digest."""

import time
from collections.abc import Callable, Mapping

from bot.storage.database import Database

_KEPT_SECONDS = 31 * 24 * 3600.0


class Faults:
    """Faults of the last 31 days; nothing of what was asked is kept. `clock` tells seconds since 1970."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def keep(self, kind: str) -> None:
        """Keep that there was a fault, once the file can be written."""
        self._database.soon(lambda: self._keep(kind), "A fault was not kept")

    def since(self, at: float) -> Mapping[str, int]:
        """Return how many faults of each kind there were since then, the most frequent first."""
        rows = self._database.rows(
            "SELECT kind, count(*) AS times FROM faults WHERE at >= ? GROUP BY kind ORDER BY times DESC, kind", (at,)
        )
        return {row["kind"]: row["times"] for row in rows}

    def _keep(self, kind: str) -> None:
        now = self._clock()
        with self._database.together():
            self._database.change("INSERT INTO faults (kind, at) VALUES (?, ?)", (kind, now))
            self._database.change("DELETE FROM faults WHERE at < ?", (now - _KEPT_SECONDS,))
