"""BM25 by rank-bm25, over any units: passages, sentences, pairs of sentences.

The variant is rank-bm25's `BM25Plus` with delta 0, that is

    sum over the question's terms: ln((N + 1) / df) * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / average))

(Lv and Zhai, "Lower-bounding term frequency normalization", CIKM 2011, without the lower bound). Its idf is above 0
for every term that occurs, also for one in half the units or in all of them, so a unit with a match never scores below
one without, which `BM25Okapi` does not promise.

rank-bm25 computes the statistics (idf, lengths); what each term gives each unit is worked out once from them and kept
as postings, because rank-bm25's own scoring looks at every unit for every term.
"""

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Plus

Scores = NDArray[np.float64]


class Bm25:
    """Scores units of a corpus for weighted terms."""

    def __init__(self, units: Sequence[Sequence[str]], *, k1: float, b: float) -> None:
        self.size = len(units)
        self._idf: dict[str, float] = {}
        self._postings: dict[str, tuple[NDArray[np.int32], Scores]] = {}
        # rank-bm25 divides by the number of units and by their average length, so neither may be 0.
        if any(units):
            statistics = BM25Plus(units, k1=k1, b=b, delta=0)
            self._idf = statistics.idf
            self._postings = _postings(statistics, k1, b)

    def scores(self, terms: Mapping[str, float]) -> Scores:
        """One score a unit, in the order of the corpus: the sum over the terms, each times its weight.

        With weights above 0 it is 0 exactly where no term stands, otherwise above 0.
        """
        total = np.zeros(self.size)
        for term, weight in terms.items():
            if term in self._postings:
                units, impacts = self._postings[term]
                total[units] += weight * impacts
        return total

    def idf(self, term: str) -> float:
        """The weight of a term, ln((N + 1) / df); for a term that the corpus lacks, ln(N + 1)."""
        return self._idf.get(term, math.log(self.size + 1))

    def units(self, term: str) -> Sequence[int]:
        """The units that hold a term, in order."""
        return [int(unit) for unit in self._postings[term][0]] if term in self._postings else []

    def stands_in(self, term: str, units: range) -> bool:
        """Whether one of some units in a row holds a term."""
        if term not in self._postings:
            return False
        where = self._postings[term][0]
        return bool(np.searchsorted(where, units.start) < np.searchsorted(where, units.stop))

    def __iter__(self) -> Iterator[str]:
        """The terms of the corpus, in the order of their first occurrence."""
        return iter(self._postings)

    def __contains__(self, term: object) -> bool:
        return term in self._postings


def _postings(statistics: BM25Plus, k1: float, b: float) -> dict[str, tuple[NDArray[np.int32], Scores]]:
    gathered: dict[str, tuple[list[int], list[int]]] = {}
    for unit, frequencies in enumerate(statistics.doc_freqs):
        for term, frequency in frequencies.items():
            units, counts = gathered.setdefault(term, ([], []))
            units.append(unit)
            counts.append(frequency)
    norms = k1 * (1 - b + b * np.asarray(statistics.doc_len) / statistics.avgdl)
    postings = {}
    for term, (units, counts) in gathered.items():
        where, often = np.asarray(units, dtype=np.int32), np.asarray(counts, dtype=np.float64)
        postings[term] = (where, statistics.idf[term] * often * (k1 + 1) / (often + norms[where]))
    return postings
