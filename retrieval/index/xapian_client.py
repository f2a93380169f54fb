"""Connections to Xapian servers: their addresses, what they hold, and the error that names them."""

import re
import time
from contextlib import suppress
from threading import Lock
from typing import Any, NamedTuple

from retrieval.arrays.blocks import Outage
from retrieval.errors import IndexNeedsXapian, IndexUnreachable

_SCHEME = "xapian://"
_ADDRESS = re.compile(r"(?P<host>\[[^\]]+\]|[^:,\s]+):(?P<port>\d{1,5})")
# For one entry, and for one step of writing.
_READ_MILLISECONDS, _WRITE_MILLISECONDS, _CONNECT_MILLISECONDS = 2000, 60_000, 2000
# Whoever finds another writer waits for it.
_LOCKED_SECONDS, _LOCKED_PAUSE_SECONDS = 600, 0.2


class Server(NamedTuple):
    """The address of a server."""

    host: str
    port: int


class XapianClient:
    """Client of the servers at an address; `module` is Xapian's Python module."""

    def __init__(self, uri: str) -> None:
        """Read an address such as xapian://host:port,host:port/name.

        Raises IndexUnreachable for another one, and IndexNeedsXapian if Xapian's Python module is not installed. The
        servers ask for no password: they belong in a network of their own.
        """
        self._uri = uri
        try:
            import xapian
        except ImportError:
            raise IndexNeedsXapian(uri=uri) from None
        self.module: Any = xapian
        addresses, _, self.name = uri.removeprefix(_SCHEME).partition("/")
        found = [_ADDRESS.fullmatch(part) for part in addresses.split(",")]
        self.servers = tuple(Server(one["host"].strip("[]"), int(one["port"])) for one in found if one)
        if not all(found) or "/" in self.name:
            raise self.unreachable("it is not xapian://host:port or xapian://host:port/name")

    def opened(self, server: Server, *, writable: bool = False) -> Any:
        """Return a connection to the database of one server; raises IndexUnreachable."""
        try:
            if not writable:
                return self.module.remote_open(*server, _READ_MILLISECONDS, _CONNECT_MILLISECONDS)
            return self._unlocked(server)
        except self.module.Error as error:
            raise self.unreachable(error) from error

    def unreachable(self, reason: object) -> IndexUnreachable:
        """Return the error that names the address and the reason."""
        return IndexUnreachable(uri=self._uri, reason=reason if isinstance(reason, str) else type(reason).__name__)

    def _unlocked(self, server: Server) -> Any:
        """Return a connection that may write, as soon as nobody else does."""
        deadline = time.monotonic() + _LOCKED_SECONDS
        while True:
            try:
                return self.module.remote_open_writable(*server, _WRITE_MILLISECONDS, _CONNECT_MILLISECONDS)
            except self.module.DatabaseLockError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(_LOCKED_PAUSE_SECONDS)


class ServerReader:
    """Reader of the entries of one server, over one connection; any number of threads may read."""

    def __init__(self, client: XapianClient, server: Server) -> None:
        self._client, self._server = client, server
        self._outage = Outage(f"{server.host}:{server.port}")
        self._lock = Lock()
        self._database: Any = None

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._drop()

    def newest(self, key: str) -> bytes:
        """Return an entry as it is now, empty if it is missing; raises IndexUnreachable."""
        with self._lock:
            self._drop()
        return self.value(key)

    def value(self, key: str) -> bytes:
        """Return an entry as it was when the server was connected, empty if it is missing; raises IndexUnreachable."""
        with self._lock:
            if self._outage.lasting:
                raise self._client.unreachable("it did not answer a moment ago")
            try:
                found = self._read(key)
            except IndexUnreachable as error:
                self._drop()
                self._outage.begin(str(error.values["reason"]))
                raise
            self._outage.end()
            return found

    def _read(self, key: str) -> bytes:
        module = self._client.module
        try:
            return self._connected(key)
        except (module.DatabaseModifiedError, module.NetworkError) as error:
            # Somebody wrote, or the server was started anew: once more. One that is late would be late again.
            if isinstance(error, module.NetworkTimeoutError):
                raise self._client.unreachable(error) from error
            self._drop()
        except module.Error as error:
            raise self._client.unreachable(error) from error
        try:
            return self._connected(key)
        except module.Error as error:
            raise self._client.unreachable(error) from error

    def _connected(self, key: str) -> bytes:
        if self._database is None:
            self._database = self._client.opened(self._server)
        found: bytes = self._database.get_metadata(key)
        return found

    def _drop(self) -> None:
        database, self._database = self._database, None
        if database is not None:
            with suppress(self._client.module.Error):
                database.close()
