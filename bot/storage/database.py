"""One SQLite database: a file that several processes may use at once, or one in memory that ends with the process."""

import logging
import os
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from bot.storage.schema import STEPS
from retrieval import YinjuError

# Whoever waits keeps everybody waiting, so that what cannot be written soon is tried again later.
_BUSY_SECONDS = 0.5
# Nobody is kept waiting while the program starts.
_START_SECONDS = 30.0
MAX_DEFERRED_CHANGES = 10_000
# What another process, or a disk, keeps from being written now, and may not in a moment.
_PASSING = (
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY,
)  # fmt: skip
_JOURNAL_BYTES, _JOURNAL_PAGES = 1_000_000, 200
# A number that is too large for SQLite is refused by Python.
UNKEPT = (sqlite3.Error, OverflowError)
Column = str | int | float | None
Result = TypeVar("Result")
_log = logging.getLogger(__name__)


class DatabaseUnusable(YinjuError):
    """The file cannot be opened, or is no database."""

    sentence = (
        "The data file {file} cannot be used: {reason}. "
        "Move it away, or name a folder that you may write to with DATA_DIR."
    )


class DatabaseLocked(YinjuError):
    """Another process has locked the file for long."""

    sentence = "The data file {file} is locked by another process; stop that one, and start again."


class DatabaseNewer(YinjuError):
    """The file was written by a later version of this program."""

    sentence = "The data file {file} was written by a newer version; install that one, or name another DATA_DIR."


def attempt(access: Callable[[], Result], lost: str) -> Result | None:
    """Read or change a database and return the result; None if it refuses, with `lost` in the log.

    For what an answer does not depend on: a file that is locked or full for a while keeps nobody from one.
    """
    try:
        return access()
    except UNKEPT as error:
        _log.warning("%s: %s", lost, error)
        return None


