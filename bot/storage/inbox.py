"""Updates from when they come until they are answered, so that a kill of the process loses none."""

import sqlite3
import time
from collections.abc import Callable

from bot.storage.database import Database
from retrieval.model import Value

# Telegram keeps updates for a day, and so cannot bring one a second time after more than that.
_KNOWN_SECONDS = 2 * 24 * 3600.0
# Telegram brings again what was not confirmed, which is the last of what it brought.
MAX_KNOWN_NUMBERS = 20_000
# SQLite would rather look through all numbers of the bot.
_OPEN = (
    "SELECT update_id, content, received_at, tries, sends FROM inbox INDEXED BY inbox_open"
    " WHERE content IS NOT NULL AND bot_id = ?"
)


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
    """Open updates of one bot with their content, and for two days the bare numbers of the last 20,000 closed ones.

    `bot_id` is the bot's in Telegram; other bots that use the same file have updates of their own there, with numbers
    that may be the same. Each update is of the worker to which it came, until another one takes it over; those that
    come to this one are of worker 0 until `serve_as` names another. `clock` tells seconds since 1970.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = time.time, bot_id: int = 0) -> None:
        self._database = database
        self._clock = clock
        self._bot = bot_id
        self._worker = 0
        self._hard = True
        self._unended: set[int] = set()
        # What was kept before it was told of which bot is that of the first one that opens the file.
        if bot_id:
            self._database.change("UPDATE OR IGNORE inbox SET bot_id = ? WHERE bot_id = 0", (bot_id,))

    def serve_as(self, worker: int) -> None:
        """From now on, what comes is of that worker."""
        self._worker = worker

    def receive(self, update_id: int, content: str, chat_id: int | None = None) -> bool:
        """Keep an update, last in its chat; whether it is new. One that came before is left as it was."""
        self._database.check_in_place()
        self._hard = False
        return bool(
            self._database.change(
                "INSERT OR IGNORE INTO inbox (bot_id, update_id, content, received_at, worker, chat_id, turn)"
                " VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
                " (SELECT ifnull(max(turn), 0) + 1 FROM inbox WHERE bot_id = ?1 AND chat_id = ?6))",
                (self._bot, update_id, content, self._clock(), self._worker, chat_id),
            )
        )

    def harden(self) -> None:
        """Make what was received, and all that was noted before, survive a power cut."""
        self._database.check_in_place()
        if not self._hard:
            self._database.harden()
            self._hard = True

    def soon(self, note: Callable[[], object], update_id: int) -> None:
        """Make a note of an update, by one of the methods below, once the file can be written."""
        self._database.soon(note, f"How far update {update_id} is answered was not kept")

    def sends(self, update_id: int) -> int:
        """Return how many answers to an update were sent of which nobody knows whether they arrived."""
        return self._count("sends", update_id)

    def tries(self, update_id: int) -> int:
        """Return how often handling an update was begun, this time included."""
        return self._count("tries", update_id)

    def begin(self, update_id: int) -> None:
        """Record that handling an update begins."""
        self._note("tries = tries + 1", update_id)

    def sending(self, update_id: int) -> None:
        """Record that an answer is being sent, and from now on may have arrived."""
        self._note("sends = sends + 1", update_id)

    def settled(self, update_id: int) -> None:
        """Record that the fate of the answer that was being sent is known."""
        self._note("sends = sends - 1", update_id)

    def close(self, update_id: int) -> None:
        """Close an update that is answered, or needs no answer: only its number is kept."""
        self._note("content = NULL", update_id)

    def end(self, update_id: int) -> None:
        """End an update that is closed: it is the turn of the next one in its chat."""
        self._unended.add(update_id)
        self._database.change(
            "UPDATE inbox SET content = NULL, chat_id = NULL WHERE bot_id = ? AND update_id = ?", (self._bot, update_id)
        )
        self._unended.discard(update_id)

    def end_again(self) -> None:
        """End what could not be ended before."""
        for update_id in tuple(self._unended):
            self.end(update_id)

    def is_ahead(self, update_id: int) -> bool:
        """Return whether an update of the same chat came before this one, to whatever worker, and is not ended."""
        earlier = self._database.rows(
            "SELECT other.update_id FROM inbox AS this CROSS JOIN inbox AS other INDEXED BY inbox_by_chat"
            " WHERE this.bot_id = ?1 AND this.update_id = ?2"
            " AND other.bot_id = ?1 AND other.chat_id = this.chat_id AND other.turn < this.turn",
            (self._bot, update_id),
        )
        return any(row["update_id"] not in self._unended for row in earlier)

    def open(self) -> list[Received]:
        """Return the updates that are not closed, of all workers, in the order in which they came."""
        rows = self._database.rows(f"{_OPEN} ORDER BY received_at, update_id", (self._bot,))
        return [_received(row) for row in rows]

    def other_workers(self) -> list[int]:
        """Return the workers, other than this one, whose updates are not all ended."""
        rows = self._database.rows(
            "SELECT worker FROM inbox INDEXED BY inbox_open WHERE content IS NOT NULL AND bot_id = ?1 AND worker <> ?2"
            " UNION SELECT worker FROM inbox INDEXED BY inbox_by_chat"
            " WHERE chat_id IS NOT NULL AND bot_id = ?1 AND worker <> ?2",
            (self._bot, self._worker),
        )
        return [int(row["worker"]) for row in rows]

    def take_over(self, worker: int) -> list[Received]:
        """Make the open updates of a worker that lives no more this one's, and return them as `open` does.

        It is called for this worker itself at its start, which may have been another process's before.
        """
        with self._database.together():
            rows = self._database.rows(f"{_OPEN} AND worker = ? ORDER BY received_at, update_id", (self._bot, worker))
            of_it = (self._bot, worker)
            self._database.change(
                "UPDATE inbox INDEXED BY inbox_by_chat SET chat_id = NULL"
                " WHERE bot_id = ? AND worker = ? AND chat_id IS NOT NULL AND content IS NULL",
                of_it,
            )
            self._database.change(
                "UPDATE inbox INDEXED BY inbox_open SET worker = ?"
                " WHERE content IS NOT NULL AND bot_id = ? AND worker = ?",
                (self._worker, *of_it),
            )
        return [_received(row) for row in rows]

    def open_elsewhere(self) -> int:
        """Return how many updates of other bots are not closed."""
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
        self._database.change(
            "DELETE FROM inbox WHERE (bot_id, update_id) IN (SELECT bot_id, update_id FROM inbox"
            " WHERE bot_id = ? AND content IS NULL AND chat_id IS NULL ORDER BY received_at DESC LIMIT -1 OFFSET ?)",
            (self._bot, MAX_KNOWN_NUMBERS),
        )

    def _count(self, column: str, update_id: int) -> int:
        sql = f"SELECT {column} FROM inbox WHERE bot_id = ? AND update_id = ?"
        found = self._database.rows(sql, (self._bot, update_id))
        return int(found[0][column]) if found else 0

    def _note(self, change: str, update_id: int) -> None:
        self._database.change(
            f"UPDATE inbox SET {change} WHERE bot_id = ? AND update_id = ? AND content IS NOT NULL",
            (self._bot, update_id),
        )


def _received(row: sqlite3.Row) -> Received:
    return Received.model_validate(dict(row))
