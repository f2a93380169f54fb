"""Many texts in two arrays, made into strings when they are asked for."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from hashlib import blake2b
from itertools import accumulate, pairwise
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.container import Arrays

_SOME, _KNOWN = 4096, 1 << 14


class Strings(Sequence[str]):
    """Texts in their order: number i is `blob[offsets[i] : offsets[i + 1]]` in UTF-8."""

    def __init__(self, blob: NDArray[np.uint8], offsets: NDArray[np.int64]) -> None:
        self._blob, self._offsets = blob, offsets

    @property
    def parts(self) -> tuple[memoryview, memoryview]:
        """The blob and the offsets."""
        return memoryview(self._blob.data), memoryview(self._offsets.data)

    def __len__(self) -> int:
        return len(self._offsets) - 1

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        start, end = self._offsets[at : at + 2].tolist()
        return self._blob[start:end].tobytes().decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        for first in range(0, len(self), _SOME):
            offsets = self._offsets[first : first + _SOME + 1].tolist()
            data = self._blob[offsets[0] : offsets[-1]].tobytes()
            for start, end in pairwise(offsets):
                yield data[start - offsets[0] : end - offsets[0]].decode("utf-8", "surrogatepass")

    def find(self, wanted: str) -> Iterator[tuple[int, int]]:
        """Every place where a text stands in one of these, apart from each other: the number, and the character in it.

        All are gone through, but in one piece and not one by one.
        """
        pattern = re.compile(re.escape(wanted.encode("utf-8", "surrogatepass")))
        match = pattern.search(self._blob.data) if wanted else None
        while match:
            number = int(self._offsets.searchsorted(match.start(), "right")) - 1
            start, end = self._offsets[number : number + 2].tolist()
            if match.end() <= end:
                before = self._blob[start : match.start()].tobytes()
                yield number, len(before.decode("utf-8", "surrogatepass"))
            # One that runs over the end of a text may hide another behind that.
            match = pattern.search(self._blob.data, min(match.end(), end))


class Vocabulary(Mapping[str, int]):
    """Texts that differ from each other, in their order, and the number of each; found by their hashes."""

    def __init__(self, strings: Strings, hashes: NDArray[np.uint64], order: NDArray[np.int32]) -> None:
        """Take the sorted hashes of the texts, and whose each of them is."""
        self._strings = strings
        # Single elements are read several times faster through these than through numpy's arrays.
        hashed = memoryview(hashes.data), memoryview(order.data)
        # A question looks its terms up again and again. A cached method would keep an old index until all garbage
        # is collected.
        self.find = lru_cache(_KNOWN)(partial(_find, *hashed, *strings.parts))

    def __len__(self) -> int:
        return len(self._strings)

    def __iter__(self) -> Iterator[str]:
        return iter(self._strings)

    def __getitem__(self, text: str) -> int:
        found = self.find(text)
        if found is None:
            raise KeyError(text)
        return found

    def holding(self, part: str) -> Iterator[str]:
        """Yield the texts in which another one, not empty, stands, in their order."""
        last = -1
        for number, _ in self._strings.find(part):
            if number > last:
                yield self._strings[number]
            last = number

    def get(self, text: str, default: Any = None) -> Any:
        """Return the number of a text, or the default where it is none of these."""
        found = self.find(text)
        return default if found is None else found

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and self.find(text) is not None


def _find(hashes: memoryview, order: memoryview, blob: memoryview, offsets: memoryview, text: str) -> int | None:
    """Return the number of a text; None if it is missing."""
    written = _bytes(text)
    wanted = int.from_bytes(_digest(written), "little")
    at = bisect_left(hashes, wanted)
    while at < len(hashes) and hashes[at] == wanted:
        number: int = order[at]
        if blob[offsets[number] : offsets[number + 1]] == written:
            return number
        at += 1
    return None


def store_strings(texts: Iterable[str]) -> Arrays:
    """Return the arrays of texts, to be taken up again by `stored_strings`."""
    return _stored([_bytes(text) for text in texts])


def _stored(written: Sequence[bytes]) -> Arrays:
    ends = np.fromiter(accumulate(map(len, written), initial=0), np.int64, len(written) + 1)
    return {"blob": np.frombuffer(b"".join(written), np.uint8), "offsets": ends}


def stored_strings(arrays: Arrays) -> Strings:
    """Texts from their arrays."""
    return Strings(arrays["blob"], arrays["offsets"])


def store_vocabulary(texts: Sequence[str]) -> Arrays:
    """Return the arrays of texts that differ from each other, to be taken up again by `stored_vocabulary`."""
    written = [_bytes(text) for text in texts]
    hashes = np.frombuffer(b"".join(map(_digest, written)), "<u8").astype(np.uint64, copy=False)
    order = hashes.argsort(kind="stable").astype(np.int32)
    return {**_stored(written), "hashes": hashes[order], "order": order}


def stored_vocabulary(arrays: Arrays) -> Vocabulary:
    """Return the texts and their numbers from their arrays."""
    return Vocabulary(stored_strings(arrays), arrays["hashes"], arrays["order"])


def within(name: str, arrays: Arrays) -> dict[str, NDArray[Any]]:
    """Return the same arrays with a name before theirs."""
    return {f"{name}.{key}": array for key, array in arrays.items()}


def part(name: str, arrays: Arrays) -> dict[str, NDArray[Any]]:
    """Return the arrays with a name before theirs, without it."""
    start = f"{name}."
    return {key.removeprefix(start): array for key, array in arrays.items() if key.startswith(start)}


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _digest(written: bytes) -> bytes:
    return blake2b(written, digest_size=8).digest()
