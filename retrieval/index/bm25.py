"""BM25 by rank-bm25, over any units: passages, sentences, pairs of sentences.

The variant is rank-bm25's `BM25Plus` with delta 0, that is

    sum over the question's terms: ln((N + 1) / df) * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / average))

(Lv and Zhai, "Lower-bounding term frequency normalization", CIKM 2011, without the lower bound). Its idf is above 0
for every term that occurs, also for one in half the units or in all of them, so a unit with a match never scores below
one without, which `BM25Okapi` does not promise.

Its corners: a corpus without any term scores 0, where rank-bm25 divides by zero; a term that the corpus lacks counts
nothing, as there; a term that is asked n times there has weight n here. Scores equal rank-bm25's to 1e-9, not to the
last digit, as the terms are added up the rarest first and not in the order of the question.

rank-bm25 computes the statistics (idf, lengths); what each term gives each unit is worked out once from them and kept
as postings, because rank-bm25's own scoring looks at every unit for every term.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from retrieval.index.best import Scores
from retrieval.index.postings import Postings
from retrieval.index.statistics import LARGEST, Statistics, statistics


class Bm25(Postings):
    """Scores units of a corpus for weighted terms."""

    def __init__(self, units: Iterable[Sequence[str]], *, k1: float, b: float, largest: int = LARGEST) -> None:
        """Index units, which may come as a stream; up to `largest` go through rank-bm25's own class."""
        found = statistics(units, largest)
        super().__init__(len(found.lengths), found.terms, found.offsets, found.units, _impacts(found, k1, b))


def _impacts(found: Statistics, k1: float, b: float) -> Scores:
    norms = k1 * (1 - b + b * found.lengths / found.average) if found.average else found.lengths
    counts = found.counts.astype(np.float64)
    impacts: Scores = np.repeat(found.idf, np.diff(found.offsets))
    impacts *= counts
    impacts *= k1 + 1
    counts += norms[found.units]
    impacts /= counts
    return impacts
