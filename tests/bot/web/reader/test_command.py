"""`yinju serve` and `yinju show --web` as processes."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from bot.cli import yinju
from bot.doctor import extras
from bot.phrases import phrases
from tests.bot.conftest import Run, clean_environment
from tests.bot.preloaded import Preloaded, Started
from tests.bot.web.process import serving


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one document of two lines."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "a.txt").write_text("云收入增长了34%。\n利润率也高了。\n")
    return seeds


@asynccontextmanager
async def started(preloaded: Preloaded, folder: Path, *arguments: str) -> AsyncIterator[tuple[Started, str]]:
    """Run the command over a folder; yields the process and the address that it prints."""
    home = folder.parent
    browser = home / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {home}/opening && mv {home}/opening {home}/opened\n')
    browser.chmod(0o700)
    variables = clean_environment(home) | {"SEEDS_DIR": str(folder), "BROWSER": f"{browser} %s"}
    async with serving(preloaded, variables, *arguments) as found:
        yield found


async def test_it_follows_its_folder_until_ctrl_c(preloaded: Preloaded, folder: Path) -> None:
    """A file that is added is listed without a restart; nothing is left behind that looks like an error."""
    async with (
        started(preloaded, folder, "serve", "--port", "0") as (process, address),
        httpx.AsyncClient(base_url=address, verify=False, trust_env=False) as http,
    ):
        assert (await http.get("health")).json()["documents"] == 1
        (folder / "b.txt").write_text("骑手每天送餐四十单。")
        async with asyncio.timeout(20):
            while (await http.get("health")).json()["documents"] != 2:
                await asyncio.sleep(0.05)
        assert "“b”" in (await http.get("")).text
        process.send_signal(signal.SIGINT)
        _, log = await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode == 0
    assert "Traceback" not in log.decode()


async def test_show_opens_a_line_in_the_browser(preloaded: Preloaded, folder: Path) -> None:
    """At the line, which is marked, on a port of this machine."""
    async with (
        started(preloaded, folder, "show", "--web", "a:2") as (process, address),
        httpx.AsyncClient(verify=False, trust_env=False) as http,
    ):
        opened = folder.parent / "opened"
        async with asyncio.timeout(20):
            while not opened.exists():
                await asyncio.sleep(0.05)
        assert opened.read_text() == f"{address}\n"
        assert address.endswith("#quote")
        assert "<mark>利润率也高了。</mark>" in (await http.get(address)).text
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode == 0


def test_show_says_what_leads_nowhere_before_it_serves(run: Run, folder: Path) -> None:
    """As without --web."""
    done = run("--seeds", str(folder), "show", "--web", "a:9999")
    assert (done.returncode, b"9999" in done.stderr) == (1, True)


def test_without_its_libraries_it_says_how_to_install_them(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence; status 2."""
    monkeypatch.setattr(extras, "EXTRAS", {"serve": ("starlette", "a_library_that_is_not_installed")})
    for arguments in (["serve"], ["show", "--web", "a:1"]):
        done = CliRunner().invoke(yinju, ["--seeds", str(folder), *arguments], env=clean_environment(folder.parent))
        assert (done.exit_code, done.stderr) == (2, phrases("en").reader.needs_extra.format() + "\n")


def test_a_port_that_is_taken_is_one_sentence(run: Run, folder: Path) -> None:
    """With the way out; status 1."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("--seeds", str(folder), "serve", "--port", str(port))
    assert done.returncode == 1
    sentence = phrases("en").reader.cannot_listen
    assert done.stderr.decode() == sentence.format(host="127.0.0.1", port=port, reason="Address already in use") + "\n"
