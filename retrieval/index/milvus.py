"""An index in blocks in Milvus: each container is a collection, and each of its blocks a row, by its number.

Milvus is no store of bytes, but its rows may hold texts of 64 KB, so that a block in Base64 has room in one; it wants a
vector in each row, which nothing reads. Collections are named by what is in them. What there is to read is told by one
more, and which one that is by the only row that is ever changed.
"""

import json
import logging
import re
import time
import warnings
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from os import urandom
from typing import Any, NamedTuple

from retrieval.arrays.blocks import BLOCK_BYTES, Held, Outage
from retrieval.errors import IndexAway, IndexNeedsExtra, IndexUnreachable

_NUMBER, _BLOCK, _VECTOR = "number", "block", "vector"
_MAX_BLOCK_CHARACTERS = 4 * -(-BLOCK_BYTES // 3)
_NAME, _NEWEST = "yinju", "yinju_newest"
_READ_SECONDS = 3.0
# Milvus takes messages of 64 MB, and gives them.
_ROWS_AT_ONCE = 1000
# A collection that is not complete after so long was left by a writer that ended before its time.
_STALE_SECONDS = 24 * 3600


class _Told(NamedTuple):
    """Containers to be read, and what is told of them; `before` were read until then."""

    containers: Mapping[str, int]
    before: list[str]
    told: Mapping[str, Any]


class Milvus:
    """A Milvus server or cluster, or a file for trying: a `BlockStore`."""

    def __init__(self, uri: str, token: str = "") -> None:
        """Connect; `uri` is an address such as http://host:19530, or the path of a file that ends in `.db`.

        Raises IndexUnreachable if nothing answers, and IndexNeedsExtra if pymilvus, or for a file milvus-lite, is
        not installed. A file can be open in one process at a time.
        """
        # An address may hold a password.
        self.uri = re.sub(r"(?<=//)[^/@]*@", "", uri)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                from pymilvus import MilvusClient

                if uri.endswith(".db"):
                    import milvus_lite  # noqa: F401 (pymilvus would say that it failed, not why)
        except ImportError:
            raise IndexNeedsExtra(uri=self.uri) from None
        # What they log are tracebacks, also of what does no harm; what matters is raised.
        for name in ("pymilvus", "grpc._server"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._outage = Outage(self.uri)
        try:
            self._client: Any = MilvusClient(uri, token=token)
        except Exception as error:
            raise self._unreachable(error) from error

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def held(self) -> Held:
        """Return the containers that are held; raises IndexUnreachable, also if none are."""
        try:
            _, found = self._told()
            if found is None:
                raise IndexUnreachable(uri=self.uri, reason="no index was put there")
            for name in found.containers:
                self._client.load_collection(_collection(name))
        except IndexUnreachable:
            raise
        except Exception as error:
            raise self._unreachable(error) from error
        return Held(tuple(found.containers.items()), found.told)

    def blocks(self, container: str, numbers: Sequence[int]) -> list[bytes]:
        """Return blocks of a container in the order of their numbers; raises IndexAway."""
        if self._outage.lasting:
            raise IndexAway
        try:
            found = self._read(_collection(container), numbers)
        except Exception as error:
            self._outage.begin(type(error).__name__)
            raise IndexAway from error
        self._outage.end()
        return found

    def hold(self, containers: Mapping[str, memoryview], told: Mapping[str, Any]) -> None:
        """Hold containers in the place of others, as `BlockStore` says; raises IndexUnreachable."""
        sizes = {name: len(data) for name, data in containers.items()}
        try:
            name, last = self._told()
            there = {*self.names()}
            if last and (last.containers, last.told) == (sizes, told) and there.issuperset(map(_collection, sizes)):
                return
            before = [name, *last.containers] if last else []
            data = json.dumps(_Told(sizes, before, told)).encode()
            own = sha256(data).hexdigest()
            for container, content in {**containers, own: memoryview(data)}.items():
                self._write(_collection(container), content)
            newest = f"{own} {len(data)}".encode()
            self._write(_NEWEST, memoryview(newest))
            self._client.upsert(_NEWEST, [_row(0, newest)])
            self._drop_others({_NEWEST, *map(_collection, (*sizes, *before, own))})
        except Exception as error:
            raise self._unreachable(error) from error

    def names(self) -> list[str]:
        """Return the names of all collections, in alphabetical order."""
        return sorted(self._client.list_collections())

    def _told(self) -> tuple[str, _Told | None]:
        """Return the name of the collection that tells what there is to read, and what it tells."""
        if not self._client.has_collection(_NEWEST):
            return "", None
        self._client.load_collection(_NEWEST)
        name, size = self._read(_NEWEST, [0])[0].decode().split()
        self._client.load_collection(_collection(name))
        blocks = self._read(_collection(name), range(-(-int(size) // BLOCK_BYTES)))
        return name, _Told(*json.loads(b"".join(blocks)))

    def _read(self, collection: str, numbers: Sequence[int]) -> list[bytes]:
        """Return blocks of a collection; raises KeyError for one that is missing, and what Milvus raises."""
        found: dict[int, str] = {}
        for first in range(0, len(numbers), _ROWS_AT_ONCE):
            rows = self._client.get(
                collection,
                ids=list(numbers[first : first + _ROWS_AT_ONCE]),
                output_fields=[_NUMBER, _BLOCK],
                timeout=_READ_SECONDS,
            )
            found |= {row[_NUMBER]: row[_BLOCK] for row in rows}
        return [b64decode(found[number]) for number in numbers]

    def _write(self, name: str, data: memoryview) -> None:
        """Write under a name that nobody else has, and give it the right one then, unless somebody was first."""
        if self._client.has_collection(name):
            return
        making = f"{name}_{int(time.time())}_{urandom(4).hex()}"
        try:
            self._create(making)
            for first in range(0, len(data), _ROWS_AT_ONCE * BLOCK_BYTES):
                rows = range(first, min(len(data), first + _ROWS_AT_ONCE * BLOCK_BYTES), BLOCK_BYTES)
                self._client.insert(making, [_row(at // BLOCK_BYTES, data[at : at + BLOCK_BYTES]) for at in rows])
            self._client.flush(making)
            self._client.rename_collection(making, name)
        except Exception:
            with suppress(Exception):
                self._client.drop_collection(making)
            if not self._client.has_collection(name):
                raise
        self._client.load_collection(name)

    def _create(self, name: str) -> None:
        from pymilvus import DataType

        schema = self._client.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field(_NUMBER, DataType.INT64, is_primary=True)
        schema.add_field(_BLOCK, DataType.VARCHAR, max_length=_MAX_BLOCK_CHARACTERS)
        schema.add_field(_VECTOR, DataType.SPARSE_FLOAT_VECTOR)
        index = self._client.prepare_index_params()
        index.add_index(_VECTOR, index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
        self._client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")

    def _drop_others(self, kept: set[str]) -> None:
        """Drop all collections but some, and those that somebody may be writing."""
        for name in self.names():
            own, _, making = name.partition("_")
            begun = making.split("_")[1:2]
            is_done = not begun or int(begun[0]) < time.time() - _STALE_SECONDS
            if own == _NAME and name not in kept and is_done:
                self._client.drop_collection(name)

    def _unreachable(self, error: Exception) -> IndexUnreachable:
        return IndexUnreachable(uri=self.uri, reason=type(error).__name__)


def _collection(container: str) -> str:
    return f"{_NAME}_{container}"


def _row(number: int, data: "bytes | memoryview") -> dict[str, Any]:
    return {_NUMBER: number, _BLOCK: b64encode(data).decode(), _VECTOR: {0: 1.0}}
