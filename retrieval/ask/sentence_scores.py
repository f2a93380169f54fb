"""Scores of sentences, and of the passages that they make up: the terms of a query, its words, and the cues shown."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays import kernels
from retrieval.arrays.entries import any_in
from retrieval.ask.query import Query, QueryPart
from retrieval.index.index import Index
from retrieval.index.postings import Scorer, WeighedTerms
from retrieval.index.top_k import Scores, Units
from retrieval.index.weighed_counts import SentenceCounts, WeighedCounts
from retrieval.language.tokenizer import content
from retrieval.runtime import once_each, pattern

# Of so many sentences all are scored at once, which takes less time than some of them again and again.
MAX_SENTENCES_AT_ONCE = 1 << 15
_Asked = tuple[Scorer, Sequence[Mapping[str, float]]]


class QueryTerms(NamedTuple):
    """The terms of a query, by weight: its words, its characters, its pairs of characters, and its concepts."""

    words: Mapping[str, float]
    singles: Mapping[str, float]
    pairs: Mapping[str, float]
    concepts: tuple[Mapping[str, float], ...] = ()

    @classmethod
    def of(cls, query: Query) -> "QueryTerms":
        """Return the terms of a query but for its concepts."""
        return cls(query.words, query.singles, query.pairs)


class SentenceScores:
    """Scores of the sentences of an index for some terms: by words, characters, pairs, joined characters and concepts.

    Of a small index every sentence is scored when one is first asked for.
    """

    def __init__(self, terms: QueryTerms, index: Index) -> None:
        self._index, self._terms = index, terms
        self.at_once = len(index.entries) <= MAX_SENTENCES_AT_ONCE
        self._asked: Mapping[str, _Asked] = {
            "words": (index.words, [terms.words]),
            "characters": (index.singles, [terms.singles]),
            "pairs": (index.pairs, [terms.pairs]),
            "joined": (index.joined, [terms.singles]),
            "concepts": (index.concepts, terms.concepts),
        }
        self._scored: dict[str, Scores] = {}
        # Scores of the sentences of the passages that were asked for last.
        self._last: dict[str, Scores] = {}

    def everywhere(self, kind: str) -> Scores:
        """Return one score a sentence."""
        if kind not in self._scored:
            scorer, asked = self._asked[kind]
            total = np.zeros(len(self._index.entries))
            for terms in asked:
                total += scorer.scores(terms)
            self._scored[kind] = total
        return self._scored[kind]

    def best_everywhere(self, kind: str) -> Scores:
        """Return the best score of each passage's sentences."""
        known = f"best {kind}"
        if known not in self._scored:
            self._scored[known] = self._index.best_of(self.everywhere(kind))
        return self._scored[known]

    def passages_everywhere(self) -> Scores:
        """Return one score by words a passage."""
        if "passages" not in self._scored:
            self._scored["passages"] = self._index.passages.scores(self._terms.words)
        return self._scored["passages"]

    def at(self, kind: str, passages: Units) -> Scores:
        """Return the scores of the sentences of some passages, in ascending order, to be read only."""
        if self.at_once:
            return self.everywhere(kind).take(self._index.entries_in(passages)[0])
        counted = self._read(passages)
        if kind not in self._last:
            self._last[kind] = counted.scores(kind) if kind != "concepts" else self._by_concepts(counted.entries)
        return self._last[kind]

    def _by_concepts(self, entries: Units) -> Scores:
        total = np.zeros(len(entries))
        for terms in self._concepts:
            total += terms.at(entries)
        return total

    def best_in(self, kind: str, passages: Units) -> Scores:
        """Return the best score of the sentences of some passages, in ascending order."""
        if self.at_once or not len(passages):
            return self.best_everywhere(kind).take(passages)
        best: Scores = np.maximum.reduceat(self.at(kind, passages), self._read(passages).firsts)
        return best

    def passages_at(self, passages: Units) -> Scores:
        """Return the scores by words of some passages, in ascending order."""
        if self.at_once or not len(passages):
            return self.passages_everywhere().take(passages)
        return self._read(passages).scores("passages")

    def _read(self, passages: Units) -> SentenceCounts:
        if passages is not self._counted.passages:
            self._counted.read(passages)
            self._last.clear()
        return self._counted

    @cached_property
    def _weighed(self) -> Mapping[str, WeighedCounts]:
        index, terms = self._index, self._terms
        words, singles = index.words.listed_terms(terms.words), index.singles.listed_terms(terms.singles)
        return {
            "words": index.words.weighed_by(words),
            "characters": index.singles.weighed_by(singles),
            "pairs": index.pairs.weighed(terms.pairs),
            "joined": index.joined.weighed_by(singles),
            "passages": index.passages.weighed_by(words),
        }

    @cached_property
    def _concepts(self) -> Sequence[WeighedTerms]:
        return [self._index.concepts.weighed(terms) for terms in self._terms.concepts]

    @cached_property
    def _counted(self) -> SentenceCounts:
        return SentenceCounts(self._weighed, self._index.first)


