"""Worth of a term in a unit by BM25: its count there against the unit's length."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays import kernels
from retrieval.arrays.entries import Array, Entries
from retrieval.index.top_k import Scores, Units

# One row of counts a term, one column a unit.
CountTable = NDArray[np.float64]
# What this or a smaller count is worth is looked up.
_FEW_COUNTS = 4


class Counted(NamedTuple):
    """Counts of terms in units: some rows of a table, one for each term, and how its columns make up the units.

    A column is a unit, to which the column before it counts too where the unit `follows`. With `firsts` the columns
    from one of these to the next are a unit.
    """

    table: CountTable
    rows: Units
    follows: NDArray[np.bool_] | None = None
    firsts: Units | None = None

    def counts(self) -> CountTable:
        """Return the count of each term in each unit."""
        found: CountTable = self.table.take(self.rows, axis=0)
        if self.firsts is not None:
            return np.add.reduceat(found, self.firsts, axis=1)
        if self.follows is not None:
            found[:, 1:] += np.where(self.follows[1:], found[:, :-1], 0)
        return found


class Formula:
    """Return what a term is worth in units by its counts there and their lengths, but for its idf."""

    def __init__(self, lengths: Array, k1: float, b: float) -> None:
        """Take the lengths of all units, of which the average counts."""
        self._lengths = lengths
        average = float(lengths.sum(dtype=np.int64)) / max(len(lengths), 1)
        # No unit is shorter than the shortest, so that the first of these is the highest worth that there is.
        own = np.maximum(np.arange(float(lengths.max(initial=0)) + 1), lengths.min() if len(lengths) else 0)
        self._norms: Scores = k1 * (1 - b + b * own / average) if average else own
        # A term is worth less however often it appears.
        self.most = k1 + 1
        counts = np.arange(1.0, _FEW_COUNTS + 1)[:, np.newaxis]
        self._few: Scores = counts * self.most / (self._norms + counts)

    def columns(self, lengths: Array | None = None) -> tuple[Array, Scores, Scores, float]:
        """Return what the compiled functions take, with other lengths of all units if these are given."""
        return self._lengths if lengths is None else lengths, self._norms, self._few, self.most

    def worth_of(self, found: Entries, idf: float = 1.0, lengths: Array | None = None) -> Scores:
        """Return what each entry is worth, by other lengths of all units if these are given, `idf` times."""
        if kernels.compiled:
            worths = np.empty(len(found.units))
            kernels.compiled.worths(*found, self.columns(lengths), idf, worths)
            return worths
        own = (self._lengths if lengths is None else lengths).take(found.units)
        return idf * self._worth(found.counts.astype(np.float64), own)

    def worth(self, counts: Scores, units: Units) -> Scores:
        """Return what each count is worth in its unit."""
        return self._worth(counts, self._lengths.take(units))

    def scores(self, counted: Counted, units: Units, idfs: Scores, weights: Scores) -> Scores:
        """Return the sums of what terms are worth in some units, each times its idf and its weight."""
        if kernels.compiled:
            total, (table, rows, *how) = np.empty(len(units)), counted
            kernels.compiled.scores(table, rows, units, self.columns(), idfs, weights, *how, total)
            return total
        scores = self.worth(counted.counts(), units)
        scores *= idfs[:, np.newaxis]
        scores *= weights[:, np.newaxis]
        # A plain sum may add up pairs of pairs.
        return np.add.accumulate(scores, axis=0, out=scores)[-1] if len(scores) else np.zeros(len(units))

    def _worth(self, counts: Scores, lengths: Array) -> Scores:
        found = self._norms.take(lengths) + counts
        return np.divide(counts * self.most, found, out=found)
