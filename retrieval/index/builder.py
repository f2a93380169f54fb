"""Passages -> the arrays of their index, by whole arrays: no sentence is an object."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.container import Arrays
from retrieval.arrays.strings import part, store_strings, within
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
from retrieval.index.bm25 import Bm25, TermNumbers, bm25, statistics
from retrieval.index.concepts import store_concepts
from retrieval.index.inverter import Inverter
from retrieval.index.postings import Postings
from retrieval.index.subjects import store_subjects
from retrieval.index.token_store import KeptTokens, store_tokens
from retrieval.language.compounds import SAMPLE
from retrieval.language.fold import fold_each
from retrieval.language.lexicon import Lexicon
from retrieval.language.stems import stem
from retrieval.language.tokenizer import Analyzer, content, grams, is_word, stop_words, units_of
from retrieval.model import Passage, Span
from retrieval.runtime import Progress, unseen, without_collector

# k1 for words and for characters; b for passages and names, and for sentences.
_WORDS, _CHARACTERS = 0.9, 0.6
_PASSAGES, _SENTENCES = 0.5, 0.4
# So many sentences, or those of one passage more, are counted at once.
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
        given = lists_of(*sentences.given, len(numbers)), lists_of(*sentences.outside, len(passages))
        contexts = tuple(lists._replace(values=around[lists.values]) for lists in given)
        found = _Counted(words, terms, numbers, first, contexts).arrays(progress)
        expressions = expressions_of(texts[:size], words, lexicon.all)
        owners = np.repeat(np.arange(len(numbers), dtype=np.int32), expressions.counts[numbers])
        concepts = store_concepts(lexicon.all, len(numbers), owners, expressions.values[expressions.places(numbers)])
        highest = Postings.stored(part("others", concepts)).highest(_owners(first), len(passages))
        opening = first[sentences.documents.searchsorted(np.arange(len(names)))].astype(np.int32)
        return {
            **found,
            **within("concepts", concepts),
            **within("highest.concepts", highest.arrays(terms=False)),
            **within("compounds", store_strings("\n".join(gram) for gram in compounds.grams)),
            **within("folded", store_strings(folded)),
            **within("tokens", _tokens(texts[:size], words, numbers)),
            "opening": opening,
            **within("names", Bm25([_called(name, analyzer) for name in names], k1=_WORDS, b=_PASSAGES).arrays()),
            **within("subjects", store_subjects([folded[at] for at in opening.tolist()])),
        }


class _Sentences(NamedTuple):
    """The sentences of passages as they are written, where each passage begins among them, and its document.

    `given` are the places of sentences and, for each, the number of a context; `outside` are passages and, for each,
    the number of one that it does not hold itself.
    """

    written: list[str]
    first: NDArray[np.int64]
    documents: NDArray[np.int32]
    contexts: Iterable[str]
    given: tuple[NDArray[np.int64], NDArray[np.int32]]
    outside: tuple[NDArray[np.int64], NDArray[np.int32]]


def _sentences(passages: Sequence[Passage], text_of: Callable[[Passage], str]) -> _Sentences:
    written, contexts = list[str](), TermNumbers()
    given, outside = list[tuple[int, int]](), list[tuple[int, int]]()
    first, documents = [0], list[int]()
    for number, passage in enumerate(passages):
        text = text_of(passage)
        known = set[Span]()
        for at, sentence in enumerate(passage.sentences, len(written)):
            for span in sentence.unit.context if sentence.unit else ():
                context = contexts[text[span.start : span.end]]
                given.append((at, context))
                if span not in known and span.start < passage.start:
                    outside.append((number, context))
                known.add(span)
        written += [sentence.words(text) for sentence in passage.sentences]
        first.append(len(written))
        documents.append(passage.document)
    pairs = [np.array(found, np.int64).reshape(-1, 2) for found in (given, outside)]
    columns = [(found[:, 0], found[:, 1].astype(np.int32)) for found in pairs]
    return _Sentences(written, np.array(first, np.int64), np.array(documents, np.int32), contexts, *columns)


def _owners(first: NDArray[np.int64]) -> NDArray[np.int32]:
    return np.repeat(np.arange(len(first) - 1, dtype=np.int32), np.diff(first))


class _Terms(NamedTuple):
    """The terms of sentences in the order of their first occurrence, and their numbers by those of where they are from:

    words, -1 for stop words; compounds and figures, with the list of each text.
    """

    terms: list[str]
    of_words: NDArray[np.int64]
    others: Sequence[tuple[Lists, NDArray[np.int64]]]


def _terms(words: WordArrays, compounds: Lists, marked: Sequence[str], named: Lists, figures: Sequence[str]) -> _Terms:
    stops = stop_words()
    texts = [[stem(word) if word not in stops else "" for word in words.words], marked, figures]
    firsts, kinds, places = list[Places](), list[Places](), list[Places]()
    nowhere = len(words.lists.counts)
    for kind, (lists, own) in enumerate(zip((words.lists, compounds, named), texts, strict=True)):
        order = lists.places(np.arange(len(lists.counts)))
        values, owners = lists.values[order], np.repeat(np.arange(len(lists.counts)), lists.counts)
        place = np.full(len(own), len(values))
        place[values[::-1]] = np.arange(len(values))[::-1]
        place[np.array([not term for term in own], bool)] = len(values)
        firsts.append(np.append(owners, nowhere)[place])
        kinds.append(np.full(len(own), kind))
        places.append(place)
    order = np.lexsort((np.concatenate(places), np.concatenate(kinds), np.concatenate(firsts)))
    table = TermNumbers()
    everything = [term for own in texts for term in own]
    held = np.concatenate(firsts) < nowhere
    for at in order[held[order]].tolist():
        table[everything[at]]
    numbers = np.array([table.get(term, -1) for term in everything], np.int64)
    of_words, of_compounds, of_figures = np.split(numbers, np.cumsum([len(own) for own in texts])[:-1])
    return _Terms(list(table), of_words, ((compounds, of_compounds), (named, of_figures)))


class _Counted:
    """The terms of sentences and passages, counted block by block."""

    def __init__(
        self, words: WordArrays, terms: _Terms, numbers: Places, first: NDArray[np.int64], contexts: Sequence[Lists]
    ) -> None:
        """Take the words of texts; `numbers[i]` is the text of sentence i, and `first` tells where passages begin.

        `contexts` are the texts that each sentence, and that each passage beside its sentences, is counted with.
        """
        self._words, self._terms, self._numbers, self._first = words, terms, numbers, first
        self._given, self._outside = contexts
        own = [units_of(word) if is_word(word) else () for word in words.words]
        self._units = sorted({unit for word in own for unit in word})
        rank = {unit: number for number, unit in enumerate(self._units)}
        counts = np.fromiter(map(len, own), np.int64, len(own))
        values = np.array([rank[unit] for word in own for unit in word], np.int32)
        self._of_words = Lists(counts.cumsum() - counts, counts, values)
        self._latin = np.array([unit[0].isascii() for unit in self._units], bool)
        self._latin_pairs = TermNumbers()

    def arrays(self, progress: Progress) -> Arrays:
        """Return the postings of words, characters and pairs of characters."""
        passages, sentences, singles, joined, pairs = (Inverter() for _ in range(5))
        at, last = 0, len(self._first) - 1
        while at < last:
            end = max(int(self._first.searchsorted(self._first[at] + _BLOCK, "right")) - 1, at + 1)
            self._count(at, end, passages, sentences, singles, joined, pairs)
            at = end
            progress("indexing", at, last)
        words = {term: number for number, term in enumerate(self._terms.terms)}
        characters = {unit: number for number, unit in enumerate(self._units)}
        found: dict[str, NDArray[Any]] = {}
        spaces = (
            ("passages", passages, words, _WORDS, _PASSAGES, False),
            ("words", sentences, words, _WORDS, _SENTENCES, True),
            ("singles", singles, characters, _CHARACTERS, _SENTENCES, True),
            ("joined", joined, characters, _CHARACTERS, _SENTENCES, True),
            ("pairs", pairs, None, _CHARACTERS, _SENTENCES, True),
        )
        owners = _owners(self._first)
        for name, inverter, terms, k1, b, coded in spaces:
            inverted = inverter.inverted()
            known = self._pairs(inverted.keys) if terms is None else terms
            postings = bm25(statistics(inverted, known), k1=k1, b=b, coded=coded)
            found |= within(name, postings.arrays(terms=name not in ("passages", "joined")))
            if name in ("joined", "pairs"):
                found |= within(f"highest.{name}", postings.highest(owners, last).arrays(terms=False))
        return found

    def _count(self, at: int, end: int, *into: Inverter) -> None:
        """Count the passages from `at` to `end`."""
        passages, sentences, singles, joined, pairs = into
        first, last = int(self._first[at]), int(self._first[end])
        texts, size = self._numbers[first:last], last - first
        owners = np.repeat(np.arange(end - at), np.diff(self._first[at : end + 1]))
        own = np.arange(first, last)
        given = self._given.values[self._given.places(own)]
        slots = np.concatenate([own - first, np.repeat(own - first, self._given.counts[own])])
        everything = np.concatenate([texts, given])
        row, units = self._words.row(everything), slots[self._words.owners(everything)]
        terms, holders = [self._terms.of_words[row.numbers]], [units]
        for lists, numbers in self._terms.others:
            terms.append(numbers[lists.values[lists.places(texts)]])
            holders.append(np.repeat(np.arange(size), lists.counts[texts]))
        term, holder = np.concatenate(terms), np.concatenate(holders)
        term, holder = term[term >= 0], holder[term >= 0]
        sentences.add(term, holder, size)
        own = np.arange(at, end)
        outside = self._outside.values[self._outside.places(own)]
        more = self._terms.of_words[self._words.row(outside).numbers]
        owner = np.repeat(own - at, self._outside.counts[own])[self._words.owners(outside)]
        passages.add(np.append(term, more[more >= 0]), np.append(owners[holder], owner[more >= 0]), end - at)
        characters = self._of_words.values[self._of_words.places(row.numbers)].astype(np.int64)
        counts = self._of_words.counts[row.numbers]
        holder = np.repeat(units, counts)
        singles.add(characters, holder, size)
        following = np.append(owners[1:] == owners[:-1], False)[holder]
        after = np.concatenate([holder, holder[following] + 1])
        joined.add(np.concatenate([characters, characters[following]]), after, size)
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

    def _pairs(self, keys: Places) -> dict[str, int]:
        latin, units = list(self._latin_pairs), self._units
        own = keys[keys < _LATIN_PAIRS]
        one, other = (own >> _UNIT_BITS).tolist(), (own & (1 << _UNIT_BITS) - 1).tolist()
        texts = [units[a] + units[b] for a, b in zip(one, other, strict=True)] + latin
        return {text: number for number, text in enumerate(texts)}


def _tokens(texts: Sequence[str], words: WordArrays, numbers: Places) -> Arrays:
    everything = np.arange(len(texts))
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    at = words.lists.places(everything)
    first = np.empty(len(texts), np.int32)
    first[numbers[::-1]] = np.arange(len(numbers), dtype=np.int32)[::-1]
    lengths = words.lengths[words.lists.values[at]]
    return store_tokens(sizes, words.owners(everything), words.starts[at], lengths, first)


def _called(name: str, analyzer: Analyzer) -> list[str]:
    tokens = analyzer.tokens(name)
    return [stem(token.text) for token in content(tokens)] + grams(tokens, 2)
