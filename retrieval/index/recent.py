"""Lists that were unpacked, within a bound of memory."""

from collections.abc import Callable, Hashable
from heapq import heappop, heappush, heapreplace
from itertools import count
from threading import Lock
from time import perf_counter
from typing import Any, Generic, TypeVar

import numpy as np

Made = TypeVar("Made", bound=tuple[object, ...])
# With less, the lists of a hundred questions over 100,000 passages make each other give way.
MAX_KEPT_BYTES = 60 << 20
# The more passages, the longer lists are: over a million of them an answer takes twice as long with an eighth of this.
_KEPT_BYTES_A_PASSAGE = 400
# Blocks of an index on other machines take memory too.
MAX_KEPT_BYTES_OF_BLOCKS = 24 << 20
# What a list takes besides its arrays.
_OVERHEAD_BYTES = 500
# What it takes to put a list down, and to let it go, however soon it is made.
_LOOKUP_SECONDS = 1e-5


def kept_bytes(passages: int) -> int:
    """Return how many bytes of lists to keep of an index of so many passages.

    >>> kept_bytes(100_000) >> 20, kept_bytes(1_000_000)
    (60, 400000000)
    """
    return max(MAX_KEPT_BYTES, _KEPT_BYTES_A_PASSAGE * passages)


class _Kept(Generic[Made]):
    """A list that is kept: its bytes, how much it gains by being asked for, and its worth now."""

    __slots__ = ("gain", "made", "size", "worth")

    def __init__(self, made: Made, size: int, seconds: float, level: float) -> None:
        self.made, self.size = made, size
        # What each of its bytes saves: the shortest lists are kept though others were made in no time.
        self.gain = (seconds + _LOOKUP_SECONDS) / size
        self.worth = level + self.gain


class RecentLists:
    """Lists as they were unpacked, by any key; long ones and those not asked for longest give way. Safe for threads.

    A list is worth what a byte of it saves, above the worth of the last one that gave way when it was asked for
    (GreedyDual-Size: Cao and Irani, "Cost-aware WWW proxy caching algorithms", 1997).
    """

    def __init__(self, most: int = MAX_KEPT_BYTES) -> None:
        """Keep lists of at most `most` bytes in all."""
        self._most, self._held, self._level = most, 0, 0.0
        self._lists = dict[Hashable, _Kept[Any]]()
        # The lists by what they were worth when they came into this order, or more.
        self._order = list[tuple[float, int, Hashable]]()
        self._numbers, self._lock = count(), Lock()

    def get(self, key: Hashable, make: Callable[..., Made], *of: object) -> Made:
        """Return what was made for a key, a tuple with arrays among its fields, or make it of some arguments."""
        # A lock takes longer than what it would guard.
        kept: _Kept[Made] | None = self._lists.get(key)
        if kept is None:
            start = perf_counter()
            made = make(*of)
            return self._keep(key, made, perf_counter() - start)
        kept.worth = self._level + kept.gain
        return kept.made

    def clear(self) -> None:
        """Drop all lists, to be made again when they are asked for."""
        with self._lock:
            self._lists.clear()
            self._order.clear()
            self._held = 0

    def _keep(self, key: Hashable, made: Made, seconds: float) -> Made:
        size = _OVERHEAD_BYTES
        for field in made:
            # What a compiled function made lies in bytes; other views are of memory that is there anyway.
            if isinstance(field, np.ndarray) and (field.base is None or isinstance(field.base, bytes)):
                size += field.nbytes
        with self._lock:
            if key not in self._lists:
                kept = self._lists[key] = _Kept(made, size, seconds, self._level)
                heappush(self._order, (kept.worth, next(self._numbers), key))
                self._held += size
            if self._held > self._most:
                self._make_room()
        return made

    def _make_room(self) -> None:
        """Drop the lists that are worth least, and put those that were asked for meanwhile where they belong."""
        lists, order = self._lists, self._order
        while self._held > self._most and len(lists) > 1:
            worth, number, key = order[0]
            kept = lists[key]
            if kept.worth > worth:
                heapreplace(order, (kept.worth, number, key))
                continue
            heappop(order)
            self._level = worth
            self._held -= lists.pop(key).size
