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
    """Open updates of one bot with their content, and for two days the bare numbers of those that were closed.

    `bot_id` is the bot's in Telegram; other bots that use the same file have updates of their own there, with numbers
    that may be the same. `clock` tells seconds since 1970.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = time.time, bot_id: int = 0) -> None:
        self._database = database
        self._clock = clock
        self._bot = bot_id
        self._hard = True
        # What was kept before it was told of which bot is that of the first one that opens the file.
        if bot_id:
            self._database.change("UPDATE OR IGNORE inbox SET bot_id = ? WHERE bot_id = 0", (bot_id,))

    def receive(self, update_id: int, content: str) -> bool:
        """Keep an update; whether it is new. One that came before is left as it was."""
        self._hard = False
        return bool(
            self._database.change(
                "INSERT OR IGNORE INTO inbox (bot_id, update_id, content, received_at) VALUES (?, ?, ?, ?)",
                (self._bot, update_id, content, self._clock()),
            )
        )

    def harden(self) -> None:
        """Make what was received, and all that was noted before, survive a power cut."""
        if not self._hard:
            self._database.harden()
            self._hard = True

    def sends(self, update_id: int) -> int:
        """How many answers to an update were sent of which nobody knows whether they arrived."""
        found = self._database.rows(
            "SELECT sends FROM inbox WHERE bot_id = ? AND update_id = ?", (self._bot, update_id)
        )
        return int(found[0]["sends"]) if found else 0

    def begin(self, update_id: int) -> None:
        """Handling an update begins."""
        self._note("tries = tries + 1", update_id)

    def sending(self, update_id: int) -> None:
        """An answer is being sent, and from now on may have arrived."""
        self._note("sends = sends + 1", update_id)

    def settled(self, update_id: int) -> None:
        """It is known whether the answer that was being sent has arrived."""
        self._note("sends = sends - 1", update_id)

    def close(self, update_id: int) -> None:
        """An update is answered, or needs no answer: of it, only the number is kept on."""
        self._note("content = NULL", update_id)

    def open(self) -> list[Received]:
        """The updates that are not closed, in the order in which they came."""
        rows = self._database.rows(
            "SELECT update_id, content, received_at, tries, sends FROM inbox WHERE content IS NOT NULL AND bot_id = ?"
            " ORDER BY received_at, update_id",
            (self._bot,),
        )
        return [_received(row) for row in rows]

    def open_elsewhere(self) -> int:
        """How many updates of other bots are not closed."""
        ((count,),) = self._database.rows(
            "SELECT count(*) FROM inbox WHERE content IS NOT NULL AND bot_id <> ?", (self._bot,)
        )
        return int(count)

    def expire(self) -> None:
        """Delete the numbers of updates that Telegram cannot bring again, and what other bots can answer no more."""
        self._database.change(
            "DELETE FROM inbox WHERE (content IS NULL OR bot_id <> ?) AND received_at < ?",
            (self._bot, self._clock() - _KNOWN_SECONDS),
        )

    def _note(self, change: str, update_id: int) -> None:
        self._database.change(
            f"UPDATE inbox SET {change} WHERE bot_id = ? AND update_id = ? AND content IS NOT NULL",
            (self._bot, update_id),
        )


def _received(row: sqlite3.Row) -> Received:
    return Received.model_validate(dict(row))
