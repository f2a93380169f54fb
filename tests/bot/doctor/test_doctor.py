"""`yinju doctor` as a process against the stand-in, and the checks that need a machine of another kind."""

import asyncio
import json
import os
import sqlite3
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest
from telegram import Bot

from bot.app import lifecycle
from bot.commands.doctor import sentence
from bot.doctor.finding import Found
from bot.doctor.machine import look_at_data, look_at_index, look_at_loops, look_at_rights, look_at_running
from bot.doctor.telegram import clock_findings, look_at_telegram
from bot.live_library import LiveLibrary
from bot.observability.observer import Observer
from bot.phrases import LANGUAGES, Language, phrases
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.status import Status, StatusFile
from bot.storage.storage import FILE
from bot.web.preview.standin import StandIn
from retrieval.arrays import kernels
from retrieval.library import Library
from tests.bot.conftest import Run, clean_environment, running
from tests.conftest import replace


async def examined(home: Path, base_url: str, token: str) -> tuple[int, str]:
    """Return the status and the whole output of `yinju doctor --json`."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "doctor", "--json",
        env=clean_environment(home) | {"TELEGRAM_API_BASE_URL": base_url, "TELEGRAM_BOT_TOKEN": token},
        cwd=home,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    output, _ = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode is not None
    return process.returncode, output.decode()


def outcomes(output: str) -> dict[str, str]:
    """Return the outcome of each check."""
    report: dict[str, Any] = json.loads(output)
    return {finding["check"]: finding["outcome"] for finding in report["findings"]}


async def test_all_is_well(tmp_path: Path) -> None:
    """Telegram knows the token, and its clock is this machine's; status 0, and the token is not shown."""
    async with StandIn.serve() as api:
        status, output = await examined(tmp_path, api.base_url, api.token)
        assert status == 0
        checks = (
            "token privacy_mode groups inline webhook clock documents index data permissions disk extras loops running"
        )
        assert outcomes(output) | {"disk": "ok"} == dict.fromkeys(checks.split(), "ok")
        assert f"@{api.username}" in output
        assert "Privacy mode is on" in output
        assert api.token.partition(":")[2] not in output
        assert not api.faults


async def test_a_wrong_clock_a_token_that_is_refused_and_a_telegram_that_is_away(tmp_path: Path) -> None:
    """The first is a warning. The others are failures with status 1, neither shows the token, and all else is looked at."""
    async with StandIn.serve() as api:
        api.advance(3600)
        slow, refused, away = await asyncio.gather(
            examined(tmp_path, api.base_url, api.token),
            examined(tmp_path, api.base_url, "123456:AAsecret"),
            examined(tmp_path, "http://127.0.0.1:9/bot", "123456:AAsecret"),
        )
    assert (slow[0], outcomes(slow[1])["clock"]) == (0, "warning")
    (clock,) = [finding for finding in json.loads(slow[1])["findings"] if finding["check"] == "clock"]
    assert clock["found"] == "clock_slow"
    assert clock["sentence"] == phrases("en").doctor.found["clock_slow"].format(**clock["values"])
    for status, output in (refused, away):
        assert status == 1
        assert outcomes(output)["token"] == "failure"
        assert outcomes(output)["documents"] == "ok"
        assert "AAsecret" not in output
    assert "check it with @BotFather" in refused[1]
    assert phrases("en").doctor.found["unreachable"].format(error="ConnectError") in away[1]


def test_everything_that_is_wrong_is_said_at_once_with_what_to_do(run: Run, tmp_path: Path) -> None:
    """No token, no documents, no data folder, and settings that others can read."""
    (tmp_path / ".env").write_text("PRIVACY_LOG=on\n")
    (tmp_path / ".env").chmod(0o644)
    (tmp_path / "file").write_text("no folder")
    done = run("--seeds", "nowhere", "doctor", DATA_DIR=str(tmp_path / "file"))
    assert done.returncode == 1
    said = done.stdout.decode().splitlines()
    assert [line[2:] for line in said if line.startswith("✘")] == [
        "TELEGRAM_BOT_TOKEN is missing: send /newbot to @BotFather in Telegram and put the token into .env.",
        "The documents can't be used. There is no folder nowhere; choose an existing one with --seeds or SEEDS_DIR.",
        phrases("en").doctor.found["data_unwritable"].format(folder=tmp_path / "file"),
    ]
    assert "! Other users of this machine can read .env: run `chmod 600 .env`." in said
    assert said[-1].startswith("Not ready")


