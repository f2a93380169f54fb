"""Postings: for each term the units that hold it and what it gives each of them, in flat arrays."""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from retrieval.index.best import Listed, Scores, Units, best


class Postings:
    """Scores units for weighted terms: a unit's score is the sum of what the terms give it, each times its weight.

    Term t, by `terms`, stands in `units[offsets[t] : offsets[t + 1]]`, at least one and in ascending order, and gives
    them `impacts`, above 0, in the same order. Weights are above 0 too.
    """

    def __init__(
        self, size: int, terms: Mapping[str, int], offsets: NDArray[np.int64], units: Units, impacts: Scores
    ) -> None:
        self.size = size
        self._terms = terms
        self._offsets = offsets
        self._units = units
        self._impacts = impacts
        self._most = np.maximum.reduceat(impacts, offsets[:-1]) if len(units) else np.zeros(0)

    def scores(self, terms: Mapping[str, float]) -> Scores:
        """One score a unit, in the order of the corpus; 0 exactly where no term stands, otherwise above 0."""
        total = np.zeros(self.size)
        for listed in self.listed(terms):
            listed.add_to(total)
        return total

    def at(self, terms: Mapping[str, float], units: Units) -> Scores:
        """The scores of some units, given in ascending order: those of `scores`."""
        found = np.zeros(len(units))
        for listed in self.listed(terms):
            found += listed.look_up(units)
        return found

    def top(self, terms: Mapping[str, float], k: int) -> tuple[Units, Scores]:
        """The k units that score highest, best first, and their scores, which are those of `scores`.

        Ties come in the order of the corpus; fewer than k where fewer hold any of the terms.
        """
        return best(self.listed(terms), k, self.size)

    def listed(self, terms: Mapping[str, float], times: float = 1.0) -> list[Listed]:
        """The postings lists of the terms that the corpus has, the shortest first; their weights so many times."""
        known = [(self.count(term), self._terms[term], weight) for term, weight in terms.items() if term in self._terms]
        return [self._listed(at, times * weight) for _, at, weight in sorted(known)]

    def _listed(self, at: int, weight: float) -> Listed:
        span = slice(self._offsets[at], self._offsets[at + 1])
        return Listed(self._units[span], self._impacts[span], weight, weight * float(self._most[at]))

    def highest(self, owners: NDArray[np.int32], size: int) -> "Postings":
        """The postings of what the units belong to: each term gives an owner the most that it gives one of its units.

        `owners[i]`, below `size` and never falling, is that of unit i. The best score of an owner's units is never
        above the owner's own score in these.
        """
        keys = np.repeat(np.arange(len(self._terms)), np.diff(self._offsets)) * np.int64(max(size, 1))
        keys += owners[self._units]
        firsts = np.flatnonzero(np.diff(keys, prepend=-1))
        impacts = np.maximum.reduceat(self._impacts, firsts) if len(firsts) else np.zeros(0)
        offsets = np.searchsorted(firsts, self._offsets)
        return Postings(size, self._terms, offsets, owners[self._units[firsts]], impacts)

    def count(self, term: str) -> int:
        """In how many units a term stands."""
        at = self._terms.get(term)
        return 0 if at is None else int(self._offsets[at + 1] - self._offsets[at])

    def stands_in(self, term: str, units: range) -> bool:
        """Whether one of some units in a row holds a term."""
        where = self.where(term)
        return bool(where.searchsorted(units.start) < where.searchsorted(units.stop))

    def where(self, term: str) -> Units:
        """The units that hold a term, in order."""
        at = self._terms.get(term)
        return self._units[:0] if at is None else self._units[self._offsets[at] : self._offsets[at + 1]]

    def __iter__(self) -> Iterator[str]:
        """The terms of the corpus, in the order of their first occurrence."""
        return iter(self._terms)

    def __contains__(self, term: object) -> bool:
        return term in self._terms
