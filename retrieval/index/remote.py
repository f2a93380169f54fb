"""Candidates from an external engine (Milvus), re-scored exactly here.

Each unit is one sparse vector of what the terms give it, each query one of the terms' weights. The inner product of
the two is the unit's sum, so Milvus finds what the postings here would find, by the same terms of the same analysis; it
counts in single precision. A term's dimension is a hash of it, so that nobody needs to keep a list of terms; where two
terms share one, sums are too high and never too low.
"""

import logging
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from os import urandom
from typing import Any, Protocol

import numpy as np

from retrieval.errors import IndexNeedsExtra, IndexUnreachable
from retrieval.index.postings import Scorer
from retrieval.index.top_k import PostingsList, Scores, Units

# Bounds from another engine may be counted in single precision, whose sums differ in the sixth digit.
_log = logging.getLogger(__name__)

_PRECISE = 1 + 1e-4
_FIRST = 8
_MORE = 4


class RemoteEngine(Protocol):
    """Another engine that holds what the terms give each passage at most."""

    most: int
    """So many passages it gives at once, not more."""

    def top(self, terms: Mapping[str, float], k: int) -> tuple[Units, Scores]:
        """Return the k passages with the highest sums for weighted terms, the best first, and the sums; fewer
        where fewer have any. Raises IndexUnreachable.
        """


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


_VECTOR, _UNIT = "impacts", "unit"
_NAME = "yinju"
# Seconds for one search; after them the index here is searched.
_PATIENCE = 3.0
# Milvus takes messages of 64 MB.
_ROWS_AT_ONCE = 2000

Row = dict[str, Any]


