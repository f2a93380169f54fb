"""Digests for owners: when each is due, what its owner has been told of already, and the faults that it counts."""

import json
import sqlite3
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from pydantic import Field

from bot.phrases import Language
from bot.storage.chats import MinuteOfDay
from bot.storage.database import Database
from bot.storage.outbox import Outbox, Outgoing
from retrieval import Library
from retrieval.model import Value

_DIGEST_LETTERS = 16


class DigestSchedule(Value):
    """A minute of every day, or of one day of the week, at which an owner is told what has come since.

    `since` is up to when the owner was told, in seconds since 1970; `files` are the digests of the files at that time,
    and `votes` how many votes there were against answers.
    """

    owner_id: int
    language: Language
    weekday: int | None = Field(None, ge=0, le=6)
    minute: MinuteOfDay = 9 * 60
    since: float = 0.0
    files: Mapping[str, str] = {}
    votes: int = 0

    def is_due(self, now: datetime) -> bool:
        """Return True if the minute has passed since the last digest; `now` is in the owner's time zone."""
        hour, minute = divmod(self.minute, 60)
        last = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
        if last > now:
            last -= timedelta(days=1)
        if self.weekday is not None:
            last -= timedelta(days=(last.weekday() - self.weekday) % 7)
        return self.since < last.timestamp()

    def told(self, library: Library, votes: int, now: float) -> "DigestSchedule":
        """Return the schedule after a digest of all that is there now."""
        files = {file.name: file.sha256[:_DIGEST_LETTERS] for file in library.files}
        return self.model_copy(update={"since": now, "files": files, "votes": votes})


class Digests:
    """The schedules of the owners who have chosen one."""

    def __init__(self, database: Database, outbox: Outbox) -> None:
        self._database = database
        self._outbox = outbox

    def of(self, owner_id: int) -> DigestSchedule | None:
        """Return the schedule of an owner; None if there is none."""
        return next((one for one in self.all() if one.owner_id == owner_id), None)

    def all(self) -> list[DigestSchedule]:
        """Return all schedules."""
        return [_schedule(row) for row in self._database.rows("SELECT * FROM digests ORDER BY owner_id")]

    def choose(self, schedule: DigestSchedule) -> None:
        """Tell an owner by this schedule from now on."""
        self._database.change(
            "INSERT OR REPLACE INTO digests (owner_id, language, weekday, minute, since, files, votes)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                schedule.owner_id, schedule.language, schedule.weekday, schedule.minute, schedule.since,
                json.dumps(dict(schedule.files), ensure_ascii=False), schedule.votes,
            ),
        )  # fmt: skip

    def tell(self, before: DigestSchedule, after: DigestSchedule, message: str) -> None:
        """Have a digest, a message as JSON, sent, together with what it tells of; once, by whatever process."""
        with self._database.together():
            if self.of(before.owner_id) == before:
                self.choose(after)
                topic = f"digest:{before.owner_id}"
                outgoing = Outgoing(topic=topic, chat_id=before.owner_id, language=before.language, message=message)
                self._outbox.put(outgoing)

    def forget(self, owner_id: int) -> None:
        """Send an owner no digests any more."""
        self._database.change("DELETE FROM digests WHERE owner_id = ?", (owner_id,))


def _schedule(row: sqlite3.Row) -> DigestSchedule:
    return DigestSchedule.model_validate({**dict(row), "files": json.loads(row["files"])})


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
