"""The best units of a corpus for some terms, exactly, without scoring every unit.

The postings lists of the terms are added up, the shortest first. The complete score of any `count` units is a floor
under what is looked for. A unit that is in none of the lists so far can reach no more than the remaining ones give at
most; where the floor is well above that, the remaining lists, which are the long ones, are not gone through but only
looked up for the units that may still reach the floor (MaxScore: Turtle and Flood, "Query evaluation: strategies and
optimizations", 1995, here list by list and on arrays).
"""

import threading
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Units = NDArray[np.int32]
# A list of more entries is worth the trouble of leaving it out.
LONG_LIST_POSTINGS = 16_000
# So far above what the remaining lists give must the floor be; nearer to it, too many units may still reach it.
_WELL = 2.0
# With more candidates than this times what is wanted, a better floor pays.
_MANY = 5
# Going through one entry of a list costs as much as going through, or setting to 0, so many places in a row.
_GATHERED, _SCATTERED = 4, 20
# The same sum in another order differs in its last digits.
EXACT = 1 - 1e-9
TINY = float(np.finfo(np.float64).tiny)


class PostingsList(NamedTuple):
    """A term's postings list: the units that hold it, in order; what it gives each, times `weight`, is its score.

    `most` is the highest of those scores.
    """

    units: Units
    impacts: Scores
    weight: float
    most: float

    def scores(self) -> Scores:
        """Return what it gives each of its units; to be read only."""
        return self.impacts if self.weight == 1 else self.weight * self.impacts

    def add_to(self, sums: Scores) -> None:
        """Add the scores to the sums of all units."""
        np.add.at(sums, self.units, self.scores())

    def look_up(self, units: Units) -> Scores:
        """Return the scores of some units, in ascending order; 0 for one without the term."""
        return self.weight * look_up(self.units, self.impacts, units)


def look_up(units: Units, values: Scores, wanted: Units) -> Scores:
    """Return the value of each wanted unit, all in ascending order; 0 for one that is none of the units."""
    at = units.searchsorted(wanted)
    found: Scores = values.take(at, mode="clip")
    found *= units.take(at, mode="clip") == wanted
    return found


class _Sums(threading.local):
    """One array of sums for a thread, all of them 0 between two uses."""

    def __init__(self) -> None:
        self._sums: Scores = np.zeros(0)

    def of(self, size: int) -> Scores:
        if len(self._sums) < size:
            self._sums = np.zeros(size)
        return self._sums[:size]


_sums = _Sums()


def distinct(units: Units) -> Units:
    """Return each of some units once, in ascending order; lists in order, one after the other, take the least time."""
    # A stable sort merges what is in order already.
    ordered: Units = np.sort(units, kind="stable")
    found: Units = ordered[np.diff(ordered, prepend=-1) != 0]
    return found


def best(lists: Sequence[PostingsList], count: int, size: int, long: int = LONG_LIST_POSTINGS) -> tuple[Units, Scores]:
    """At most `count` of `size` units, the best first, and their scores; ties in their order, and none that scores 0.

    The lists come shortest first, and every weight is above 0. The scores are the sums in the order of the lists. Lists
    of no more than `long` entries are always gone through.
    """
    if not lists or count < 1:
        return np.zeros(0, np.int32), np.zeros(0)
    units, scores = _left(lists, count, size, long)
    order = (-scores).argsort(kind="stable")[:count]
    return units[order], scores[order]


def _left(lists: Sequence[PostingsList], count: int, size: int, long: int) -> tuple[Units, Scores]:
    """Units, in ascending order, among which the best are, and their complete scores."""
    rest = [0.0]
    for one in reversed(lists):
        rest.append(rest[-1] + one.most)
    rest.reverse()
    sums = _sums.of(size)
    floor, tried, at = 0.0, 0, 0
    try:
        while at < len(lists):
            if len(lists[at].units) > max(long, 2 * tried) and floor <= rest[at]:
                floor, tried = max(floor, _floor(lists[:at], sums, lists[at:], count)), len(lists[at].units)
            if floor > _WELL * rest[at]:
                break
            lists[at].add_to(sums)
            at += 1
        if at == len(lists):
            floor = max(floor, _floor(lists, sums, (), count))
        # A unit in none of the first lists, but in all the others, would not reach the floor.
        first = next((n for n in range(1, at) if rest[n] < floor * EXACT), at)
        units, scores = _above(lists[:first], sums, floor * EXACT - rest[at])
    finally:
        _clear(sums, lists[: at + 1])
    if at < len(lists) and len(units) > _MANY * count:
        floor = max(floor, _completed(units, scores, lists[at:], count))
        keep = scores >= floor * EXACT - rest[at]
        units, scores = units[keep], scores[keep]
    order = units.argsort()
    units, scores = units[order], scores[order]
    for more in range(at, len(lists)):
        keep = scores >= floor * EXACT - rest[more]
        units, scores = units[keep], scores[keep]
        scores += lists[more].look_up(units)
    return units, scores


def _floor(added: Sequence[PostingsList], sums: Scores, rest: Sequence[PostingsList], count: int) -> float:
    """Return a score that `count` units reach, by those of the rarest list with `count` units; 0 if no
    list has them.
    """
    units = next((one.units for one in added if len(one.units) >= count), None)
    return 0.0 if units is None else _completed(units, sums.take(units), rest, count)


def _completed(units: Units, scores: Scores, rest: Sequence[PostingsList], count: int) -> float:
    """Return the least complete score of the best `count` of some units by their scores so far."""
    if not rest:
        return float(np.partition(scores, len(units) - count)[len(units) - count])
    best = scores.argpartition(len(units) - count)[len(units) - count :]
    best.sort()
    units, found = units[best], scores[best]
    for one in rest:
        found += one.look_up(units)
    return float(found.min())


def _above(lists: Sequence[PostingsList], sums: Scores, least: float) -> tuple[Units, Scores]:
    """Return the units of the lists whose sums are at least `least`, in ascending order, and their sums."""
    least = max(least, TINY)
    if _GATHERED * sum(len(one.units) for one in lists) > len(sums):
        units = np.flatnonzero(sums >= least).astype(np.int32)
        return units, sums[units]
    found = []
    for one in lists:
        units = one.units[sums.take(one.units) >= least]
        sums[units] *= -1  # so that no other list finds them again
        found.append(units)
    units = np.concatenate(found)
    return units, -sums[units]


def _clear(sums: Scores, lists: Sequence[PostingsList]) -> None:
    """Set the sums of the units of some lists to 0."""
    if _SCATTERED * sum(len(one.units) for one in lists) > len(sums):
        sums.fill(0)
    else:
        for one in lists:
            sums[one.units] = 0
