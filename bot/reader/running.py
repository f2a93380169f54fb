"""Runs the reader: a server that listens on one address, and a shelf that follows the folder of documents."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp

from bot.reader.website import website
from bot.settings import Settings
from bot.shelf import Shelf

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


async def serve(settings: Settings, shelf: Shelf, host: str, port: int, begun: Callable[[str], None]) -> None:
    """Serve the reader until SIGINT or SIGTERM; port 0 takes a free one.

    `begun` gets the address, with a slash at its end, once it can be opened. Raises OSError where the address cannot be
    listened on.
    """
    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    public = settings.public_url
    own = {*_LOOPBACK, *([public.host] if public and public.host else [])}
    app = website(shelf, own if host in _LOOPBACK else None, in_telegram=public is not None)
    async with listening(app, host, port) as address:
        await shelf.watch(settings.seeds_dir)
        begun(address)
        await told.wait()
        await shelf.rest()


@asynccontextmanager
async def listening(app: ASGIApp, host: str, port: int) -> AsyncIterator[str]:
    """Serve an app until the block ends; yields its address. Raises OSError where the address cannot be listened on."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    family, kind, protocol, _, place = found[0]
    # asyncio sends at once only where the protocol is named; otherwise each answer takes 40 ms.
    with socket.socket(family, kind, protocol or socket.IPPROTO_TCP) as listener:
        # Otherwise a port could not be taken again in the minute after a server on it has ended.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
        server = _Server(app)
        task = asyncio.create_task(server.serve(sockets=[listener]), name="serving the reader")
        await server.ready.wait()
        try:
            yield f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"
        finally:
            server.should_exit = True
            await task


class _Server(uvicorn.Server):
    """A server that tells when it listens, and leaves signals to who runs it."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                lifespan="off",
                ws="none",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=1,
            )
        )
        self.ready = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Capture nothing."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then tell so."""
        await super().startup(sockets)
        self.ready.set()
