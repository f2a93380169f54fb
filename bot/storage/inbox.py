"""Updates from when they come until they are answered, so that a kill of the process loses none."""

import sqlite3
import time
from collections.abc import Callable

from bot.storage.database import Database
from retrieval.model import Value

# Telegram keeps updates for a day, and so cannot bring one a second time after more than that.
_KNOWN_SECONDS = 2 * 24 * 3600.0


class Received(Value):
    """An update that came and was not answered yet.

    `content` is its JSON as Telegram gave it, `received_at` is in seconds since 1970, `tries` counts how often handling
    it was begun, `sends` the answers to it of which nobody knows whether they arrived.
    """

    update_id: int
    content: str
    received_at: float
    tries: int
    sends: int


class Inbox:
    """Open updates with their content, and for two days the bare numbers of those that were closed.

    `clock` tells seconds since 1970.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def receive(self, update_id: int, content: str) -> bool:
        """Keep an update; whether it is new. One that came before is left as it was."""
        return bool(
            self._database.change(
                "INSERT OR IGNORE INTO inbox (update_id, content, received_at) VALUES (?, ?, ?)",
                (update_id, content, self._clock()),
            )
        )

    def sends(self, update_id: int) -> int:
        """How many answers to an update were sent of which nobody knows whether they arrived."""
        found = self._database.rows("SELECT sends FROM inbox WHERE update_id = ?", (update_id,))
        return int(found[0]["sends"]) if found else 0

    def begin(self, update_id: int) -> None:
        """Handling an update begins."""
        self._database.change("UPDATE inbox SET tries = tries + 1 WHERE update_id = ?", (update_id,))

    def sending(self, update_id: int) -> None:
        """An answer is being sent, and from now on may have arrived."""
        self._database.change("UPDATE inbox SET sends = sends + 1 WHERE update_id = ?", (update_id,))

    def settled(self, update_id: int) -> None:
        """It is known whether the answer that was being sent has arrived."""
        self._database.change("UPDATE inbox SET sends = sends - 1 WHERE update_id = ?", (update_id,))

    def close(self, update_id: int) -> None:
        """An update is answered, or needs no answer: of it, only the number is kept on."""
        self._database.change(
            "UPDATE inbox SET content = NULL WHERE update_id = ? AND content IS NOT NULL", (update_id,)
        )

    def open(self) -> list[Received]:
        """The updates that are not closed, in the order in which they came."""
        rows = self._database.rows(
            "SELECT update_id, content, received_at, tries, sends FROM inbox WHERE content IS NOT NULL"
            " ORDER BY received_at, update_id"
        )
        return [_received(row) for row in rows]

    def expire(self) -> None:
        """Delete the numbers of updates that Telegram cannot bring again."""
        self._database.change(
            "DELETE FROM inbox WHERE content IS NULL AND received_at < ?", (self._clock() - _KNOWN_SECONDS,)
        )


def _received(row: sqlite3.Row) -> Received:
    return Received.model_validate(dict(row))
