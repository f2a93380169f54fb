"""An index in blocks on Xapian servers (`xapian-tcpsrv --writable`): each block is on two of them, if there are two.

A block is an entry of the metadata of a database. Block n of a container is on server n modulo their number, and on the
one after: one may be down, and nothing is missing. What there is to read is told by an entry that is written last.
Keys begin with the name that the address ends in, so that servers may hold several indexes.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from typing import Any, NamedTuple, TypeVar

from retrieval.arrays.blocks import BLOCK_BYTES, BlockStore, Held
from retrieval.errors import IndexAway, IndexUnreachable
from retrieval.index.postings import Scorer
from retrieval.index.remote import IndexContents
from retrieval.index.xapian_client import ServerReader, XapianClient

Result = TypeVar("Result")
_TOLD, _WHOLE = "told", "whole"


class _Told(NamedTuple):
    """Entry that a server is read by: `number` rises with each change, `before` are the containers until then."""

    share: str
    number: int
    containers: Mapping[str, int]
    before: list[str]
    told: Mapping[str, Any]


class XapianServers:
    """Servers that hold an index: a `RemoteIndex`, and a `BlockStore`."""

    def __init__(self, uri: str) -> None:
        """Take an address such as xapian://host:port,host:port/name; raises what `XapianClient` raises."""
        self.uri = uri
        self._client = XapianClient(uri)
        self._readers = [ServerReader(self._client, server) for server in self._client.servers]

    def close(self) -> None:
        """Let go of the connections."""
        for reader in self._readers:
            reader.close()

    @property
    def blocks(self) -> BlockStore:
        """The store of blocks that this is."""
        return self

    def put(self, spaces: Mapping[str, Scorer], contents: IndexContents) -> None:
        """Hold the containers of an index, from which candidates are found too; raises IndexUnreachable."""
        if not contents.containers:
            raise self._client.unreachable("it could not be written here")
        self.hold(contents.containers, contents.told)

    def held(self) -> Held:
        """Return what is held. Raises IndexUnreachable, also if nothing is, or for servers in another order."""
        found, failed = list[_Told](), self._client.unreachable("no index was put there")
        for share, reader in enumerate(self._readers):
            try:
                told = _told(reader.newest(self.key(_TOLD)))
            except IndexUnreachable as error:
                failed = error
                continue
            if told and told.share != self.share(share):
                raise self._client.unreachable("its servers are others, or in another order")
            found += [told] if told else []
        if not found:
            raise failed
        newest = max(found, key=lambda one: one.number)
        return Held(tuple(newest.containers.items()), newest.told)

    def block(self, container: str, number: int) -> bytes:
        """Return a block of a container from one of its servers; raises IndexAway if none of them gives it."""
        for share in holders(number, len(self._readers)):
            with suppress(IndexUnreachable):
                if data := self._readers[share].value(self.key(container, number)):
                    return data
        raise IndexAway

    def hold(self, containers: Mapping[str, memoryview], told: Mapping[str, Any]) -> None:
        """Hold containers in the place of others; who reads these goes on until the next change.

        What is there already is not written again. Raises IndexUnreachable if a server does not answer.
        """
        sizes = {name: len(data) for name, data in containers.items()}
        with ExitStack() as stack:
            writers = [stack.enter_context(_ShareWriter(self, self._client, at)) for at in range(len(self._readers))]
            known = [writer.told for writer in writers]
            if all(one and (one.containers, one.told) == (sizes, told) for one in known):
                return
            last = max((one for one in known if one), key=lambda one: one.number, default=_Told("", 0, {}, [], {}))
            before = list(last.containers) if last.containers != sizes else last.before
            for writer in writers:
                writer.write(containers, {*sizes, *before})
            for writer in writers:
                writer.tell(_Told("", last.number + 1, sizes, before, told))

    def key(self, *parts: object) -> str:
        """Return the key of an entry."""
        return "/".join(map(str, (self._client.name, *parts)))

    def share(self, at: int) -> str:
        """Return what a server tells of its share, which no other has, nor the same one among fewer or more."""
        return f"{at} of {len(self._readers)}"


def holders(number: int, servers: int) -> tuple[int, ...]:
    """Return the servers that hold a block.

    >>> holders(5, 3), holders(5, 1)
    ((2, 0), (0,))
    """
    return tuple(dict.fromkeys((number % servers, (number + 1) % servers)))


def _told(data: bytes) -> _Told | None:
    return _Told(*json.loads(data)) if data else None


class _ShareWriter:
    """Writer of one server's share, alone until it is closed; `told` is what the server tells of the same share."""

    def __init__(self, servers: XapianServers, client: XapianClient, at: int) -> None:
        self._servers, self._client, self._at = servers, client, at
        self._database = client.opened(client.servers[at], writable=True)
        told = _told(self._in_time(lambda: self._database.get_metadata(servers.key(_TOLD))))
        self.told = told if told and told.share == servers.share(at) else None

    def __enter__(self) -> "_ShareWriter":
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(self._client.module.Error):
            self._database.close()

    def write(self, containers: Mapping[str, memoryview], kept: set[str]) -> None:
        """Write what is missing of containers, and delete all but some; raises IndexUnreachable."""
        self._in_time(lambda: self._write(containers, kept))

    def tell(self, told: _Told) -> None:
        """Have what was written read from now on; raises IndexUnreachable."""
        own = json.dumps(told._replace(share=self._servers.share(self._at)))
        self._in_time(lambda: self._set({self._servers.key(_TOLD): own.encode()}))

    def _write(self, containers: Mapping[str, memoryview], kept: set[str]) -> None:
        share = self._servers.share(self._at).encode()
        there = {name for name in kept if self._database.get_metadata(self._servers.key(name, _WHOLE)) == share}
        own = self._servers.key(_TOLD)
        for key in list(self._database.metadata_keys(self._servers.key(""))):
            if key.decode() != own and key.decode().split("/")[-2] not in there:
                self._database.set_metadata(key, b"")
        for name, data in containers.items():
            if name not in there:
                self._add(name, data)
                self._database.set_metadata(self._servers.key(name, _WHOLE), share)
        self._database.commit()

    def _add(self, name: str, data: memoryview) -> None:
        blocks = -(-len(data) // BLOCK_BYTES)
        for number in range(blocks):
            if self._at in holders(number, len(self._client.servers)):
                own = data[number * BLOCK_BYTES : (number + 1) * BLOCK_BYTES].tobytes()
                self._database.set_metadata(self._servers.key(name, number), own)

    def _set(self, entries: Mapping[str, bytes]) -> None:
        for key, data in entries.items():
            self._database.set_metadata(key, data)
        self._database.commit()

    def _in_time(self, step: Callable[[], Result]) -> Result:
        try:
            return step()
        except self._client.module.Error as error:
            raise self._client.unreachable(error) from error
