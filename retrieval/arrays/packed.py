"""Lists of ascending numbers, each with a count, in a byte or two an entry, and places in a row by their sizes.

A list is its differences in bytes, pairs of bytes or fours, whatever takes the least room; those that are too large
follow behind. Where any entry counts more than once, each difference carries a bit that says so, and the counts follow.
"""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays import kernels
from retrieval.arrays.container import Arrays
from retrieval.arrays.entries import Array, Counts, Entries, Units, ones

Places = NDArray[np.int64]

# Number of sizes that follow each start that is kept.
RUN = 16
_ESCAPE = 255  # says that the number is elsewhere
# The four kinds of lists: bytes of a difference, and of one that is too large for these.
_KINDS = ((1, 2), (1, 4), (2, 4), (4, 0))
_WIDTHS, _WIDE = np.array(_KINDS).T
# A list of fewer entries has their number in its first byte.
_SHORT = 31
# Number of entries that a mark is for.
_PART = 64
# Number of entries that are packed at once.
_ENTRIES_AT_ONCE = 1 << 18


class Steps:
    """The places of pieces that follow each other, from the size of each, of which most are small."""

    def __init__(self, arrays: Arrays) -> None:
        """Take what `store_steps` gave."""
        self._arrays = arrays
        # What the compiled functions take.
        self.columns = tuple(arrays[name] for name in ("sizes", "starts", "large", "largest"))
        # Single elements are read several times faster through these than through numpy's arrays.
        self._sizes, self._starts, self._large, self._largest = (column.data for column in self.columns)
        self.is_here = all(isinstance(column, np.ndarray) for column in self.columns)

    def __len__(self) -> int:
        return len(self._sizes)

    def span(self, at: int) -> tuple[int, int]:
        """Return where piece `at` begins and ends."""
        if kernels.compiled and self.is_here:
            found: tuple[int, int] = kernels.compiled.span(self.columns, at)
            return found
        before = bytes(self._sizes[at & -RUN : at])
        own = sum(map(self._size, range(at & -RUN, at))) if _ESCAPE in before else sum(before)
        start: int = self._starts[at // RUN] + own
        return start, start + self._size(at)

    @property
    def firsts(self) -> tuple[Array, Array]:
        """Places of the first piece of each run, and its size, or `_ESCAPE` if it is larger."""
        return self._arrays["starts"], self._arrays["sizes"][::RUN]

    def run(self, first: int) -> list[int]:
        """Return where the pieces begin from a multiple of `RUN` on, up to the next one, and where they end."""
        sizes = bytes(self._sizes[first : first + RUN])
        own = map(self._size, range(first, first + len(sizes))) if _ESCAPE in sizes else sizes
        return [*accumulate(own, initial=self._starts[first // RUN])] if sizes else []

    def _size(self, at: int) -> int:
        size: int = self._sizes[at]
        return size if size < _ESCAPE else self._largest[bisect_left(self._large, at)]

    def offsets(self) -> Places:
        """Return where every piece begins, and where the last one ends."""
        sizes: Places = self._arrays["sizes"][:].astype(np.int64)
        sizes[self._arrays["large"]] = self._arrays["largest"]
        return np.concatenate([[0], sizes.cumsum()])


def store_steps(sizes: Array) -> Arrays:
    """Return the arrays of `Steps` from the size of each piece."""
    ends = sizes.cumsum(dtype=np.int64)
    large = np.flatnonzero(sizes >= _ESCAPE)
    return {
        "sizes": np.minimum(sizes, _ESCAPE).astype(np.uint8),
        "starts": (ends - sizes)[::RUN].astype(np.int32 if ends[-1:].sum() < 1 << 31 else np.int64),
        "large": large.astype(np.int64),
        "largest": sizes[large].astype(np.int64),
    }


def unpack(data: NDArray[np.uint8]) -> Entries:
    """Return a list from its bytes."""
    head, many = int(data[0]), list_size(data)
    width, wide = _KINDS[head & 3]
    at = 1 if head >> 3 < _SHORT else 5
    if kernels.compiled:
        units, own = np.empty(many, np.int32), np.empty(many, np.uint8) if head & 4 else ones(many)
        if kernels.compiled.unpack(data, units, own if head & 4 else None):
            return Entries(units, own)
    end = at + many * width
    codes = data[at:end] if width == 1 else data[at:end].view(f"<u{width}")
    found = codes.astype(np.int32)
    if width < 4:
        escaped = (codes == (1 << 8 * width) - 1).nonzero()[0]
        if len(escaped):
            found[escaped] = data[end : end + wide * len(escaped)].view(f"<u{wide}")
            end += wide * len(escaped)
    if not head & 4:
        return Entries(found.cumsum(dtype=np.int32, out=found), ones(many))
    places = (found & 1).nonzero()[0]
    found >>= 1
    own = data[end : end + len(places)]
    many_times = (own == _ESCAPE).nonzero()[0]
    counts: Counts = np.ones(many, np.int32 if len(many_times) else np.uint8)
    counts[places] = own.astype(counts.dtype) + 1
    if len(many_times):
        counts[places[many_times]] = data[end + len(places) :].view(np.int32)
    return Entries(found.cumsum(dtype=np.int32, out=found), counts)


class PackedEntries(NamedTuple):
    """A list by its bytes, with marks by which any part of `_PART` entries is unpacked without those before it."""

    data: NDArray[np.uint8]
    marks: Units

    @classmethod
    def of(cls, data: NDArray[np.uint8]) -> "PackedEntries":
        """Return a list by its bytes; only compiled functions know the marks."""
        marks = np.empty(3 * (-(-list_size(data) // _PART) + 1), np.int32)
        if kernels.compiled:
            kernels.compiled.put_marks(data, marks)
        return cls(data, marks)

    @property
    def entries(self) -> Entries:
        """The list as a whole."""
        return unpack(self.data)


def list_size(data: NDArray[np.uint8]) -> int:
    """Return how many entries a list has, from its bytes."""
    many = int(data[0]) >> 3
    return many if many < _SHORT else int.from_bytes(data[1:5], "little")


def list_sizes(data: NDArray[np.uint8], begins: Places) -> Places:
    """Return how many entries each list has, by where its bytes begin."""
    many: Places = data[begins].astype(np.int64) >> 3
    long = np.flatnonzero(many == _SHORT)
    many[long] = _get(data, begins[long] + 1, 4)
    return many


def unpack_all(arrays: Arrays) -> tuple[Places, Units, NDArray[np.int32]]:
    """Return what `pack` was given: where the lists begin and end, their units and counts."""
    ends = Steps(arrays).offsets()
    offsets, units, counts = [np.zeros(1, np.int64)], [np.zeros(0, np.int32)], [np.zeros(0, np.int32)]
    for first, last in runs(ends):
        own = ends[first : last + 1]
        found = _unpacked(arrays["data"][own[0] : own[-1]], own[:-1] - own[0])
        offsets.append(found[0][1:] + offsets[-1][-1])
        units.append(found[1])
        counts.append(found[2])
    return np.concatenate(offsets), np.concatenate(units), np.concatenate(counts)


def _unpacked(data: NDArray[np.uint8], begins: Places) -> tuple[Places, Units, NDArray[np.int32]]:
    heads = data[begins].astype(np.int64)
    flagged = (heads & 4).astype(bool)
    widths, wides = _WIDTHS[heads & 3], _WIDE[heads & 3]
    mains = begins + np.where(heads >> 3 < _SHORT, 1, 5)
    many = list_sizes(data, begins)
    offsets = np.concatenate([[0], many.cumsum()])
    starts = offsets[:-1]
    places = np.repeat(mains - starts * widths, many) + np.arange(offsets[-1]) * np.repeat(widths, many)
    kind_of, behind = np.repeat(heads & 3, many), mains + many * widths
    codes = np.empty(offsets[-1], np.int64)
    escapes = np.zeros(len(many), np.int64)
    for kind, (width, wide) in enumerate(_KINDS):
        own = np.flatnonzero(kind_of == kind)
        codes[own] = _get(data, places[own], width)
        escaped = own[codes[own] == (1 << 8 * width) - 1] if wide else own[:0]
        codes[escaped] = _get(data, _following(escaped, starts, behind, wide), wide)
        escapes += np.bincount(starts.searchsorted(escaped, "right") - 1, minlength=len(many))
    behind += wides * escapes
    again = np.flatnonzero(np.repeat(flagged, many) & (codes & 1).astype(bool))
    codes >>= np.repeat(flagged, many)
    counts = np.ones(offsets[-1], np.int32)
    counts[again] = _get(data, _following(again, starts, behind, 1), 1) + 1
    behind += np.bincount(starts.searchsorted(again, "right") - 1, minlength=len(many))
    again = np.flatnonzero(counts > _ESCAPE)
    counts[again] = _get(data, _following(again, starts, behind, 4), 4)
    sums = codes.cumsum()
    sums -= np.repeat(sums[starts] - codes[starts], many)
    return offsets, sums.astype(np.int32), counts


def pack(offsets: Places, units: Units, counts: Array) -> Arrays:
    """Return the arrays of lists, `data` and their `Steps`: list i has `units[offsets[i] : offsets[i + 1]]`, at least
    one, and their counts.
    """
    data, sizes = packed_lists(offsets, units, counts)
    return {"data": data, **store_steps(sizes)}


def packed_lists(offsets: Places, units: Units, counts: Array) -> tuple[NDArray[np.uint8], Places]:
    """Return the bytes of the lists that `pack` packs, one after the other, and how many each takes."""
    if kernels.compiled:
        often = counts if counts.itemsize == 1 else counts.astype(np.int32)
        rooms = np.empty(len(offsets) - 1, np.int64)
        told = offsets.astype(np.int64, copy=False), units, often, rooms
        packed = np.empty(kernels.compiled.pack(*told, None), np.uint8)
        kernels.compiled.pack(*told, packed)
        return packed, rooms
    parts, sizes = [np.zeros(0, np.uint8)], [np.zeros(0, np.int64)]
    for first, last in runs(offsets):
        span = slice(offsets[first], offsets[last])
        data, own = _packed(offsets[first : last + 1] - offsets[first], units[span], counts[span])
        parts.append(data)
        sizes.append(own)
    return np.concatenate(parts), np.concatenate(sizes)


def runs(offsets: Places, most: int = _ENTRIES_AT_ONCE) -> Iterator[tuple[int, int]]:
    """Yield lists in a row, from and to, which together have `most` entries or not many more."""
    first, lists = 0, len(offsets) - 1
    while first < lists:
        last = min(max(int(offsets.searchsorted(offsets[first] + most)), first + 1), lists)
        yield first, last
        first = last


def _packed(offsets: Places, units: Units, counts: Array) -> tuple[NDArray[np.uint8], Places]:
    starts, many = offsets[:-1], np.diff(offsets)
    more = counts > 1
    flagged = np.logical_or.reduceat(more, starts)
    codes = np.diff(units, prepend=np.int32(0)).astype(np.int64)
    codes[starts] = units[starts]
    codes = codes << np.repeat(flagged, many) | more
    over = [_over(codes, starts, width) for width, _ in _KINDS]
    rooms = np.stack([many * width + wide * own for width, wide, own in zip(_WIDTHS, _WIDE, over, strict=True)])
    rooms[0, _over(codes, starts, 2) > 0] = np.iinfo(np.int64).max
    kinds = rooms.argmin(0)
    widths, wides, escapes = _WIDTHS[kinds], _WIDE[kinds], np.choose(kinds, over)
    held = np.add.reduceat(more, starts, dtype=np.int64)
    large = np.add.reduceat(counts > _ESCAPE, starts, dtype=np.int64)
    long = np.flatnonzero(many >= _SHORT)
    mains = np.where(many < _SHORT, 1, 5)
    sizes = mains + many * widths + wides * escapes + held + 4 * large
    begins = sizes.cumsum() - sizes
    data = np.zeros(int(sizes.sum()), np.uint8)
    data[begins] = kinds | flagged << 2 | np.minimum(many, _SHORT) << 3
    _put(data, begins[long] + 1, many[long], 4)
    mains += begins
    places = np.repeat(mains - starts * widths, many) + np.arange(len(codes)) * np.repeat(widths, many)
    kind_of = np.repeat(kinds, many)
    behind = mains + many * widths
    for kind, (width, wide) in enumerate(_KINDS):
        own = np.flatnonzero(kind_of == kind)
        least = (1 << 8 * width) - 1
        _put(data, places[own], np.minimum(codes[own], least), width)
        escaped = own[codes[own] >= least]
        _put(data, _following(escaped, starts, behind, wide), codes[escaped], wide)
    behind += wides * escapes
    again = np.flatnonzero(more)
    _put(data, _following(again, starts, behind, 1), np.minimum(counts[again].astype(np.int64), _ESCAPE + 1) - 1, 1)
    again = np.flatnonzero(counts > _ESCAPE)
    _put(data, _following(again, starts, behind + held, 4), counts[again].astype(np.int64), 4)
    return data, sizes


def _over(codes: Places, starts: Places, width: int) -> Places:
    """Return how many differences of each list are too large for some bytes."""
    return np.add.reduceat(codes >= (1 << 8 * width) - 1, starts, dtype=np.int64)


def _following(entries: Places, starts: Places, behind: Places, width: int) -> Places:
    """Return where entries, in ascending order, put what takes `width` bytes, one after the other in each list."""
    owners = starts.searchsorted(entries, "right") - 1
    firsts = np.flatnonzero(np.diff(owners, prepend=-1))
    rank = np.arange(len(owners)) - np.repeat(firsts, np.diff(firsts, append=len(owners)))
    return behind[owners] + width * rank


def _get(data: NDArray[np.uint8], places: Places, width: int) -> Places:
    """Read numbers of some bytes each, the lowest first."""
    found = np.zeros(len(places), np.int64)
    for byte in range(width):
        found |= data[places + byte].astype(np.int64) << 8 * byte
    return found


def _put(data: NDArray[np.uint8], places: Places, values: Places, width: int) -> None:
    """Write numbers of some bytes each, the lowest first."""
    for byte in range(width):
        data[places + byte] = values >> 8 * byte & 255
