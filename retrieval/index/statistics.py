"""What BM25 needs to know of a corpus: how often each term stands in each unit, how rare it is, how long units are."""

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.index.inverter import Counts, Inverter
from retrieval.index.top_k import Scores, Units

# rank-bm25 keeps a dictionary for every unit, some 10 KB for a passage.
LARGEST = 20_000


class Statistics(NamedTuple):
    """Term t, by `terms`, stands `counts` times in `units`, both from `offsets[t]` to `offsets[t + 1]`, in order.

    The terms come in the order of their first occurrence. `idf` is that of each term; `lengths` are those of the units,
    in terms, and `average` is their mean.
    """

    terms: Mapping[str, int]
    offsets: NDArray[np.int64]
    units: Units
    counts: Counts
    idf: Scores
    lengths: NDArray[np.int64]
    average: float


class Terms(defaultdict[str, int]):
    """Terms and their numbers, given in the order in which they are first asked for."""

    def __missing__(self, term: str) -> int:
        self[term] = number = len(self)
        return number


class Counting:
    """Takes the statistics of units that come one after the other, and holds no more of them than numbers.

    Those of up to `largest` units are computed by rank-bm25's own class; of a larger corpus the same are taken in
    passing.
    """

    def __init__(self, largest: int = LARGEST, terms: Terms | None = None) -> None:
        """With `terms`, those that another counting of the same terms has numbered."""
        self._terms = Terms() if terms is None else terms
        self._largest = largest
        self._first: list[Sequence[str]] | None = []
        self._inverter = Inverter()

    @property
    def terms(self) -> Terms:
        """The terms so far."""
        return self._terms

    def numbers(self, unit: Sequence[str]) -> "array[int]":
        """The numbers of the terms of a unit."""
        return array("i", [self._terms[term] for term in unit])

    def add(self, unit: Sequence[str], numbers: "array[int] | None" = None) -> None:
        """Take a unit, which must not be changed any more; its numbers, where they are known."""
        self._inverter.add(self.numbers(unit) if numbers is None else numbers)
        if self._first is not None:
            self._first.append(unit)
            if len(self._first) > self._largest:
                self._first = None

    def statistics(self) -> Statistics:
        """What was counted; no unit can be taken any more.

        Nothing has an idf where no unit has a term, as rank-bm25 would divide by zero there.
        """
        found = self._inverter.inverted(len(self._terms))
        average = float(found.lengths.sum()) / max(len(found.lengths), 1)
        counts = np.diff(found.offsets).tolist()
        idf = np.array([math.log((len(found.lengths) + 1) / count) for count in counts])
        if self._terms and self._first is not None:
            from rank_bm25 import BM25Plus  # brings the pools of processes along, which who only asks does not need

            package = BM25Plus(self._first, delta=0)
            idf, average = np.array([package.idf[term] for term in self._terms]), package.avgdl
        return Statistics(self._terms, found.offsets, found.units, found.counts, idf, found.lengths, average)


def statistics(units: Iterable[Sequence[str]], largest: int = LARGEST) -> Statistics:
    """The statistics of a corpus, as a `Counting` takes them."""
    counting = Counting(largest)
    for unit in units:
        counting.add(unit)
    return counting.statistics()
