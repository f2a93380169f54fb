"""The HTTP server: it keeps nobody's connection longer than a request may take, and no more than it can."""

import asyncio
import errno
import os
import socket
from contextlib import suppress

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot import http_server
from bot.http_server import listening
from bot.observability.logs import RepeatFilter


async def answer(request: Request) -> PlainTextResponse:
    """Answer with the length of what was sent."""
    return PlainTextResponse(str(len(await request.body())))


APP = Starlette(routes=[Route("/", answer, methods=["GET", "POST"])])
HEAD = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n"


@pytest.mark.parametrize("part", [b"", HEAD[:20], HEAD, HEAD + b"x"], ids=["nothing", "a head", "no body", "a body"])
async def test_who_never_finishes_a_request_is_cut_off(part: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever part of it is missing."""
    monkeypatch.setattr(http_server, "REQUEST_SECONDS", 0.1)
    async with listening(APP, "127.0.0.1", 0) as address, asyncio.timeout(10):
        url = httpx.URL(address)
        reader, writer = await asyncio.open_connection(url.host, url.port)
        writer.write(part)
        with suppress(ConnectionResetError):
            assert await reader.read() == b""
        writer.close()
        async with httpx.AsyncClient() as client:
            assert (await client.post(address, content=b"xyz")).text == "3"


async def test_connections_are_bounded(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """One too many is closed at once, and the next one is served when another has gone."""
    monkeypatch.setattr(http_server, "MAX_CONNECTIONS", 2)
    async with listening(APP, "127.0.0.1", 0) as address, asyncio.timeout(10), httpx.AsyncClient() as client:
        url = httpx.URL(address)
        held = [await asyncio.open_connection(url.host, url.port) for _ in range(2)]
        with pytest.raises(httpx.TransportError):
            await client.get(address)
        assert "more than 2 connections" in caplog.text
        for _, writer in held:
            writer.close()
        while True:
            try:
                assert (await client.get(address)).text == "0"
                break
            except httpx.TransportError:
                await asyncio.sleep(0.01)


async def test_descriptors_that_are_used_up_cost_one_line(caplog: pytest.LogCaptureFixture) -> None:
    """A connection that waits meanwhile is served once there are some again."""
    resource = pytest.importorskip("resource")
    folding = RepeatFilter()
    caplog.handler.addFilter(folding)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    async with listening(APP, "127.0.0.1", 0) as address, asyncio.timeout(20):
        url, loop = httpx.URL(address), asyncio.get_running_loop()
        with socket.socket() as client:
            client.setblocking(False)
            free = os.dup(client.fileno())
            os.close(free)
            # No number is free below this one.
            resource.setrlimit(resource.RLIMIT_NOFILE, (free, hard))
            try:
                await loop.sock_connect(client, (url.host, url.port))
                while not caplog.records:
                    await asyncio.sleep(0.01)
            finally:
                resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
            await loop.sock_sendall(client, HEAD.replace(b"100", b"1") + b"x")
            assert (await loop.sock_recv(client, 1000)).startswith(b"HTTP/1.1 200")
    caplog.handler.removeFilter(folding)
    assert len([one for one in caplog.records if "out of system resource" in one.getMessage()]) == 1


async def test_a_port_that_is_taken_is_named() -> None:
    """So that the sentence for the operator can name the setting."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match="in use") as refused:
            async with listening(APP, "127.0.0.1", port):
                pass
        assert (refused.value.errno, refused.value.filename) == (errno.EADDRINUSE, port)
