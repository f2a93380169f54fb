"""List of a term: the units that hold it, in order, and how often each does."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Units = NDArray[np.int32]


class Entries(NamedTuple):
    """A list: entry i is of `units[i]`, and counts once but for those at `places`, which have `counts`."""

    units: Units
    places: Units
    counts: Units

    def counted(self, units: Units) -> NDArray[np.float64]:
        """Return the counts of some units, in ascending order; 0 for one that has no entry."""
        found = np.empty(len(units))
        self.count_into(found, units)
        return found

    def count_into(self, found: NDArray[np.float64], units: Units) -> None:
        """Write there what `counted` returns."""
        if not len(self.units):
            found[:] = 0
            return
        at = self.units.searchsorted(units)
        np.equal(self.units.take(at, mode="clip"), units, out=found)
        if len(self.places):
            more = self.places.searchsorted(at.astype(np.int32))
            again = self.places.take(more, mode="clip") == at
            found[again] *= self.counts.take(more[again])

    def frequencies(self) -> NDArray[np.float64]:
        """Return the count of each entry."""
        found = np.ones(len(self.units))
        found[self.places] = self.counts
        return found

    def renumbered(self, numbers: Units) -> "Entries":
        """Return the list with unit i as `numbers[i]`, which rise, or without it if that is below 0."""
        moved = numbers.take(self.units)
        inside = moved >= 0
        at = inside.cumsum(dtype=np.int32) - np.int32(1)
        kept = inside.take(self.places)
        return Entries(moved[inside], at.take(self.places[kept]), self.counts[kept])

    def with_others(self, others: "Entries") -> "Entries":
        """Return this list and one of other units together."""
        if not len(self.units) or not len(others.units):
            return self if len(self.units) else others
        at = self.units.searchsorted(others.units)
        counts = np.insert(self.frequencies(), at, others.frequencies())
        places = np.flatnonzero(counts > 1).astype(np.int32)
        return Entries(np.insert(self.units, at, others.units), places, counts[places].astype(np.int32))


NO_ENTRIES = Entries(*(np.zeros(0, np.int32) for _ in range(3)))
