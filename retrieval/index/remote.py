"""Candidates from an external engine, re-scored exactly here.

Each unit holds what the terms give it at most, each query the terms' weights. The inner product of the two is the
unit's bound, so another engine finds what the postings here would find, by the same terms of the same analysis.
"""

import logging
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, NamedTuple, Protocol, TypeVar

import numpy as np

from retrieval.arrays.blocks import BlockStore
from retrieval.errors import IndexUnreachable
from retrieval.index.postings import Scorer
from retrieval.index.top_k import PostingsList, Scores, Units

_log = logging.getLogger(__name__)

# Bounds from another engine may be counted in single precision, whose sums differ in the sixth digit.
_PRECISE = 1 + 1e-4
_FIRST = 8
_MORE = 4

Key = TypeVar("Key", bound=Hashable)


class RemoteEngine(Protocol):
    """Another engine that holds what the terms give each passage at most."""

    most: int
    """So many passages it gives at once, not more."""

    def top(self, terms: Mapping[str, float], k: int) -> tuple[Units, Scores]:
        """Return the k passages with the highest sums for weighted terms, the best first, and the sums; fewer
        where fewer have any. Raises IndexUnreachable.
        """


class RemotePostings(RemoteEngine, Protocol):
    """The bounds of one index in another engine, under a name that is a hash of them."""

    name: str

    def drop(self) -> None:
        """Delete them; raises IndexUnreachable."""


class IndexContents(NamedTuple):
    """Bytes of the containers of an index by their names, and what is told with them in JSON."""

    containers: Mapping[str, memoryview]
    told: Mapping[str, Any]


class RemoteIndex(Protocol):
    """A connection to another engine that takes an index: bounds to find candidates by, or all that it is read from."""

    @property
    def blocks(self) -> BlockStore | None:
        """The store from which those read who have no index here; None if it takes bounds alone."""

    def put(self, spaces: Mapping[str, Scorer], contents: IndexContents) -> RemotePostings | None:
        """Write postings of the same units, one name for each, or the contents; `in_space` writes the terms.

        What is there already is not written again, and whoever else asks sees all of it or nothing. Raises
        IndexUnreachable.
        """

    def close(self) -> None:
        """Let go of the connection."""


@dataclass(frozen=True)
class Remote:
    """The bounds of an index in another engine; `postings` is None if it has none, or could not take them."""

    index: RemoteIndex
    postings: RemotePostings | None

    @classmethod
    def holding(cls, index: RemoteIndex, spaces: Mapping[str, Scorer], contents: IndexContents) -> "Remote":
        """Put an index there; raises IndexUnreachable."""
        return cls(index, index.put(spaces, contents))

    def renewed(self, spaces: Mapping[str, Scorer], contents: IndexContents) -> "Remote":
        """Put a newer index there, and drop the bounds of this one if they differ.

        Where the engine is unreachable a line is logged, and the index here is searched until the next change.
        """
        try:
            fresh = Remote.holding(self.index, spaces, contents)
            if self.postings and fresh.postings and self.postings.name != fresh.postings.name:
                self.postings.drop()
        except IndexUnreachable as error:
            _log.warning("%s", error)
            return Remote(self.index, None)
        return fresh


class TooMany(Exception):
    """More passages may be among the best than the other engine gives at once."""

    def __str__(self) -> str:
        return "too many passages may be among the best"


def best_elsewhere(
    engine: RemoteEngine, terms: Mapping[str, float], also: Units, count: int, exact: Callable[[Units], Scores]
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
    """Return a term of one of several postings that are put together under names."""
    return f"{space}:{term}"


def fingerprint(spaces: Mapping[str, Scorer]) -> str:
    """Return a hash of everything in some postings: the same for the same postings in any process."""
    found = blake2b(digest_size=12)
    for space, postings in spaces.items():
        found.update(f"{space} {postings.size}\n".encode())
    for space, term, listed in _lists(spaces):
        found.update(f"{in_space(space, term)} {len(listed.units)}\n".encode())
        found.update(np.ascontiguousarray(listed.units, "<i4").data)
        found.update(np.ascontiguousarray(listed.scores(), "<f8").data)
    return found.hexdigest()


def unit_bounds(spaces: Mapping[str, Scorer], key: Callable[[str], Key]) -> Iterator[tuple[int, dict[Key, float]]]:
    """Yield each unit that has a term, in order, with what each of its terms gives it at most, by the term's key.

    Terms with the same key are added up.
    """
    lists = [(key(in_space(space, term)), found) for space, term, found in _lists(spaces)]
    if not lists:
        return
    keys = [own for own, _ in lists]
    numbers = np.repeat(np.arange(len(lists)), [len(one.units) for _, one in lists])
    units = np.concatenate([one.units for _, one in lists])
    impacts = np.concatenate([one.scores() for _, one in lists])
    order = np.argsort(units, kind="stable")
    starts = np.flatnonzero(np.diff(units[order], prepend=-1))
    for start, end in zip(starts.tolist(), [*starts[1:].tolist(), len(order)], strict=True):
        own = order[start:end]
        vector: dict[Key, float] = {}
        for at, impact in zip(numbers[own].tolist(), impacts[own].tolist(), strict=True):
            vector[keys[at]] = vector.get(keys[at], 0.0) + impact
        yield int(units[own[0]]), vector


def _lists(spaces: Mapping[str, Scorer]) -> Iterator[tuple[str, str, PostingsList]]:
    for space, postings in spaces.items():
        for term in postings:
            for found in postings.listed({term: 1.0}):
                yield space, term, found
