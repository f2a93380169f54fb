"""Endpoints of a running bot: health, readiness and figures, also without a webhook."""

import asyncio
import socket
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from pydantic import HttpUrl, SecretStr

from bot.app.application import build_application
from bot.dispatch import messenger
from bot.dispatch.errors import ErrorHandler
from bot.live_library import LiveLibrary
from bot.observability.endpoints import Endpoints
from bot.phrases import phrases
from bot.settings import Settings
from bot.storage.storage import FILE
from bot.web.preview.standin import StandIn
from retrieval.library import Library
from tests.bot.conftest import Start, running, started
from tests.conftest import SEEDS


@pytest.fixture
async def api() -> AsyncIterator[StandIn]:
    """Yield a stand-in without a bot."""
    async with StandIn.serve() as standin:
        yield standin


@pytest.fixture
async def client(api: StandIn, library: Library, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """Yield a client of the station of a bot that polls the stand-in."""
    told = {"telegram_bot_token": SecretStr(api.token), "telegram_api_base_url": HttpUrl(api.base_url)}
    settings = Settings.model_validate(told | {"seeds_dir": SEEDS, "data_dir": tmp_path})
    endpoints = Endpoints("127.0.0.1", 0)
    async with started(build_application(settings, LiveLibrary(library, phrases("en")), ErrorHandler(), endpoints)):
        assert endpoints.address
        async with httpx.AsyncClient(base_url=endpoints.address) as asking:
            yield asking
    await endpoints.rest()


async def figures(client: httpx.AsyncClient) -> dict[str, float]:
    """Return the figures by name and labels."""
    lines = (await client.get("metrics")).text.splitlines()
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if line[0] != "#")}


async def test_questions_answers_refusals_and_errors_are_counted(api: StandIn, client: httpx.AsyncClient) -> None:
    """With how long they took; neither ids nor words are told."""
    alice = api.user("Alice")
    chat = api.private_chat(alice)
    for words in ("阿里云收入增长了多少", "番茄炒蛋怎么做", "/sources"):
        chat.send(alice, words)
        await chat.next_bot_message()
    api.fail_next("sendMessage", status=400)
    chat.send(alice, "88VIP会员有多少")
    await chat.next_bot_message()
    found = await figures(client)
    while found['yinju_updates_total{kind="message"}'] < 4:
        found = await figures(client)
    assert found['yinju_questions_total{status="answered"}'] == 2
    assert found['yinju_questions_total{status="not_found"}'] == 1
    assert found['yinju_errors_total{error="BadRequest"}'] == 1
    assert found["yinju_answer_seconds_count"] == 3
    assert 0 < found["yinju_search_seconds_sum"] < found["yinju_answer_seconds_sum"]
    assert (found["yinju_updates_waiting"], found["yinju_documents"]) == (0, 12)
    assert 0 < found["yinju_index_age_seconds"] < 3600
    text = (await client.get("metrics")).text
    assert str(chat.id) not in text
    assert "88VIP" not in text


async def test_it_is_not_ready_while_telegram_is_away(
    api: StandIn, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But it lives; and it is ready again once Telegram is back, also where nobody writes to it meanwhile."""
    monkeypatch.setattr(messenger, "QUICK_SECONDS", 0)
    assert (await client.get("readyz")).json() == {"ready": True, "missing": []}
    api.fail_next("sendChatAction", status=502)
    answering = api.hold_next("sendMessage")
    alice = api.user("Alice")
    chat = api.private_chat(alice)
    chat.send(alice, "阿里云收入增长了多少")
    await answering.reached()
    api.fail_next("getMe", status=502, times=100)
    away = await client.get("readyz")
    assert (away.status_code, away.json()) == (503, {"ready": False, "missing": ["telegram"]})
    assert (await client.get("healthz")).status_code == 200
    assert (await figures(client))["yinju_telegram_reachable"] == 0
    api.recover("getMe")
    assert (await client.get("readyz")).status_code == 200
    answering.release()
    await chat.next_bot_message()


async def test_a_task_that_fails_and_documents_that_are_not_followed_are_told(
    api: StandIn, library: Library, tmp_path: Path
) -> None:
    """With the reason; the bot still answers, so that it is ready all the same, and each is gone once all is well."""
    folder, data = tmp_path / "documents", tmp_path / "data"
    folder.mkdir()
    (folder / "a.txt").write_text("云收入增长了34%。")
    live_library, endpoints = LiveLibrary(Library.open(folder), phrases("en")), Endpoints("127.0.0.1", 0)
    async with running(api, library, watch=endpoints, live_library=live_library, seeds_dir=folder, data_dir=data):
        assert endpoints.address
        async with httpx.AsyncClient(base_url=endpoints.address) as client:
            folder.rename(tmp_path / "away")
            with sqlite3.connect(data / FILE) as spoil:
                spoil.execute("ALTER TABLE inbox RENAME TO gone")
            async with asyncio.timeout(30):
                while {"documents", "tasks"} - (told := (await client.get("readyz")).json()).keys():
                    await asyncio.sleep(0.02)
            assert told["ready"]
            assert "FileNotFoundError" in told["documents"]
            assert "no such table: inbox" in told["tasks"]["Looking after what others left open"]
            found = await figures(client)
            assert (found["yinju_documents_watched"], found["yinju_failing_tasks"]) == (0, 1)
            (tmp_path / "away").rename(folder)
            with sqlite3.connect(data / FILE) as mend:
                mend.execute("ALTER TABLE gone RENAME TO inbox")
            async with asyncio.timeout(30):
                while (await client.get("readyz")).json() != {"ready": True, "missing": []}:
                    await asyncio.sleep(0.02)


async def test_a_port_that_is_taken_is_one_sentence(api: StandIn, start_bot: Start) -> None:
    """Status 1, and it names the port and the setting that chooses another."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        process = await start_bot(api, METRICS_PORT=str(port := taken.getsockname()[1]))
        _, log = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 1
    (sentence,) = log.decode().splitlines()
    assert sentence.startswith(
        f"Port {port} of 127.0.0.1 can't be used: Address already in use. Choose another METRICS_PORT"
    )
