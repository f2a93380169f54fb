"""The units of each term of a corpus, in packed lists."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.container import Arrays
from retrieval.arrays.entries import NO_ENTRIES, Entries
from retrieval.arrays.packed import PackedEntries, Steps, list_size, list_sizes, pack, unpack
from retrieval.arrays.strings import Vocabulary, part, stored_vocabulary
from retrieval.index.recent import RecentLists

# Texts and their steps, the bytes of lists and theirs.
Columns = tuple[Any, ...]


class TermLists:
    """The units of each term and how often each holds it, packed; terms in the order of their characters."""

    def __init__(self, arrays: Arrays, recent: RecentLists | None = None) -> None:
        """Take what `PlainLists.packed` gave."""
        self.terms: Vocabulary = stored_vocabulary(part("terms", arrays))
        lists = part("lists", arrays)
        self._data, self._steps = lists["data"], Steps(lists)
        self.recent = recent or RecentLists()
        # A list of recent ones that knew this object would keep it until all garbage is collected.
        self._key = object()

    def entries(self, term: str) -> Entries:
        """Return the list of a term, which is empty for one that is missing."""
        found: Entries = self.recent.get((self._key, term), self.unkept, term)
        return found

    def unkept(self, term: str) -> Entries:
        """Return the list of a term, empty for one that is missing, without keeping it."""
        number = self.terms.find(term)
        return NO_ENTRIES if number is None else unpack(self._bytes(number))

    def count(self, term: str) -> int:
        """Return the number of units that hold a term."""
        number = self.terms.find(term)
        return 0 if number is None else list_size(self._bytes(number))

    def packed(self, term: str) -> PackedEntries:
        """Return the list of a term that there is, to look units up in."""
        found: PackedEntries = self.recent.get(
            (self._key, "packed", term), lambda: PackedEntries.of(self._packed(term))
        )
        return found

    def _packed(self, term: str) -> NDArray[np.uint8]:
        number = self.terms.find(term) if self.columns else None
        if number is not None:
            return self._bytes(number)
        # Where the list is put together, or fetched, its bytes are made anew.
        found = self.unkept(term)
        return pack(np.array([0, len(found.units)]), *found)["data"]

    def _bytes(self, number: int) -> NDArray[np.uint8]:
        start, end = self._steps.span(number)
        found: NDArray[np.uint8] = self._data[start:end]
        return found

    @property
    def columns(self) -> Columns | None:
        """Arrays that the compiled functions take, if the lists are here and all in these arrays."""
        terms = self.terms.columns
        return (*terms, self._data, self._steps.columns) if terms else None

    def __contains__(self, term: object) -> bool:
        return term in self.terms

    def __iter__(self) -> Iterator[str]:
        return iter(self.terms)

    def holding(self, text: str) -> Iterator[str]:
        """Yield the terms that a text appears in, in the order of their characters."""
        return self.terms.holding(text)

    def sized(self) -> Iterator[tuple[str, int]]:
        """Yield every term with the number of its units, in the order of their characters."""
        return zip(self.terms, list_sizes(self._data, self._steps.offsets()[:-1]).tolist(), strict=True)
