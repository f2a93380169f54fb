"""Sentences that are new -> the lists of their terms, by whole arrays: no sentence is an object."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.container import Arrays
from retrieval.arrays.spill import Spill
from retrieval.arrays.strings import Strings, store_strings, stored_strings
from retrieval.index.analysis import Lists, Places, WordArrays, expressions_of, lists_of, numbers_of, words_of
from retrieval.index.bm25 import TermNumbers
from retrieval.index.inverter import BLOCK_UNITS, Inverter, TermBlock, block_of
from retrieval.index.plain_lists import PlainLists
from retrieval.index.rows import Hashes, text_hashes
from retrieval.index.token_store import cuts_of
from retrieval.language.fold import fold_each
from retrieval.language.lexicon import Groups
from retrieval.language.stems import stem
from retrieval.language.tokenizer import Analyzer, stop_words, units_of
from retrieval.runtime import Progress, unseen

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


class CountedSentences(NamedTuple):
    """Sentences in a row: their folded texts with the hash of each, the tokens of these, of as many characters as
    `sizes` tell, and blocks of their words, singles, pairs and concepts.

    The blocks number terms, units and pairs of Latin units by their places in those lists.
    """

    folded: Arrays
    hashes: Hashes
    cuts: NDArray[np.uint8]
    sizes: Places
    blocks: Mapping[str, Sequence[TermBlock]]
    terms: Sequence[str]
    units: Sequence[str]
    latin_pairs: Sequence[str]


def count_sentences(
    sentences: WrittenSentences, analyzer: Analyzer, groups: Groups, progress: Progress = unseen
) -> CountedSentences:
    """Analyse and count sentences, each text once; compounds are not among the words."""
    distinct = TermNumbers()
    numbers = np.array([distinct[text] for text in fold_each(sentences.written)], np.int64)
    size = len(distinct)
    around = np.array([distinct[text] for text in fold_each(sentences.contexts)], np.int32)
    texts = list(distinct)
    words = words_of(texts, analyzer, progress)
    contexts = lists_of(*sentences.given, len(numbers))
    counting = _Counting(words, contexts._replace(values=around[contexts.values]), texts[:size])
    expressions = expressions_of(texts[:size], words, groups)
    for at in range(0, len(numbers), BLOCK_UNITS):
        counting.add(at, numbers[at : at + BLOCK_UNITS], expressions)
    written = stored_strings(store_strings(texts[:size]))
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    hashes = text_hashes(written, sizes[:size])[numbers]
    sizes = sizes[numbers]
    places = (sizes.cumsum() - sizes)[words.owners(numbers)] + words.starts[words.lists.places(numbers)]
    cuts = cuts_of(sizes, places, words.lengths[words.lists.of(numbers).values])
    return CountedSentences(written.chosen(numbers).arrays, hashes, cuts, sizes, *counting.found)


class _Counting:
    """Blocks of sentences by the words of their texts and contexts, and by the numbers that the texts name."""

    def __init__(self, words: WordArrays, contexts: Lists, texts: Sequence[str]) -> None:
        self._words, self._contexts = words, contexts
        self._terms, self._units, self._latin_pairs = TermNumbers(), TermNumbers(), TermNumbers()
        stops = stop_words()
        told = list(zip(words.words, words.real.tolist(), strict=True))
        own = [self._terms[stem(word)] if real and word not in stops else -1 for word, real in told]
        self._term_of: Places = np.array(own, np.int64)
        units = [units_of(word) if real else () for word, real in told]
        values = np.array([self._units[unit] for word in units for unit in word], np.int32)
        counts = np.fromiter(map(len, units), np.int64, len(units))
        self._units_of = Lists(counts.cumsum() - counts, counts, values)
        self._latin = np.array([unit[0].isascii() for unit in self._units], bool)
        named, figures = numbers_of(texts)
        self._named = named._replace(values=np.array([self._terms[term] for term in figures], np.int32)[named.values])
        self._blocks: dict[str, list[TermBlock]] = {"words": [], "singles": [], "pairs": [], "concepts": []}

    @property
    def found(self) -> tuple[Mapping[str, Sequence[TermBlock]], Sequence[str], Sequence[str], Sequence[str]]:
        """The blocks, and what their terms are."""
        return self._blocks, [*self._terms], [*self._units], [*self._latin_pairs]

    def add(self, first: int, texts: Places, expressions: Lists) -> None:
        """Count sentences from a place on, which have some texts."""
        size = len(texts)
        contexts = self._contexts.of(np.arange(first, first + size))
        slots = np.concatenate([np.arange(size), np.repeat(np.arange(size), contexts.counts)])
        everything = np.concatenate([texts, contexts.values])
        row, units = self._words.row(everything), slots[self._words.owners(everything)]
        figures = self._named.of(texts)
        term: Places = np.append(self._term_of[row.numbers], figures.values).astype(np.int64)
        holder = np.append(units, np.repeat(np.arange(size), figures.counts))
        self._blocks["words"].append(block_of(term[term >= 0], holder[term >= 0]))
        held = self._units_of.of(row.numbers)
        characters, counts = held.values.astype(np.int64), held.counts
        holder = np.repeat(units, counts)
        self._blocks["singles"].append(block_of(characters, holder))
        glued = np.ones(len(characters), bool)
        glued[held.firsts[counts > 0]] = row.glued[counts > 0]
        behind = np.flatnonzero(glued)
        keys = self._keys(characters[behind - 1], characters[behind])
        self._blocks["pairs"].append(block_of(keys, holder[behind]))
        concepts = expressions.of(texts)
        holder = np.repeat(np.arange(size), concepts.counts)
        self._blocks["concepts"].append(block_of(concepts.values.astype(np.int64), holder))

    def _keys(self, one: Places, other: Places) -> Places:
        keys = one << _UNIT_BITS | other
        # Two pairs of Latin units can be the same text.
        units, at = list(self._units), np.flatnonzero(self._latin[one] & self._latin[other])
        known, which = np.unique(keys[at], return_inverse=True)
        pairs = [units[key >> _UNIT_BITS] + units[key & (1 << _UNIT_BITS) - 1] for key in known.tolist()]
        keys[at] = _LATIN_PAIRS | _numbers(pairs, self._latin_pairs)[which]
        return keys


class SentenceLists:
    """Lists of the terms of counted sentences, which are taken part by part in their order."""

    def __init__(self, groups: Groups, spill: Spill) -> None:
        self._groups, self._size = groups, 0
        self._inverters = {name: Inverter(spill) for name in ("words", "singles", "pairs", "concepts")}
        self._terms, self._units, self._latin_pairs = TermNumbers(), TermNumbers(), TermNumbers()

    def add(self, part: CountedSentences) -> None:
        """Take the next sentences."""
        units = _numbers(part.units, self._units)
        latin = _numbers(part.latin_pairs, self._latin_pairs)
        terms = _numbers(part.terms, self._terms)
        for name, blocks in part.blocks.items():
            for number, block in enumerate(blocks):
                own = block.terms
                if name == "pairs":
                    own = _renumbered_pairs(own, units, latin)
                elif name != "concepts":
                    own = (terms if name == "words" else units)[own]
                self._inverters[name].add(self._size + number * BLOCK_UNITS, block._replace(terms=own))
        self._size += len(part.sizes)

    def take(self, name: str) -> PlainLists:
        """Return the lists of words, singles, pairs or concepts; they are not kept any longer."""
        if name == "pairs":
            return self._inverters.pop(name).lists(self._pairs)
        terms = list({"words": self._terms, "singles": self._units}.get(name, self._groups))
        return self._inverters.pop(name).lists(
            lambda keys: stored_strings(store_strings(terms[key] for key in keys.tolist()))
        )

    def _pairs(self, keys: Places) -> Strings:
        """Return how the pairs of some keys, in ascending order, are written."""
        own = keys[keys < _LATIN_PAIRS]
        both = np.stack([own >> _UNIT_BITS, own & (1 << _UNIT_BITS) - 1], axis=1).ravel()
        units, latin = (stored_strings(store_strings(terms)) for terms in (self._units, self._latin_pairs))
        return units.chosen(both).in_pairs().followed_by(latin)


def _numbers(texts: Sequence[str], table: TermNumbers) -> Places:
    return np.array([table[text] for text in texts], np.int64)


def _renumbered_pairs(keys: Places, units: Places, latin: Places) -> Places:
    """Return keys of pairs with other numbers of their units, and of pairs of Latin units."""
    of_latin = keys >= _LATIN_PAIRS
    found = np.empty(len(keys), np.int64)
    own = keys[~of_latin]
    found[~of_latin] = units[own >> _UNIT_BITS] << _UNIT_BITS | units[own & (1 << _UNIT_BITS) - 1]
    found[of_latin] = _LATIN_PAIRS | latin[keys[of_latin] & _LATIN_PAIRS - 1]
    return found
