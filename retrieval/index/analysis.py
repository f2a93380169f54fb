"""Analysis of folded texts as columns: their words by number, the numbers that they name, the concepts they hold."""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.entries import Array
from retrieval.index.bm25 import TermNumbers
from retrieval.language.compounds import Row
from retrieval.language.lexicon import Groups
from retrieval.language.numerals import numbers
from retrieval.language.parallel import cut_texts
from retrieval.language.tokenizer import Analyzer, is_word
from retrieval.runtime import Progress

# Number of characters that are looked through at once.
_PART = 1 << 18

Places = NDArray[np.int64]


class Lists(NamedTuple):
    """A list of numbers for each text: that of text t is `values[firsts[t] : firsts[t] + counts[t]]`."""

    firsts: Places
    counts: Places
    values: NDArray[np.int32]

    def places(self, texts: Array) -> Places:
        """Return the places in `values` of the lists of some texts, one after the other."""
        counts = self.counts[texts]
        starts: Places = np.repeat(self.firsts[texts] - (counts.cumsum() - counts), counts)
        return starts + np.arange(len(starts))

    def of(self, texts: Array) -> "Lists":
        """Return the lists of some texts."""
        counts = self.counts[texts]
        return Lists(counts.cumsum() - counts, counts, self.values[self.places(texts)])


def lists_of(texts: NDArray[np.int64], values: NDArray[np.int32], size: int) -> Lists:
    """Return the lists of `size` texts from pairs of a text, in ascending order, and a value."""
    counts = np.bincount(texts, minlength=size)
    return Lists(counts.cumsum() - counts, counts, values)


class WordArrays(NamedTuple):
    """The words of texts: the list of each, by the numbers of `words`; word i of them starts at `starts[i]`, and is
    `glued[i]` if nothing parts it from the one before.
    """

    lists: Lists
    starts: NDArray[np.int32]
    glued: NDArray[np.bool_]
    words: list[str]
    lengths: NDArray[np.int64]

    def row(self, texts: Array) -> Row:
        """Return the words of some texts in one row."""
        at = self.lists.places(texts)
        return Row(self.lists.values[at], self.glued[at])

    def owners(self, texts: Array) -> Places:
        """For each word in the row of some texts, the place of its text among them."""
        return np.repeat(np.arange(len(texts)), self.lists.counts[texts])


def words_of(texts: Sequence[str], analyzer: Analyzer, progress: Progress) -> WordArrays:
    """Cut folded texts into words."""
    table = TermNumbers()
    cuts = [(_numbered(cut.words, table), cut.starts, cut.counts) for cut in cut_texts(texts, analyzer, progress)]
    empty = np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.int64)
    values, starts, counts = (np.concatenate(column) for column in zip(empty, *cuts, strict=True))
    words = list(table)
    real = np.fromiter(map(is_word, words), bool, len(words))[values]
    held = np.concatenate([[0], real.cumsum()])
    ends = counts.cumsum()
    counts, firsts = held[ends] - held[ends - counts], held[ends - counts]
    values, starts = values[real], starts[real]
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    glued = np.zeros(len(values), bool)
    glued[1:] = starts[1:] == starts[:-1] + lengths[values[:-1]]
    glued[firsts[counts > 0]] = False
    return WordArrays(Lists(firsts, counts, values), starts, glued, words, lengths)


def numbers_of(texts: Sequence[str]) -> tuple[Lists, list[str]]:
    """Return the numbers that each text names, and their terms."""
    table = TermNumbers()
    owners, values = list[int](), list[int]()
    for first, joined, starts in _joined(texts):
        found = numbers(joined)
        own = starts.searchsorted([number.start for number in found], "right") - 1 + first
        owners += own.tolist()
        values += [table[number.term] for number in found]
    return lists_of(np.array(owners, np.int64), np.array(values, np.int32), len(texts)), list(table)


def expressions_of(texts: Sequence[str], words: WordArrays, groups: Groups) -> Lists:
    """Return the expressions of groups that each text holds, once each, by their numbers."""
    number = {expression: at for at, expression in enumerate(groups)}
    alone = np.array([len(word) == 1 and word in number for word in words.words], bool)
    owners, values = list[int](), list[int]()
    for first, joined, starts in _joined(texts):
        own = np.arange(first, first + len(starts))
        at = words.lists.places(own)
        at_all = words.starts[at] + np.repeat(starts, words.lists.counts[own])
        singles = at_all[alone[words.lists.values[at]]].tolist()
        found = list(groups.find(joined, {(one, one + 1) for one in singles}))
        owners += (starts.searchsorted([one.start for one in found], "right") - 1 + first).tolist()
        values += [number[one.expression] for one in found]
    pairs = np.unique(np.array(owners, np.int64) << 32 | np.array(values, np.int64))
    return lists_of(pairs >> 32, (pairs & 0xFFFFFFFF).astype(np.int32), len(texts))


def _joined(texts: Sequence[str]) -> "list[tuple[int, str, Places]]":
    """Texts in parts: the number of the first, all of them, parted by what no pattern crosses, and their starts."""
    found, first, size = [], 0, 0
    for at, text in enumerate(texts, 1):
        size += len(text) + 1
        if size >= _PART or at == len(texts):
            own = texts[first:at]
            starts = np.fromiter(accumulate((len(one) + 1 for one in own[:-1]), initial=0), np.int64, len(own))
            found.append((first, "\0".join(own), starts))
            first, size = at, 0
    return found


def _numbered(words: list[str], table: TermNumbers) -> NDArray[np.int32]:
    return np.fromiter(map(table.__getitem__, words), np.int32, len(words))
