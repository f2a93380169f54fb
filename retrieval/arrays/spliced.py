"""Texts of which some are kept from before and others are new."""

from collections.abc import Iterator
from heapq import merge
from typing import overload

import numpy as np

from retrieval.arrays.container import Arrays
from retrieval.arrays.entries import Array, Units
from retrieval.arrays.strings import Strings, part

# Arrays of before have this in front of their names.
BEFORE = "before"


class SplicedStrings(Strings):
    """Texts in their order, each from those of before or from the new ones."""

    def __init__(self, before: Strings, new: Strings, numbers: Units) -> None:
        """Take for each text of before its number among these texts, which rise, or -1 if it is gone."""
        self._before, self._new = before, new
        kept = np.flatnonzero(numbers >= 0)
        self._sources = np.full(len(kept) + len(new), -1)
        self._sources[numbers[kept]] = kept
        fresh = np.flatnonzero(self._sources < 0)
        self._sources[fresh] = len(numbers) + np.arange(len(new))
        self._numbers: tuple[Array, Array] = numbers, fresh

    def __len__(self) -> int:
        return len(self._sources)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        source, known = int(self._sources[range(len(self))[at]]), len(self._numbers[0])
        return self._before[source] if source < known else self._new[source - known]

    def __iter__(self) -> Iterator[str]:
        return map(self.__getitem__, range(len(self)))

    def find(self, wanted: str) -> Iterator[tuple[int, int]]:
        """Yield every place where a text appears in one of these, apart from each other: its number and the offset.

        All are gone through, also those that are gone.
        """
        return merge(*map(_renumbered, (self._before.find(wanted), self._new.find(wanted)), self._numbers))


def _renumbered(places: Iterator[tuple[int, int]], numbers: Array) -> Iterator[tuple[int, int]]:
    for number, at in places:
        if numbers[number] >= 0:
            yield int(numbers[number]), at


def strings_of(name: str, numbers: str, arrays: Arrays, kind: type[Strings] = Strings) -> Strings:
    """Return the texts of a name from their arrays, spliced by `numbers` if there are some of before."""
    own = kind.stored(part(name, arrays))
    if f"{BEFORE}.{name}.blob" not in arrays:
        return own
    return SplicedStrings(kind.stored(part(f"{BEFORE}.{name}", arrays)), own, arrays[numbers])
