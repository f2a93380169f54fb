"""An index in blocks on Xapian servers (`xapian-tcpsrv --writable`): each block is on two of them, if there are two.

A block is an entry of the metadata of a database. Block n of a container is on server n modulo their number, and on the
one after: one may be down, and nothing is missing. What there is to read is told by an entry that is written last.
Keys begin with the name that the address ends in, so that servers may hold several indexes.
"""

import json
from collections.abc import Callable, Mapping, Sequence, Set
from contextlib import ExitStack, suppress
from typing import Any, NamedTuple, TypeVar

from retrieval.arrays.blocks import BLOCK_BYTES, Held
from retrieval.errors import IndexAway, IndexUnreachable
from retrieval.index.xapian_client import ServerReader, XapianClient

Result = TypeVar("Result")
_TOLD, _WHOLE = "told", "whole"
# Number of blocks after which what was written goes to the disk.
_COMMITTED_BLOCKS = 4096


class _Told(NamedTuple):
    """Entry that a server is read by: `number` rises with each change, `before` are the containers until then."""

    share: str
    number: int
    containers: Mapping[str, int]
    before: list[str]
    told: Mapping[str, Any]


class XapianServers:
    """Servers that hold an index: a `BlockStore`."""

    def __init__(self, uri: str) -> None:
        """Take an address such as xapian://host:port,host:port/name; raises what `XapianClient` raises."""
        self.uri = uri
        self._client = XapianClient(uri)
        self._readers = [ServerReader(self._client, server) for server in self._client.servers]

    def close(self) -> None:
        """Close the connections."""
        for reader in self._readers:
            reader.close()

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

    def blocks(self, container: str, numbers: Sequence[int]) -> list[bytes]:
        """Return blocks of a container, each from one of its servers; raises IndexAway if neither gives it."""
        return [self._block(container, number) for number in numbers]

    def _block(self, container: str, number: int) -> bytes:
        for share in holders(number, len(self._readers)):
            with suppress(IndexUnreachable):
                if data := self._readers[share].value(self.key(container, number)):
                    return data
        raise IndexAway

    def hold(self, containers: Mapping[str, memoryview], told: Mapping[str, Any]) -> None:
        """Hold containers in the place of others, as `BlockStore` says; raises IndexUnreachable if any server does not
        answer.
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
                writer.clear({*sizes, *before})
            for name, data in containers.items():
                _write(name, data, writers)
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


def _write(name: str, data: memoryview, writers: Sequence["_ShareWriter"]) -> None:
    """Write a container where it is missing, to all servers in turn: one that hears nothing for a minute hangs up."""
    lacking = [writer for writer in writers if not writer.has(name)]
    for number, start in enumerate(range(0, len(data) if lacking else 0, BLOCK_BYTES)):
        block = data[start : start + BLOCK_BYTES].tobytes()
        for share in holders(number, len(writers)):
            if writers[share] in lacking:
                writers[share].set(block, name, number)
        if number % _COMMITTED_BLOCKS == _COMMITTED_BLOCKS - 1:
            for writer in lacking:
                writer.commit()
    for writer in lacking:
        writer.finish(name)


class _ShareWriter:
    """Writer of one server's share, alone until it is closed; `told` is what the server tells of the same share.

    All of its methods raise IndexUnreachable.
    """

    def __init__(self, servers: XapianServers, client: XapianClient, at: int) -> None:
        self._servers, self._client, self._share = servers, client, servers.share(at)
        self._database = client.opened(client.servers[at], writable=True)
        told = _told(self._get(_TOLD))
        self.told = told if told and told.share == self._share else None

    def __enter__(self) -> "_ShareWriter":
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(self._client.module.Error):
            self._database.close()

    def has(self, container: str) -> bool:
        """Return whether all blocks of a container are there that belong to this share."""
        return self._get(container, _WHOLE) == self._share.encode()

    def clear(self, kept: Set[str]) -> None:
        """Delete what does not belong to some containers, or is not whole."""
        own, there = self._servers.key(_TOLD), {name for name in kept if self.has(name)}
        for key in self._in_time(lambda: list(self._database.metadata_keys(self._servers.key("")))):
            *_, container, number = key.decode().split("/")
            if key.decode() != own and container not in there:
                self.set(b"", container, number)
        self.commit()

    def set(self, data: bytes, *key: object) -> None:
        """Set an entry."""
        self._in_time(lambda: self._database.set_metadata(self._servers.key(*key), data))

    def finish(self, container: str) -> None:
        """Note that a container is whole, and write it to the disk."""
        self.set(self._share.encode(), container, _WHOLE)
        self.commit()

    def tell(self, told: _Told) -> None:
        """Have what was written read from now on."""
        self.set(json.dumps(told._replace(share=self._share)).encode(), _TOLD)
        self.commit()

    def commit(self) -> None:
        """Write what was set to the disk."""
        self._in_time(self._database.commit)

    def _get(self, *key: object) -> bytes:
        return self._in_time(lambda: bytes(self._database.get_metadata(self._servers.key(*key))))

    def _in_time(self, step: Callable[[], Result]) -> Result:
        try:
            return step()
        except self._client.module.Error as error:
            raise self._client.unreachable(error) from error
