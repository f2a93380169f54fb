"""Sentences that are new -> the lists of their terms, by whole arrays: no sentence is an object."""

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.container import Arrays
from retrieval.arrays.strings import Strings, store_strings, stored_strings
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

# Number of sentences that are counted at once.
_BLOCK = 1 << 14
# The numbers of two units make that of their pair; pairs of Latin units are numbered after all others.
_UNIT_BITS = 23
_LATIN_PAIRS = 1 << 2 * _UNIT_BITS


class WrittenSentences(NamedTuple):
    """Sentences as they are written, and their contexts.

    `given` are the places of sentences and, for each, the number of a context.
    """

    written: Sequence[str]
    contexts: Sequence[str]
    given: tuple[NDArray[np.int64], NDArray[np.int32]]


class SentenceTokens(NamedTuple):
    """The folded texts of sentences, and the tokens of these, of as many characters as `sizes` tell."""

    folded: Arrays
    cuts: NDArray[np.uint8]
    sizes: Places


class SentenceCounts:
    """The terms of sentences that are taken some at a time; compounds are not among the words."""

    def __init__(self, analyzer: Analyzer, groups: Groups) -> None:
        self._analyzer, self._groups = analyzer, groups
        self._inverters = {name: Inverter() for name in ("words", "singles", "pairs", "concepts")}
        self._terms, self._units, self._latin_pairs = TermNumbers(), TermNumbers(), TermNumbers()
        # Of each word that was met: its number, that of its term or -1 for a stop word, and its units.
        self._known = TermNumbers()
        self._term_of: Places = np.zeros(0, np.int64)
        self._units_of = Lists(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int32))

    def add(self, sentences: WrittenSentences, progress: Progress) -> SentenceTokens:
        """Analyse and count more sentences, each text once."""
        distinct = TermNumbers()
        numbers = np.array([distinct[text] for text in fold_each(sentences.written)], np.int64)
        size = len(distinct)
        around = np.array([distinct[text] for text in fold_each(sentences.contexts)], np.int32)
        texts = list(distinct)
        words = words_of(texts, self._analyzer, progress)
        contexts = lists_of(*sentences.given, len(numbers))
        contexts = contexts._replace(values=around[contexts.values])
        named, figures = numbers_of(texts[:size])
        named = named._replace(values=np.array([self._terms[term] for term in figures], np.int32)[named.values])
        expressions = expressions_of(texts[:size], words, self._groups)
        met = self._meet(words.words)
        for at in range(0, len(numbers), _BLOCK):
            own = numbers[at : at + _BLOCK]
            self._count(own, contexts.of(np.arange(at, at + len(own))), words, met, named)
            held = expressions.of(own)
            owners = np.repeat(np.arange(len(own)), held.counts)
            self._inverters["concepts"].add(held.values.astype(np.int64), owners, len(own))
            progress("indexing", at + len(own), len(numbers))
        sizes = np.fromiter(map(len, texts), np.int64, len(texts))[numbers]
        places = (sizes.cumsum() - sizes)[words.owners(numbers)] + words.starts[words.lists.places(numbers)]
        cuts = cuts_of(sizes, places, words.lengths[words.lists.of(numbers).values])
        return SentenceTokens(store_strings(texts[number] for number in numbers.tolist()), cuts, sizes)

    def take(self, name: str) -> PlainLists:
        """Return the lists of words, singles, pairs or concepts; they are not kept any longer."""
        found = self._inverters.pop(name).inverted()
        named: Sequence[str]
        if name == "pairs":
            named = self._pairs(found.keys)
        else:
            terms = list({"words": self._terms, "singles": self._units}.get(name, self._groups))
            named = [terms[key] for key in found.keys.tolist()]
        return PlainLists.of(named, found.offsets, found.units, found.counts)

    def _meet(self, words: Sequence[str]) -> Places:
        """Return the number of each word among all that were met."""
        before, stops = len(self._known), stop_words()
        met = np.array([self._known[word] for word in words], np.int64)
        new = list(islice(self._known, before, None))
        terms = [-1 if word in stops else self._terms[stem(word)] for word in new]
        own = [units_of(word) if is_word(word) else () for word in new]
        values = np.array([self._units[unit] for word in own for unit in word], np.int32)
        counts = np.append(self._units_of.counts, np.fromiter(map(len, own), np.int64, len(own)))
        self._term_of = np.append(self._term_of, np.array(terms, np.int64))
        self._units_of = Lists(counts.cumsum() - counts, counts, np.append(self._units_of.values, values))
        return met

    def _count(self, texts: Places, contexts: Lists, words: WordArrays, met: Places, named: Lists) -> None:
        """Count sentences that have some texts and contexts."""
        size = len(texts)
        slots = np.concatenate([np.arange(size), np.repeat(np.arange(size), contexts.counts)])
        everything = np.concatenate([texts, contexts.values])
        row, units = words.row(everything), slots[words.owners(everything)]
        numbers, figures = met[row.numbers], named.of(texts)
        term: Places = np.append(self._term_of[numbers], figures.values).astype(np.int64)
        holder = np.append(units, np.repeat(np.arange(size), figures.counts))
        self._inverters["words"].add(term[term >= 0], holder[term >= 0], size)
        held = self._units_of.of(numbers)
        characters, counts = held.values.astype(np.int64), held.counts
        holder = np.repeat(units, counts)
        self._inverters["singles"].add(characters, holder, size)
        glued = np.ones(len(characters), bool)
        begins = held.firsts[counts > 0]
        glued[begins] = row.glued[counts > 0]
        behind = np.flatnonzero(glued)
        keys = self._keys(characters[behind - 1], characters[behind])
        self._inverters["pairs"].add(keys, holder[behind], size)

    def _keys(self, one: Places, other: Places) -> Places:
        keys = one << _UNIT_BITS | other
        # Two pairs of Latin units can be the same text.
        units = list(self._units)
        latin = np.array([unit[0].isascii() for unit in units], bool)
        for at in np.flatnonzero(latin[one] & latin[other]).tolist():
            keys[at] = _LATIN_PAIRS | self._latin_pairs[units[one[at]] + units[other[at]]]
        return keys

    def _pairs(self, keys: Places) -> Strings:
        """Return how the pairs of some keys, in ascending order, are written."""
        own = keys[keys < _LATIN_PAIRS]
        both = np.stack([own >> _UNIT_BITS, own & (1 << _UNIT_BITS) - 1], axis=1).ravel()
        units, latin = (stored_strings(store_strings(terms)) for terms in (self._units, self._latin_pairs))
        return units.chosen(both).in_pairs().followed_by(latin)
