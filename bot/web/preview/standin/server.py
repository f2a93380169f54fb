"""The stand-in's server: on a free port of the loopback, without touching signals."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

from starlette.types import ASGIApp

from bot.http_server import listening

HOST = "127.0.0.1"
_KEEP_ALIVE_SECONDS = 600


@asynccontextmanager
async def serving(app: ASGIApp, port: int = 0) -> AsyncIterator[int]:
    """Serve `app` and yield the port, a free one unless it is named; raises OSError where that one is taken."""
    quiet: dict[str, Any] = {"log_level": "critical", "timeout_keep_alive": _KEEP_ALIVE_SECONDS, "date_header": False}
    async with listening(app, HOST, port, **quiet) as address:
        bound = urlsplit(address).port
        assert bound
        yield bound
