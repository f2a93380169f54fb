"""A field: one way of cutting the material into units, scored by words and by characters together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from retrieval.index.bm25 import Bm25, Scores
from retrieval.language.analysis import Token, grams
from retrieval.language.numerals import Number
from retrieval.model import Value


class Terms(NamedTuple):
    """What a question or a unit is made of: words (and numbers), single characters and pairs, each with its count."""

    words: Mapping[str, float]
    singles: Mapping[str, float]
    pairs: Mapping[str, float]


class Mix(Value):
    """How much each kind of term counts in a sum of scores."""

    words: float
    singles: float
    pairs: float


class Run(NamedTuple):
    """Tokens that stand together, and the numbers among them; no pair of characters crosses into the next run."""

    tokens: Sequence[Token]
    numbers: Sequence[Number] = ()


def terms(runs: Sequence[Run]) -> Terms:
    """The terms of some runs."""
    words = [token.text for run in runs for token in run.tokens]
    return Terms(
        words=Counter([*words, *(number.term for run in runs for number in run.numbers)]),
        singles=Counter(gram for run in runs for gram in grams(run.tokens, 1)),
        pairs=Counter(gram for run in runs for gram in grams(run.tokens, 2)),
    )


class Field:
    """BM25 over words (k1 .9, b .5), characters and pairs (k1 .6, b .75) of the same units, to be added up.

    The constants are those that ranked best on CMRC2018 and DRCD among the ones tried.
    """

    def __init__(self, units: Sequence[Terms]) -> None:
        self.words = Bm25([_listed(unit.words) for unit in units], k1=0.9, b=0.5)
        self.singles = Bm25([_listed(unit.singles) for unit in units], k1=0.6, b=0.75)
        self.pairs = Bm25([_listed(unit.pairs) for unit in units], k1=0.6, b=0.75)

    def scores(self, asked: Terms, mix: Mix) -> Scores:
        """The weighted sum of the three scores, one a unit in their order."""
        return (
            mix.words * self.words.scores(asked.words)
            + mix.singles * self.singles.scores(asked.singles)
            + mix.pairs * self.pairs.scores(asked.pairs)
        )


def _listed(counts: Mapping[str, float]) -> list[str]:
    return [term for term, count in counts.items() for _ in range(int(count))]
