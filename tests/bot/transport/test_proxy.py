"""nginx before two processes, as deploy/README.md has it: together they are one bot."""

import asyncio
import shutil
import signal
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import pytest

from bot.web.preview.standin import StandIn
from tests.bot.transport.test_kills import Crowd, killable
from tests.bot.transport.test_workers import HOOK, free_ports, received

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin")
CONFIGURATION = """
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
pytestmark = [
    pytest.mark.process,
    pytest.mark.slow,
    pytest.mark.skipif(NGINX is None, reason="no nginx on this machine; `apt-get install nginx-light` brings it"),
]


@asynccontextmanager
async def proxy(folder: Path, port: str, ports: list[str]) -> AsyncIterator[None]:
    """Run nginx at a port, before others, until the block ends."""
    folder.mkdir()
    servers = " ".join(f"server 127.0.0.1:{one};" for one in ports)
    file = folder / "nginx.conf"
    file.write_text(CONFIGURATION.format(folder=folder, servers=servers, port=port, path=urlsplit(HOOK).path or "/"))
    process = await asyncio.create_subprocess_exec(str(NGINX), "-p", str(folder), "-c", str(file))
    try:
        yield
    finally:
        process.terminate()
        await process.wait()


async def test_nothing_is_lost_behind_a_proxy_when_one_process_is_killed(tmp_path: Path) -> None:
    """Nginx brings the other one what the killed one does not take, and each chat keeps its order."""
    port, *ports = free_ports(3)
    async with (
        StandIn.serve() as api,
        killable(api, tmp_path, WEBHOOK_URL=HOOK) as parent,
        proxy(tmp_path / "nginx", port, ports),
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
