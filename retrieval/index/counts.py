"""Sentences that are new -> the lists of their terms, by whole arrays: no sentence is an object."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.container import Arrays
from retrieval.arrays.spill import Spill
from retrieval.arrays.strings import Strings, store_strings, stored_strings
from retrieval.arrays.text_table import TextTable
from retrieval.index.analysis import WordArrays, expressions_of, numbers_of, words_of
from retrieval.index.bm25 import TermNumbers
from retrieval.index.inverter import BLOCK_UNITS, Inverter, TermBlock, block_of
from retrieval.index.number_lists import Lists, Places, lists_of
from retrieval.index.plain_lists import PlainLists
from retrieval.index.rows import Hashes, hashed_texts
from retrieval.index.token_store import cuts_of
from retrieval.index.word_table import WordTable
from retrieval.language.fold import fold_each
from retrieval.language.lexicon import Groups
from retrieval.language.tokenizer import Analyzer
from retrieval.runtime import Progress, unseen

# The numbers of two units make that of their pair; pairs of Latin units are numbered after all others.
_UNIT_BITS = 23
_LATIN_PAIRS = 1 << 2 * _UNIT_BITS
NAMES = ("words", "singles", "pairs", "concepts")


class WrittenSentences(NamedTuple):
    """Sentences as they are written, and their contexts.

    `given` are the places of sentences and, for each, the number of a context.
    """

    written: Sequence[str]
    contexts: Sequence[str]
    given: tuple[NDArray[np.int64], NDArray[np.int32]]


class CountedSentences(NamedTuple):
    """Sentences in a row: their folded texts with the hash of each, the tokens of these, of as many characters as
    `sizes` tell, and blocks of their words, singles, pairs and concepts, each with the texts of its terms.
    """

    folded: Arrays
    hashes: Hashes
    cuts: NDArray[np.uint8]
    sizes: Places
    blocks: Mapping[str, Sequence[tuple[Arrays, TermBlock]]]


def count_sentences(
    sentences: WrittenSentences, analyzer: Analyzer, groups: Groups, table: WordTable, progress: Progress = unseen
) -> CountedSentences:
    """Analyse and count sentences, each text once; compounds are not among the words. New words go into a table."""
    distinct = TermNumbers()
    numbers = np.array([distinct[text] for text in fold_each(sentences.written)], np.int64)
    size = len(distinct)
    around = np.array([distinct[text] for text in fold_each(sentences.contexts)], np.int32)
    texts = list(distinct)
    words = words_of(texts, analyzer, table, progress)
    contexts = lists_of(*sentences.given, len(numbers))
    counting = _Counting(words, contexts._replace(values=around[contexts.values]), texts[:size], groups)
    for at in range(0, len(numbers), BLOCK_UNITS):
        counting.add(at, numbers[at : at + BLOCK_UNITS])
    written, hashes, sizes = hashed_texts(texts[:size])
    hashes, sizes = hashes[numbers], sizes[numbers]
    places = (sizes.cumsum() - sizes)[words.owners(numbers)] + words.starts[words.lists.places(numbers)]
    cuts = cuts_of(sizes, places, table.lengths[words.lists.of(numbers).values])
    return CountedSentences(written.chosen(numbers).arrays, hashes, cuts, sizes, counting.blocks)


class _Counting:
    """Blocks of sentences by the words of their texts and contexts, and by the numbers that the texts name."""

    def __init__(self, words: WordArrays, contexts: Lists, texts: Sequence[str], groups: Groups) -> None:
        self._words, self._contexts, self._table = words, contexts, words.table
        named, figures = numbers_of(texts)
        self._named = named._replace(values=self._table.terms.numbers(figures)[named.values])
        self._expressions = expressions_of(texts, words, groups)
        self._concepts = stored_strings(store_strings(groups))
        self._terms, self._units = self._table.terms.strings(), self._table.units.strings()
        self._latin_pairs = TextTable()
        self.blocks: dict[str, list[tuple[Arrays, TermBlock]]] = {name: [] for name in NAMES}

    def add(self, first: int, texts: Places) -> None:
        """Count sentences from a place on, which have some texts."""
        size = len(texts)
        contexts = self._contexts.of(np.arange(first, first + size))
        slots = np.concatenate([np.arange(size), np.repeat(np.arange(size), contexts.counts)])
        everything = np.concatenate([texts, contexts.values])
        row, units = self._words.row(everything), slots[self._words.owners(everything)]
        figures = self._named.of(texts)
        term: Places = np.append(self._table.term_of[row.numbers], figures.values).astype(np.int64)
        holder = np.append(units, np.repeat(np.arange(size), figures.counts))
        self._add("words", term[term >= 0], holder[term >= 0], self._terms.chosen)
        held = self._table.units_of.of(row.numbers)
        characters, counts = held.values.astype(np.int64), held.counts
        holder = np.repeat(units, counts)
        self._add("singles", characters, holder, self._units.chosen)
        glued = np.ones(len(characters), bool)
        glued[held.firsts[counts > 0]] = row.glued[counts > 0]
        behind = np.flatnonzero(glued)
        keys = self._keys(characters[behind - 1], characters[behind])
        self._add("pairs", keys, holder[behind], self._pairs)
        concepts = self._expressions.of(texts)
        holder = np.repeat(np.arange(size), concepts.counts)
        self._add("concepts", concepts.values.astype(np.int64), holder, self._concepts.chosen)

    def _add(self, name: str, terms: Places, holders: Places, named: Callable[[Places], Strings]) -> None:
        block = block_of(terms, holders)
        # Who takes the block numbers the terms anew, by their texts.
        self.blocks[name].append((named(block.terms).arrays, block._replace(terms=terms[:0])))

    def _keys(self, one: Places, other: Places) -> Places:
        keys = one << _UNIT_BITS | other
        # Two pairs of Latin units can be the same text.
        at = np.flatnonzero(self._table.latin[one] & self._table.latin[other])
        known, which = np.unique(keys[at], return_inverse=True)
        keys[at] = _LATIN_PAIRS | self._latin_pairs.numbers(self._pairs(known)).astype(np.int64)[which]
        return keys

    def _pairs(self, keys: Places) -> Strings:
        """Return how the pairs of some keys, in ascending order, are written."""
        own, latin = np.split(keys, [keys.searchsorted(_LATIN_PAIRS)])
        both = np.stack([own >> _UNIT_BITS, own & (1 << _UNIT_BITS) - 1], axis=1).ravel()
        found = self._units.chosen(both).in_pairs()
        return found.followed_by(self._latin_pairs.strings().chosen(latin - _LATIN_PAIRS)) if len(latin) else found


class SentenceLists:
    """Lists of the terms of counted sentences, which are taken part by part in their order, and put aside meanwhile."""

    def __init__(self, aside: Path | None = None) -> None:
        self._size = 0
        # The file of each is gone when its lists were taken.
        self._lists = {name: (TextTable(), Inverter(Spill(aside))) for name in NAMES}

    def add(self, part: CountedSentences) -> None:
        """Take the next sentences."""
        for name, blocks in part.blocks.items():
            table, inverter = self._lists[name]
            for number, (texts, block) in enumerate(blocks):
                own = table.numbers(stored_strings(texts))
                inverter.add(self._size + number * BLOCK_UNITS, block._replace(terms=own))
        self._size += len(part.sizes)

    def take(self, name: str) -> PlainLists:
        """Return the lists of words, singles, pairs or concepts; they are not kept any longer."""
        inverter, texts = self._pop(name)
        return inverter.lists(texts)

    def take_parts(self, name: str) -> Iterator[PlainLists]:
        """Return what `take` does, the lists of some terms in a row at a time."""
        inverter, texts = self._pop(name)
        return inverter.parts(texts)

    def _pop(self, name: str) -> tuple[Inverter, Strings]:
        # The slots of the table take as much memory as the texts.
        table, inverter = self._lists.pop(name)
        return inverter, table.strings()
