"""Scores of terms for passages, and for sentences with the one before them, from the lists of sentences.

Sentences follow each other: those of passage p are `first[p]` up to `first[p + 1]`. The bounds of a passage are never
below the best score of its sentences for the same terms.
"""

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from retrieval.index.bm25 import Bm25, Formula
from retrieval.index.postings import NOTHING, Given, Scorer, given
from retrieval.index.top_k import Scores, Units, distinct


class Passages(Scorer):
    """BM25 of passages, each as long as its sentences together, by the terms of these."""

    def __init__(self, sentences: Bm25, first: Units, owners: Units, b: float) -> None:
        """Take the postings of sentences, and the passage that owns each sentence."""
        super().__init__(len(first) - 1, sentences.terms, sentences.recent, sentences.form)
        self._sentences, self._owners = sentences, owners
        self._lengths = np.add.reduceat(sentences.lengths, first[:-1], dtype=np.int64) if self.size else first[:0]
        self._formula = Formula(self._lengths, sentences.k1, b)

    def _given(self, term: str) -> Given:
        found = self._sentences.entries(term)
        units, firsts = _parted(self._owners[found.units])
        counts = np.add.reduceat(found.frequencies(), firsts)
        return given(units, self._idf(len(units)) * self._formula.worth(counts, self._lengths[units]))

    def idf(self, term: str) -> float:
        """Return the weight of a term, ln((N + 1) / df); for a term that no passage has, ln(N + 1)."""
        return self._idf(len(self.given(term).units))

    def _idf(self, count: int) -> float:
        return math.log((self.size + 1) / max(count, 1))


class Joined(Scorer):
    """BM25 of sentences, each with the one before it in its passage."""

    def __init__(self, sentences: Bm25, first: Units) -> None:
        """Take the postings of sentences by themselves."""
        super().__init__(sentences.size, sentences.terms, sentences.recent, sentences.form)
        self._sentences = sentences
        self.lengths = sentences.lengths.astype(np.int32)
        # Place i tells of sentence i; the last place is behind them all, where nothing follows.
        self.follows = np.ones(self.size + 1, bool)
        self.follows[first] = False
        self.lengths[1:] += np.where(self.follows[1:-1], sentences.lengths[:-1], 0)
        self.formula = Formula(self.lengths, sentences.k1, sentences.b)
        # The same characters are asked for again and again.
        self._counts = dict[str, int]()

    def idf(self, term: str) -> float:
        """Return the weight of a term, ln((N + 1) / df); for a term that no sentence has, ln(N + 1)."""
        return math.log((self.size + 1) / max(self.count(term), 1))

    def count(self, term: str) -> int:
        """In how many sentences, each with the one before it, a term stands."""
        known = self._counts.get(term)
        if known is None:
            units = self._sentences.where(term)
            more = self.follows[units + 1]
            more[:-1] &= units[1:] != units[:-1] + 1
            known = self._counts[term] = len(units) + int(np.count_nonzero(more))
        return known

    def _given(self, term: str) -> Given:
        own = self._sentences.entries(term).units
        after = own[self.follows[own + 1]] + 1
        units = distinct(np.concatenate([own, after]))
        return given(units, self._scores(term, units))

    def _scores(self, term: str, units: Units) -> Scores:
        """Return what a term gives some sentences, in ascending order."""
        found = self._sentences.entries(term)
        counts = found.counted(units) + np.where(self.follows[units], found.counted(units - 1), 0)
        return self.idf(term) * self.formula.worth(counts, self.lengths[units])

    def at(self, terms: Mapping[str, float], units: Units) -> Scores:
        """Return the scores of some units, given in ascending order, without working out those of all."""
        known = [(self.count(term), term) for term in terms if term in self]
        total = np.zeros(len(units))
        for _, term in sorted(known, key=lambda one: one[0]):
            total += terms[term] * self._scores(term, units)
        return total


class JoinedBounds(Scorer):
    """Bounds of passages by the scores of `Joined`."""

    def __init__(self, joined: Joined, sentences: Bm25, owners: Units, size: int) -> None:
        """Take the postings of sentences with the one before, and of sentences by themselves."""
        super().__init__(size, sentences.terms, sentences.recent, sentences.form)
        self._joined, self._sentences, self._owners = joined, sentences, owners
        # The less of what it stands in, the more a term is worth: a sentence by itself, or with the one after it.
        self._shortest = joined.lengths.copy()
        after = np.where(joined.follows[1:-1], joined.lengths[1:], joined.lengths[:-1])
        self._shortest[:-1] = np.minimum(joined.lengths[:-1], after)

    def _given(self, term: str) -> Given:
        found = self._sentences.entries(term)
        worths = self._joined.formula.worth_of(found, self._shortest)
        # Two sentences in a row are worth less together than the sum of both.
        adjacent = np.flatnonzero(found.units[1:] - found.units[:-1] == 1) + 1
        adjacent = adjacent[self._joined.follows.take(found.units.take(adjacent))]
        worths[adjacent] += worths.take(adjacent - 1)
        return _highest(self._owners.take(found.units), worths, self._joined.idf(term))


class Bounds(Scorer):
    """Bounds of passages by any scores of their sentences."""

    def __init__(self, sentences: Scorer, owners: Units, size: int) -> None:
        """Take the postings of sentences, and the passage that owns each."""
        super().__init__(size, sentences.terms, sentences.recent, sentences.form)
        self._sentences, self._owners = sentences, owners

    def _given(self, term: str) -> Given:
        found = self._sentences.given(term)
        return _highest(self._owners.take(found.units), found.scores) if len(found.units) else NOTHING


def _highest(owners: Units, scores: Scores, times: float = 1.0) -> Given:
    units, firsts = _parted(owners)
    return given(units, times * np.maximum.reduceat(scores, firsts))


def _parted(owners: Units) -> tuple[Units, NDArray[np.int64]]:
    """Return each owner once, and where it begins."""
    firsts = np.append(0, np.flatnonzero(owners[1:] != owners[:-1]) + 1)
    return owners.take(firsts), firsts
