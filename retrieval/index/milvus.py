"""Bounds of passages in Milvus: each is a sparse vector of what the terms give it, and counted in single precision.

A term's dimension is a hash of it, so that nobody needs to keep a list of terms; where two terms share one, sums are
too high and never too low.
"""

import logging
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from itertools import islice
from os import urandom
from typing import Any

import numpy as np

from retrieval.errors import IndexNeedsExtra, IndexUnreachable
from retrieval.index.postings import Scorer
from retrieval.index.remote import IndexContents, fingerprint, unit_bounds
from retrieval.index.top_k import Scores, Units

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

    blocks = None

    def put(self, spaces: Mapping[str, Scorer], contents: IndexContents | None = None) -> "MilvusPostings":
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


def _rows(spaces: Mapping[str, Scorer]) -> Iterator[Row]:
    """Yield each unit with a term as a row, in order."""
    return ({_UNIT: unit, _VECTOR: vector} for unit, vector in unit_bounds(spaces, dimension))