class Milvus:
    """A Milvus server or cluster, or a file for trying."""

    def __init__(self, uri: str, token: str = "") -> None:
        """Connect; `uri` is an address such as http://host:19530, or the path of a file that ends in `.db`.

        Raises IndexUnreachable where nothing answers, and IndexNeedsExtra where pymilvus, or for a file milvus-lite, is
        not installed. A file can be open in one process at a time.
        """
        # An address may hold a password.
        self._uri = re.sub(r"(?<=//)[^/@]*@", "", uri)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                from pymilvus import MilvusClient

                if uri.endswith(".db"):
                    import milvus_lite  # noqa: F401 (pymilvus would say that it failed, not why)
        except ImportError:
            raise IndexNeedsExtra(uri=self._uri) from None
        # What they log are tracebacks, also of what does no harm; what matters is raised.
        for name in ("pymilvus", "grpc._server"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        try:
            self._client: Any = MilvusClient(uri, token=token)
        except Exception as error:
            raise self._unreachable(error) from error

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def names(self) -> list[str]:
        """Return the names of everything that is there, in alphabetical order."""
        return sorted(self._client.list_collections())

    def hold(self, spaces: Mapping[str, Scorer]) -> "Remote":
        """Put the bounds of an index there; raises IndexUnreachable."""
        return Remote(self, self.put(spaces))

    def put(self, spaces: Mapping[str, Scorer]) -> "MilvusPostings":
        """Write postings of the same units, one name for each; `in_space` writes the terms.

        What is there already is not written again, and whoever else asks sees all of it or nothing. Raises
        IndexUnreachable.
        """
        name = f"{_NAME}_{fingerprint(spaces)}"
        try:
            if not self._client.has_collection(name):
                self._write(name, spaces)
            self._client.load_collection(name)
        except Exception as error:
            raise self._unreachable(error) from error
        return MilvusPostings(self._client, name, self._uri)

    def _write(self, name: str, spaces: Mapping[str, Scorer]) -> None:
        """Write under a name that nobody else has, and then give it the right one, unless somebody was first."""
        making = f"{name}_{urandom(8).hex()}"
        try:
            self._create(making)
            rows = _rows(spaces)
            while batch := list(islice(rows, _ROWS_AT_ONCE)):
                self._client.insert(making, batch)
            self._client.flush(making)
            self._client.rename_collection(making, name)
        except Exception:
            with suppress(Exception):
                self._client.drop_collection(making)
            if not self._client.has_collection(name):
                raise

    def _create(self, name: str) -> None:
        from pymilvus import DataType

        schema = self._client.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field(_UNIT, DataType.INT64, is_primary=True)
        schema.add_field(_VECTOR, DataType.SPARSE_FLOAT_VECTOR)
        index = self._client.prepare_index_params()
        index.add_index(_VECTOR, index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
        self._client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")

    def _unreachable(self, error: Exception) -> IndexUnreachable:
        return IndexUnreachable(uri=self._uri, reason=type(error).__name__)


@dataclass(frozen=True)
class Remote:
    """The bounds of an index in Milvus; `postings` is None while they could not be put there."""

    milvus: Milvus
    postings: "MilvusPostings | None"

    def renewed(self, spaces: Mapping[str, Scorer]) -> "Remote":
        """Put the bounds of a newer index there, and drop these if they differ.

        Where Milvus is unreachable a line is logged, and the index here is searched until the next change.
        """
        try:
            fresh = self.milvus.hold(spaces)
            if self.postings and fresh.postings and self.postings.name != fresh.postings.name:
                self.postings.drop()
        except IndexUnreachable as error:
            _log.warning("%s", error)
            return Remote(self.milvus, None)
        return fresh


class MilvusPostings:
    """Postings in Milvus: a `RemoteEngine`."""

    most = 16_384

    def __init__(self, client: Any, name: str, uri: str) -> None:
        self._client = client
        self.name = name
        self._uri = uri

    def top(self, terms: Mapping[str, float], k: int) -> tuple[Units, Scores]:
        """Return the k units with the highest sums, best first, and the sums; raises IndexUnreachable.

        Which of several units with the same sum at the end are among the k is up to Milvus.
        """
        query: dict[int, float] = {}
        for term, weight in terms.items():
            query[dimension(term)] = query.get(dimension(term), 0.0) + weight
        if not query:
            return np.zeros(0, np.int32), np.zeros(0)
        try:
            found = self._client.search(
                self.name, [query], anns_field=_VECTOR, search_params={"metric_type": "IP"},
                limit=k, output_fields=[_UNIT], timeout=_PATIENCE,
            )[0]  # fmt: skip
        except Exception as error:
            raise IndexUnreachable(uri=self._uri, reason=type(error).__name__) from error
        units = np.array([hit[_UNIT] for hit in found], np.int32)
        return units, np.array([hit["distance"] for hit in found], np.float64)

    def drop(self) -> None:
        """Delete it; raises IndexUnreachable."""
        try:
            self._client.drop_collection(self.name)
        except Exception as error:
            raise IndexUnreachable(uri=self._uri, reason=type(error).__name__) from error


def dimension(term: str) -> int:
    """Return the dimension of a term: 32 bits of a hash, without the highest number, which Milvus does not take."""
    return int.from_bytes(blake2b(term.encode(), digest_size=4).digest(), "big") % (2**32 - 1)


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


def _lists(spaces: Mapping[str, Scorer]) -> Iterator[tuple[str, str, PostingsList]]:
    for space, postings in spaces.items():
        for term in postings:
            for found in postings.listed({term: 1.0}):
                yield space, term, found


def _rows(spaces: Mapping[str, Scorer]) -> Iterator[Row]:
    """Each unit with a term as a row, in order."""
    lists = [(dimension(in_space(space, term)), found) for space, term, found in _lists(spaces)]
    if not lists:
        return
    dimensions = np.repeat([at for at, _ in lists], [len(one.units) for _, one in lists])
    units = np.concatenate([one.units for _, one in lists])
    impacts = np.concatenate([one.scores() for _, one in lists])
    order = np.argsort(units, kind="stable")
    starts = np.flatnonzero(np.diff(units[order], prepend=-1))
    for start, end in zip(starts.tolist(), [*starts[1:].tolist(), len(order)], strict=True):
        own = order[start:end]
        vector: dict[int, float] = {}
        for at, impact in zip(dimensions[own].tolist(), impacts[own].tolist(), strict=True):
            vector[at] = vector.get(at, 0.0) + impact
        yield {_UNIT: int(units[own[0]]), _VECTOR: vector}
