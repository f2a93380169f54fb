"""Places for the processes that answer for one bot with the same data folder: each holds one as long as it lives."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from bot.storage.database import DatabaseUnusable


class WorkerPlaces:
    """The places of a bot in a data folder, numbered from 0, each behind a file that the operating system locks.

    It frees the place of a process that was killed. The methods raise DatabaseUnusable where files cannot be locked.
    """

    def __init__(self, folder: Path, bot_id: int) -> None:
        self._folder = folder
        self._bot = bot_id
        self._mine: FileLock | None = None

    def take(self) -> int:
        """Hold the first place that nobody holds, until `give_back` or the end of the process; returns its number."""
        number = 0
        while not _locked(mine := self._lock(number)):
            number += 1
        self._mine = mine
        return number

    def give_back(self) -> None:
        """Hold none any more."""
        if self._mine:
            self._mine.release()

    @contextmanager
    def vacant(self, number: int) -> Iterator[bool]:
        """Yield whether nobody holds a place; then nobody takes it until the block ends."""
        lock = self._lock(number)
        vacant = _locked(lock)
        try:
            yield vacant
        finally:
            lock.release()

    def _lock(self, number: int) -> FileLock:
        return FileLock(self._folder / f"worker-{self._bot}-{number}.lock", mode=0o600)


def _locked(lock: FileLock) -> bool:
    """Return if the lock could be taken. Raises DatabaseUnusable if files cannot be locked there."""
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    except (OSError, NotImplementedError) as error:
        reason = getattr(error, "strerror", None) or "files cannot be locked there"
        raise DatabaseUnusable(file=lock.lock_file, reason=reason) from None
    return True
