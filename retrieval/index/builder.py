"""Passages -> the arrays of their index, by whole arrays: no sentence is an object."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.container import Arrays
from retrieval.arrays.strings import store_strings, within
from retrieval.index.analysis import (
    Lists,
    Places,
    WordArrays,
    compounds_of,
    expressions_of,
    lists_of,
    numbers_of,
    words_of,
)
from retrieval.index.bm25 import TermNumbers, bm25_arrays, counted
from retrieval.index.concepts import store_concepts
from retrieval.index.inverter import Inverter
from retrieval.index.subjects import store_subjects
from retrieval.index.token_store import KeptTokens, store_tokens
from retrieval.language.compounds import SAMPLE
from retrieval.language.fold import fold_each
from retrieval.language.lexicon import Lexicon
from retrieval.language.stems import stem
from retrieval.language.tokenizer import Analyzer, content, grams, is_word, stop_words, units_of
from retrieval.model import Passage
from retrieval.runtime import Progress, unseen, without_collector

# So many sentences are counted at once.
_BLOCK = 1 << 14
# The numbers of two units make that of their pair; pairs of Latin units are numbered after all others.
_UNIT_BITS = 23
_LATIN_PAIRS = 1 << 2 * _UNIT_BITS


def index_arrays(
    passages: Sequence[Passage],
    text_of: Callable[[Passage], str],
    names: Sequence[str],
    analyzer: Analyzer,
    lexicon: Lexicon,
    known: KeptTokens | None = None,
    progress: Progress = unseen,
    sample: int = SAMPLE,
) -> Arrays:
    """Return the arrays of an index of passages, each text of a sentence analysed once.

    `text_of` gives the text of the file in which a passage stands; `names[d]` is what document d is called, by title,
    people and publisher. The texts that have `known` tokens are not cut again. Compounds are mined from `sample` texts
    or fewer.
    """
    with without_collector():
        sentences = _sentences(passages, text_of)
        first = sentences.first
        folded = fold_each(sentences.written)
        distinct = TermNumbers()
        numbers = np.fromiter(map(distinct.__getitem__, folded), np.int64, len(folded))
        size = len(distinct)
        around = np.array([distinct[text] for text in fold_each(list(sentences.contexts))], np.int32)
        texts = list(distinct)
        del distinct
        words = words_of(texts, known, analyzer, progress)
        compounds, in_texts, marked = compounds_of(words, texts[:size], sample)
        named, figures = numbers_of(texts[:size])
        terms = _terms(words, in_texts, marked, named, figures)
        given = lists_of(*sentences.given, len(numbers))
        found = _Counted(words, terms, numbers, given._replace(values=around[given.values])).arrays(progress)
        expressions = expressions_of(texts[:size], words, lexicon.all)
        owners = np.repeat(np.arange(len(numbers), dtype=np.int32), expressions.counts[numbers])
        concepts = store_concepts(lexicon.all, owners, expressions.values[expressions.places(numbers)])
        opening = first[sentences.documents.searchsorted(np.arange(len(names)))].astype(np.int32)
        return {
            **found,
            **within("concepts", concepts),
            **within("compounds", store_strings("\n".join(gram) for gram in compounds.grams)),
            **within("folded", store_strings(folded)),
            **within("tokens", _tokens(texts[:size], words, numbers)),
            "opening": opening,
            **within("names", counted(_called(name, analyzer) for name in names)),
            **within("subjects", store_subjects([folded[at] for at in opening.tolist()])),
        }


class _Sentences(NamedTuple):
    """The sentences of passages as they are written, where each passage begins among them, and its document.

    `given` are the places of sentences and, for each, the number of a context.
    """

    written: list[str]
    first: NDArray[np.int64]
    documents: NDArray[np.int32]
    contexts: Iterable[str]
    given: tuple[NDArray[np.int64], NDArray[np.int32]]


def _sentences(passages: Sequence[Passage], text_of: Callable[[Passage], str]) -> _Sentences:
    written, contexts = list[str](), TermNumbers()
    given = list[tuple[int, int]]()
    first, documents = [0], list[int]()
    for passage in passages:
        text = text_of(passage)
        for at, sentence in enumerate(passage.sentences, len(written)):
            for span in sentence.unit.context if sentence.unit else ():
                given.append((at, contexts[text[span.start : span.end]]))
        written += [sentence.words(text) for sentence in passage.sentences]
        first.append(len(written))
        documents.append(passage.document)
    pairs = np.array(given, np.int64).reshape(-1, 2)
    columns = pairs[:, 0], pairs[:, 1].astype(np.int32)
    return _Sentences(written, np.array(first, np.int64), np.array(documents, np.int32), contexts, columns)


class _Terms(NamedTuple):
    """The terms of sentences, and their numbers by those of where they are from: of words, -1 for stop words; of
    compounds and figures, with the list of each text.
    """

    terms: list[str]
    of_words: NDArray[np.int64]
    others: Sequence[tuple[Lists, NDArray[np.int64]]]


def _terms(words: WordArrays, compounds: Lists, marked: Sequence[str], named: Lists, figures: Sequence[str]) -> _Terms:
    table, stops = TermNumbers(), stop_words()
    of_words = np.array([-1 if word in stops else table[stem(word)] for word in words.words], np.int64)
    others = [
        (lists, np.array([table[t] for t in own], np.int64)) for lists, own in ((compounds, marked), (named, figures))
    ]
    return _Terms(list(table), of_words, others)


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

    def arrays(self, progress: Progress) -> Arrays:
        """Return the lists of words, characters and pairs of characters."""
        sentences, singles, pairs = (Inverter() for _ in range(3))
        for at in range(0, len(self._numbers), _BLOCK):
            end = min(at + _BLOCK, len(self._numbers))
            self._count(at, end, sentences, singles, pairs)
            progress("indexing", end, len(self._numbers))
        words, characters, two = sentences.inverted(), singles.inverted(), pairs.inverted()
        return {
            **within("words", bm25_arrays(words, [self._terms.terms[key] for key in words.keys.tolist()])),
            **within("singles", bm25_arrays(characters, [self._units[key] for key in characters.keys.tolist()])),
            **within("pairs", bm25_arrays(two, self._pairs(two.keys))),
        }

    def _count(self, at: int, end: int, sentences: Inverter, singles: Inverter, pairs: Inverter) -> None:
        """Count the sentences from `at` to `end`."""
        texts, own, size = self._numbers[at:end], np.arange(at, end), end - at
        given = self._contexts.values[self._contexts.places(own)]
        slots = np.concatenate([own - at, np.repeat(own - at, self._contexts.counts[own])])
        everything = np.concatenate([texts, given])
        row, units = self._words.row(everything), slots[self._words.owners(everything)]
        terms, holders = [self._terms.of_words[row.numbers]], [units]
        for lists, numbers in self._terms.others:
            terms.append(numbers[lists.values[lists.places(texts)]])
            holders.append(np.repeat(np.arange(size), lists.counts[texts]))
        term, holder = np.concatenate(terms), np.concatenate(holders)
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


def _tokens(texts: Sequence[str], words: WordArrays, numbers: Places) -> Arrays:
    everything = np.arange(len(texts))
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    at = words.lists.places(everything)
    # Texts are numbered as they come first.
    first = np.diff(np.maximum.accumulate(numbers), prepend=-1) > 0
    lengths = words.lengths[words.lists.values[at]]
    return store_tokens(sizes, words.owners(everything), words.starts[at], lengths, first)


def _called(name: str, analyzer: Analyzer) -> list[str]:
    tokens = analyzer.tokens(name)
    return [stem(token.text) for token in content(tokens)] + grams(tokens, 2)
