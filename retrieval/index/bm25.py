"""BM25 by rank-bm25, over any units: passages, sentences, windows of sentences.

The variant is rank-bm25's `BM25Plus` with delta 0, that is

    sum over the question's terms: ln((N + 1) / df) * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / average))

(Lv and Zhai, "Lower-bounding term frequency normalization", CIKM 2011, without the lower bound). Its idf is above 0
for every term that occurs, also for one in half the units or in all of them, so a unit with a match never scores below
one without, which `BM25Okapi` does not promise.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Plus

Scores = NDArray[np.float64]


class Bm25:
    """Scores units of a corpus for a question; terms count with multiplicity."""

    def __init__(self, units: Sequence[Sequence[str]], *, k1: float, b: float) -> None:
        self.size = len(units)
        # rank-bm25 divides by the number of units and by their average length, so neither may be 0.
        self._ranker = BM25Plus(units, k1=k1, b=b, delta=0) if any(units) else None

    def scores(self, terms: Sequence[str], units: Sequence[int] | None = None) -> Scores:
        """One score for each of `units` (all of the corpus if None), in that order.

        It is 0 exactly where no term stands, otherwise above 0.
        """
        wanted = range(self.size) if units is None else units
        if self._ranker is None:
            return np.zeros(len(wanted))
        known = [term for term in terms if term in self._ranker.idf]
        found = self._ranker.get_scores(known) if units is None else self._ranker.get_batch_scores(known, list(units))
        return np.asarray(found, dtype=np.float64)

    def idf(self, term: str) -> float:
        """The weight of a term, ln((N + 1) / df); for a term that the corpus lacks, ln(N + 1)."""
        if self._ranker is None:
            return 0.0
        return float(self._ranker.idf.get(term, np.log(self.size + 1)))

    def __contains__(self, term: object) -> bool:
        return self._ranker is not None and term in self._ranker.idf
