"""nginx or Caddy before two processes, as deploy/README.md has it: together they are one bot."""

import asyncio
import os
import shutil
import signal
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import pytest

from bot.web.preview.standin import StandIn
from tests.bot.transport.test_kills import Crowd, killable
from tests.bot.transport.test_workers import HOOK, free_ports, received

FOLDERS = "/usr/sbin:/usr/bin:/usr/local/bin"
NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    upstream yinju {{ {servers} }}
    server {{
        listen 127.0.0.1:{port};
        location = {path} {{ proxy_pass http://yinju; }}
    }}
}}
"""
CADDY = """
{{
    admin off
    auto_https off
}}
http://127.0.0.1:{port} {{
    handle {path} {{
        reverse_proxy {servers} {{
            fail_duration 10s
        }}
    }}
}}
"""
pytestmark = [pytest.mark.process, pytest.mark.slow]


@asynccontextmanager
async def nginx(program: str, folder: Path, port: str, ports: list[str]) -> AsyncIterator[None]:
    """Run nginx at a port, before others, until the block ends."""
    servers = " ".join(f"server 127.0.0.1:{one};" for one in ports)
    file = folder / "nginx.conf"
    file.write_text(NGINX.format(folder=folder, servers=servers, port=port, path=urlsplit(HOOK).path or "/"))
    async with _running(program, "-p", str(folder), "-c", str(file), home=folder):
        yield


@asynccontextmanager
async def caddy(program: str, folder: Path, port: str, ports: list[str]) -> AsyncIterator[None]:
    """Run Caddy likewise."""
    servers = " ".join(f"127.0.0.1:{one}" for one in ports)
    file = folder / "Caddyfile"
    file.write_text(CADDY.format(servers=servers, port=port, path=urlsplit(HOOK).path or "/"))
    async with _running(program, "run", "--config", str(file), "--adapter", "caddyfile", home=folder):
        yield


@asynccontextmanager
async def _running(*command: str, home: Path) -> AsyncIterator[None]:
    process = await asyncio.create_subprocess_exec(*command, env=os.environ | {"HOME": str(home)}, cwd=home)
    try:
        yield
    finally:
        process.terminate()
        await process.wait()


@pytest.mark.parametrize("proxy", [nginx, caddy])
async def test_nothing_is_lost_behind_a_proxy_when_one_process_is_killed(
    proxy: Callable[[str, Path, str, list[str]], AbstractAsyncContextManager[None]], tmp_path: Path
) -> None:
    """The other one gets what the killed one does not take, and each chat keeps its order."""
    program = shutil.which(proxy.__name__, path=FOLDERS)
    if program is None:
        pytest.skip(f"no {proxy.__name__} on this machine; `apt-get install {proxy.__name__}` brings it")
    (tmp_path / "proxy").mkdir()
    port, *ports = free_ports(3)
    async with (
        StandIn.serve() as api,
        killable(api, tmp_path, WEBHOOK_URL=HOOK) as parent,
        proxy(program, tmp_path / "proxy", port, ports),
    ):
        killed, other = [parent.beside(one) for one in ports]
        await killed.start()
        await other.start()
        await asyncio.gather(*(received(f"http://127.0.0.1:{one}/") for one in ports))
        async with api.bringing(f"http://127.0.0.1:{port}/"):
            crowd = Crowd(api, Random(7))
            for _ in range(20):
                crowd.ask()
            await api.until(lambda: sum(crowd.answers().values()) > 5)
            assert await killed.end(signal.SIGKILL) == -signal.SIGKILL
            for _ in range(10):
                crowd.ask()
            await api.until(lambda: all(crowd.answers().values()), 20, "all answers")
        assert await other.end(signal.SIGTERM) == 0
        assert set(Counter(crowd.answers().values())) <= {1, 2}
        assert crowd.in_order()
        assert not api.faults
