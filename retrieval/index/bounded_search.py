"""The best units by a score that is costly, found by falling bounds of it that are cheap."""

import threading
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays import kernels
from retrieval.arrays.entries import Entries
from retrieval.index.top_k import EXACT, TINY, Scores, Units

# Of more than `MANY_UNITS`, lists of more than `LONG_BOUND_UNITS` are made only while more than `FEW_UNITS` may be
# among the best without them: fewer are scored in less time.
LONG_BOUND_UNITS, FEW_UNITS, MANY_UNITS = 128_000, 1_000, 200_000
# Most of the time the best are among so many times as many of those with the highest bounds.
_ENOUGH = 8
# To score so many units takes twice as long as to score one.
_SCORED_UNITS = 256
MAX_CODE = 255
# A unit and its code take so many bytes; where more are needed for all that hold a term, there is a code for each unit.
_BYTES = 3
_TURN = 1 << 16


class CodedList(NamedTuple):
    """A postings list by codes of a byte, never below the scores: `codes[i] * step` is for unit i.

    Where few units hold the term it is for the i-th of these: `lows` are the lower halves of their numbers, and those
    with the upper half t are from `turns[t]` up to `turns[t + 1]`.
    """

    codes: NDArray[np.uint8]
    step: float
    lows: NDArray[np.uint16] | None = None
    turns: Units | None = None

    @property
    def holding(self) -> Units:
        """The units that hold the term, in order."""
        if self.lows is None or self.turns is None:
            return np.flatnonzero(self.codes).astype(np.int32)
        uppers = np.repeat(np.arange(len(self.turns) - 1, dtype=np.int32) * _TURN, np.diff(self.turns))
        units: Units = uppers + self.lows
        return units

    def add_to(self, above: Scores, units: Units, size: int) -> None:
        """Add the scores of some of `size` units, in ascending order, to others of these."""
        if kernels.compiled:
            kernels.compiled.add_codes(self, size, units, above)
        elif self.lows is None:
            above += self.codes.take(units) * self.step
        else:
            above += Entries(self.holding, self.codes).counted(units) * self.step


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
        turns = units.searchsorted(np.arange(0, size + _TURN, _TURN)).astype(np.int32)
        return CodedList(codes, step, units.astype(np.uint16), turns)
    everywhere = np.zeros(size, np.uint8)
    everywhere[units] = codes
    return CodedList(everywhere, step)


def best_bounded(
    bounds: Sequence[BoundingList],
    count: int,
    size: int,
    exact: Callable[[Units], Scores],
    long: int | None = None,
    few: int = FEW_UNITS,
) -> tuple[Units, Scores]:
    """At most `count` of `size` units, the best first, and their scores; ties in their order, and none that scores 0.

    `exact` scores units given in ascending order, and no score is above the sum of what the lists of `bounds` give the
    unit. They are scored by falling bounds until no other can be among the best. Lists of more than `long` units are
    made only while more than `few` units may be among the best without them; by default those of more than
    `LONG_BOUND_UNITS`, if there are many units.
    """
    ordered = sorted(bounds, key=lambda bound: bound.size)
    scored = _Scored(count, exact)
    if long is None:
        long = LONG_BOUND_UNITS if size > MANY_UNITS else size
    units, above = _likely(ordered, size, long, few, scored)
    while len(units):
        rest = max(len(units) - _SCORED_UNITS, 0)
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

    def are_new(self, units: Units) -> NDArray[np.bool_]:
        """Tell which units, given in ascending order, were not scored yet."""
        new = np.ones(len(units), bool)
        at = units.searchsorted(self.units)
        new[at[units.take(at, mode="clip") == self.units] if len(units) else at[:0]] = False
        return new

    def add_highest(self, units: Units, above: Scores) -> None:
        """Score the units with the highest bounds of some, in ascending order, but for those that were scored."""
        most = 2 * self.count
        if len(units) > most:
            units = np.sort(units[above.argpartition(-most)[-most:]])
        self.add(units[self.are_new(units)])

    def least(self, rest: float) -> float:
        """Return the bound that a unit has to reach to be among the best, where lists left out give `rest` at most."""
        return max(self.floor * EXACT - rest, TINY)

    def best(self) -> tuple[Units, Scores]:
        """Return the best, and their scores."""
        order = np.lexsort((self.units, -self._scores))
        order = order[self._scores[order] > 0][: self.count]
        return self.units[order], self._scores[order]


def _likely(bounds: Sequence[BoundingList], size: int, long: int, few: int, scored: _Scored) -> tuple[Units, Scores]:
    """Return the units that may be among the best, in ascending order, and bounds of their scores.

    The bounds come shortest first; some units are scored for a floor, and are not among those returned.
    """
    rest = [*accumulate((bound.most for bound in reversed(bounds)), initial=0.0)][::-1]
    made = next((at for at, bound in enumerate(bounds) if bound.size > long and at), len(bounds))
    sums = memory_of(size)
    add_up([bound.made() for bound in bounds[:made]], size, sums)
    enough = _ENOUGH * scored.count
    units, above = reaching(sums, size, TINY, enough)
    scored.add_highest(units, above)
    while made < len(bounds) and scored.floor * EXACT <= rest[made]:
        # A unit that none of the lists has may be among the best.
        add_up([bounds[made].made()], size, sums, afresh=False)
        made += 1
        if not scored.floor or scored.floor * EXACT > rest[made]:
            units, above = reaching(sums, size, TINY, enough)
            scored.add_highest(units, above)
    if 0 < enough == len(units) and above.min() >= scored.least(rest[made]):
        units, above = reaching(sums, size, scored.least(rest[made]))
    near = scored.are_new(units) & (above >= scored.least(rest[made]))
    units, above = units[near], above[near]
    while made < len(bounds) and len(units) > few:
        bounds[made].made().add_to(above, units, size)
        made += 1
        near = above >= scored.least(rest[made])
        units, above = units[near], above[near]
    return units, above + rest[made]


class _Memory(threading.local):
    """One array of sums for a thread."""

    def __init__(self) -> None:
        self.kept: Scores = np.zeros(0)


_memory = _Memory()


def memory_of(size: int) -> Scores:
    """Return memory for the sums of so many units, whatever is in it, until the next call in this thread."""
    # Sums of whole turns, so that no list need be checked unit by unit.
    needed = -(-size // _TURN) * _TURN
    if len(_memory.kept) < needed:
        _memory.kept = np.zeros(needed)
    return _memory.kept


def add_up(lists: Sequence[CodedList], size: int, sums: Scores, *, afresh: bool = True) -> None:
    """Add what some lists give each of `size` units to their sums, which begin with 0 if this is `afresh`."""
    if kernels.compiled:
        kernels.compiled.add_coded(list(lists), size, afresh, sums)
        return
    if afresh:
        sums[:] = 0
    for one in lists:
        if one.lows is None:
            sums[:size] += one.codes * one.step
        else:
            sums[one.holding] += one.codes * one.step


def reaching(sums: Scores, size: int, least: float, count: int = 0) -> tuple[Units, Scores]:
    """Return those of `size` units whose sums are not below one above 0, in ascending order, and these sums.

    With a count above 0, no more than so many with the highest, of equal ones the first.
    """
    if kernels.compiled:
        found, above = kernels.compiled.reaching(sums, size, least, count)
        return np.frombuffer(found, np.int32), np.frombuffer(above)
    units = np.flatnonzero(sums[:size] >= least).astype(np.int32)
    if 0 < count < len(units):
        units = np.sort(units[(-sums[units]).argsort(kind="stable")[:count]])
    return units, sums[units]
