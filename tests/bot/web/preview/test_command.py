"""`yinju preview` as a process."""

import asyncio
import re
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from bot.phrases import phrases
from tests.bot.conftest import Run, clean_environment
from tests.bot.preloaded import Preloaded, Started
from tests.bot.web.process import serving
from tests.conftest import ROOT


def environment_with_a_document(home: Path) -> dict[str, str]:
    """Return a clean environment whose folder of documents holds a single sentence."""
    (home / "seeds").mkdir()
    (home / "seeds" / "a.txt").write_text("云收入增长了34%。")
    return clean_environment(home) | {"SEEDS_DIR": str(home / "seeds")}


@asynccontextmanager
async def started(
    preloaded: Preloaded, home: Path, *options: str, **environment: str
) -> AsyncIterator[tuple[Started, str]]:
    """Start `yinju preview` on a free port in this checkout; yields the process and the address that it prints."""
    variables = environment_with_a_document(home) | environment
    async with serving(preloaded, variables, "preview", "--port", "0", *options) as found:
        yield found


async def test_it_shows_the_bot_until_ctrl_c(preloaded: Preloaded, tmp_path: Path) -> None:
    """Also while a page is listening and where a proxy is named; it keeps nothing, neither in DATA_DIR nor elsewhere."""
    (tmp_path / "tmp").mkdir()
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    browser.chmod(0o700)
    nowhere = dict.fromkeys(("HTTP_PROXY", "http_proxy", "ALL_PROXY"), "http://127.0.0.1:9")
    async with (
        started(
            preloaded,
            tmp_path,
            "--no-privacy",
            "--open",
            TMPDIR=str(tmp_path / "tmp"),
            BROWSER=f"{browser} %s",
            **nowhere,
        ) as (process, address),
        httpx.AsyncClient(
            base_url=address, headers={"Origin": address.rstrip("/")}, verify=False, trust_env=False
        ) as http,
        http.stream("GET", "events") as events,
    ):
        lines = events.aiter_lines()
        first = await anext(lines)
        assert '"privacy": false' in first
        person = int(re.findall(r'"id": (\d+)', first)[1])
        await http.post("act", json={"act": "start", "person": person})
        async with asyncio.timeout(20):
            greeting = phrases("zh-hans").start.strip().splitlines()[0]
            while greeting not in await anext(lines):
                pass
        process.send_signal(signal.SIGINT)
        _, log = await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode == 0
    assert (tmp_path / "opened").read_text() == f"{address}\n"
    assert "Traceback" not in log.decode()
    assert not (tmp_path / "data").exists()
    assert list((tmp_path / "tmp").iterdir()) == []


async def test_a_closed_terminal_leaves_nothing_behind(preloaded: Preloaded, tmp_path: Path) -> None:
    """Also while the documents are still being read."""
    (tmp_path / "tmp").mkdir()
    environment = environment_with_a_document(tmp_path) | {"TMPDIR": str(tmp_path / "tmp")}
    process = await preloaded.start(["preview", "--port", "0"], ROOT, environment)
    async with asyncio.timeout(30):
        while not list((tmp_path / "tmp").glob("yinju-preview-*")):
            await asyncio.sleep(0.01)
        process.send_signal(signal.SIGHUP)
        await process.communicate()
    assert list((tmp_path / "tmp").iterdir()) == []


def test_without_its_libraries_it_says_how_to_install_them(tmp_path: Path) -> None:
    """One sentence; status 2."""
    script = "import sys; sys.modules['tdjson'] = None; from bot.cli import main; main(['preview'])"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=clean_environment(tmp_path), capture_output=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.decode() == phrases("en").preview.needs_extra.format() + "\n"


def test_a_port_that_is_taken_is_one_sentence(run: Run, tmp_path: Path) -> None:
    """With the way out; status 1."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run("preview", "--port", port, **environment_with_a_document(tmp_path))
    assert done.returncode == 1
    reason = "Address already in use"
    assert done.stderr.decode() == phrases("en").preview.port_taken.format(port=port, reason=reason) + "\n"
