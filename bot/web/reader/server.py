"""Runs the reader: a server that listens on one address, and a live library that follows the folder of documents."""

import asyncio
import signal
from collections.abc import Callable

from bot.http_server import listening
from bot.live_library import LiveLibrary
from bot.settings import Settings
from bot.web.reader.website import website

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


async def serve(
    settings: Settings, live_library: LiveLibrary, host: str, port: int, begun: Callable[[str], None]
) -> None:
    """Serve the reader until SIGINT or SIGTERM; port 0 takes a free one.

    `begun` gets the address, with a slash at its end, once it can be opened. Raises OSError where the address cannot be
    listened on.
    """
    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    public = settings.public_url
    own = {*_LOOPBACK, *([public.host] if public and public.host else [])}
    app = website(live_library, own if host in _LOOPBACK else None, in_telegram=public is not None)
    async with listening(app, host, port) as address:
        await live_library.watch(settings.seeds_dir)
        begun(address)
        await told.wait()
        await live_library.rest()
