"""Many texts in a few arrays, made into strings when they are asked for."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, Self, overload

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays import kernels
from retrieval.arrays.blocks import BlockArray
from retrieval.arrays.container import Arrays
from retrieval.arrays.entries import Array, sort
from retrieval.arrays.packed import RUN, Places, Steps, runs, store_steps

_STRINGS_AT_ONCE, _CACHED_LOOKUPS = 4096, 1 << 14
_HEAD = 8  # bytes at the beginning of a text that are compared at once


class Strings(Sequence[str]):
    """Texts in their order: number i is `blob[offsets[i] : offsets[i + 1]]` in UTF-8."""

    def __init__(self, blob: NDArray[np.uint8], offsets: Array) -> None:
        self._blob, self._offsets = blob, offsets
        # Single elements are read several times faster through these than through numpy's arrays.
        self._written, self._places = blob.data, offsets.data

    @classmethod
    def stored(cls, arrays: Arrays) -> Self:
        """Return texts from their arrays."""
        return cls(arrays["blob"], arrays["offsets"])

    def __len__(self) -> int:
        return len(self._offsets) - 1

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        if at < 0:
            at = range(len(self))[at]
        return str(self._written[self._places[at] : self._places[at + 1]], "utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        for first in range(0, len(self), _STRINGS_AT_ONCE):
            offsets = self._offsets[first : first + _STRINGS_AT_ONCE + 1].tolist()
            data = self._blob[offsets[0] : offsets[-1]].tobytes()
            for start, end in pairwise(offsets):
                yield data[start - offsets[0] : end - offsets[0]].decode("utf-8", "surrogatepass")

    def between(self, first: int, last: int) -> str:
        """Return the texts from one up to another in one."""
        return str(self._written[self._places[first] : self._places[last]], "utf-8", "surrogatepass")

    def followed_by(self, *others: "Strings") -> "Strings":
        """Return these texts and others."""
        sizes = np.concatenate([np.diff(own._offsets).astype(np.int64) for own in (self, *others)])
        return stored_strings(joined_strings(np.concatenate([own._blob for own in (self, *others)]), sizes))

    def chosen(self, numbers: NDArray[np.integer[Any]]) -> "Strings":
        """Return some of these texts, in the order of their numbers as they are given."""
        starts = self._offsets[numbers].astype(np.int64)
        sizes = self._offsets[numbers + 1] - starts
        ends = np.append(0, sizes.cumsum())
        blob = np.empty(int(ends[-1]), np.uint8)
        if kernels.compiled:
            kernels.compiled.chosen(self._blob, self._offsets, numbers.astype(np.int64), ends[1:], blob)
            return stored_strings(joined_strings(blob, sizes))
        for first, last in runs(ends):
            own = slice(ends[first], ends[last])
            places = np.repeat(starts[first:last] - ends[first:last], sizes[first:last])
            blob[own] = self._blob[places + np.arange(own.start, own.stop)]
        return stored_strings(joined_strings(blob, sizes))

    def in_pairs(self) -> "Strings":
        """Return each two of these texts as one."""
        return Strings(self._blob, np.ascontiguousarray(self._offsets[::2]))

    def order(self) -> Places:
        """Return the numbers of these texts, which differ, in the order of their characters."""
        keys = _heads(self._blob, self._offsets[:-1], np.diff(self._offsets))
        order = order_of(keys)
        ordered = keys[order]
        # Those that begin alike are told apart by what follows.
        alike = np.append(ordered[1:] == ordered[:-1], False)
        runs = np.flatnonzero(np.diff(alike.astype(np.int8), prepend=0)).reshape(-1, 2) if len(alike) else ()
        for first, last in runs:
            own = order[first : last + 1].tolist()
            order[first : last + 1] = sorted(own, key=self.__getitem__)
        return order

    @property
    def arrays(self) -> Arrays:
        """The arrays of these texts, to be taken up by `stored_strings`."""
        return {"blob": self._blob, "offsets": self._offsets}

    @property
    def vocabulary(self) -> Arrays:
        """The arrays of these texts, if they differ and are in order, to be taken up by `stored_vocabulary`."""
        return {"blob": self._blob, **store_steps(np.diff(self._offsets))}

    def find(self, wanted: str) -> Iterator[tuple[int, int]]:
        """Yield every place where a text appears in one of these, apart from each other: its number and the offset.

        All are gone through, but in one piece and not one by one.
        """
        written = _bytes(wanted)
        at = place_of(written, self._blob, 0) if wanted else -1
        while at >= 0:
            # For a plain number numpy would make a wider copy of all offsets.
            number = int(self._offsets.searchsorted(self._offsets.dtype.type(at), "right")) - 1
            start, end = self._offsets[number : number + 2].tolist()
            after = at + len(written)
            if after <= end:
                yield number, len(self._blob[start:at].tobytes().decode("utf-8", "surrogatepass"))
            # One that runs over the end of a text may hide another after that.
            at = place_of(written, self._blob, min(after, end))


def place_of(written: bytes, blob: "NDArray[np.uint8] | BlockArray", start: int) -> int:
    """Return the offset of the first place of some bytes that is not before `start`; -1 if there is none."""
    if isinstance(blob, BlockArray):
        return blob.find(written, start)
    if kernels.compiled:
        return int(kernels.compiled.find(blob, written, start))
    match = re.compile(re.escape(written)).search(blob.data, start)
    return match.start() if match else -1


def _heads(blob: NDArray[np.uint8], starts: Array, sizes: Array) -> NDArray[np.uint64]:
    """Return the first bytes of texts as numbers, which rise where the texts do."""
    keys = np.zeros(len(sizes), np.uint64)
    for byte in range(_HEAD):
        held = np.flatnonzero(sizes > byte)
        keys[held] |= blob[starts[held].astype(np.int64) + byte].astype(np.uint64) << np.uint64(8 * (_HEAD - 1 - byte))
    return keys


class _Sorted:
    """Texts in ascending order, one after the other in UTF-8."""

    def __init__(self, blob: NDArray[np.uint8], steps: Steps) -> None:
        self._blob, self._written, self._steps = blob, blob.data, steps
        # What the compiled functions take, if it is here.
        self.columns = (blob, steps.columns) if steps.is_here and isinstance(blob, np.ndarray) else None

    @cached_property
    def _run_heads(self) -> NDArray[np.uint64]:
        """The first bytes of the first text of each run."""
        return _heads(self._blob[:], *self._steps.firsts)

    def find(self, text: str) -> int | None:
        """Return the number of a text; None if it is missing."""
        written = _bytes(text)
        if kernels.compiled and self.columns:
            number, same = kernels.compiled.place(*self.columns, written)
            return int(number) if same else None
        at = self._place(written)
        return at if at < len(self._steps) and self.at(at) == written else None

    def begins(self, start: str) -> bool:
        """Return whether any of the texts begins with another one."""
        written = _bytes(start)
        at = self._place(written)
        return at < len(self._steps) and self.at(at).startswith(written)

    def at(self, number: int) -> bytes:
        """Return a text by its number."""
        start, end = self._steps.span(number)
        return bytes(self._written[start:end])

    def _place(self, written: bytes) -> int:
        """Return the number of the first text that is not before another one."""
        if kernels.compiled and self.columns:
            return int(kernels.compiled.place(*self.columns, written)[0])
        head = np.uint64(int.from_bytes(written[:_HEAD].ljust(_HEAD, b"\0"), "big"))
        # Texts that begin alike are compared as wholes.
        low, high = (int(self._run_heads.searchsorted(head, side)) for side in ("left", "right"))
        alike = range(low * RUN, high * RUN, RUN)
        at = max(low + bisect_left(alike, written, key=self.at) - 1, 0) * RUN
        spans = [*pairwise(self._steps.run(at))]
        return at + bisect_left(spans, written, key=lambda span: bytes(self._written[span[0] : span[1]]))


class Vocabulary(Mapping[str, int]):
    """Texts that differ from each other, in the order of their characters, and the number of each."""

    def __init__(self, blob: NDArray[np.uint8], steps: Steps) -> None:
        """Take the texts one after the other in UTF-8, and where each begins and ends."""
        self._blob, self._steps = blob, steps
        self._sorted = _Sorted(blob, steps)
        self.columns = self._sorted.columns
        # A question looks its terms up again and again. A cached method would keep an old index until all garbage
        # is collected.
        self.find = lru_cache(_CACHED_LOOKUPS)(self._sorted.find)
        # Return whether any of the texts begins with another one.
        self.begins = lru_cache(_CACHED_LOOKUPS)(self._sorted.begins)

    @cached_property
    def strings(self) -> Strings:
        """The texts in their order."""
        return Strings(self._blob, self._steps.offsets())

    def __len__(self) -> int:
        return len(self._steps)

    def __iter__(self) -> Iterator[str]:
        return iter(self.strings)

    def __getitem__(self, text: str) -> int:
        """Return the number of a text. Raises KeyError."""
        found = self.find(text)
        if found is None:
            raise KeyError(text)
        return found

    def holding(self, part: str) -> Iterator[str]:
        """Yield the texts in which another one, not empty, appears, in their order."""
        last = -1
        for number, _ in self.strings.find(part):
            if number > last:
                yield self.strings[number]
            last = number

    def get(self, text: str, default: Any = None) -> Any:
        """Return the number of a text, or the default where it is none of these."""
        found = self.find(text)
        return default if found is None else found

    def text(self, number: int) -> str:
        """Return a text by its number."""
        return self._sorted.at(number).decode("utf-8", "surrogatepass")

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and self.find(text) is not None


def store_strings(texts: Iterable[str]) -> Arrays:
    """Return the arrays of texts, to be taken up again by `stored_strings`."""
    written = [_bytes(text) for text in texts]
    sizes = np.fromiter(map(len, written), np.int64, len(written))
    return joined_strings(np.frombuffer(b"".join(written), np.uint8), sizes)


def joined_strings(blob: NDArray[np.uint8], sizes: NDArray[np.int64]) -> Arrays:
    """Return the arrays of texts that follow each other in UTF-8, from the bytes of each."""
    ends = np.append(0, sizes.cumsum())
    return {"blob": blob, "offsets": ends.astype(np.int32) if ends[-1] < 1 << 31 else ends}


def stored_strings(arrays: Arrays) -> Strings:
    """Texts from their arrays."""
    return Strings.stored(arrays)


def order_of(keys: NDArray[np.uint64]) -> Places:
    """Return the places of numbers in ascending order, those of equal ones in any order.

    A sort of numbers is several times faster than one of their places.
    """
    bits = len(keys).bit_length()
    mask = np.uint64((1 << bits) - 1)
    short = int(keys.max(initial=0)) < 1 << 64 - bits
    packed = (keys << np.uint64(bits) if short else keys & ~mask) | np.arange(len(keys), dtype=np.uint64)
    sort(packed)
    order: Places = (packed & mask).astype(np.int64)
    # Long numbers that differ in their last bits alone, which is rare, are in the order of their places.
    ordered = keys[order]
    return order if (ordered[1:] >= ordered[:-1]).all() else keys.argsort()


def store_vocabulary(texts: Sequence[str]) -> Arrays:
    """Return the arrays of texts that differ, in ascending order, to be taken up again by `stored_vocabulary`."""
    return stored_strings(store_strings(texts)).vocabulary


def stored_vocabulary(arrays: Arrays) -> Vocabulary:
    """Return the texts and their numbers from their arrays."""
    return Vocabulary(arrays["blob"], Steps(arrays))


def within(name: str, arrays: Arrays) -> dict[str, Array]:
    """Return the same arrays with a name before theirs."""
    return {f"{name}.{key}": array for key, array in arrays.items()}


def part(name: str, arrays: Arrays) -> dict[str, Array]:
    """Return the arrays with a name before theirs, without it."""
    start = f"{name}."
    return {key.removeprefix(start): array for key, array in arrays.items() if key.startswith(start)}


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
