"""Bounds of passages on Xapian servers (`xapian-tcpsrv --writable`), each of which holds a share of the passages.

A document is a unit: unit u is on server u modulo the number of servers. A term's count in it is what the term gives
it at most, in steps, rounded up; the weights are in the query (Xapian's TfIdfWeight "nnn" and OP_SCALE_WEIGHT). So a
sum is never too low, and the same however many servers there are. Terms are hashes of a term and of the name of its
index: servers may hold several indexes, and nobody finds one that is half written, or for other servers.
"""

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from itertools import islice
from typing import Any, NamedTuple

import numpy as np

from retrieval.errors import IndexNeedsXapian, IndexUnreachable
from retrieval.index.postings import Scorer
from retrieval.index.remote import fingerprint, unit_bounds
from retrieval.index.xapian_postings import STEPS, XapianPostings, first_of, hashed

_SCHEME = "xapian://"
_ADDRESS = re.compile(r"(?P<host>\[[^\]]+\]|[^:,\s]+):(?P<port>\d{1,5})")
# For one search, and for one step of writing.
_SEARCH_MILLISECONDS, _WRITE_MILLISECONDS, _CONNECT_MILLISECONDS = 3000, 60_000, 2000
# Whoever finds another writer waits for it.
_LOCKED_SECONDS, _LOCKED_PAUSE_SECONDS = 600, 0.2
_UNITS_AT_ONCE = 500

Counts = dict[str, int]


class Server(NamedTuple):
    """The address of a server."""

    host: str
    port: int


class XapianServers:
    """Connections to Xapian servers, made when they are needed: a `RemoteIndex`."""

    def __init__(self, uri: str) -> None:
        """Read an address such as xapian://host:port,host:port.

        Raises IndexUnreachable for another one, or if a server does not answer, and IndexNeedsXapian if Xapian's Python
        module is not installed. The servers ask for no password: they belong in a network of their own.
        """
        self._uri = uri
        try:
            import xapian
        except ImportError:
            raise IndexNeedsXapian(uri=uri) from None
        self._xapian: Any = xapian
        found = [_ADDRESS.fullmatch(part) for part in uri.removeprefix(_SCHEME).rstrip("/").split(",")]
        self.servers = tuple(Server(one["host"].strip("[]"), int(one["port"])) for one in found if one)
        if not all(found):
            raise self.unreachable("it is not xapian://host:port")
        for server in self.servers:
            self.opened(server).close()

    def close(self) -> None:
        """Let go of nothing: connections belong to the postings."""

    def put(self, spaces: Mapping[str, Scorer]) -> "XapianPostings":
        """Write postings of the same units to all servers side by side; `in_space` writes the terms.

        What is there already is not written again, and a server's share is seen as a whole or not at all. Raises
        IndexUnreachable.
        """
        name = f"{fingerprint(spaces)}.{len(self.servers)}"
        size = max((postings.size for postings in spaces.values()), default=0)
        with ExitStack() as stack:
            writers = [
                stack.enter_context(self._writer(share, server, name)) for share, server in enumerate(self.servers)
            ]
            if not all(writer.is_done for writer in writers):
                rows = _every(unit_bounds(spaces, lambda term: hashed(name, term)), size)
                while batch := list(islice(rows, _UNITS_AT_ONCE)):
                    for number, writer in enumerate(writers):
                        writer.add([counts for unit, counts in batch if unit % len(writers) == number])
            for writer in writers:
                writer.finish()
        return XapianPostings(self, name)

    def drop(self, name: str) -> None:
        """Delete an index from all servers; raises IndexUnreachable."""
        for share, server in enumerate(self.servers):
            with self._writer(share, server, name) as writer:
                writer.delete()

    def opened(self, server: Server, *, writable: bool = False) -> Any:
        """Return a connection to the database of one server; raises IndexUnreachable."""
        try:
            if not writable:
                return self._xapian.remote_open(*server, _SEARCH_MILLISECONDS, _CONNECT_MILLISECONDS)
            return self._unlocked(server)
        except self._xapian.Error as error:
            raise self.unreachable(error) from error

    def unreachable(self, reason: object) -> IndexUnreachable:
        """Return the error that names the address and the reason."""
        return IndexUnreachable(uri=self._uri, reason=reason if isinstance(reason, str) else type(reason).__name__)

    @property
    def module(self) -> Any:
        """Xapian's Python module."""
        return self._xapian

    def _unlocked(self, server: Server) -> Any:
        """Return a connection that may write, as soon as nobody else does."""
        deadline = time.monotonic() + _LOCKED_SECONDS
        while True:
            try:
                return self._xapian.remote_open_writable(*server, _WRITE_MILLISECONDS, _CONNECT_MILLISECONDS)
            except self._xapian.DatabaseLockError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(_LOCKED_PAUSE_SECONDS)

    def _writer(self, share: int, server: Server, name: str) -> "_ShareWriter":
        return _ShareWriter(self, self.opened(server, writable=True), name, share)


class _ShareWriter:
    """Writer of one server's share of an index, in a thread of its own; the share counts as written by its last step.

    `is_done` says that the share is there already.
    """

    def __init__(self, servers: XapianServers, database: Any, name: str, share: int) -> None:
        self._servers, self._database, self._name, self._share = servers, database, name, share
        self._thread = ThreadPoolExecutor(1)
        self._adding: Future[None] | None = None
        self.is_done = self._in_time(lambda: first_of(database, name, share) > 0)
        self._first = 0
        if not self.is_done:
            self._in_time(self._begin)

    def __enter__(self) -> "_ShareWriter":
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown()
        with suppress(self._servers.module.Error):
            self._database.close()

    def add(self, units: Sequence[Counts]) -> None:
        """Begin to add units, in their order, as soon as those before are added."""
        self._wait()
        if not self.is_done:
            self._adding = self._thread.submit(self._add, units)

    def finish(self) -> None:
        """Make the share visible; raises IndexUnreachable."""
        self._wait()
        if not self.is_done:
            self._in_time(self._finish)

    def delete(self) -> None:
        """Delete the share, whole or half written; raises IndexUnreachable."""
        self._in_time(self._delete)

    def _wait(self) -> None:
        adding, self._adding = self._adding, None
        if adding:
            self._in_time(adding.result)

    def _begin(self) -> None:
        # What somebody left who was killed.
        self._delete()
        self._first = self._database.get_lastdocid() + 1

    def _add(self, units: Sequence[Counts]) -> None:
        for counts in units:
            document = self._servers.module.Document()
            document.add_boolean_term(self._name)
            for term, count in counts.items():
                document.add_term(term, count)
            self._database.add_document(document)

    def _finish(self) -> None:
        self._database.commit()
        self._database.set_metadata(self._name, f"{self._share} {self._first}")
        self._database.commit()

    def _delete(self) -> None:
        self._database.set_metadata(self._name, "")
        self._database.delete_document(self._name)
        self._database.commit()

    def _in_time(self, step: Any) -> Any:
        try:
            return step()
        except self._servers.module.Error as error:
            raise self._servers.unreachable(error) from error


def _every(rows: Iterator[tuple[int, dict[str, float]]], size: int) -> Iterator[tuple[int, Counts]]:
    """Yield the steps of each term of every unit, in order; those without a term have none."""
    unit = 0
    for number, bounds in rows:
        while unit < number:
            yield unit, {}
            unit += 1
        yield unit, {term: int(np.ceil(bound * STEPS)) for term, bound in bounds.items()}
        unit += 1
    while unit < size:
        yield unit, {}
        unit += 1
