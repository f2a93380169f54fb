"""The folders of the documents that chats bring along: one for each collection, below the data folder.

KEY/documents/KEY/NAME   the files as they were sent; so the name of each, below `documents`, is that of no other chat
KEY/older/KEY/DAYS/NAME  files that a new version replaced, below the days from and until which each was current
KEY/index/               the indexes of `documents` and `older`, and what was converted
KEY/incoming/            files that are being looked at
"""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from filecmp import cmp
from pathlib import Path
from shutil import copy2, rmtree
from tempfile import TemporaryDirectory

from retrieval.model import Value

DAYS = re.compile(r"(\d{4}-\d\d-\d\d) (\d{4}-\d\d-\d\d)(?: \d+)?")
# A file that is being looked at is in or refused long before.
_STALE_SECONDS = 3600.0


class OlderVersion(Value):
    """A file that another of its name replaced on the day `until`; `since` is the day on which it came."""

    path: Path
    since: date
    until: date


class CollectionFolder:
    """The folder of one collection, by its key."""

    def __init__(self, place: Path, key: str) -> None:
        self.key = key
        self.path = place / key
        self.documents = self.path / "documents"
        self.files = self.documents / key
        self.older = self.path / "older"
        self.index = self.path / "index"
        self._incoming = self.path / "incoming"

    def names(self) -> list[str]:
        """Return the names of the files, in order."""
        return sorted(path.name for path in self.files.iterdir()) if self.files.is_dir() else []

    def versions(self) -> list[OlderVersion]:
        """Return the files that were replaced, in order of their days and names."""
        found = [(DAYS.fullmatch(path.parent.name), path) for path in sorted(self.older.glob("*/*/*"))]
        return [
            OlderVersion(path=path, since=date.fromisoformat(days[1]), until=date.fromisoformat(days[2]))
            for days, path in found
            if days
        ]

    def size(self) -> int:
        """Return how many bytes the files have, with those that were replaced."""
        paths = [*(self.files / name for name in self.names()), *(one.path for one in self.versions())]
        return sum(path.stat().st_size for path in paths)

    def changed_at(self) -> tuple[int, ...] | None:
        """Return what differs after a file came or went; None if there never was one."""
        found = []
        for path in (self.files, *sorted(self.older.glob("*/*"))):
            # What goes meanwhile is missing, and that differs as well.
            with suppress(FileNotFoundError):
                found.append(path.stat().st_mtime_ns)
        return tuple(found) or None

    def keep_older(self, name: str) -> None:
        """Keep the file of that name as an older version, because it is about to be replaced.

        What a kill left of that before is not kept twice. Raises OSError.
        """
        path, today = self.files / name, date.today()
        if not any(cmp(path, one.path, shallow=False) for one in self._versions_of(name)):
            since = min(date.fromtimestamp(path.stat().st_mtime), today)
            number = sum(one.until == today for one in self._versions_of(name)) + 1
            days = f"{since} {today}" + (f" {number}" if number > 1 else "")
            place = self.older / self.key / days
            for one in (self.older, place.parent, place):
                one.mkdir(mode=0o700, exist_ok=True)
            _link(path, place / name)

    def drop_repeated(self, name: str) -> None:
        """Delete older versions of a file that are the same as the current one; raises OSError."""
        path = self.files / name
        for one in self._versions_of(name):
            if path.is_file() and cmp(path, one.path, shallow=False):
                self.drop(one.path)

    def drop(self, version: Path) -> None:
        """Delete an older version; raises OSError."""
        version.unlink(missing_ok=True)
        with suppress(OSError):
            version.parent.rmdir()

    def drop_all(self, name: str) -> None:
        """Delete a file with its older versions; raises OSError."""
        (self.files / name).unlink(missing_ok=True)
        for one in self._versions_of(name):
            self.drop(one.path)

    def _versions_of(self, name: str) -> list[OlderVersion]:
        return [one for one in self.versions() if one.path.name == name]

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


def _link(path: Path, other: Path) -> None:
    """Give a file another name, or copy it where the system has no links; raises OSError."""
    try:
        os.link(path, other)
    except OSError:
        copy2(path, other)


def keys_in(place: Path) -> list[str]:
    """Return the keys of all collections that have a folder."""
    return [path.name for path in place.iterdir()] if place.is_dir() else []
