"""A field: one way of cutting the material into units, scored by words and by characters together."""

from collections.abc import Sequence

import numpy as np

from retrieval.index.bm25 import Bm25, Scores
from retrieval.language.analysis import Token, grams
from retrieval.model import Value


class Terms(Value):
    """What a question or a unit is made of: words, single characters and pairs of characters, with multiplicity."""

    words: tuple[str, ...]
    singles: tuple[str, ...]
    pairs: tuple[str, ...]


class Mix(Value):
    """How much each kind of term counts in a sum of scores."""

    words: float
    singles: float
    pairs: float


def terms(*runs: Sequence[Token]) -> Terms:
    """The terms of some runs of tokens; no pair of characters crosses from one run into the next."""
    return Terms(
        words=tuple(token.text for run in runs for token in run),
        singles=tuple(gram for run in runs for gram in grams(run, 1)),
        pairs=tuple(gram for run in runs for gram in grams(run, 2)),
    )


class Field:
    """BM25 over words (k1 .9, b .5), characters and pairs (k1 .6, b .75) of the same units, to be added up.

    The constants are those that ranked best on CMRC2018 and DRCD among the ones tried.
    """

    def __init__(self, units: Sequence[Terms]) -> None:
        self.words = Bm25([unit.words for unit in units], k1=0.9, b=0.5)
        self.singles = Bm25([unit.singles for unit in units], k1=0.6, b=0.75)
        self.pairs = Bm25([unit.pairs for unit in units], k1=0.6, b=0.75)

    def scores(self, asked: Terms, mix: Mix, units: Sequence[int] | None = None) -> Scores:
        """The weighted sum of the three scores for each of `units`, in that order; all units if None."""
        size = self.words.size if units is None else len(units)
        total = np.zeros(size)
        for scorer, found, weight in (
            (self.words, asked.words, mix.words),
            (self.singles, asked.singles, mix.singles),
            (self.pairs, asked.pairs, mix.pairs),
        ):
            if weight:
                total += weight * scorer.scores(found, units)
        return total
