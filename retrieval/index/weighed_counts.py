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
        """Take the terms in any order."""
        ordered = sorted(terms, key=lambda term: term.size)
        self._entries = [term.entries for term in ordered]
        self._idfs = np.array([term.idf for term in ordered])[:, np.newaxis]
        self._weights = np.array([term.weight for term in ordered])[:, np.newaxis]
        self._worths = worths

    def at(self, units: Units) -> Scores:
        """Return the scores of some units, given in ascending order."""
        scores = self._weights * (self._idfs * self._worths(self.counts(units), units))
        total = np.zeros(len(units))
        # A sum along the axis may add up pairs of pairs.
        for row in scores:
            total += row
        return total

    def counts(self, units: Units) -> CountTable:
        """Return the count of each term in each unit."""
        table = np.empty((len(self._entries), len(units)))
        for row, entries in zip(table, self._entries, strict=True):
            entries.count_into(row, units)
        return table
