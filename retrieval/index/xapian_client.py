"""Connections to Xapian servers: their addresses, their databases, and the error that names them."""

import re
import time
from typing import Any, NamedTuple

from retrieval.errors import IndexNeedsXapian, IndexUnreachable

_SCHEME = "xapian://"
_ADDRESS = re.compile(r"(?P<host>\[[^\]]+\]|[^:,\s]+):(?P<port>\d{1,5})")
# For one search, and for one step of writing.
_SEARCH_MILLISECONDS, _WRITE_MILLISECONDS, _CONNECT_MILLISECONDS = 3000, 60_000, 2000
# Whoever finds another writer waits for it.
_LOCKED_SECONDS, _LOCKED_PAUSE_SECONDS = 600, 0.2


class Server(NamedTuple):
    """The address of a server."""

    host: str
    port: int


class XapianClient:
    """Client of the servers at an address; `module` is Xapian's Python module."""

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
        self.module: Any = xapian
        found = [_ADDRESS.fullmatch(part) for part in uri.removeprefix(_SCHEME).rstrip("/").split(",")]
        self.servers = tuple(Server(one["host"].strip("[]"), int(one["port"])) for one in found if one)
        if not all(found):
            raise self.unreachable("it is not xapian://host:port")
        for server in self.servers:
            self.opened(server).close()

    def opened(self, server: Server, *, writable: bool = False) -> Any:
        """Return a connection to the database of one server; raises IndexUnreachable."""
        try:
            if not writable:
                return self.module.remote_open(*server, _SEARCH_MILLISECONDS, _CONNECT_MILLISECONDS)
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
