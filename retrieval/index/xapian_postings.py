"""Search of one index on Xapian servers, whose shares are open as one database."""

import time
from collections.abc import Callable, Mapping
from hashlib import blake2b
from threading import Lock
from typing import Any

import numpy as np

from retrieval.errors import IndexUnreachable
from retrieval.index.top_k import Scores, Units
from retrieval.index.xapian_client import XapianClient

# What a term gives a unit at most is counted in so many steps to 1.
STEPS = 1024
# After a failure the servers are left alone for a while, so that not every question waits for them.
_AWAY_SECONDS = 5.0


class XapianPostings:
    """Postings of one index on all servers: a `RemotePostings`."""

    most = 16_384

    def __init__(self, client: XapianClient, name: str, drop: Callable[[], None]) -> None:
        """Take the client, the name of the index, and what deletes it."""
        self.name, self.drop = name, drop
        self._client = client
        self._lock = Lock()
        self._shares: _Shares | None = None
        self._away_until = 0.0

    def top(self, terms: Mapping[str, float], k: int) -> tuple[Units, Scores]:
        """Return the k units with the highest sums, best first, and the sums; raises IndexUnreachable.

        Of several units with the same sum at the end the first are among the k.
        """
        weights: dict[str, float] = {}
        for term, weight in terms.items():
            weights[hashed(self.name, term)] = weights.get(hashed(self.name, term), 0.0) + weight / STEPS
        if not weights:
            return np.zeros(0, np.int32), np.zeros(0)
        with self._lock:
            if time.monotonic() < self._away_until:
                raise self._client.unreachable("it did not answer a moment ago")
            try:
                return self._searched(weights, k)
            except IndexUnreachable:
                self._shares, self._away_until = None, time.monotonic() + _AWAY_SECONDS
                raise

    def _searched(self, weights: Mapping[str, float], k: int) -> tuple[Units, Scores]:
        module = self._client.module
        try:
            return self._opened().top(weights, k)
        except (module.DatabaseModifiedError, module.NetworkError):
            # Somebody wrote, or a server was started anew: once more.
            self._shares = None
        except module.Error as error:
            raise self._client.unreachable(error) from error
        try:
            return self._opened().top(weights, k)
        except module.Error as error:
            raise self._client.unreachable(error) from error

    def _opened(self) -> "_Shares":
        if self._shares is None:
            self._shares = _Shares(self._client, self.name)
        return self._shares


class _Shares:
    """The shares of an index on all servers, open as one database."""

    def __init__(self, client: XapianClient, name: str) -> None:
        """Connect to all servers; raises IndexUnreachable if one has no share, and Xapian's errors."""
        self._module = client.module
        self._database = self._module.Database()
        firsts = []
        for share, server in enumerate(client.servers):
            database = client.opened(server)
            firsts.append(first_of(database, name, share))
            self._database.add_database(database)
        if not all(firsts):
            raise client.unreachable("the index is not there")
        self._firsts = np.array(firsts)

    def top(self, weights: Mapping[str, float], k: int) -> tuple[Units, Scores]:
        """Return the k units with the highest sums, best first, and the sums; raises Xapian's errors."""
        query = self._module.Query
        enquire = self._module.Enquire(self._database)
        enquire.set_weighting_scheme(self._module.TfIdfWeight("nnn"))
        scaled = [query(query.OP_SCALE_WEIGHT, query(term), weight) for term, weight in weights.items()]
        enquire.set_query(query(query.OP_OR, scaled))
        found = [(match.docid, match.weight) for match in enquire.get_mset(0, k)]
        # Xapian counts the documents of several databases in turn, from 1.
        places = np.array([docid for docid, _ in found], np.int64) - 1
        shares = places % len(self._firsts)
        units = (places // len(self._firsts) + 1 - self._firsts[shares]) * len(self._firsts) + shares
        return units.astype(np.int32), np.array([weight for _, weight in found], np.float64)


def first_of(database: Any, name: str, share: int) -> int:
    """Return the number of the first document of a share on its server; 0 if it is not there, or another share is."""
    own, first = (database.get_metadata(name) or b"-1 0").split()
    return int(first) if int(own) == share else 0


def hashed(name: str, term: str) -> str:
    """Return the term of an index's term on the servers: 16 characters, whatever it is."""
    return blake2b(f"{name}:{term}".encode(), digest_size=8).hexdigest()
