"""Bounds of passages on Xapian servers (`xapian-tcpsrv --writable`), each of which holds a share of the passages.

A document is a unit: unit u is on server u modulo the number of servers. A term's count in it is what the term gives
it at most, in steps, rounded up; the weights are in the query (Xapian's TfIdfWeight "nnn" and OP_SCALE_WEIGHT). So a
sum is never too low, and the same however many servers there are. Terms are hashes of a term and of the name of its
index: servers may hold several indexes, and nobody finds one that is half written, or for other servers.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from functools import partial
from itertools import islice
from typing import Any, TypeVar

import numpy as np

from retrieval.index.postings import Scorer
from retrieval.index.remote import fingerprint, unit_bounds
from retrieval.index.xapian_client import Server, XapianClient
from retrieval.index.xapian_postings import STEPS, XapianPostings, first_of, hashed

Result = TypeVar("Result")
_UNITS_AT_ONCE = 500

Counts = dict[str, int]


class XapianServers:
    """Servers that take bounds: a `RemoteIndex`."""

    def __init__(self, uri: str) -> None:
        """Connect to an address such as xapian://host:port,host:port; raises what `XapianClient` raises."""
        self._client = XapianClient(uri)

    def close(self) -> None:
        """Let go of nothing: connections belong to the postings."""

    def put(self, spaces: Mapping[str, Scorer]) -> "XapianPostings":
        """Write postings of the same units to all servers side by side; `in_space` writes the terms.

        What is there already is not written again, and a server's share is seen as a whole or not at all. Raises
        IndexUnreachable.
        """
        name = f"{fingerprint(spaces)}.{len(self._client.servers)}"
        size = max((postings.size for postings in spaces.values()), default=0)
        with ExitStack() as stack:
            writers = [
                stack.enter_context(self._writer(share, server, name))
                for share, server in enumerate(self._client.servers)
            ]
            if not all(writer.is_done for writer in writers):
                rows = _every(unit_bounds(spaces, lambda term: hashed(name, term)), size)
                while batch := list(islice(rows, _UNITS_AT_ONCE)):
                    for number, writer in enumerate(writers):
                        writer.add([counts for unit, counts in batch if unit % len(writers) == number])
            for writer in writers:
                writer.finish()
        return XapianPostings(self._client, name, partial(self.drop, name))

    def drop(self, name: str) -> None:
        """Delete an index from all servers; raises IndexUnreachable."""
        for share, server in enumerate(self._client.servers):
            with self._writer(share, server, name) as writer:
                writer.delete()

    def _writer(self, share: int, server: Server, name: str) -> "_ShareWriter":
        return _ShareWriter(self._client, self._client.opened(server, writable=True), name, share)


class _ShareWriter:
    """Writer of one server's share of an index, in a thread of its own; the share counts as written by its last step.

    `is_done` says that the share is there already.
    """

    def __init__(self, client: XapianClient, database: Any, name: str, share: int) -> None:
        self._client, self._database, self._name, self._share = client, database, name, share
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
        with suppress(self._client.module.Error):
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
            document = self._client.module.Document()
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

    def _in_time(self, step: Callable[[], Result]) -> Result:
        try:
            return step()
        except self._client.module.Error as error:
            raise self._client.unreachable(error) from error


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
