"""Analysis of folded texts as columns: their words by number, the numbers that they name, the concepts they hold."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.entries import Array
from retrieval.index.bm25 import TermNumbers
from retrieval.language.collocations import Row
from retrieval.language.compounds import GramFinder
from retrieval.language.cut_texts import cut_texts
from retrieval.language.lexicon import Groups
from retrieval.language.numerals import numbers
from retrieval.language.tokenizer import Analyzer, is_word
from retrieval.runtime import Progress, once_each

# Number of characters that are looked through at once.
_PART = 1 << 18
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")

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
    `glued[i]` if nothing parts it from the one before. What is not `real` among `words` is in no list.
    """

    lists: Lists
    starts: NDArray[np.int32]
    glued: NDArray[np.bool_]
    words: list[str]
    real: NDArray[np.bool_]
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
    real = np.fromiter(map(is_word, words), bool, len(words))
    chosen = real[values]
    held = np.concatenate([[0], chosen.cumsum()])
    ends = counts.cumsum()
    counts, firsts = held[ends] - held[ends - counts], held[ends - counts]
    values, starts = values[chosen], starts[chosen]
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    glued = np.zeros(len(values), bool)
    glued[1:] = starts[1:] == starts[:-1] + lengths[values[:-1]]
    glued[firsts[counts > 0]] = False
    return WordArrays(Lists(firsts, counts, values), starts, glued, words, real, lengths)


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
    finder = expression_finder(groups)
    # Those of one character are found as words.
    alone = np.array([finder.singles.get(word, -1) for word in words.words], np.int64)
    pairs = [np.zeros(0, np.int64)]
    for first, joined, starts in _joined(texts):
        own = np.arange(first, first + len(starts))
        at = words.lists.places(own)
        single = alone[words.lists.values[at]]
        starting = np.repeat(starts, words.lists.counts[own]) + words.starts[at]
        places, found = finder.find(joined, starting[single >= 0], single[single >= 0])
        pairs.append(starts.searchsorted(places, "right") - 1 + first << 32 | found)
    keys = np.sort(np.concatenate(pairs))
    keys = keys[np.diff(keys, prepend=-1) != 0]
    return lists_of(keys >> 32, (keys & 0xFFFFFFFF).astype(np.int32), len(texts))


class ExpressionFinder:
    """The expressions of groups, found by whole arrays as `Groups.find` finds them; `singles` are the numbers of those
    of one character.
    """

    def __init__(self, groups: Groups) -> None:
        expressions = list(groups)
        self.singles = {text: number for number, text in enumerate(expressions) if len(text) == 1}
        self._sizes = np.fromiter(map(len, expressions), np.int64, len(expressions))
        self._longer = np.flatnonzero(self._sizes > 1)
        longer = [expressions[number] for number in self._longer.tolist()]
        self._finder = GramFinder(longer, {character: ord(character) for text in longer for character in text})
        self._latin = tuple(np.array([text[at] in _LATIN for text in longer], bool) for at in (0, -1))

    def find(self, text: str, places: Places, numbers: Places) -> tuple[Places, Places]:
        """Return the places of expressions, in order and apart from each other, and their numbers.

        Single characters are expressions at the places that are given, by their numbers.
        """
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.int32)
        at, which = self._finder.places(Row(codes, np.ones(len(codes), bool)))
        ends = at + self._sizes[self._longer[which]]
        latin = np.isin(codes, [ord(character) for character in _LATIN], kind="table")
        before, behind = latin[at - 1] & (at > 0), np.append(latin, False)[ends]
        whole = ~(self._latin[0][which] & before | self._latin[1][which] & behind)
        at, found = np.append(at[whole], places), np.append(self._longer[which[whole]], numbers)
        order = np.lexsort((-self._sizes[found], at))
        kept = list[int]()
        after = 0
        for number, start, end in zip(
            order.tolist(), at[order].tolist(), (at + self._sizes[found])[order].tolist(), strict=True
        ):
            if start >= after:
                kept.append(number)
                after = end
        return at[kept], found[kept]


expression_finder = once_each(ExpressionFinder)


def _joined(texts: Sequence[str]) -> Iterator[tuple[int, str, Places]]:
    """Yield texts in parts: the number of the first, all in one with what no pattern crosses between, their starts."""
    sizes = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    ends = sizes.cumsum()
    starts, first = ends - sizes, 0
    while first < len(texts):
        last = int(ends.searchsorted(starts[first] + _PART)) + 1
        yield first, "\0".join(texts[first:last]), starts[first:last] - starts[first]
        first = last


def _numbered(words: list[str], table: TermNumbers) -> NDArray[np.int32]:
    return np.fromiter(map(table.__getitem__, words), np.int32, len(words))