class Database:
    """Opens, and where needed makes or brings up to date, the database at `path`; without a path, one in memory.

    Its folder is made for this user alone, the file can be read by this user alone. What is deleted is overwritten.
    A change waits up to .5 s while another process writes, and to begin with 30 s; if that is not enough, the next ones
    do not wait until one can be made. For one thread. Raises DatabaseUnusable, DatabaseLocked and DatabaseNewer.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Open the file, or a database in memory. Raises DatabaseUnusable."""
        self.path = path
        self._seconds = _START_SECONDS
        self._deferred: deque[tuple[Callable[[], object], str]] = deque()
        try:
            if path:
                _make_private(path)
            self._connection = sqlite3.connect(path or ":memory:", timeout=_START_SECONDS, isolation_level=None)
        except OSError as error:
            raise DatabaseUnusable(file=str(path), reason=error.strerror or str(error)) from None
        except sqlite3.Error as error:
            raise DatabaseUnusable(file=str(path), reason=str(error)) from None
        found = path.stat() if path else None
        self._identity = (found.st_dev, found.st_ino) if found else None
        try:
            with self.patient():
                self._prepare()
        except DatabaseNewer:
            self.close()
            raise

    @contextmanager
    def patient(self) -> Iterator[None]:
        """Wait up to 30 s for each change of a block; raises DatabaseUnusable and DatabaseLocked, and then closes."""
        self._wait(_START_SECONDS)
        try:
            yield
            self._wait(_BUSY_SECONDS)
        except sqlite3.Error as error:
            self._connection.close()
            if _code(error) == sqlite3.SQLITE_BUSY:
                raise DatabaseLocked(file=str(self.path)) from None
            raise DatabaseUnusable(file=str(self.path), reason=str(error)) from None

    def rows(self, sql: str, values: Sequence[Column] = ()) -> list[sqlite3.Row]:
        """Return what a query finds."""
        return self._connection.execute(sql, _whole(values)).fetchall()

    def change(self, sql: str, values: Sequence[Column] = ()) -> int:
        """Run one statement for good, and return how many rows it changed."""
        return self._written(sql, values).rowcount

    def soon(self, change: Callable[[], object], lost: str) -> None:
        """Make a change now, or after those that wait already as soon as the file can be written again.

        A change that fails for another reason is passed over, with `lost` in the log.
        """
        self._deferred.append((change, lost))
        self.catch_up()

    def catch_up(self) -> None:
        """Make the changes that wait, in their order, as far as they can be made now."""
        while self._deferred:
            change, lost = self._deferred[0]
            try:
                change()
            except UNKEPT as error:
                if _code(error) in _PASSING and len(self._deferred) <= MAX_DEFERRED_CHANGES:
                    return
                _log.warning("%s: %s", lost, error)
            self._deferred.popleft()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make all changes of a block together, or none of them where it raises."""
        self._written("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def empty(self, *tables: str) -> None:
        """Delete everything in some tables."""
        with self.together():
            for table in tables:
                self.change(f"DELETE FROM {table}")
        self.tidy()

    def tidy(self) -> bool:
        """Empty the journal beside the file, which may still hold what was deleted; return whether that was done.

        It is not while another process reads what was there before.
        """
        self._connection.execute("PRAGMA busy_timeout = 0")
        try:
            busy, _, _ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            self._wait(self._seconds)
        return not busy

    def check_in_place(self) -> None:
        """Raise sqlite3.OperationalError if the file is no longer in its place: nothing would outlive the process."""
        try:
            found = self.path.stat() if self.path else None
        except OSError as error:
            raise sqlite3.OperationalError(f"the data file is out of reach: {error.strerror}") from None
        if found and (found.st_dev, found.st_ino) != self._identity:
            raise sqlite3.OperationalError("another file has taken the place of the data file")

    def harden(self) -> None:
        """Bring all changes so far onto the disk, so that no power cut loses them; it takes some milliseconds."""
        if self.path is None:
            return
        self._connection.execute("PRAGMA synchronous = FULL")
        try:
            # Only a commit that writes something is waited for; the number stays as it is, also where a later version
            # has changed it meanwhile.
            with self.together():
                (version,) = self._connection.execute("PRAGMA user_version").fetchone()
                self._connection.execute(f"PRAGMA user_version = {version}")
        finally:
            self._connection.execute("PRAGMA synchronous = NORMAL")

    def close(self) -> None:
        """Make what waits if it can be, and close the file; nothing can be read or changed any more."""
        self.catch_up()
        self._connection.close()

    def _written(self, sql: str, values: Sequence[Column] = ()) -> sqlite3.Cursor:
        try:
            cursor = self._connection.execute(sql, _whole(values))
        except sqlite3.OperationalError as error:
            if _code(error) == sqlite3.SQLITE_BUSY and self._seconds:
                self._wait(0)
            raise
        if not self._seconds:
            self._wait(_BUSY_SECONDS)
        return cursor

    def _wait(self, seconds: float) -> None:
        self._seconds = seconds
        self._connection.execute(f"PRAGMA busy_timeout = {round(1000 * seconds)}")

    def _prepare(self) -> None:
        """Set the pragmas and bring the tables up to date. Raises DatabaseNewer."""
        self._connection.row_factory = sqlite3.Row
        # With WAL, readers and a writer do not wait for each other; NORMAL loses nothing when the process is killed,
        # and the last changes only when the power fails.
        short = (f"journal_size_limit = {_JOURNAL_BYTES}", f"wal_autocheckpoint = {_JOURNAL_PAGES}")
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON", *short):
            self._connection.execute(f"PRAGMA {pragma}")
        with self.together():
            (version,) = self._connection.execute("PRAGMA user_version").fetchone()
            if version > len(STEPS):
                raise DatabaseNewer(file=str(self.path))
            for statement in (statement for step in STEPS[version:] for statement in step):
                self._connection.execute(statement)
            self._connection.execute(f"PRAGMA user_version = {len(STEPS)}")


def _code(error: Exception) -> int:
    """Return the primary code of an error; 0 if it is none of SQLite itself."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _whole(values: Sequence[Column]) -> list[Column]:
    """Return the values with a question mark for each half of a surrogate pair, which SQLite does not take."""
    return [value.encode("utf-8", "replace").decode() if isinstance(value, str) else value for value in values]


def _make_private(path: Path) -> None:
    """Make the file, whose rights SQLite gives to those beside it as well; a folder that is there stays as it is."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)
