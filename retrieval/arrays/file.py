"""The file of an index, and beside it a note of what both it and the folder looked like when they were last read.

As long as they look the same, neither is read again. Whoever writes holds a lock; whoever reads keeps what it opened.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from retrieval.arrays.container import Arrays, Container, Damaged, read, write
from retrieval.runtime import Progress, unseen

if TYPE_CHECKING:
    from filelock import FileLock

# Whoever waits longer for another process, in seconds, goes on without.
_PATIENCE = 3600
Looks = dict[str, tuple[int, ...]]


class IndexFile:
    """The index of one folder on disk, of which there is none at first."""

    def __init__(self, path: Path, beside: "IndexFile | None" = None) -> None:
        """Take the path; who writes holds the lock of the file `beside` which it belongs, if there is one."""
        self.path = path
        self._lock_path: Path = beside._lock_path if beside else path.with_suffix(".lock")

    def open(self) -> Container | None:
        """Return what is there, checked as a whole unless it looks as it did when that was last done.

        None for nothing, and for what this user may not read. Raises Damaged, also where the disk fails.
        """
        try:
            container = read(self.path)
            note = self._note()
            if note.get("seal") != container.seal or note.get("looks") != self.looks():
                container.check()
                known = {"files": note["files"]} if note.get("seal") == container.seal and "files" in note else {}
                self._write_note({"seal": container.seal, "looks": self.looks(), **known})
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            return None
        except OSError as error:
            raise Damaged(error.strerror or str(error)) from None
        return container

    def files(self, container: Container) -> Looks:
        """Return the versions of the folder's files that `remember` noted for this container; empty if it
        was not.
        """
        note = self._note()
        found = note.get("files", {}) if note.get("seal") == container.seal else {}
        return {name: tuple(version) for name, version in found.items()}

    def remember(self, container: Container, files: Looks) -> None:
        """Take down that a container is of the folder when its files have these versions."""
        self._write_note({"seal": container.seal, "looks": self.looks(), "files": files})

    def forget(self) -> None:
        """Forget that it was ever checked; what is remembered of the folder stays."""
        note = self._note()
        if note:
            self._write_note({**note, "looks": []})

    def clear_drafts(self) -> None:
        """Remove what killed processes began to write and never put in place; to be called while `alone`."""
        for draft in self._drafts:
            with suppress(OSError):
                draft.unlink()

    def tidy(self) -> None:
        """Clear drafts, unless another process is writing one now."""
        if not self._drafts:
            return
        from filelock import FileLock, Timeout

        lock = FileLock(self._lock_path, timeout=0, mode=0o600)
        with suppress(OSError, Timeout, NotImplementedError), lock:
            self.clear_drafts()

    def remove(self) -> None:
        """Remove the index and all that is kept beside it, as far as this user may."""
        self.clear_drafts()
        own = (self._lock_path,) if self._lock_path.stem == self.path.stem else ()
        for path in (self.path, self._beside, *own):
            with suppress(OSError):
                path.unlink()

    def write(self, manifest: Mapping[str, object], arrays: Arrays) -> Container:
        """Put another index in the place of this one, and open it; raises OSError."""
        write(self.path, manifest, arrays)
        return read(self.path)

    @contextmanager
    def alone(self, progress: Progress = unseen) -> Iterator[None]:
        """Wait until no other process writes, and let none write meanwhile; if that cannot be had, go on without.

        Progress hears of it if another process is waited for.
        """
        from filelock import FileLock, Timeout  # whoever only reads needs no lock, and half of asyncio comes with it

        lock = FileLock(self._lock_path, mode=0o600)
        with suppress(OSError, Timeout, NotImplementedError):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                lock.acquire(timeout=0)
            except Timeout:
                _wait(lock, progress)
        try:
            yield
        finally:
            lock.release()

    def looks(self) -> list[int]:
        """Return what tells versions of the file apart; empty if there is none."""
        try:
            stat = self.path.stat()
        except OSError:
            return []
        return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]

    @property
    def _drafts(self) -> list[Path]:
        """Files that somebody began to write; none if this user may not look."""
        try:
            return list(self.path.parent.glob(f".{self.path.name}.*"))
        except OSError:
            return []

    @property
    def _beside(self) -> Path:
        return self.path.with_suffix(".note")

    def _note(self) -> dict[str, Any]:
        try:
            found = json.loads(self._beside.read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write_note(self, note: Mapping[str, object]) -> None:
        """Write the note of a file's looks; without it the next reader reads more, and that is all."""
        draft = f".{self.path.name}."
        with suppress(OSError), NamedTemporaryFile("w", dir=self.path.parent, prefix=draft, delete=False) as file:
            file.write(json.dumps(note))
            file.close()
            os.replace(file.name, self._beside)  # noqa: PTH105 (the name is no Path)


def _wait(lock: "FileLock", progress: Progress) -> None:
    """Wait for a lock as long as is sensible; raises filelock.Timeout."""
    from filelock import Timeout

    for second in range(_PATIENCE):
        progress("waiting", second, _PATIENCE)
        with suppress(Timeout):
            lock.acquire(timeout=1)
            progress("waiting", _PATIENCE, _PATIENCE)
            return
    raise Timeout(lock.lock_file)