# A word that stands everywhere weighs this share of one that stands nowhere.
COMMON = 0.3
# A word that stands there by another name counts this much.
OTHER_NAME = 0.7


def weights(part: QueryPart, index: Index) -> Mapping[str, float]:
    """Return the content words of a question, each with its idf.

    In a folder about one thing its name has hardly any idf, and is as good a sign of being about it as elsewhere: no
    word weighs less than `COMMON` of the weight of one that stands nowhere.
    """
    least = COMMON * index.passages.idf("")
    return {token.text: max(index.passages.idf(token.text), least) for token in content(part.tokens)}


def held(part: QueryPart, sentences: range, index: Index) -> Mapping[str, float]:
    """Return the content words of a question that stand in one of some sentences in a row, each with how well,
    from 0 to 1.
    """
    otherwise = [place for place, known in index.concepts.holds(part.text, part.tokens, sentences).items() if known]
    found: dict[str, float] = {}
    for token in content(part.tokens):
        if any_in(index.holding(token.text), sentences):
            found[token.text] = 1.0
        elif any(start <= token.start and token.end <= end for start, end in otherwise):
            found[token.text] = max(found.get(token.text, 0.0), OTHER_NAME)
    return found


# Verbs that a yes or no says as well: 能带狗吗 is answered by 狗可以进入, 停车收钱吗 by 停车免费.
_LIGHT = pattern(r"[带进用去来做有要收放开交付花学报]|[收要交付花免][钱费]|钱|可以|允许|需要")


def share_of_named(part: QueryPart, entry: int, index: Index) -> float:
    """Return the share of the weight of what a question names that a sentence holds; 0 if it names nothing."""
    named = {word: worth for word, worth in weights(part, index).items() if not _LIGHT.fullmatch(word)}
    found = held(part, range(entry, entry + 1), index)
    return sum(named[word] * found.get(word, 0.0) for word in named) / sum(named.values()) if named else 0.0


_UNREAD, _NO, _YES = range(3)
# Number of sentences whose flags are kept.
_MAX_FLAGGED = 1 << 18


class ShownCues:
    """Flags of the sentences that a pattern is found in, worked out when a sentence is first asked for, and kept.

    Of a larger corpus some sentences share a place; the one that was asked for last has it.
    """

    def __init__(self, size: int) -> None:
        self._lock = Lock()
        self._numbers = dict[str, int]()
        self._holders = np.arange(min(size, _MAX_FLAGGED), dtype=np.int32)
        # Two bits a cue.
        self._flags = list[NDArray[np.uint8]]()

    def of(self, name: str, shown: re.Pattern[str], entries: Units, folded: Sequence[str]) -> NDArray[np.bool_]:
        """Return which of some sentences show a cue; `name` tells its pattern from others, `folded` are all texts."""
        flags, shift = self._kept(name)
        with self._lock:
            known = self._read(entries, flags, shift)
        if not known.all():
            known, unread = known.copy(), np.flatnonzero(known == _UNREAD)
            own = entries[unread]
            known[unread] = [_YES if shown.search(folded[entry]) else _NO for entry in own.tolist()]
            self._keep(own, flags, (known[unread] << shift).astype(np.uint8))
        found: NDArray[np.bool_] = known == _YES
        return found

    def _read(self, entries: Units, flags: NDArray[np.uint8], shift: int) -> NDArray[np.uint8]:
        """Return what is kept of some sentences; the lock is held meanwhile."""
        if kernels.compiled:
            return np.frombuffer(kernels.compiled.kept(entries, self._holders, flags, shift), np.uint8)
        places = entries % max(len(self._holders), 1)
        own = self._holders.take(places) == entries
        known: NDArray[np.uint8] = np.where(own, flags.take(places) >> shift & 3, _UNREAD).astype(np.uint8)
        return known

    def _keep(self, entries: Units, flags: NDArray[np.uint8], own: NDArray[np.uint8]) -> None:
        places = entries % len(self._holders)
        with self._lock:
            others = self._holders[places] != entries
            self._holders[places[others]] = entries[others]
            for kept in self._flags:
                kept[places[others]] = 0
            # Of two that share a place one has it.
            held = self._holders[places] == entries
            flags[places[held]] |= own[held]

    def _kept(self, name: str) -> tuple[NDArray[np.uint8], int]:
        """Return the flags that hold those of a cue, and by how many bits they are shifted."""
        with self._lock:
            number = self._numbers.setdefault(name, len(self._numbers))
            if number == 4 * len(self._flags):
                self._flags.append(np.zeros(len(self._holders), np.uint8))
            return self._flags[number // 4], number % 4 * 2


@once_each
def shown_cues(index: Index) -> ShownCues:
    """Return what is known of the sentences of an index."""
    return ShownCues(len(index.folded))
