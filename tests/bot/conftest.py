"""The real Application, polling a Bot API stand-in over HTTP, and a terminal to run the command in."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import pytest_asyncio
from playwright.async_api import Browser
from pydantic import SecretStr

from bot.app.application import ALLOWED_UPDATES, build_application
from bot.commands.run import START_RETRIES
from bot.dispatch.context import Bot
from bot.dispatch.errors import ErrorHandler
from bot.live_library import LiveLibrary
from bot.observability.observer import Observer
from bot.phrases import phrases
from bot.settings import Settings
from bot.web.preview.standin import StandIn
from retrieval.library import Library
from tests.bot.preloaded import Preloaded, Started, is_read_at_the_start
from tests.browser import browsing, found
from tests.conftest import ROOT, SEEDS

NO_BROWSER = "no chromium on this machine; `apt-get install chromium` brings it"
Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
Start = Callable[..., Awaitable[Started]]
_RUN = "from bot import cli\ncli.main(['run'])"
_DONE_BEFORE = ("is not modified", "is too old", "to delete not found", "to edit not found", "to react not found")


@asynccontextmanager
async def running(
    api: StandIn,
    library: Library,
    *,
    repeats: bool = False,
    watch: Observer | None = None,
    poll_seconds: int = 10,
    live_library: LiveLibrary | None = None,
    **settings: object,
) -> AsyncIterator[Bot]:
    """Run the bot against a stand-in until the block ends; no rule of Telegram's may have been broken meanwhile.

    `settings` are given as in Settings; without a `data_dir`, what the bot keeps ends with the block. With `repeats`,
    the bot may ask for what was done already without its knowing. `watch` is told what the bot does. Telegram is
    asked to wait `poll_seconds` for updates. `live_library` holds the library, if it is to be one of the test's own.
    """
    with TemporaryDirectory() as folder:
        usual = {"telegram_api_base_url": api.base_url, "seeds_dir": SEEDS, "data_dir": folder}
        given = Settings.model_validate({"telegram_bot_token": SecretStr(api.token)} | usual | settings)
        application = build_application(
            given, live_library or LiveLibrary(library, phrases("en")), ErrorHandler(), watch
        )
        async with started(application, poll_seconds):
            yield application
    if repeats:
        api.faults[:] = [one for one in api.faults if not any(done in one for done in _DONE_BEFORE)]
    assert not api.faults


@asynccontextmanager
async def started(application: Bot, poll_seconds: int = 10) -> AsyncIterator[Bot]:
    """Start an application as `run_polling` does, but once only, and stop it at the end of the block."""
    # Where the bot cannot begin, its application leaves connections open.
    async with application.bot, application:
        assert application.updater is not None
        assert application.post_init is not None
        await application.post_init(application)
        await application.updater.start_polling(
            timeout=poll_seconds, bootstrap_retries=START_RETRIES, allowed_updates=ALLOWED_UPDATES
        )
        await application.start()
        try:
            yield application
        finally:
            await application.updater.stop()
            await application.stop()
            assert application.post_stop is not None
            await application.post_stop(application)


@pytest.fixture
async def api(library: Library) -> AsyncIterator[StandIn]:
    """Yield a stand-in with privacy mode on, and the bot of the shipped documents running against it."""
    async with StandIn.serve(username="Yinju_Bot") as standin, running(standin, library):
        yield standin


@pytest.fixture
async def open_api(library: Library) -> AsyncIterator[StandIn]:
    """Yield the same with privacy mode off, so that the bot sees every message of a group."""
    async with StandIn.serve(username="Yinju_Bot", privacy_mode=False) as standin, running(standin, library):
        yield standin


@pytest.fixture(scope="session")
def preloaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preloaded]:
    """Yield a process with the program's modules loaded, for all commands of a worker."""
    with Preloaded(clean_environment(tmp_path_factory.mktemp("preloaded"))) as server:
        yield server


@pytest.fixture
def run(tmp_path: Path, preloaded: Preloaded) -> Run:
    """Run `python -m bot` with arguments as a process of its own: no .env, own data folder, English unless told."""

    def run_command(*arguments: str, stdin: bytes = b"", **environment: str) -> "subprocess.CompletedProcess[bytes]":
        if "gaps" not in arguments:
            share_dictionary(tmp_path)
        told = clean_environment(tmp_path) | environment
        if not any(is_read_at_the_start(name, value) for name, value in environment.items()):
            return preloaded.run(arguments, tmp_path, told, stdin, timeout=60)
        command = [sys.executable, "-m", "bot", *arguments]
        return subprocess.run(
            command, input=stdin, capture_output=True, cwd=tmp_path, env=told, timeout=60, check=False
        )

    return run_command


@pytest.fixture
def start_bot(tmp_path: Path, preloaded: Preloaded) -> Start:
    """Start `yinju run` as a process of its own, against a stand-in and after a script if these are given."""

    async def start(api: StandIn | None = None, *, script: str = "", **environment: str) -> Started:
        share_dictionary(tmp_path)
        told = {"TELEGRAM_API_BASE_URL": api.base_url, "TELEGRAM_BOT_TOKEN": api.token} if api else {}
        return await preloaded.start(
            ["run"], tmp_path, clean_environment(tmp_path) | told | environment, script and f"{script}\n{_RUN}"
        )

    return start


def share_dictionary(home: Path) -> None:
    """Give a test's data folder what others have made: the parsed dictionary, and indexes of folders.

    A process would take a second or two for them.
    """
    (home / "data").mkdir(mode=0o700, exist_ok=True)
    for name in ("cache", "index"):
        shared = home.parents[1] / f"shared {name}"
        shared.mkdir(exist_ok=True)
        if not (home / "data" / name).exists():
            (home / "data" / name).symlink_to(shared, target_is_directory=True)


def clean_environment(home: Path) -> dict[str, str]:
    """Return an environment in which nothing of this machine's user or settings is seen."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    return kept | {
        "HOME": str(home),
        "DATA_DIR": str(home / "data"),
        "SEEDS_DIR": str(SEEDS),
        "PYTHONPATH": str(ROOT),
        "LANG": "en_US.UTF-8",
        "COLUMNS": "100",
    }


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One browser for all tests; without one they are skipped, or fail where YINJU_NEED_BROWSER is set."""
    path = found()
    if path is None:
        (pytest.fail if os.environ.get("YINJU_NEED_BROWSER") else pytest.skip)(NO_BROWSER)
    async with browsing(path) as started:
        yield started


async def until(true: Callable[[], object]) -> None:
    """Wait until a condition is met."""
    async with asyncio.timeout(40):
        while not true():
            await asyncio.sleep(0.01)
