"""Sentences that are new -> the lists of their terms, by whole arrays: no sentence is an object."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.container import Arrays
from retrieval.arrays.strings import store_strings
from retrieval.index.analysis import Lists, Places, WordArrays, expressions_of, lists_of, numbers_of, words_of
from retrieval.index.bm25 import TermNumbers
from retrieval.index.inverter import Inverter
from retrieval.index.plain_lists import PlainLists
from retrieval.index.token_store import cuts_of
from retrieval.language.fold import fold_each
from retrieval.language.lexicon import Groups
from retrieval.language.stems import stem
from retrieval.language.tokenizer import Analyzer, is_word, stop_words, units_of
from retrieval.runtime import Progress

# So many sentences are counted at once.
_BLOCK = 1 << 14
# The numbers of two units make that of their pair; pairs of Latin units are numbered after all others.
_UNIT_BITS = 23
_LATIN_PAIRS = 1 << 2 * _UNIT_BITS


class AnalysedSentences(NamedTuple):
    """Sentences, counted from 0: the lists of their terms by name, their folded texts, and the tokens of these, of as
    many characters as `sizes` tell.
    """

    lists: dict[str, PlainLists]
    folded: Arrays
    cuts: NDArray[np.uint8]
    sizes: Places


class WrittenSentences(NamedTuple):
    """Sentences as they are written, and their contexts.

    `given` are the places of sentences and, for each, the number of a context.
    """

    written: Sequence[str]
    contexts: Sequence[str]
    given: tuple[NDArray[np.int64], NDArray[np.int32]]


def analysed(sentences: WrittenSentences, analyzer: Analyzer, groups: Groups, progress: Progress) -> AnalysedSentences:
    """Analyse sentences, each text once; compounds are not among the words yet."""
    distinct = TermNumbers()
    numbers = np.array([distinct[text] for text in fold_each(sentences.written)], np.int64)
    size = len(distinct)
    around = np.array([distinct[text] for text in fold_each(sentences.contexts)], np.int32)
    texts = list(distinct)
    words = words_of(texts, analyzer, progress)
    named, figures = numbers_of(texts[:size])
    around_each = lists_of(*sentences.given, len(numbers))
    around_each = around_each._replace(values=around[around_each.values])
    lists = _Counted(words, _terms(words, named, figures), numbers, around_each).lists(progress)
    expressions = expressions_of(texts[:size], words, groups)
    owners = np.repeat(np.arange(len(numbers)), expressions.counts[numbers])
    held = expressions.values[expressions.places(numbers)].astype(np.int64)
    lists["concepts"] = PlainLists.of_pairs(list(groups), held, owners)
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))[numbers]
    at, begins = words.lists.places(numbers), sizes.cumsum() - sizes
    places = begins[words.owners(numbers)] + words.starts[at]
    cuts = cuts_of(sizes, places, words.lengths[words.lists.values[at]])
    return AnalysedSentences(lists, store_strings(texts[number] for number in numbers.tolist()), cuts, sizes)


class _Terms(NamedTuple):
    """The terms of sentences, and their numbers by those of words, -1 for stop words; `figures` are the lists of the
    numbers that texts name, with the number of each term.
    """

    terms: list[str]
    of_words: NDArray[np.int64]
    figures: tuple[Lists, NDArray[np.int64]]


def _terms(words: WordArrays, named: Lists, figures: Sequence[str]) -> _Terms:
    table, stops = TermNumbers(), stop_words()
    of_words = np.array([-1 if word in stops else table[stem(word)] for word in words.words], np.int64)
    of_figures = np.array([table[figure] for figure in figures], np.int64)
    return _Terms(list(table), of_words, (named, of_figures))


class _Counted:
    """The terms of sentences, counted block by block."""

    def __init__(self, words: WordArrays, terms: _Terms, numbers: Places, contexts: Lists) -> None:
        """Take the words of texts; `numbers[i]` is the text of sentence i.

        `contexts` are the texts that each sentence is counted with.
        """
        self._words, self._terms, self._numbers, self._contexts = words, terms, numbers, contexts
        own = [units_of(word) if is_word(word) else () for word in words.words]
        self._units = sorted({unit for word in own for unit in word})
        rank = {unit: number for number, unit in enumerate(self._units)}
        counts = np.fromiter(map(len, own), np.int64, len(own))
        values = np.array([rank[unit] for word in own for unit in word], np.int32)
        self._of_words = Lists(counts.cumsum() - counts, counts, values)
        self._latin = np.array([unit[0].isascii() for unit in self._units], bool)
        self._latin_pairs = TermNumbers()

    def lists(self, progress: Progress) -> dict[str, PlainLists]:
        """Return the lists of words, characters and pairs of characters."""
        sentences, singles, pairs = (Inverter() for _ in range(3))
        for at in range(0, len(self._numbers), _BLOCK):
            end = min(at + _BLOCK, len(self._numbers))
            self._count(at, end, sentences, singles, pairs)
            progress("indexing", end, len(self._numbers))
        named = ((sentences, self._named(self._terms.terms)), (singles, self._named(self._units)), (pairs, self._pairs))
        found = dict[str, PlainLists]()
        for name, (inverter, written) in zip(("words", "singles", "pairs"), named, strict=True):
            inverted = inverter.inverted()
            found[name] = PlainLists.of(written(inverted.keys), inverted.offsets, inverted.units, inverted.counts)
        return found

    @staticmethod
    def _named(terms: Sequence[str]) -> Callable[[Places], list[str]]:
        return lambda keys: [terms[key] for key in keys.tolist()]

    def _count(self, at: int, end: int, sentences: Inverter, singles: Inverter, pairs: Inverter) -> None:
        """Count the sentences from `at` to `end`."""
        texts, own, size = self._numbers[at:end], np.arange(at, end), end - at
        given = self._contexts.values[self._contexts.places(own)]
        slots = np.concatenate([own - at, np.repeat(own - at, self._contexts.counts[own])])
        everything = np.concatenate([texts, given])
        row, units = self._words.row(everything), slots[self._words.owners(everything)]
        lists, numbers = self._terms.figures
        term = np.append(self._terms.of_words[row.numbers], numbers[lists.values[lists.places(texts)]])
        holder = np.append(units, np.repeat(np.arange(size), lists.counts[texts]))
        sentences.add(term[term >= 0], holder[term >= 0], size)
        characters = self._of_words.values[self._of_words.places(row.numbers)].astype(np.int64)
        counts = self._of_words.counts[row.numbers]
        holder = np.repeat(units, counts)
        singles.add(characters, holder, size)
        glued = np.ones(len(characters), bool)
        begins = (counts.cumsum() - counts)[counts > 0]
        glued[begins] = row.glued[counts > 0]
        behind = np.flatnonzero(glued)
        pairs.add(self._keys(characters[behind - 1], characters[behind]), holder[behind], size)

    def _keys(self, one: Places, other: Places) -> Places:
        keys = one << _UNIT_BITS | other
        # Two pairs of Latin units can be the same text.
        for at in np.flatnonzero(self._latin[one] & self._latin[other]).tolist():
            keys[at] = _LATIN_PAIRS | self._latin_pairs[self._units[one[at]] + self._units[other[at]]]
        return keys

    def _pairs(self, keys: Places) -> list[str]:
        """Return how the pairs of some keys, in ascending order, are written."""
        latin, units = list(self._latin_pairs), self._units
        own = keys[keys < _LATIN_PAIRS]
        one, other = (own >> _UNIT_BITS).tolist(), (own & (1 << _UNIT_BITS) - 1).tolist()
        return [units[a] + units[b] for a, b in zip(one, other, strict=True)] + latin
