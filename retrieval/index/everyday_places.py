"""Places of everyday words: the sentences that say a phrase in any form, and what stands for it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retrieval.arrays.entries import common
from retrieval.index.bm25 import Bm25
from retrieval.index.postings import NOTHING, idf
from retrieval.index.recent import RecentLists
from retrieval.index.top_k import Units, united
from retrieval.language.everyday import LOOSE, Phrase, other_phrases, phrase_of, places_of, stems_of

# Of a phrase of words that stand in more sentences together, nothing is found: reading all of them would take long.
MAX_READ_SENTENCES = 300


class _Held(NamedTuple):
    """The sentences, in order, that hold something."""

    units: Units


class EverydayPlaces:
    """The sentences of phrases, by `singles`, the postings of all words of the texts `folded`."""

    def __init__(self, singles: Bm25, folded: Sequence[str], recent: RecentLists) -> None:
        self._singles, self._folded, self._recent = singles, folded, recent
        self._key = object()

    def knows(self, expression: str) -> bool:
        """Return whether anything stands for an English expression."""
        return bool(other_phrases(phrase_of(expression)))

    def meaning(self, expression: str) -> Units:
        """Return the sentences, in order, that say an expression or what means the same."""
        phrase = phrase_of(expression)
        same = [other for other, weight in other_phrases(phrase).items() if weight > LOOSE]
        return united([self.saying(one) for one in (phrase, *same)])

    def gains(self, expression: str) -> Iterator[tuple[Units, float]]:
        """Yield for each phrase that stands for an expression the sentences that say it and not the expression, and
        what each of them gains: the idf of the commoner of both, times its weight.
        """
        phrase, size = phrase_of(expression), self._singles.size
        others = other_phrases(phrase)
        own = self.saying(phrase) if others else NOTHING.units
        for other, weight in others.items():
            units = self.saying(other)
            worth = weight * min(idf(size, len(own)), idf(size, len(units)))
            without = united([units], own)
            if len(without) and worth > 0:
                yield without, worth

    def saying(self, phrase: Phrase) -> Units:
        """Return the sentences, in order, that say a phrase."""
        if len(phrase) == 1:
            return self._singles.where(phrase[0])
        return self._recent.get((self._key, phrase), lambda: _Held(self._read(phrase))).units

    def _read(self, phrase: Phrase) -> Units:
        held = common([self._singles.where(word) for word in dict.fromkeys(phrase)])
        if len(held) > MAX_READ_SENTENCES:
            return held[:0]
        return held[[_says(phrase, self._folded[entry]) for entry in held.tolist()]] if len(held) else held


def _says(phrase: Phrase, folded: str) -> bool:
    stems = stems_of(folded)
    return any(stem == phrase[0] and places_of(phrase, stems, at) for at, stem in enumerate(stems))
