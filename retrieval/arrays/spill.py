"""Arrays put aside until they are needed, so that work in many parts takes little more memory than one of them."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
from typing import IO, NamedTuple
from weakref import finalize

import numpy as np

from retrieval.arrays.entries import Array

# Smaller arrays stay in memory.
_MIN_BYTES = 1 << 12


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


def together(parts: Sequence[Aside]) -> Array:
    """Return arrays of one type that were put aside, at least one, one after the other."""
    found, at = np.empty(sum(one.length for one in parts), parts[0].read().dtype), 0
    for one in parts:
        found[at : at + one.length] = one.read()
        at += one.length
    return found
