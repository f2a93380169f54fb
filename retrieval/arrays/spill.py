"""Arrays put aside until they are needed, so that work in many parts takes little more memory than one of them."""

import mmap
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
from typing import IO, Any, NamedTuple
from weakref import finalize

import numpy as np

from retrieval.arrays.entries import Array

# Smaller arrays stay in memory.
_MIN_BYTES = 1 << 12
# What a growing array holds before it is written to its file.
_HELD_BYTES = 1 << 20


class Aside(NamedTuple):
    """An array that was put aside: its length, and what reads it again."""

    length: int
    read: Callable[[], Array]


class Spill:
    """A file without a name, gone with the process, for arrays that are put aside; safe for threads.

    Without a folder for it, and when the disk is full, arrays stay in memory.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Take the folder that the file is to be in."""
        self._lock = Lock()
        self._file: IO[bytes] | None = None
        with suppress(OSError):
            self._file = TemporaryFile(dir=folder) if folder else None  # noqa: SIM115 (as long as this object)
        if self._file:
            finalize(self, self._file.close)

    def put(self, array: Array) -> Aside:
        """Put an array aside."""
        start = self._write(array) if array.nbytes >= _MIN_BYTES else None
        read = partial(lambda: array) if start is None else partial(self._read, start, len(array), array.dtype)
        return Aside(len(array), read)

    def _write(self, array: Array) -> int | None:
        """Return where an array begins in the file; None if it could not be written."""
        if self._file is None:
            return None
        with self._lock:
            try:
                start = self._file.seek(0, 2)
                self._file.write(np.ascontiguousarray(array).data)
                self._file.flush()
            except OSError:
                return None
        return start

    def _read(self, start: int, length: int, kind: "np.dtype[np.generic]") -> Array:
        found: Array = np.empty(length, kind)
        if self._file:
            with self._lock:
                self._file.seek(start)
                self._file.readinto(found.data)  # type: ignore[attr-defined]
        return found


class GrowingArray:
    """An array that is made from its beginning to its end: in memory as long as it is small, then in a file without a
    name, which is mapped when it is whole.

    Without a folder for the file, and when the disk is full, it stays in memory.
    """

    def __init__(self, kind: type[np.generic], folder: Path | None = None) -> None:
        """Take the type of its elements, and the folder that the file is to be in."""
        self._kind, self._folder = np.dtype(kind), folder
        self._parts = list[Array]()
        self._held = self._written = 0
        self._file: IO[bytes] | None = None

    def append(self, array: Array) -> None:
        """Put elements behind those that are there; they are of its type."""
        self._parts.append(array)
        self._held += array.nbytes
        if self._folder and self._held >= _HELD_BYTES:
            self._write(self._folder)

    def whole(self) -> Array:
        """Return everything, to be read only; nothing can be put behind it any more."""
        if self._file is None:
            return self._together(np.zeros(0, self._kind))
        if self._parts and self._folder:
            self._write(self._folder)
        with self._file as file:
            mapping = mmap.mmap(file.fileno(), self._written, access=mmap.ACCESS_READ)
        found: Array = np.frombuffer(mapping, self._kind)
        return self._together(found) if self._parts else found

    def _together(self, first: Array) -> Array:
        return np.concatenate([first, *self._parts]) if len(self._parts) != 1 or len(first) else self._parts[0]

    def _write(self, folder: Path) -> None:
        """Write what is held, if there is room for it; else hold all that comes from here on."""
        try:
            # What was not written by a disk that is full is in no buffer that is written later.
            self._file = self._file or TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 (as long as this object)
            self._file.seek(self._written)
            while self._parts:
                left = np.ascontiguousarray(self._parts[0]).view(np.uint8).data
                while left:
                    left = left[self._file.write(left) :]
                self._written += self._parts.pop(0).nbytes
            self._held = 0
        except OSError:
            self._folder = None
            if self._file and not self._written:
                self._file.close()
                self._file = None


def let_go(array: Array) -> None:
    """Have the system take back the memory of an array that is mapped from a file; it is read again when needed."""
    base: Any = array
    while isinstance(base, np.ndarray):
        base = base.base
    held = base.obj if isinstance(base, memoryview) else base
    if isinstance(held, mmap.mmap):
        with suppress(OSError, AttributeError):
            held.madvise(mmap.MADV_DONTNEED)
