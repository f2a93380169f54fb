"""Terms of a query with their lists of counts, to score chosen units by BM25 again and again."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.entries import Entries
from retrieval.index.postings import WeighedTerms
from retrieval.index.top_k import Scores, Units

# One row of counts a term, one column a unit.
CountTable = NDArray[np.float64]
# Return the worth of each count in its unit, without the idf of its term.
Worths = Callable[[CountTable, Units], CountTable]


class CountedTerm(NamedTuple):
    """A term of a query: the number of its units, its list, its idf and its weight."""

    size: int
    entries: Entries
    idf: float
    weight: float


class WeighedCounts(WeighedTerms):
    """Terms by their counts; the scores are those of all units, to the last digit."""

    def __init__(self, terms: Iterable[CountedTerm], worths: Worths) -> None:
        """Take the terms in any order; each has an entry at least."""
        ordered = sorted(terms, key=lambda term: term.size)
        self._entries = [term.entries for term in ordered]
        self._kind = np.result_type(np.uint8, *(entries.counts.dtype for entries in self._entries))
        self._idfs = np.array([term.idf for term in ordered])[:, np.newaxis]
        self._weights = np.array([term.weight for term in ordered])[:, np.newaxis]
        self._worths = worths

    def at(self, units: Units) -> Scores:
        """Return the scores of some units, given in ascending order."""
        if not self._entries:
            return np.zeros(len(units))
        scores = self._weights * (self._idfs * self._worths(self.counts(units), units))
        # A plain sum may add up pairs of pairs.
        total: Scores = np.add.accumulate(scores, axis=0, out=scores)[-1]
        return total

    def counts(self, units: Units) -> CountTable:
        """Return the count of each term in each unit."""
        shape = len(self._entries), len(units)
        nearest, counts = np.empty(shape, np.int32), np.empty(shape, self._kind)
        # All that can be done for all terms at once is: each call takes longer than what it does.
        for entries, near, own in zip(self._entries, nearest, counts, strict=True):
            at = entries.units.searchsorted(units)
            entries.units.take(at, out=near, mode="clip")
            if entries.counts.dtype == own.dtype:
                entries.counts.take(at, out=own, mode="clip")
            else:
                own[:] = entries.counts.take(at, mode="clip")
        found: CountTable = np.multiply(nearest == units, counts, dtype=np.float64)
        return found
