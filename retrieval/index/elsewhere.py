"""The first stage of a search in another engine: what it has to do, and the exact best that come of it."""

from collections.abc import Callable, Mapping
from typing import Protocol

import numpy as np

from retrieval.index.top_k import Scores, Units

# Bounds from another engine may be counted in single precision, whose sums differ in the sixth digit.
_PRECISE = 1 + 1e-4
_FIRST = 8
_MORE = 4


class Elsewhere(Protocol):
    """Another engine that holds what the terms give each passage at most."""

    most: int
    """So many passages it gives at once, not more."""

    def top(self, terms: Mapping[str, float], k: int) -> tuple[Units, Scores]:
        """The k passages with the highest sums for weighted terms, the best first, and the sums; fewer where fewer
        have any. Raises IndexUnreachable.
        """


class TooMany(Exception):
    """More passages may be among the best than the other engine gives at once."""

    def __str__(self) -> str:
        return "too many passages may be among the best"


def best_elsewhere(
    engine: Elsewhere, terms: Mapping[str, float], also: Units, count: int, exact: Callable[[Units], Scores]
) -> tuple[Units, Scores]:
    """At most `count` units, the best first, and their scores; ties in their order, and none that scores 0.

    `exact` scores units given in ascending order, and no score is above the sum that the engine has for the unit but
    for those of `also`. It is asked for more and more of them, until no other can be among the best. Raises TooMany,
    and what the engine raises.
    """
    k = min(_FIRST * count, engine.most)
    while True:
        given, bounds = engine.top(terms, k)
        units = np.union1d(given, also).astype(np.int32)
        scores = exact(units)
        order = np.lexsort((units, -scores))
        best, found = units[order][:count], scores[order][:count]
        if len(given) < k or (len(found) == count and found[-1] > bounds[-1] * _PRECISE):
            return best[found > 0], found[found > 0]
        if k == engine.most:
            raise TooMany
        k = min(_MORE * k, engine.most)


def in_space(space: str, term: str) -> str:
    """A term of one of several postings that are put together under names."""
    return f"{space}:{term}"
