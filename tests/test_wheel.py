"""The wheel, installed into a new environment and used from an empty folder: nothing needs a checkout."""

import asyncio
import re
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from bot.phrases import phrases
from tests.bot.conftest import browser as browser
from tests.bot.conftest import clean_environment
from tests.conftest import ROOT

pytestmark = pytest.mark.asyncio(loop_scope="session")
NO_FOLDER = "There is no folder seeds; choose an existing one with --seeds or SEEDS_DIR.\n"


@pytest.fixture(scope="module")
def yinju(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the command of an environment into which the wheel was installed; it shares this one's libraries."""
    home = tmp_path_factory.mktemp("wheel")
    for name in ("bot", "retrieval"):
        shutil.copytree(ROOT / name, home / "source" / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, home / "source")
    call = [sys.executable, "-m"]
    subprocess.run([*call, "venv", "--without-pip", home / "new"], check=True, capture_output=True)
    packages = next((home / "new").glob("lib/*/site-packages"))
    # A folder on the path, unlike a folder of packages, brings no checkout that was installed for editing.
    shared = [path for path in sys.path if path.endswith("site-packages")]
    (packages / "shared.pth").write_text("\n".join(shared) + "\n")
    # It builds the wheel before it installs that.
    install: list[str | Path] = ["install", "--no-deps", "--no-index", "--no-build-isolation", home / "source"]
    subprocess.run(
        [*call, "pip", "--python", home / "new" / "bin" / "python", *install], check=True, capture_output=True
    )
    return home / "new" / "bin" / "yinju"


def environment(home: Path) -> dict[str, str]:
    """Return a clean environment that names neither the checkout nor its documents."""
    clean = clean_environment(home)
    return {name: value for name, value in clean.items() if name not in ("PYTHONPATH", "SEEDS_DIR")}


def run(yinju: Path, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run an installed command in a folder."""
    return subprocess.run(
        [yinju, *arguments],
        cwd=folder,
        env=environment(folder.parent),
        input="",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Return an empty folder, but for a package that is called like the tests: whoever puts this folder on the
    path runs it.
    """
    folder = tmp_path / "empty"
    (folder / "tests").mkdir(parents=True)
    (folder / "tests" / "__init__.py").write_text("raise SystemExit('a package of the current folder was run')\n")
    return folder


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """Return a folder with one document."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "report.txt").write_text("星海科技2024年的云收入增长了34%。\n", "utf-8")
    return folder


# Prints the status and the error of each command in turn, in one process, because starting one is not the subject.
WITHOUT_DOCUMENTS = """
from click.testing import CliRunner
from bot.cli import yinju
for command in (["ask", "云收入"], ["chat"], ["serve"], ["preview"]):
    done = CliRunner().invoke(yinju, command)
    print(done.exit_code, done.stderr, end="")
"""


async def test_without_documents_each_command_says_how_to_name_some(yinju: Path, empty: Path) -> None:
    """One sentence; status 1."""
    done = run(yinju.with_name("python"), empty, "-c", WITHOUT_DOCUMENTS)
    assert (done.stdout, done.stderr) == (f"1 {NO_FOLDER}" * 4, "")


async def test_run_says_that_it_needs_a_token(yinju: Path, empty: Path, documents: Path) -> None:
    """One sentence; status 2."""
    done = run(yinju, empty, "--seeds", str(documents), "run")
    assert (done.returncode, done.stderr) == (2, phrases("en").no_token + "\n")


async def test_ask_and_chat_answer(yinju: Path, empty: Path, documents: Path) -> None:
    """From the wheel's own code and data."""
    done = run(yinju, empty, "--seeds", str(documents), "ask", "云收入增长了多少")
    assert done.returncode == 0
    assert "34%" in done.stdout
    talked = subprocess.run(
        [yinju, "--seeds", documents, "chat"],
        cwd=empty,
        env=environment(empty.parent),
        input="云收入增长了多少\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "34%" in talked.stdout


async def address_in(output: asyncio.StreamReader) -> str:
    """Read the lines up to the first that names an address, and return that."""
    lines = []
    async for line in output:
        lines.append(line.decode())
        if address := re.search(r"http://127\.0\.0\.1:\d+/", lines[-1]):
            return address[0]
    raise AssertionError("".join(lines))


@asynccontextmanager
async def serving(yinju: Path, empty: Path, documents: Path, command: str) -> AsyncIterator[str]:
    """Run a command that shows pages until the block ends, and yield the address that it prints."""
    process = await asyncio.create_subprocess_exec(
        yinju, "--seeds", documents, command, "--port", "0",
        cwd=empty,
        env=environment(empty.parent),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    assert process.stdout
    try:
        yield await asyncio.wait_for(address_in(process.stdout), 60)
    finally:
        # A preview that is killed cannot take its folder of temporary files with it.
        process.terminate()
        await process.communicate()


async def test_the_preview_answers_in_a_browser(yinju: Path, empty: Path, documents: Path, browser: Browser) -> None:
    """The stand-in, the page and the bot all come from the wheel."""
    async with serving(yinju, empty, documents, "preview") as address:
        page = await browser.new_page()
        await page.goto(address)
        await expect(page.locator("#title")).not_to_be_empty()
        await page.locator("#start").click()
        await page.locator("#words").fill("云收入增长了多少")
        await page.locator("#words").press("Enter")
        await expect(page.locator(".message", has=page.locator("blockquote")).last).to_contain_text("34%")
        await page.close()


async def test_the_reader_shows_the_documents(yinju: Path, empty: Path, documents: Path, browser: Browser) -> None:
    """With the templates of the wheel."""
    async with serving(yinju, empty, documents, "serve") as address:
        page = await browser.new_page()
        await page.goto(address)
        await expect(page.locator("body")).to_contain_text("report")
        await page.close()
