"""HTTP server in the running event loop; every server of the program and of its tests is one of these."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import partial
from typing import Any

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

MAX_CONNECTIONS = 400
REQUEST_SECONDS = 10.0
_TICKS = 10  # between two ticks; uvicorn tells the time anew at every tenth
_READING = (h11.IDLE, h11.SEND_BODY)
_log = logging.getLogger(__name__)


@asynccontextmanager
async def listening(
    app: ASGIApp, host: str, port: int, ended: Callable[[str], None] | None = None, **options: Any
) -> AsyncIterator[str]:
    """Serve an app until the block ends, and yield its address, with a slash at its end; port 0 takes a free one.

    More than 400 connections at once, and requests whose head or body takes longer than 10 s, are closed. If the server
    ends before the block does, that is logged, and `ended` is called with the reason. `options` are uvicorn's. Raises
    OSError if the address cannot be listened on, with the port as its file name.
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    family, kind, protocol, _, place = found[0]
    # asyncio sends at once only where the protocol is named; otherwise each answer takes 40 ms.
    with socket.socket(family, kind, protocol or socket.IPPROTO_TCP) as listener:
        # Otherwise a port could not be taken again in the minute after a server on it has ended.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(place)
        except OSError as error:
            raise OSError(error.errno, error.strerror, port) from None
        server = _Server(app, options)
        task = asyncio.create_task(server.serve(sockets=[listener]), name="serving over HTTP")
        task.add_done_callback(partial(_tell_end, server, ended))
        await server.ready.wait()
        try:
            yield f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"
        finally:
            server.told_to_stop.set()
            await asyncio.wait([task])


def _tell_end(server: "_Server", ended: Callable[[str], None] | None, task: asyncio.Task[None]) -> None:
    error = None if task.cancelled() else task.exception()
    # Who waits for a server that could not begin waits no longer.
    server.ready.set()
    if not server.told_to_stop.is_set():
        _log.critical("A server has ended", exc_info=error)
        if ended:
            ended(type(error).__name__ if error else "it was cancelled")


class _Server(uvicorn.Server):
    """A server that tells when it listens, stops at once, and leaves signals to who runs it."""

    def __init__(self, app: ASGIApp, options: dict[str, Any]) -> None:
        usual = {
            "log_config": None,
            "access_log": False,
            "server_header": False,
            "timeout_graceful_shutdown": 1,
            "http": _Connection,
        }
        super().__init__(uvicorn.Config(app, lifespan="off", ws="none", **(usual | options)))
        self.ready = asyncio.Event()
        self.told_to_stop = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Capture nothing."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then tell so."""
        await super().startup(sockets)
        self.ready.set()

    async def main_loop(self) -> None:
        """Serve until told to stop."""
        while not self.told_to_stop.is_set():
            await self.on_tick(_TICKS)
            with suppress(TimeoutError):
                await asyncio.wait_for(self.told_to_stop.wait(), 1)


class _Connection(H11Protocol):
    """A connection that is closed if it is one too many, or if a part of a request does not arrive in time."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to watch how long a request takes."""
        super().connection_made(transport)
        self._seen: tuple[object, object] | None = None
        self._look: asyncio.TimerHandle | None = None
        if len(self.connections) > MAX_CONNECTIONS:
            _log.warning("A port has more than %d connections; further ones are closed", MAX_CONNECTIONS)
            transport.abort()
        else:
            self._look_again()

    def connection_lost(self, exc: Exception | None) -> None:
        """Watch it no more."""
        if self._look:
            self._look.cancel()
        super().connection_lost(exc)

    def _look_again(self) -> None:
        state = (self.conn.their_state, self.cycle)
        if state == self._seen and state[0] in _READING:
            self.transport.abort()
            return
        self._seen = state
        self._look = self.loop.call_later(REQUEST_SECONDS, self._look_again)
