"""Words that were met in texts, numbered as they came, and what each of them gives an index."""

from collections.abc import Sequence

import numpy as np

from retrieval.arrays.entries import Units
from retrieval.arrays.strings import Strings, store_strings, stored_strings
from retrieval.arrays.text_table import TextTable
from retrieval.index.number_lists import Lists
from retrieval.language.stems import stem
from retrieval.language.tokenizer import is_word, stop_words, units_of

_LAST_ASCII = "\x7f"


class WordTable:
    """Words and what is known of each by its number: if it is `real`, and no punctuation, its `length`, its term among
    `terms`, or -1 for a stop word, and its characters and Latin runs among `units`, of which some are `latin`.
    """

    def __init__(self) -> None:
        """Know nothing yet."""
        self._words, self.terms, self.units = TextTable(), TextTable(), TextTable()
        self.real, self.latin = np.zeros(0, bool), np.zeros(0, bool)
        self.lengths, self.term_of = np.zeros(0, np.int64), np.zeros(0, np.int64)
        self.units_of = Lists(self.lengths, self.lengths, np.zeros(0, np.int32))

    def __len__(self) -> int:
        return len(self._words)

    def numbers(self, words: Strings) -> Units:
        """Return the numbers of words, and learn what is new of them."""
        known = len(self._words)
        found = self._words.numbers(words)
        if len(self._words) > known:
            self._learn(list(self._words.strings(known)))
        return found

    def _learn(self, words: Sequence[str]) -> None:
        real = np.fromiter(map(is_word, words), bool, len(words))
        self.real = np.append(self.real, real)
        self.lengths = np.append(self.lengths, np.fromiter(map(len, words), np.int64, len(words)))
        stops = stop_words()
        told = [own and word not in stops for word, own in zip(words, real.tolist(), strict=True)]
        own = np.full(len(words), -1)
        own[told] = self._numbers(self.terms, [stem(word) for word, has in zip(words, told, strict=True) if has])
        self.term_of = np.append(self.term_of, own)
        units = [_units(word) if own else () for word, own in zip(words, real.tolist(), strict=True)]
        counts, values = np.fromiter(map(len, units), np.int64, len(units)), [unit for word in units for unit in word]
        known = self.units_of
        self.units_of = Lists(
            np.append(known.firsts, len(known.values) + counts.cumsum() - counts),
            np.append(known.counts, counts),
            np.append(known.values, self._numbers(self.units, values)),
        )
        others = self.units.strings(len(self.latin))
        self.latin = np.append(self.latin, np.array([unit[0].isascii() for unit in others], bool))

    def _numbers(self, table: TextTable, texts: Sequence[str]) -> Units:
        return table.numbers(stored_strings(store_strings(texts)))


def _units(word: str) -> tuple[str, ...]:
    """Return what `units_of` does, in less time for a word without Latin letters, which is not asked for again."""
    return tuple(word) if word.isalpha() and min(word) > _LAST_ASCII else units_of(word)
