"""Serves an app over HTTP in the running event loop; every server of the program and of its tests runs here."""

import asyncio
import socket
from collections.abc import AsyncIterator, Generator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any

import uvicorn
from starlette.types import ASGIApp

_TICKS = 10  # between two ticks; uvicorn tells the time anew at every tenth


@asynccontextmanager
async def listening(app: ASGIApp, host: str, port: int, **options: Any) -> AsyncIterator[str]:
    """Serve an app until the block ends, and yield its address, with a slash at its end; port 0 takes a free one.

    `options` are uvicorn's. Raises OSError where the address cannot be listened on.
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    family, kind, protocol, _, place = found[0]
    # asyncio sends at once only where the protocol is named; otherwise each answer takes 40 ms.
    with socket.socket(family, kind, protocol or socket.IPPROTO_TCP) as listener:
        # Otherwise a port could not be taken again in the minute after a server on it has ended.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
        server = _Server(app, options)
        task = asyncio.create_task(server.serve(sockets=[listener]), name="serving over HTTP")
        await server.ready.wait()
        try:
            yield f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"
        finally:
            server.told_to_stop.set()
            await task


class _Server(uvicorn.Server):
    """A server that tells when it listens, stops at once, and leaves signals to who runs it."""

    def __init__(self, app: ASGIApp, options: dict[str, Any]) -> None:
        usual = {"log_config": None, "access_log": False, "server_header": False, "timeout_graceful_shutdown": 1}
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
