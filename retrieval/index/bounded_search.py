"""The best units by a score that is costly, found by falling bounds of it that are cheap."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays import kernels
from retrieval.arrays.entries import Entries
from retrieval.index.top_k import EXACT, TINY, Scores, Units

# Of more than `MANY_UNITS`, a list of more than these is made only if it has less than `FEW_UNITS` times the units that
# may be among the best.
LONG_BOUND_UNITS, FEW_UNITS, MANY_UNITS = 8_000, 16, 200_000
MAX_CODE = 255
# A unit and its code take so many bytes; where more are needed for all that hold a term, there is a code for each unit.
_BYTES = 3
_TURN = 1 << 16
# Number of units whose sums are added up at once: what is made on the way stays small.
_SUMMED_UNITS = 1 << 16


class CodedList(NamedTuple):
    """A postings list by codes of a byte, never below the scores: `codes[i] * step` is for unit i.

    Where few units hold the term it is for the i-th of these: `lows` are the lower halves of their numbers, and the
    upper half is one more from each of the `turns` on.
    """

    codes: NDArray[np.uint8]
    step: float
    lows: NDArray[np.uint16] | None = None
    turns: tuple[int, ...] = ()

    @property
    def holding(self) -> Units:
        """The units that hold the term, in order."""
        if self.lows is None:
            return np.flatnonzero(self.codes).astype(np.int32)
        units: Units = self.lows.astype(np.int32)
        for turn in self.turns:
            units[turn:] += _TURN
        return units

    def add_to(self, sums: Scores) -> None:
        """Add the scores to the sums of all units."""
        if kernels.compiled:
            kernels.compiled.add_coded(sums, *self)
        elif self.lows is None:
            for first in range(0, len(sums), _SUMMED_UNITS):
                own = slice(first, first + _SUMMED_UNITS)
                sums[own] += self.codes[own] * self.step
        else:
            sums[self.holding] += self.codes * self.step

    def scores(self, units: Units) -> Scores:
        """Return the scores of some units, in ascending order."""
        if self.lows is None:
            return self.codes.take(units).astype(np.float64) * self.step
        return Entries(self.holding, self.codes).counted(units) * self.step


class BoundingList(NamedTuple):
    """A postings list that is made when it is needed: how many units it has, and its highest score."""

    size: int
    most: float
    made: Callable[[], CodedList]


def coded(units: Units, scores: Scores, size: int) -> CodedList:
    """Return the scores, above 0, of some of `size` units by codes."""
    step = float(scores.max(initial=TINY)) / MAX_CODE
    codes = np.minimum(np.ceil(scores / step), MAX_CODE).astype(np.uint8)
    # The highest code times the step may be below the highest score in its last digit.
    step /= EXACT
    if _BYTES * len(units) <= size:
        turns = units.searchsorted(np.arange(_TURN, size, _TURN, dtype=np.int32))
        return CodedList(codes, step, units.astype(np.uint16), tuple(turns.tolist()))
    everywhere = np.zeros(size, np.uint8)
    everywhere[units] = codes
    return CodedList(everywhere, step)


def best_bounded(
    bounds: Sequence[BoundingList],
    count: int,
    size: int,
    exact: Callable[[Units], Scores],
    long: int | None = None,
) -> tuple[Units, Scores]:
    """At most `count` of `size` units, the best first, and their scores; ties in their order, and none that scores 0.

    `exact` scores units given in ascending order, and no score is above the sum of what the lists of `bounds` give the
    unit. They are scored by falling bounds until no other can be among the best. Lists of more than `long` units are
    made only if too many units may be among the best without them, and are looked up for these units otherwise; by
    default those of more than `LONG_BOUND_UNITS`, if there are many units.
    """
    ordered = sorted(bounds, key=lambda bound: bound.size)
    scored = _Scored(count, exact)
    if long is None:
        long = LONG_BOUND_UNITS if size > MANY_UNITS else size
    units, above = _likely(ordered, size, long, scored)
    while len(units):
        rest = max(len(units) - max(count, len(scored.units)), 0)
        order = above.argpartition(rest) if rest else np.arange(len(units))
        scored.add(np.sort(units[order[rest:]]))
        units, above = units[order[:rest]], above[order[:rest]]
        if len(scored.units) >= count:
            near = above >= scored.floor * EXACT
            units, above = units[near], above[near]
    return scored.best()


class _Scored:
    """Units that were scored exactly; `floor` is a score that `count` of them reach, 0 until there are so many."""

    def __init__(self, count: int, exact: Callable[[Units], Scores]) -> None:
        self.count, self._exact, self.floor = count, exact, 0.0
        self.units, self._scores = np.zeros(0, np.int32), np.zeros(0)

    def add(self, units: Units) -> None:
        """Score units, given in ascending order, that were not scored yet."""
        if not len(units):
            return
        self.units = np.concatenate([self.units, units])
        self._scores = np.concatenate([self._scores, self._exact(units)])
        if len(self.units) >= self.count > 0:
            among = len(self.units) - self.count
            self.floor = float(np.partition(self._scores, among)[among])

    def add_highest(self, sums: Scores) -> None:
        """Score the units with the highest of all sums, which are not looked at again."""
        units = highest(sums, 2 * self.count)
        self.add(units)
        sums[units] = -np.inf

    def best(self) -> tuple[Units, Scores]:
        """Return the best, and their scores."""
        order = np.lexsort((self.units, -self._scores))
        order = order[self._scores[order] > 0][: self.count]
        return self.units[order], self._scores[order]


def _likely(bounds: Sequence[BoundingList], size: int, long: int, scored: _Scored) -> tuple[Units, Scores]:
    """Return the units that may be among the best, in ascending order, and bounds of their scores.

    The bounds come shortest first; some units are scored for a floor, and are not among those returned.
    """
    rest = [0.0, *np.cumsum([bound.most for bound in reversed(bounds)]).tolist()][::-1]
    made = next((at for at, bound in enumerate(bounds) if bound.size > long and at), len(bounds))
    sums = np.zeros(size)
    for bound in bounds[:made]:
        bound.made().add_to(sums)
    scored.add_highest(sums)
    for at in range(made, len(bounds)):
        least = scored.floor * EXACT - rest[at]
        if least > 0 and np.count_nonzero(sums >= least) * FEW_UNITS <= bounds[at].size:
            break
        bounds[at].made().add_to(sums)
        made += 1
        if not scored.floor:
            scored.add_highest(sums)
    units = at_least(sums, max(scored.floor * EXACT - rest[made], TINY))
    above = sums[units]
    for at in range(made, len(bounds)):
        above += bounds[at].made().scores(units)
        keep = above + rest[at + 1] >= scored.floor * EXACT
        units, above = units[keep], above[keep]
    return units, above


def at_least(sums: Scores, least: float) -> Units:
    """Return the places of the sums that are not below one, in ascending order."""
    if kernels.compiled:
        return np.frombuffer(kernels.compiled.at_least(sums, least), np.int32)
    return np.flatnonzero(sums >= least).astype(np.int32)


def highest(sums: Scores, count: int) -> Units:
    """Return the places of the highest sums above 0, `count` at most, in order; of equal ones the first."""
    if kernels.compiled:
        return np.frombuffer(kernels.compiled.highest(sums, count), np.int32)
    least = max(np.partition(sums, -count)[-count], TINY) if 0 < count < len(sums) else TINY
    above, equal = np.flatnonzero(sums > least), np.flatnonzero(sums == least)
    return np.sort(np.concatenate([above, equal[: count - len(above)]])).astype(np.int32)