@pytest.mark.parametrize(("compiled", "found"), [(None, "loops_slow"), (kernels, "loops_compiled")])
def test_the_compiled_part_of_the_search_is_looked_for(
    compiled: object, found: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All runs without it, so that neither is wrong."""
    monkeypatch.setattr(kernels, "compiled", compiled)
    assert (look_at_loops().outcome, look_at_loops().found) == ("ok", found)


def test_the_data_file_is_looked_into(tmp_path: Path) -> None:
    """New, whole, of a newer version, or no database; only the last two are failures."""
    assert look_at_data(tmp_path / "data").found == "data_new"
    Database(tmp_path / FILE).close()
    assert look_at_data(tmp_path).found == "data_whole"
    with sqlite3.connect(tmp_path / FILE) as database:
        database.execute("PRAGMA user_version = 999")
    database.close()
    assert look_at_data(tmp_path).found == "data_newer"
    (tmp_path / FILE).write_bytes(b"no database" * 100)
    found = look_at_data(tmp_path)
    assert (found.outcome, found.found) == ("failure", "data_broken")


def test_the_index_is_looked_into(tmp_path: Path) -> None:
    """None yet, whole, and cut short: that is a warning, because it is made anew."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("云收入增长了34%。")
    settings = Settings.model_validate({"seeds_dir": tmp_path / "seeds", "data_dir": tmp_path / "data"})
    assert look_at_index(settings).found == "index_none"
    library = Library.open(settings.seeds_dir, index=settings.index_dir, cache=tmp_path.parents[1] / "dictionary")
    assert look_at_index(settings).found == "index_whole"
    assert library.keeper
    path = library.keeper.file.path
    replace(path, path.read_bytes()[:-100])
    found = look_at_index(settings)
    assert (found.outcome, found.found) == ("warning", "index_damaged")


def test_a_data_folder_that_others_can_read_is_warned_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that closes it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir(mode=0o700)
    assert [found.found for found in look_at_rights(tmp_path / "data")] == ["permissions_right"]
    (tmp_path / "data").chmod(0o755)
    assert [found.found for found in look_at_rights(tmp_path / "data")] == ["open_folder"]


async def test_a_running_bot_is_looked_at(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its tasks that fail, documents that it does not follow, and updates that it cannot keep are named until all is well."""
    monkeypatch.setattr(lifecycle, "STATUS_SECONDS", 0.05)
    folder, data = tmp_path / "documents", tmp_path / "data"
    folder.mkdir()
    (folder / "a.txt").write_text("云收入增长了34%。")
    live_library, watch = LiveLibrary(Library.open(folder), phrases("en")), Observer()
    assert [found.found for found in look_at_running(data)] == ["running_none"]

    async def until_found(*expected: str) -> None:
        async with asyncio.timeout(30):
            while [found.found for found in look_at_running(data)] != list(expected):
                await asyncio.sleep(0.02)

    async with StandIn.serve() as api:
        alice = api.user("Alice")
        async with running(
            api, library, watch=watch, data_dir=data, seeds_dir=folder, live_library=live_library, poll_seconds=1
        ):
            await until_found("running_well")
            folder.rename(tmp_path / "away")
            await until_found("documents_unwatched")
            (tmp_path / "away").rename(folder)
            with sqlite3.connect(data / FILE) as spoil:
                spoil.execute("ALTER TABLE allowances RENAME TO away")
                spoil.execute("ALTER TABLE inbox RENAME TO gone")
            api.private_chat(alice).send(alice, "a")
            await until_found("inbox_unwritable", "task_failing")
            with sqlite3.connect(data / FILE) as mend:
                mend.execute("ALTER TABLE away RENAME TO allowances")
                mend.execute("ALTER TABLE gone RENAME TO inbox")
            await until_found("running_well")
    assert [found.found for found in look_at_running(data)] == ["running_none"]


def test_a_bot_that_was_killed_runs_no_more(tmp_path: Path) -> None:
    """After a minute without a sign of life; its file is removed by the next one that ends."""
    StatusFile(tmp_path).write(Status(documents="away"))
    (file,) = tmp_path.iterdir()
    killed = file.rename(tmp_path / "running-1.json")
    assert [found.found for found in look_at_running(tmp_path)] == ["documents_unwatched"]
    os.utime(killed, (1, 1))
    assert [found.found for found in look_at_running(tmp_path)] == ["running_none"]
    StatusFile(tmp_path).remove()
    assert not list(tmp_path.iterdir())


class Way(NamedTuple):
    """Way of the updates: Telegram's address, that of the settings, the errors, and the number that wait."""

    found: tuple[str, ...]
    set_at: str = ""
    wanted: str | None = None
    failing: bool = False
    waiting: int = 0


WAYS = (
    Way(("webhook_none",)),
    Way(("webhook_none",), waiting=100),
    Way(("webhook_none", "updates_wait"), waiting=101),
    Way(("webhook_unwanted",), set_at="https://other.example/s3cret"),
    Way(("webhook_unset",), wanted="https://bot.example/hook"),
    Way(("webhook_set",), set_at="https://bot.example/hook", wanted="https://bot.example/hook"),
    Way(("webhook_other",), set_at="https://bot.example/s3cret", wanted="https://bot.example/hook"),
    Way(
        ("webhook_failing",),
        set_at="https://bot.example/hook",
        wanted="https://bot.example/hook",
        failing=True,
        waiting=1,
    ),
)


@pytest.mark.parametrize("way", WAYS, ids=[f"{'+'.join(way.found)} {way.waiting}" for way in WAYS])
async def test_the_way_of_updates_is_looked_at(way: Way) -> None:
    """Beside the settings; the path of an address, which may be a secret, is not shown."""
    async with StandIn.serve() as api:
        alice = api.user("Alice", language_code="en")
        for _ in range(way.waiting):
            api.private_chat(alice).send(alice, "a")
        if way.set_at:
            async with Bot(api.token, api.base_url) as bot:
                await bot.set_webhook(way.set_at)
        if way.failing:
            async with api.bringing("http://127.0.0.1:9"):
                await api.until(lambda: api.world.webhook_error)
        given = {"telegram_api_base_url": api.base_url, "telegram_bot_token": api.token, "webhook_url": way.wanted}
        found = await look_at_telegram(Settings.model_validate(given))
    ways = [finding for finding in found if finding.check == "webhook"]
    assert tuple(finding.found for finding in ways) == way.found
    told = " ".join(sentence(finding, phrases("en")) for finding in ways)
    assert "s3cret" not in told
    assert ("Connection refused" in told) is way.failing


@pytest.mark.parametrize(
    ("seconds", "found"), [(0, "clock_right"), (59, "clock_right"), (90, "clock_fast"), (-90, "clock_slow")]
)
def test_a_wrong_clock_is_told(seconds: int, found: str) -> None:
    """As the time that Telegram's answer names tells it."""
    now = datetime(2026, 3, 1, 12, tzinfo=UTC) + timedelta(seconds=seconds)
    assert [finding.found for finding in clock_findings(["Sun, 01 Mar 2026 12:00:00 GMT"], now)] == [found]


@pytest.mark.parametrize("dates", [[], [""], ["yesterday"]])
def test_a_telegram_that_does_not_tell_the_time_is_no_trouble(dates: list[str]) -> None:
    """Nothing is said of the clock then."""
    assert clock_findings(dates, datetime.now(UTC)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_found_has_a_sentence(language: Language) -> None:
    """In every language."""
    assert set(phrases(language).doctor.found) == set(get_args(Found))
