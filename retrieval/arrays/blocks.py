"""Arrays of a container on other machines, read in blocks as far as they are asked for; the last ones are kept."""

import logging
import time
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from threading import Lock
from typing import Any, Literal, NamedTuple, Protocol, overload

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.entries import Array

# Arrays begin at multiples of 64 bytes, so that no element is on two blocks.
BLOCK_BYTES = 1 << 14
MAX_KEPT_BYTES = 8 << 20
# A store that failed is left alone for a while, so that not every question waits for it.
AWAY_SECONDS = 5.0
# A longer slice is fetched without being kept; and as much at once by whoever goes through a whole array.
_KEPT_BLOCKS, _SCANNED_BYTES = 64, 1 << 20
_log = logging.getLogger(__name__)


class Held(NamedTuple):
    """Containers that a store holds, each by its name and its number of bytes, and what was told of them."""

    containers: tuple[tuple[str, int], ...]
    told: Mapping[str, Any]


class BlockStore(Protocol):
    """Store of containers in blocks of `BLOCK_BYTES`, on other machines; `uri` is its address."""

    uri: str

    def hold(self, containers: Mapping[str, memoryview], told: Mapping[str, Any]) -> None:
        """Hold containers, and what is told of them in JSON, in the place of others.

        Readers see all of it or nothing, and read the containers before it until the next change. Containers that are
        held already are not written again. Raises IndexUnreachable.
        """

    def held(self) -> Held:
        """Return the containers that are held; raises IndexUnreachable, also if none are."""

    def blocks(self, container: str, numbers: Sequence[int]) -> Sequence[bytes]:
        """Return blocks of a container in the order of their numbers; raises IndexAway."""

    def close(self) -> None:
        """Close the connection."""


class Outage:
    """Failures of a server, logged when the first comes and when it answers again; for `AWAY_SECONDS` after each it is
    `lasting`.
    """

    def __init__(self, server: str) -> None:
        self._server, self._until, self._is_away = server, 0.0, False

    @property
    def lasting(self) -> bool:
        """Return whether the server failed a moment ago."""
        return time.monotonic() < self._until

    def begin(self, reason: str) -> None:
        """Note a failure."""
        self._until = time.monotonic() + AWAY_SECONDS
        if not self._is_away:
            self._is_away = True
            _log.warning("The index server %s does not answer (%s).", self._server, reason)

    def end(self) -> None:
        """Note an answer."""
        if self._is_away:
            self._is_away = False
            _log.warning("The index server %s answers again.", self._server)


class Blocks:
    """Bytes of a container in a store; any number of threads may read them."""

    def __init__(self, size: int, read: Callable[[Sequence[int]], Sequence[bytes]], most: int = MAX_KEPT_BYTES) -> None:
        """Take the number of bytes, and the function that reads blocks by their numbers; `most` bytes are kept."""
        self.size, self._read, self._most = size, read, most // BLOCK_BYTES
        self._kept: OrderedDict[int, bytes] = OrderedDict()
        self._lock = Lock()

    def block(self, number: int) -> bytes:
        """Return a block; raises what reading raises."""
        # Either step may find that another thread has just dropped the block.
        try:
            self._kept.move_to_end(number)
            return self._kept[number]
        except KeyError:
            return self._fetched([number])[number]

    def between(self, start: int, end: int) -> memoryview:
        """Return the bytes from one offset up to another; raises what reading raises."""
        first, last = start // BLOCK_BYTES, -(-end // BLOCK_BYTES)
        numbers = range(first, last)
        if last == first + 1:
            found = self.block(first)
        elif len(numbers) > _KEPT_BLOCKS:
            found = b"".join(self._read(numbers))
        else:
            known = {number: data for number in numbers if (data := self._kept.get(number))}
            if missing := [number for number in numbers if number not in known]:
                known |= self._fetched(missing)
            found = b"".join(known[number] for number in numbers)
        return memoryview(found)[start - first * BLOCK_BYTES : end - first * BLOCK_BYTES]

    def _fetched(self, numbers: Sequence[int]) -> dict[int, bytes]:
        found = dict(zip(numbers, self._read(numbers), strict=True))
        with self._lock:
            self._kept.update(found)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return found


class BlockArray:
    """Array in blocks: it stands in for one in memory where single elements, slices or chosen elements are read."""

    def __init__(self, blocks: Blocks, start: int, length: int, kind: "np.dtype[Any]") -> None:
        """Take the offset of the first byte, the number of elements and their type."""
        self._blocks, self._start, self._length, self.dtype = blocks, start, length, kind
        self._scanned: tuple[int, bytes] = (0, b"")

    def __len__(self) -> int:
        return self._length

    @property
    def data(self) -> "BlockArray":
        """Elements one by one, and slices as bytes: what a memoryview of an array gives."""
        return self

    @overload
    def __getitem__(self, at: int) -> Any: ...
    @overload
    def __getitem__(self, at: "slice | NDArray[np.integer[Any]]") -> Array: ...
    def __getitem__(self, at: "int | slice | NDArray[np.integer[Any]]") -> Any:
        """Return an element, a slice, or the elements at some places. Raises IndexError, and what reading raises."""
        if isinstance(at, slice):
            first, last, step = at.indices(self._length)
            return self._between(first, max(first, last))[::step]
        if isinstance(at, np.ndarray):
            return self._chosen(at)
        number, place = divmod(self._start + range(self._length)[at] * self.dtype.itemsize, BLOCK_BYTES)
        return np.frombuffer(self._blocks.block(number), self.dtype, 1, place).item()

    def searchsorted(self, value: int, side: Literal["left", "right"] = "left") -> int:
        """Return where a value belongs among the elements, which are in ascending order."""
        return (bisect_left if side == "left" else bisect_right)(self, value)

    def find(self, wanted: bytes, start: int) -> int:
        """Return the offset from which bytes are found in these, not before `start`; -1 if they are not."""
        while start + len(wanted) <= self._length:
            first, piece = self._scanned
            if not first <= start <= first + len(piece) - len(wanted):
                first, end = start, min(start + _SCANNED_BYTES + len(wanted), self._length)
                self._scanned = first, piece = first, self._between(first, end).tobytes()
            at = piece.find(wanted, start - first)
            if at >= 0:
                return first + at
            start = first + len(piece) - len(wanted) + 1
        return -1

    def _between(self, first: int, last: int) -> Array:
        size = self.dtype.itemsize
        data = self._blocks.between(self._start + first * size, self._start + last * size)
        found: Array = np.frombuffer(data, self.dtype)
        return found

    def _chosen(self, places: NDArray[np.integer[Any]]) -> Array:
        found, order = np.empty(len(places), self.dtype), places.argsort(kind="stable")
        ordered, step = places[order], _SCANNED_BYTES // self.dtype.itemsize
        for first, own in _in_steps(ordered, step):
            piece = self._between(first, min(first + step, self._length))
            found[order[own]] = piece[ordered[own] - first]
        return found


def _in_steps(ordered: Sequence[int] | Array, step: int) -> Iterator[tuple[int, slice]]:
    """Yield multiples of `step` with the numbers, in ascending order, that are from there up to the next one."""
    at = 0
    while at < len(ordered):
        first = int(ordered[at]) // step * step
        end = int(np.searchsorted(ordered, first + step))
        yield first, slice(at, end)
        at = end
