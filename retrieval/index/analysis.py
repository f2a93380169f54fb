"""Analysis of folded texts as columns: their words by number, the numbers that they name, the concepts they hold."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays import kernels
from retrieval.arrays.entries import Array, sort
from retrieval.arrays.strings import Strings, order_of, store_strings, stored_strings
from retrieval.index.bm25 import TermNumbers
from retrieval.index.number_lists import Lists, Places, lists_of
from retrieval.index.word_table import WordTable
from retrieval.language.collocations import Row
from retrieval.language.compounds import GramFinder
from retrieval.language.cut_texts import CutTexts, cut_texts
from retrieval.language.lexicon import Groups
from retrieval.language.numerals import number_terms
from retrieval.language.tokenizer import Analyzer
from retrieval.runtime import Progress, once_each, unseen

# Number of characters that are looked through at once.
_PART = 1 << 18
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


class WordArrays(NamedTuple):
    """The words of texts: the list of each, by their numbers in `table`; word i of them starts at `starts[i]`, and is
    `glued[i]` if nothing parts it from the one before. What is not real among the words of the table is in no list.
    """

    lists: Lists
    starts: NDArray[np.int32]
    glued: NDArray[np.bool_]
    table: WordTable

    def row(self, texts: Array) -> Row:
        """Return the words of some texts in one row."""
        at = self.lists.places(texts)
        return Row(self.lists.values[at], self.glued[at])

    def owners(self, texts: Array) -> Places:
        """For each word in the row of some texts, the place of its text among them."""
        return np.repeat(np.arange(len(texts)), self.lists.counts[texts])


def words_of(texts: Sequence[str], analyzer: Analyzer, table: WordTable, progress: Progress = unseen) -> WordArrays:
    """Cut folded texts into words."""
    cuts = [_real(cut, table) for cut in cut_texts(texts, analyzer, progress)]
    empty = np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.int64), np.zeros(0, bool)
    values, starts, counts, glued = (np.concatenate(column) for column in zip(empty, *cuts, strict=True))
    return WordArrays(Lists(counts.cumsum() - counts, counts, values), starts, glued, table)


def _real(cut: CutTexts, table: WordTable) -> tuple[Array, Array, Array, NDArray[np.bool_]]:
    """Return of the pieces of texts those that are words: their numbers in the table and starts, how many each text
    has, and which follow the one before.
    """
    own = table.numbers(cut.words)
    words, lengths = np.where(table.real[own], own, -1).astype(np.int32), table.lengths[own].astype(np.int32)
    glued = np.zeros(len(cut.numbers), bool)
    if kernels.compiled:
        kept = kernels.compiled.real(*cut[1:], words, lengths, glued)
        return cut.numbers[:kept], cut.starts[:kept], cut.counts, glued[:kept]
    chosen = words[cut.numbers] >= 0
    held = np.concatenate([[0], chosen.cumsum()])
    ends = cut.counts.cumsum()
    firsts, counts = held[ends - cut.counts], held[ends] - held[ends - cut.counts]
    numbers, starts = cut.numbers[chosen], cut.starts[chosen]
    glued = np.zeros(len(numbers), bool)
    glued[1:] = starts[1:] == starts[:-1] + lengths[numbers[:-1]]
    glued[firsts[counts > 0]] = False
    return words[numbers], starts, counts, glued


def numbers_of(texts: Sequence[str]) -> tuple[Lists, Strings]:
    """Return the numbers that each text names, and their terms."""
    table = TermNumbers()
    owners, values = list[int](), list[int]()
    for first, joined, starts in _joined(texts):
        places, terms = number_terms(joined)
        owners += (starts.searchsorted(places, "right") - 1 + first).tolist()
        values += [table[term] for term in terms]
    named = lists_of(np.array(owners, np.int64), np.array(values, np.int32), len(texts))
    return named, stored_strings(store_strings(table))


def expressions_of(texts: Sequence[str], words: WordArrays, groups: Groups) -> Lists:
    """Return the expressions of groups that each text holds, once each, by their numbers."""
    finder = expression_finder(groups)
    # Those of one character are found as words.
    singles = words.table.numbers(stored_strings(store_strings(finder.singles)))
    alone = np.full(len(words.table.real), -1)
    alone[singles] = [*finder.singles.values()]
    pairs = [np.zeros(0, np.int64)]
    for first, joined, starts in _joined(texts):
        own = np.arange(first, first + len(starts))
        at = words.lists.places(own)
        single = alone[words.lists.values[at]]
        starting = np.repeat(starts, words.lists.counts[own]) + words.starts[at]
        places, found = finder.find(joined, starting[single >= 0], single[single >= 0])
        pairs.append(starts.searchsorted(places, "right") - 1 + first << 32 | found)
    keys = np.concatenate(pairs)
    sort(keys)
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
        self._longest = int(self._sizes.max(initial=0))
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
        sizes = self._sizes[found]
        order = order_of((at * (self._longest + 1) + self._longest - sizes).astype(np.uint64))
        kept = order[_apart(at[order], (at + sizes)[order])]
        return at[kept], found[kept]


expression_finder = once_each(ExpressionFinder)


def _apart(starts: Places, ends: Places) -> Places:
    """Return which slices, given by their starts, begin behind all that are kept before."""
    kept = np.empty(len(starts), np.int64)
    if kernels.compiled:
        return kept[: kernels.compiled.apart(starts, ends, kept)]
    found, after = list[int](), 0
    for at, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        if start >= after:
            found.append(at)
            after = end
    return np.array(found, np.int64)


def _joined(texts: Sequence[str]) -> Iterator[tuple[int, str, Places]]:
    """Yield texts in parts: the number of the first, all in one with what no pattern crosses between, their starts."""
    sizes = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    ends = sizes.cumsum()
    starts, first = ends - sizes, 0
    while first < len(texts):
        last = int(ends.searchsorted(starts[first] + _PART)) + 1
        yield first, "\0".join(texts[first:last]), starts[first:last] - starts[first]
        first = last
