"""Scores of units: what the lists of terms add to them, and the memory in which they are summed up."""

import threading
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays import kernels

Scores = NDArray[np.float64]
Units = NDArray[np.int32]
NO_UNITS: Units = np.zeros(0, np.int32)
# The same sum in another order differs in its last digits.
EXACT = 1 - 1e-9
TINY = float(np.finfo(np.float64).tiny)
# A product of at most so much is wrong by less than the other.
_LARGEST_ROUNDED, _NEAR_HALF = 2.0**40, 2.0**-10


class PostingsList(NamedTuple):
    """A term's postings list: the units that hold it, in order; what it gives each, times `weight`, is its score.

    A single one of `impacts` is for all units. `most` is the highest of those scores.
    """

    units: Units
    impacts: Scores
    weight: float
    most: float

    def scores(self) -> Scores:
        """Return what it gives each of its units; to be read only."""
        return self.impacts if self.weight == 1 else self.weight * self.impacts

    def look_up(self, units: Units) -> Scores:
        """Return the scores of some units, in ascending order; 0 for one without the term."""
        return self.weight * look_up(self.units, self.impacts, units)


def added_up(lists: list[PostingsList], size: int) -> Scores:
    """Return what some lists give each of so many units, added up in their order."""
    sums = np.zeros(size)
    if kernels.compiled:
        kernels.compiled.add(lists, sums)
        return sums
    for listed in lists:
        np.add.at(sums, listed.units, listed.scores())
    return sums


def look_up(units: Units, values: Scores, wanted: Units) -> Scores:
    """Return the value of each wanted unit, all in ascending order; 0 for one that is none of the units.

    A single value is for all units.
    """
    at = units.searchsorted(wanted)
    found: Scores = values.take(at, mode="clip")
    found *= units.take(at, mode="clip") == wanted
    return found


def best_units(scores: Scores, count: int) -> NDArray[np.intp]:
    """Return the units with the best scores, best first, ties in order."""
    if len(scores) <= count:
        return np.argsort(-scores, kind="stable")
    floor = np.partition(scores, -count)[-count]
    at = np.flatnonzero(scores >= floor)
    return at[np.argsort(-scores[at], kind="stable")][:count]


def rounded(scores: Scores, digits: int) -> list[float]:
    """Return what `round` gives for each score, in a tenth of the time."""
    scaled = scores * 10.0**digits
    whole = np.rint(scaled)
    found: list[float] = (whole / 10.0**digits).tolist()
    # Near a half, and where the product is far from exact, it does not tell which number is nearest.
    unsure = (np.abs(np.abs(scaled - whole) - 0.5) < _NEAR_HALF) | (np.abs(scaled) > _LARGEST_ROUNDED)
    for at in unsure.nonzero()[0].tolist():
        found[at] = round(float(scores[at]), digits)
    return found


class _Sums(threading.local):
    """One array of sums for a thread."""

    def __init__(self) -> None:
        self.kept: Scores = np.zeros(0)


_sums = _Sums()


def sums_of(size: int) -> Scores:
    """Return sums of so many units, all 0, which are to be 0 again before the next call in this thread."""
    if len(_sums.kept) < size:
        _sums.kept = np.zeros(size)
    return _sums.kept[:size]


def united(lists: Sequence[Units], without: Units = NO_UNITS) -> Units:
    """Return the units of any of some lists and not of another one, in ascending order as these are, for reading."""
    held = [units for units in lists if len(units)]
    if len(held) < 2 and not len(without):
        return held[0] if held else NO_UNITS
    if kernels.compiled:
        return np.frombuffer(kernels.compiled.united(held, without), np.int32)
    found = distinct(np.concatenate([NO_UNITS, *held]))
    return found[~np.isin(found, without, assume_unique=True)]


def highest(parts: Iterable[tuple[Units, float]]) -> tuple[Units, Scores]:
    """Return the units of some lists, in ascending order as these are, and the highest score of each by its lists.

    A single score, if there is one for all; to be read only.
    """
    held = sorted(((units, score) for units, score in parts if len(units)), key=lambda part: -part[1])
    if len(held) < 2:
        return (held[0][0], np.array([held[0][1]])) if held else (NO_UNITS, np.zeros(0))
    lists, worths = [units for units, _ in held], np.array([score for _, score in held])
    if kernels.compiled:
        found, scores = kernels.compiled.highest(lists, worths)
        return np.frombuffer(found, np.int32), np.frombuffer(scores)
    units, scores = np.concatenate(lists), worths.repeat([*map(len, lists)])
    order = np.lexsort((-scores, units))
    order = order[np.diff(units[order], prepend=-1) != 0]
    return units[order], scores[order]


def distinct(units: Units) -> Units:
    """Return each of some units once, in ascending order; lists in order, one after the other, take the least time."""
    # A stable sort merges what is in order already.
    ordered: Units = np.sort(units, kind="stable")
    first = np.ones(len(ordered), bool)
    # In a fifth of the time that numpy's own functions take for a short list.
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    found: Units = ordered[first]
    return found
