"""List of a term: the units that hold it, in order, and how often each does."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays import kernels

Units = NDArray[np.int32]
# Numbers of any width.
Array = NDArray[Any]
# Of one byte where no count is larger, else of four.
Counts = Array
# The counts of most lists, which take no memory of their own.
_ONES: Counts = np.ones(1 << 16, np.uint8)
_ONES.flags.writeable = False


def ones(many: int) -> Counts:
    """Return the counts of a list of so many entries that each count once; to be read only."""
    return _ONES[:many] if many <= len(_ONES) else np.ones(many, np.uint8)


def any_in(units: Units, numbers: range) -> bool:
    """Return whether one of some units, in ascending order, is among numbers in a row."""
    if kernels.compiled:
        return bool(kernels.compiled.any_in(units, numbers.start, numbers.stop))
    # For a plain number numpy would make a wider copy of all units.
    at = units.searchsorted(np.int32(numbers.start))
    return bool(at < len(units) and units[at] < numbers.stop)


def within_range(units: Units, numbers: range) -> Units:
    """Return those of some units, in ascending order, that are among numbers in a row."""
    first, last = units.searchsorted(np.array([numbers.start, numbers.stop], np.int32)).tolist()
    return units[first:last]


def common(lists: Sequence[Units]) -> Units:
    """Return the units that all of some lists hold, at least one list, each in ascending order."""
    found, *others = sorted(lists, key=len)
    for other in others if len(found) else ():
        found = found[other.take(other.searchsorted(found), mode="clip") == found]
    return found


def sort(keys: Array) -> None:
    """Put whole numbers of eight bytes, none below 0, in ascending order in their place."""
    if kernels.compiled:
        kernels.compiled.sort(keys)
    else:
        keys.sort()


def narrow(numbers: Array) -> Array:
    """Return numbers that are not below 0 in as few bytes as the largest takes."""
    most = numbers.max(initial=0)
    return numbers.astype(np.uint8 if most < 1 << 8 else np.uint16 if most < 1 << 16 else np.int32)


def before(lists: Sequence[Units], places: Units) -> Units:
    """Return how many units of each list, in ascending order, are below each place: a row a list."""
    table = np.empty((len(lists), len(places)), np.int32)
    if kernels.compiled:
        kernels.compiled.before(list(lists), places, table)
        return table
    for row, units in zip(table, lists, strict=True):
        row[:] = units.searchsorted(places)
    return table


def weigh(lists: Sequence[Units], weights: NDArray[np.float64], columns: Units, units: Units) -> NDArray[np.float64]:
    """Return for each unit the sum of the weights of the lists, in ascending order, that hold it.

    A list has a row of weights, of which that in the unit's column counts.
    """
    sums = np.zeros(len(units))
    if kernels.compiled:
        kernels.compiled.weigh(list(lists), weights, columns, units, sums)
        return sums
    places = before(lists, np.concatenate([units, units + 1]))
    held = places[:, : len(units)] < places[:, len(units) :]
    # A plain sum may add up pairs of pairs.
    for row, own in zip(weights.take(columns, axis=1), held, strict=True):
        sums += row * own
    return sums


class Entries(NamedTuple):
    """A list: entry i is of `units[i]` and counts `counts[i]` times, once at least."""

    units: Units
    counts: Counts

    def counted(self, units: Units) -> NDArray[np.float64]:
        """Return the counts of some units, in ascending order; 0 for one that has no entry."""
        at = self.units.searchsorted(units)
        if not len(self.units):
            return np.zeros(len(units))
        held: NDArray[np.float64] = self.counts.take(at, mode="clip").astype(np.float64)
        held *= self.units.take(at, mode="clip") == units
        return held

    def renumbered(self, numbers: Units) -> "Entries":
        """Return the list with unit i as `numbers[i]`, which rise, or without it if that is below 0."""
        moved = numbers.take(self.units)
        inside = moved >= 0
        units = moved[inside]
        return Entries(units, ones(len(units)) if self._all_once else self.counts[inside])

    def with_others(self, others: "Entries") -> "Entries":
        """Return this list and one of other units together."""
        if not len(self.units) or not len(others.units):
            return self if len(self.units) else others
        at = self.units.searchsorted(others.units)
        units = np.insert(self.units, at, others.units)
        if self._all_once and others._all_once:
            return Entries(units, ones(len(units)))
        kind = np.promote_types(self.counts.dtype, others.counts.dtype)
        return Entries(units, np.insert(self.counts.astype(kind, copy=False), at, others.counts))

    @property
    def _all_once(self) -> bool:
        """Return whether the counts take no memory, as those do that are all 1."""
        return self.counts.base is _ONES


NO_ENTRIES = Entries(np.zeros(0, np.int32), np.zeros(0, np.uint8))
