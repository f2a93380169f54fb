"""Scores of terms for passages, and for sentences with the one before them, from the lists of sentences.

Sentences follow each other: those of passage p are `first[p]` up to `first[p + 1]`. The bounds of a passage are never
below the best score of its sentences for the same terms.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays import kernels
from retrieval.arrays.entries import Entries, narrow
from retrieval.index.bm25 import Bm25
from retrieval.index.bounded_search import LONG_BOUND_UNITS
from retrieval.index.formula import Counted, Formula
from retrieval.index.postings import NOTHING, CountingScorer, Given, Scorer, given
from retrieval.index.top_k import Scores, Units, distinct
from retrieval.index.weighed_counts import ListedTerm, SentenceCounts, WeighedCounts, slices

Flags = NDArray[np.bool_]
# Number of entries of a list that are worked on at once.
_PIECE_ENTRIES = 1 << 17
# A longer sentence has the bound of one of this length, which is higher.
_MAX_BOUND_LENGTH = 255


class Passages(CountingScorer):
    """BM25 of passages, each as long as its sentences together, by the terms of these."""

    def __init__(self, sentences: Bm25, first: Units, owners: Units, b: float) -> None:
        """Take the postings of sentences, and the passage that owns each sentence."""
        super().__init__(len(first) - 1, sentences.terms, sentences.recent, sentences.form)
        self._sentences, self._owners = sentences, owners
        self._first = first
        lengths = np.add.reduceat(sentences.lengths, first[:-1], dtype=np.int64) if self.size else first[:0]
        self._formula = Formula(narrow(lengths), sentences.k1, b)
        self._counts = dict[str, int]()

    def unkept(self, term: str) -> Given:
        """Return what a term that is among `terms` gives, at weight 1, without keeping it."""
        found = self._sentences.passing(term)
        units, firsts = _parted(self._owners[found.units])
        counts = np.add.reduceat(found.counts, firsts, dtype=np.float64)
        self._counts[term] = len(units)
        return given(units, self.idf(term) * self._formula.worth(counts, units))

    def _codes(self, term: str) -> tuple[Any, ...]:
        found: tuple[Any, ...] = kernels.compiled.whole_coded(
            *self._sentences.passing(term), self._formula.columns(), self._owners, self.size
        )
        self._counts[term] = found[0]
        return found

    def count(self, term: str) -> int:
        """Return the number of passages that hold a term."""
        known = self._counts.get(term)
        if known is None:
            owners = self._owners[self._sentences.passing(term).units]
            known = self._counts[term] = int(np.count_nonzero(np.diff(owners, prepend=-1)))
        return known

    def weighed(self, terms: Mapping[str, float]) -> WeighedCounts:
        """Return terms that are to score passages more than once."""
        return self.weighed_by(self._sentences.listed_terms(terms))

    def weighed_by(self, terms: Sequence[ListedTerm]) -> WeighedCounts:
        """Return the same of terms whose lists of sentences are at hand."""
        sizes = [self.count(term) for term, *_ in terms]
        return _InPassages(terms, sizes, self.size, self._formula, self._first)


class _InPassages(WeighedCounts):
    """Terms of passages by their counts in sentences."""

    def __init__(
        self, terms: Sequence[ListedTerm], sizes: Sequence[int], units: int, formula: Formula, first: Units
    ) -> None:
        super().__init__(terms, sizes, units, formula)
        self._first = first

    def counted(self, units: Units) -> Counted:
        """Return the count of each term in each passage."""
        sentences, firsts = slices(self._first, units)
        return super().counted(sentences)._replace(firsts=firsts)

    def of_read(self, read: SentenceCounts, rows: Units) -> Scores:
        """Return the scores of the passages that were read."""
        return self._scores(Counted(read.table, rows, firsts=read.firsts), read.passages)


class Joined(CountingScorer):
    """BM25 of sentences, each with the one before it in its passage."""

    def __init__(self, sentences: Bm25, first: Units) -> None:
        """Take the postings of sentences by themselves."""
        super().__init__(sentences.size, sentences.terms, sentences.recent, sentences.form)
        self._sentences = sentences
        lengths = sentences.lengths.astype(np.int32)
        # Place i is of sentence i; the last place is after them all, and nothing follows there.
        self.follows = np.ones(self.size + 1, bool)
        self.follows[first] = False
        lengths[1:] += np.where(self.follows[1:-1], sentences.lengths[:-1], 0)
        self.lengths = narrow(lengths)
        self.formula = Formula(self.lengths, sentences.k1, sentences.b)
        # The same characters are asked for again and again.
        self._counts = dict[str, int]()

    def count(self, term: str) -> int:
        """Return the number of sentences that hold a term, each with the one before it."""
        known = self._counts.get(term)
        if known is None:
            units = self._sentences.passing(term).units
            known = len(units)
            for first in range(0, len(units), _PIECE_ENTRIES):
                own = units[first : first + _PIECE_ENTRIES + 1]
                more = self.follows.take(own[:_PIECE_ENTRIES] + 1)
                more[: len(own) - 1] &= own[1:] != own[:-1] + 1
                known += int(np.count_nonzero(more))
            self._counts[term] = known
        return known

    def unkept(self, term: str) -> Given:
        """Return what a term that is among `terms` gives, at weight 1, without keeping it."""
        own = self._sentences.entries(term).units
        after = own[self.follows[own + 1]] + 1
        units = distinct(np.concatenate([own, after]))
        return given(units, self.weighed({term: 1.0}).at(units))

    def weighed(self, terms: Mapping[str, float]) -> WeighedCounts:
        """Return terms that are to score sentences more than once."""
        return self.weighed_by(self._sentences.listed_terms(terms))

    def weighed_by(self, terms: Sequence[ListedTerm]) -> WeighedCounts:
        """Return the same of terms whose lists of sentences are at hand."""
        sizes = [self.count(term) for term, *_ in terms]
        return _InPairs(terms, sizes, self.size, self.formula, self.follows)


class _InPairs(WeighedCounts):
    """Terms of sentences, each with the one before it."""

    def __init__(
        self,
        terms: Sequence[ListedTerm],
        sizes: Sequence[int],
        units: int,
        formula: Formula,
        follows: NDArray[np.bool_],
    ) -> None:
        super().__init__(terms, sizes, units, formula)
        self._follows = follows

    def counted(self, units: Units) -> Counted:
        """Return the count of each term in each sentence and the one before it."""
        follows = self._follows[units]
        alone = follows & (np.diff(units, prepend=-2) != 1)
        # Sentences before some that are not among them are counted too.
        before = units[alone] - 1
        everything = distinct(np.concatenate([units, before])) if len(before) else units
        found = super().counted(everything)
        if not len(before):
            return found._replace(follows=follows)
        own = everything.searchsorted(units)
        return Counted(
            found.table.take(own, axis=1) + np.where(follows, found.table.take(own - 1, axis=1), 0), found.rows
        )

    def of_read(self, read: SentenceCounts, rows: Units) -> Scores:
        """Return the scores of the sentences that were read."""
        return self._scores(Counted(read.table, rows, self._follows.take(read.entries)), read.entries)


class Bounds(Scorer):
    """Bounds of passages by any scores of their sentences."""

    def __init__(self, sentences: Scorer, first: Units, owners: Units) -> None:
        """Take the postings of sentences, and the passage that owns each."""
        super().__init__(len(first) - 1, sentences.terms, sentences.recent, sentences.form)
        self._sentences, self._first, self._owners = sentences, first, owners

    def unkept(self, term: str) -> Given:
        """Return what a term that is among `terms` gives, at weight 1, without keeping it."""
        found = self._sentences.unkept(term)
        return _highest(self._owners.take(found.units), found.each) if len(found.units) else NOTHING

    def _codes(self, term: str) -> tuple[Any, ...]:
        units, scores, _ = self._sentences.given(term)
        found: tuple[Any, ...] = kernels.compiled.highest_coded(units, scores, self._owners, self.size)
        return found


class Bm25Bounds(Bounds):
    """Bounds of passages by BM25 of their sentences."""

    def __init__(self, sentences: Bm25, first: Units, owners: Units) -> None:
        """Take the postings of sentences, and the passage that owns each."""
        super().__init__(sentences, first, owners)
        self._bm25 = sentences

    def _codes(self, term: str) -> tuple[Any, ...]:
        own = self._bm25
        found: tuple[Any, ...] = kernels.compiled.best_coded(
            *own.passing(term), own.formula.columns(), None, self._owners, own.idf(term), self.size
        )
        return found


class JoinedBounds(Bounds):
    """Bounds of passages by the scores of `Joined`."""

    def __init__(self, joined: Joined, sentences: Bm25, first: Units, owners: Units) -> None:
        """Take the postings of sentences with the one before, and of sentences by themselves."""
        super().__init__(joined, first, owners)
        self._joined, self._alone = joined, sentences
        # The shorter what holds it, the more a term is worth: a sentence by itself, or with the one after it.
        self._shortest = np.minimum(joined.lengths, _MAX_BOUND_LENGTH).astype(np.uint8)
        np.minimum(self._shortest[:-1], self._shortest[1:], out=self._shortest[:-1], where=joined.follows[1:-1])

    def unkept(self, term: str) -> Given:
        """Return what a term that is among `terms` gives, at weight 1, without keeping it."""
        idf = self._joined.idf(term)
        return _together(_highest(self._owners.take(own.units), self._worths(own), idf) for own in self._pieces(term))

    def _codes(self, term: str) -> tuple[Any, ...]:
        formula, follows = self._joined.formula.columns(self._shortest), self._joined.follows
        found: tuple[Any, ...] = kernels.compiled.best_coded(
            *self._alone.passing(term), formula, follows, self._owners, self._joined.idf(term), self.size
        )
        return found

    def _measure(self, term: str) -> None:
        count = self._alone.count(term)
        if count > LONG_BOUND_UNITS:
            # Such a list may never be needed, and some passage has nearly as much of its term as two sentences can.
            self._measures[term] = count, 2 * self._joined.idf(term) * self._joined.formula.most
        else:
            super()._measure(term)

    def _worths(self, found: Entries) -> Scores:
        worths = self._joined.formula.worth_of(found, lengths=self._shortest)
        # Two sentences in a row are worth less together than the sum of both.
        adjacent = np.flatnonzero(found.units[1:] - found.units[:-1] == 1) + 1
        adjacent = adjacent[self._joined.follows.take(found.units.take(adjacent))]
        worths[adjacent] += worths.take(adjacent - 1)
        return worths

    def _pieces(self, term: str) -> Iterator[Entries]:
        """Yield the sentences that hold a term in pieces; those of a passage are in one piece.

        What is made on the way of a list as long as the corpus would take several times its memory.
        """
        units, counts = self._alone.passing(term)
        start = 0
        while start < len(units):
            last = self._owners[units[min(start + _PIECE_ENTRIES, len(units)) - 1]]
            own = slice(start, int(units.searchsorted(self._first[last + 1])))
            yield Entries(units[own], counts[own])
            start = own.stop


def _together(parts: Iterable[Given]) -> Given:
    """Return what lists give that follow each other."""
    found = list(parts)
    if len(found) < 2:
        return found[0] if found else NOTHING
    units, scores, most = zip(*found, strict=True)
    return Given(np.concatenate(units), np.concatenate(scores), max(most))


def _highest(owners: Units, scores: Scores, times: float = 1.0) -> Given:
    units, firsts = _parted(owners)
    return given(units, times * np.maximum.reduceat(scores, firsts))


def _parted(owners: Units) -> tuple[Units, NDArray[np.int64]]:
    """Return each owner once, and where it begins."""
    firsts = np.append(0, np.flatnonzero(owners[1:] != owners[:-1]) + 1)
    return owners.take(firsts), firsts
