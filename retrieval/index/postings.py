"""Postings: for each term the units that hold it and what it gives each of them, in flat arrays."""

import math
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from retrieval.index.best import Listed, Scores, Units, best
from retrieval.storage.container import Arrays
from retrieval.storage.strings import part, store_vocabulary, stored_vocabulary, within


class Postings:
    """Scores units for weighted terms: a unit's score is the sum of what the terms give it, each times its weight.

    Term t, by `terms`, stands in `units[offsets[t] : offsets[t + 1]]`, at least one and in ascending order, and gives
    them `impacts`, above 0, in the same order. Weights are above 0 too.
    """

    def __init__(
        self,
        size: int,
        terms: Mapping[str, int],
        offsets: NDArray[np.int64],
        units: Units,
        impacts: Scores,
        most: Scores | None = None,
    ) -> None:
        """Take the arrays; `most` is the highest impact of each term, which is worked out where it is not given."""
        self.size = size
        self._terms = terms
        self._offsets = offsets
        self._units = units
        self._impacts = impacts
        if most is None:
            most = np.maximum.reduceat(impacts, offsets[:-1]) if len(units) else np.zeros(0)
        self._most = most

    @classmethod
    def stored(cls, arrays: Arrays, terms: Mapping[str, int] | None = None) -> "Postings":
        """Postings from their `arrays`; with `terms` those of other postings, which have the same terms."""
        own = stored_vocabulary(part("terms", arrays)) if terms is None else terms
        numbers = (arrays[name] for name in ("offsets", "units", "impacts", "most"))
        return Postings(int(arrays["size"][0]), own, *numbers)

    def arrays(self, *, terms: bool = True) -> Arrays:
        """What is to be stored, without the terms where those are stored with others."""
        numbers: Arrays = {
            "offsets": self._offsets,
            "units": self._units,
            "impacts": self._impacts,
            "most": self._most,
        }
        size = np.array([self.size], dtype=np.int64)
        words: Arrays = store_vocabulary(list(self._terms)) if terms else {}
        return {"size": size, **numbers, **within("terms", words)}

    def idfs(self) -> Iterator[tuple[str, float]]:
        """Every term with its idf, in the order of their first occurrence."""
        for term, count in zip(self._terms, np.diff(self._offsets).tolist(), strict=True):
            yield term, math.log((self.size + 1) / count)

    @property
    def terms(self) -> Mapping[str, int]:
        """The number of each term, in the order of their first occurrence."""
        return self._terms

    def idf(self, term: str) -> float:
        """The weight of a term, ln((N + 1) / df); for a term that the corpus lacks, ln(N + 1)."""
        return math.log((self.size + 1) / max(self.count(term), 1))

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
        known = [(at, times * weight) for term, weight in terms.items() if (at := self._terms.get(term)) is not None]
        return sorted((self._listed(at, weight) for at, weight in known), key=lambda one: len(one.units))

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
