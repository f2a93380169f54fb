"""The folders of the documents that chats bring along: one for each collection, below the data folder.

KEY/documents/KEY/NAME   the files as they were sent; so the name of each, below `documents`, is that of no other chat
KEY/index/               the index of `documents`, and what was converted
KEY/incoming/            files that are being looked at
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

# A file that is being looked at is in or refused long before.
_STALE_SECONDS = 3600.0


class CollectionFolder:
    """The folder of one collection, by its key."""

    def __init__(self, place: Path, key: str) -> None:
        self.key = key
        self.path = place / key
        self.documents = self.path / "documents"
        self.files = self.documents / key
        self.index = self.path / "index"
        self._incoming = self.path / "incoming"

    def names(self) -> list[str]:
        """Return the names of the files, in order."""
        return sorted(path.name for path in self.files.iterdir()) if self.files.is_dir() else []

    def size(self) -> int:
        """Return how many bytes the files have."""
        return sum((self.files / name).stat().st_size for name in self.names())

    def changed_at(self) -> int | None:
        """Return what differs after a file came or went; None if there never was one."""
        try:
            return self.files.stat().st_mtime_ns
        except FileNotFoundError:
            return None

    def make(self) -> None:
        """Make the folder, for this user alone; raises OSError."""
        for path in (self.path.parent, self.path, self.documents, self.files):
            path.mkdir(mode=0o700, parents=True, exist_ok=True)

    @contextmanager
    def incoming(self) -> Iterator[Path]:
        """Yield a new folder that is gone at the end of the block; raises OSError.

        One file of a chat is looked at at a time, so what is there already was left by a process that was killed.
        """
        self.make()
        self.clear_incoming()
        self._incoming.mkdir(mode=0o700, exist_ok=True)
        with TemporaryDirectory(dir=self._incoming, ignore_cleanup_errors=True) as folder:
            yield Path(folder)

    def clear_incoming(self) -> None:
        """Delete what a process left that was killed while it looked at a file."""
        rmtree(self._incoming, ignore_errors=True)

    def remove_stale(self) -> None:
        """Delete files that somebody was looking at long ago."""
        for left in self._incoming.iterdir() if self._incoming.is_dir() else ():
            with suppress(OSError):
                if left.stat().st_mtime < time.time() - _STALE_SECONDS:
                    rmtree(left, ignore_errors=True)

    def remove(self) -> None:
        """Delete all of it; what cannot be deleted now is at the next sweep."""
        rmtree(self.path, ignore_errors=True)


def keys_in(place: Path) -> list[str]:
    """Return the keys of all collections that have a folder."""
    return [path.name for path in place.iterdir()] if place.is_dir() else []
