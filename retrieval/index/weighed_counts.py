"""Terms of a query with their lists of counts, to score chosen units by BM25 again and again."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from retrieval.arrays import kernels
from retrieval.arrays.entries import Entries
from retrieval.arrays.packed import PackedEntries
from retrieval.index.formula import Counted, CountTable, Formula
from retrieval.index.postings import WeighedTerms, idf
from retrieval.index.top_k import Scores, Units


class ListedTerm(NamedTuple):
    """A term of a query: the number of sentences that hold it, their list, and its weight."""

    term: str
    size: int
    entries: Entries | PackedEntries
    weight: float


class WeighedCounts(WeighedTerms):
    """Terms by their counts; the scores are those of all units, to the last digit."""

    def __init__(self, terms: Sequence[ListedTerm], sizes: Sequence[int], units: int, formula: Formula) -> None:
        """Take the terms in any order; each has an entry at least, and so many of all units hold it."""
        order = sorted(range(len(sizes)), key=sizes.__getitem__)
        self.lists = [terms[at].entries for at in order]
        self._idfs = np.array([idf(units, sizes[at]) for at in order])
        self._weights = np.array([terms[at].weight for at in order])
        self._formula = formula

    def at(self, units: Units) -> Scores:
        """Return the scores of some units, given in ascending order."""
        return self._scores(self.counted(units), units)

    def counted(self, units: Units) -> Counted:
        """Return the count of each term in each unit."""
        return Counted(counts_in(self.lists, units), np.arange(len(self.lists), dtype=np.int32))

    def of_read(self, read: "SentenceCounts", rows: Units) -> Scores:
        """Return the scores by counts in whole passages that were read; the row of each term in their table is
        given.
        """
        return self._scores(Counted(read.table, rows), read.entries)

    def _scores(self, counted: Counted, units: Units) -> Scores:
        return self._formula.scores(counted, units, self._idfs, self._weights)


def counts_in(lists: Sequence[Entries | PackedEntries], units: Units) -> CountTable:
    """Return the counts by each of some lists of some units, given in ascending order."""
    shape = len(lists), len(units)
    if kernels.compiled:
        table = np.empty(shape)
        kernels.compiled.counts_in(list(lists), units, table)
        return table
    known = [one.entries if isinstance(one, PackedEntries) else one for one in lists]
    kind = np.result_type(np.uint8, *(entries.counts.dtype for entries in known))
    nearest, counts = np.empty(shape, np.int32), np.empty(shape, kind)
    # All that can be done for all lists at once is: each call takes longer than what it does.
    for entries, near, own in zip(known, nearest, counts, strict=True):
        at = entries.units.searchsorted(units)
        entries.units.take(at, out=near, mode="clip")
        if entries.counts.dtype == kind:
            entries.counts.take(at, out=own, mode="clip")
        else:
            own[:] = entries.counts.take(at, mode="clip")
    found: CountTable = np.multiply(nearest == units, counts, dtype=np.float64)
    return found


class SentenceCounts:
    """Counts in the sentences of whole passages by the lists of several scorers; each list is looked through once."""

    def __init__(self, weighed: Mapping[str, WeighedCounts], first: Units) -> None:
        """Take the terms of each kind; the sentences of passage p are `first[p]` up to `first[p + 1]`."""
        lists = {id(one): one for own in weighed.values() for one in own.lists}
        places = {known: at for at, known in enumerate(lists)}
        self._lists, self._first, self._weighed = [*lists.values()], first, weighed
        self._rows = {kind: np.array([places[id(one)] for one in own.lists], np.int32) for kind, own in weighed.items()}
        self.passages = self.entries = self.firsts = np.zeros(0, np.int32)
        self.table: CountTable = np.zeros((len(lists), 0))
        self._before = list[tuple[Units, CountTable]]()

    def read(self, passages: Units) -> None:
        """Count in some passages, given in ascending order; what was counted before is not looked up again."""
        self.passages = passages
        self.entries, self.firsts = slices(self._first, passages)
        known = np.concatenate([self.entries[:0], *(entries for entries, _ in self._before)])
        order = known.argsort()
        at = order.take(known.take(order).searchsorted(self.entries), mode="clip") if len(known) else order
        if len(known) and np.array_equal(known.take(at), self.entries):
            self.table = np.concatenate([table for _, table in self._before], axis=1).take(at, axis=1)
        else:
            self.table = counts_in(self._lists, self.entries)
            self._before.append((self.entries, self.table))

    def scores(self, kind: str) -> Scores:
        """Return the scores by the terms of a kind of what was read."""
        return self._weighed[kind].of_read(self, self._rows[kind])


def slices(first: Units, numbers: Units) -> tuple[Units, Units]:
    """Return the numbers from `first[n]` up to `first[n + 1]` for each n, in a row, and where those of each begin."""
    if kernels.compiled:
        own, begin = kernels.compiled.slices(first, numbers)
        return np.frombuffer(own, np.int32), np.frombuffer(begin, np.int32)
    starts = first[numbers]
    counts = first[numbers + 1] - starts
    ends = counts.cumsum(dtype=np.int32)
    firsts: Units = ends - counts
    return np.repeat(starts - firsts, counts) + np.arange(ends[-1] if len(ends) else 0, dtype=np.int32), firsts
