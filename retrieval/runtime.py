"""Runtime services for every room: late regular expressions, the collector of cycles, progress, and folders on disk."""

import ctypes
import gc
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar, cast
from weakref import WeakKeyDictionary

T = TypeVar("T")
Held = TypeVar("Held")
# Parameters of glibc's mallopt, and what is large.
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _LARGE_BYTES = -1, -3, 4 << 20
Stage = Literal["waiting", "reading", "analysing", "indexing", "answering", "checking"]


def pattern(text: str, flags: int = 0) -> "re.Pattern[str]":
    """Return what `re.compile` gives, as far as its methods go; an expression that is wrong raises where it is
    first used.
    """
    return cast("re.Pattern[str]", LazyPattern(text, flags))


class LazyPattern:
    """Pattern that is compiled when one of its methods is first asked for."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern, self._flags = text, flags

    def compiled(self) -> "re.Pattern[str]":
        """Return the pattern itself."""
        return re.compile(self.pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the compiled pattern, and keep it. Raises AttributeError for special names."""
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(self.compiled(), name)
        setattr(self, name, found)
        return found


@contextmanager
def without_collector() -> Iterator[None]:
    """Leave the collector off inside of the block, for the whole process.

    Reading and analysing make values by the million and no cycles: looking for some again and again would take longer
    than the work itself.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def loading() -> Iterator[None]:
    """Leave the collector off while modules are imported, and have it pass over what there is from then on.

    Modules stay as long as the process does. Looking through what they made takes a tenth of the time of a start.
    """
    with without_collector():
        yield
        gc.freeze()


def once_each(find: Callable[[Held], T]) -> Callable[[Held], T]:
    """Return a function that finds something once for each object, and remembers it as long as the object is in use.

    A cache that holds its arguments would keep a replaced index, and the file that this has mapped.
    """
    known: WeakKeyDictionary[Held, T] = WeakKeyDictionary()

    @wraps(find)
    def found(of: Held) -> T:
        if (kept := known.get(of)) is None:
            kept = known.setdefault(of, find(of))
        return kept

    return found


class Progress(Protocol):
    """Takes how far a stage of the work is; called from the thread that works, the last time when all is done.

    An error that it raises ends the work, and is raised by who does it.
    """

    def __call__(self, stage: Stage, done: int, total: int, /) -> None:
        """So much is done of the total, in steps that take about as long as each other."""


def unseen(stage: Stage, done: int, total: int, /) -> None:
    """Show nothing."""


def each(items: Sequence[T], stage: Stage, progress: Progress) -> Iterator[T]:
    """Yield the items one after the other; progress hears of each when the next one is wanted."""
    for number, item in enumerate(items, 1):
        yield item
        progress(stage, number, len(items))


def return_memory() -> None:
    """Have the C library return large blocks to the system as soon as they are free, if it is glibc.

    By itself it keeps up to twice the largest array that was ever freed, for each size that it meets.
    """
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        library.mallopt(_M_MMAP_THRESHOLD, _LARGE_BYTES)
        library.mallopt(_M_TRIM_THRESHOLD, 2 * _LARGE_BYTES)


def trim_memory() -> None:
    """Return what is free to the system if the C library is glibc; it would keep hundreds of MB after much work."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder outlast a power cut, if the system lets folders be synchronised."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
