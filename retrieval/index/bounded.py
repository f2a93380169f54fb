"""The best units by a score that is costly to compute, exactly, where a cheap one is never below it."""

from collections.abc import Callable, Sequence

import numpy as np

from retrieval.index.top_k import EXACT, TINY, Listed, Scores, Units, summed

# With so many times more candidates than are wanted, a better floor is worth scoring the likeliest of them twice.
_MANY = 20


def best_bounded(
    bounds: Sequence[Listed], count: int, size: int, exact: Callable[[Units], Scores]
) -> tuple[Units, Scores]:
    """At most `count` of `size` units, the best first, and their scores; ties in their order, and none that scores 0.

    `exact` scores units given in ascending order, and no score is above the sum of what the lists of `bounds` give the
    unit. They are scored by falling bounds until no other can be among the best.
    """
    with summed(bounds, size) as sums:
        floor = _floor(bounds, sums, count, exact)
        units = np.flatnonzero(sums >= max(floor * EXACT, TINY)).astype(np.int32)
        highest = sums[units]
    if len(units) > _MANY * count:
        likely = np.sort(highest.argpartition(len(units) - 2 * count)[len(units) - 2 * count :])
        floor = max(floor, float(np.partition(exact(units[likely]), count)[count]))
        units, highest = units[highest >= floor * EXACT], highest[highest >= floor * EXACT]
    order = (-highest).argsort(kind="stable")
    units, highest = units[order], highest[order]
    found, scores, done = units[:0], np.zeros(0), 0
    while done < len(units) and (len(found) < count or highest[done] >= floor * EXACT):
        more = np.sort(units[done : done + max(2 * count, done)])
        done += len(more)
        found, scores = np.concatenate([found, more]), np.concatenate([scores, exact(more)])
        if len(found) >= count:
            floor = max(floor, float(np.partition(scores, len(found) - count)[len(found) - count]))
    order = np.lexsort((found, -scores))
    order = order[scores[order] > 0][:count]
    return found[order], scores[order]


def _floor(bounds: Sequence[Listed], sums: Scores, count: int, exact: Callable[[Units], Scores]) -> float:
    """A score that `count` units reach, by those of the shortest list with so many; 0 where no list has so many."""
    units = min((one.units for one in bounds if len(one.units) >= count), key=len, default=None)
    if units is None or not count:
        return 0.0
    among = len(units) - count
    return float(exact(np.sort(units[sums.take(units).argpartition(among)[among:]])).min())
