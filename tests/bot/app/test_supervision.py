"""Supervision of a running bot: what fails is tried again and told, and what cannot go on ends."""

import asyncio
import os
import sqlite3
import time
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import httpx
import pytest

from bot.app import lifecycle
from bot.dispatch.errors import ErrorHandler, TaskEnded
from bot.observability.endpoints import Endpoints
from bot.observability.observer import Observer
from bot.phrases import phrases
from bot.storage.backup import back_up
from bot.storage.database import Database
from bot.storage.storage import FILE, Storage
from bot.storage.watches import Watches
from bot.transport.processor import ChatProcessor
from bot.web.preview.standin import StandIn
from retrieval.library import Library
from tests.bot.conftest import running, until

# For how long another process locks the database, at least.
LOCK_SECONDS = float(os.environ.get("YINJU_LOCK_SECONDS", "0"))
QUESTION, ANSWER = "阿里云收入增长了多少", "阿里云收入317亿"


@pytest.mark.parametrize("task", ["_Updater__polling_task", "_Application__update_fetcher_task"])
async def test_a_task_that_ends_for_good_ends_the_bot(
    task: str, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that no process is left that neither polls nor answers nor exits."""
    ended: list[object] = []
    monkeypatch.setattr(ErrorHandler, "stop", lambda self, error, application: ended.append(error))
    async with StandIn.serve() as api, running(api, library, poll_seconds=1) as bot:
        getattr(bot.updater if "Updater" in task else bot, task).cancel()
        await until(lambda: ended)
    assert isinstance(ended[0], TaskEnded)


async def test_watched_questions_are_looked_at_again_whatever_fails(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The failure is shown until a look goes well."""
    monkeypatch.setattr(lifecycle, "WATCH_SECONDS", 0.01)
    chats, observer = Watches.chats, Observer()

    def fail(watches: Watches) -> list[int]:
        raise KeyError("what nobody thought of")

    monkeypatch.setattr(Watches, "chats", fail)
    async with StandIn.serve() as api, running(api, library, watch=observer):
        await until(lambda: observer.failures)
        assert observer.failures == {"Looking at watched questions": "KeyError: 'what nobody thought of'"}
        monkeypatch.setattr(Watches, "chats", chats)
        await until(lambda: not observer.failures)


async def test_an_inbox_that_cannot_be_written_is_told_to_the_owner_once(library: Library, tmp_path: Path) -> None:
    """And again only after it could be written meanwhile; what was asked is answered then."""
    async with StandIn.serve() as api:
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        chat.send(alice, "/start")
        async with running(api, library, data_dir=tmp_path, poll_seconds=1, owner_ids=str(alice.id)):
            await chat.next_bot_message()
            with sqlite3.connect(tmp_path / "yinju.sqlite3") as spoil:
                spoil.execute("ALTER TABLE inbox RENAME TO away")
            chat.send(alice, QUESTION)
            reason = "no such table: inbox"
            assert (await chat.next_bot_message()).text == phrases("en").inbox_unwritable.format(reason=reason)
            with sqlite3.connect(tmp_path / "yinju.sqlite3") as mend:
                mend.execute("ALTER TABLE away RENAME TO inbox")
            assert ANSWER in (await chat.next_bot_message()).text


async def test_a_data_folder_that_was_removed_confirms_nothing(library: Library, tmp_path: Path) -> None:
    """SQLite itself would go on writing into a file that nobody finds again."""
    endpoints = Endpoints("127.0.0.1", 0)
    async with StandIn.serve() as api, httpx.AsyncClient() as client:
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        data = tmp_path / "data"
        async with running(api, library, watch=endpoints, data_dir=data, poll_seconds=1) as bot:
            data.rename(tmp_path / "away")
            chat.send(alice, QUESTION)
            await until(lambda: bot.update_queue.trouble)  # type: ignore[attr-defined]
            assert len(api.updates) == 1
            told = await client.get(f"{endpoints.address}readyz")
            assert told.status_code == 503
            assert (told.json()["missing"], "out of reach" in told.json()["inbox"]) == (["inbox"], True)
            (tmp_path / "away").rename(data)
            assert ANSWER in (await chat.next_bot_message()).text
            assert (await client.get(f"{endpoints.address}readyz")).status_code == 200


async def test_a_database_that_another_process_locks_holds_up_no_more_than_what_needs_it(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Updates received before are answered, and later ones as soon as the lock is gone.

    One change finds out that the file is locked, and none holds up the loop by waiting for it after that.
    """
    waits: list[float] = []
    written = Database._written

    def timed(database: Database, *given: Any) -> Any:
        began = time.monotonic()
        try:
            return written(database, *given)
        except sqlite3.OperationalError:
            waits.append(time.monotonic() - began)
            raise

    monkeypatch.setattr(Database, "_written", timed)
    async with StandIn.serve() as api:
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        async with running(api, library, data_dir=tmp_path, poll_seconds=1) as bot:
            held = api.hold_next("sendMessage")
            chat.send(alice, QUESTION)
            await held.reached()
            lock = sqlite3.connect(tmp_path / "yinju.sqlite3", isolation_level=None)
            lock.execute("BEGIN IMMEDIATE")
            held.release()
            assert ANSWER in (await chat.next_bot_message()).text
            chat.send(alice, "/sources")
            locked = time.monotonic()
            async with asyncio.timeout(40 + LOCK_SECONDS):
                while not bot.update_queue.trouble or len(waits) < 6:  # type: ignore[attr-defined]
                    await asyncio.sleep(0.01)
                while time.monotonic() < locked + LOCK_SECONDS:
                    await asyncio.sleep(0.01)
            assert len(api.updates) == 1
            lock.execute("ROLLBACK")
            lock.close()
            await chat.next_bot_message()
            chat.send(alice, "那利润呢")
            await chat.next_bot_message()
            await api.all_confirmed()
        assert sum(wait > 0.4 for wait in waits) == 1
    storage = Storage(tmp_path, bot_id=api.bot.id)
    assert not storage.inbox.open()
    last = storage.exchanges.last_in(chat.id, timedelta(hours=1))
    # What was to be kept while the file was locked is there.
    assert last
    assert last.history == (QUESTION,)
    storage.close()


async def test_after_forget_no_file_holds_a_word_of_the_person_however_long_another_process_reads(
    library: Library, tmp_path: Path
) -> None:
    """The journal is emptied as soon as that ends, of the request itself as well."""
    words = "哪里能买到蓝色的热气球"
    async with StandIn.serve() as api:
        alice = api.user("Zebulon", language_code="en")
        chat = api.private_chat(alice)
        async with running(api, library, data_dir=tmp_path, poll_seconds=1) as bot:
            chat.send(alice, words)
            await chat.next_bot_message()
            reader = sqlite3.connect(tmp_path / "yinju.sqlite3", isolation_level=None)
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM exchanges").fetchall()
            chat.send(alice, "/forget")
            asked = await chat.next_bot_message()
            await chat.press(alice, asked, asked.callback_data[0]).answered()
            await api.all_confirmed()
            processor = bot.update_processor
            assert isinstance(processor, ChatProcessor)
            await until(lambda: not processor.current_concurrent_updates)
            assert _holding(tmp_path, words)
            reader.execute("ROLLBACK")
            reader.close()
            await until(lambda: not _holding(tmp_path, words) and not _holding(tmp_path, "Zebulon"))


def _holding(folder: Path, words: str) -> list[str]:
    return [path.name for path in folder.iterdir() if path.is_file() and words.encode() in path.read_bytes()]


async def test_the_key_of_the_codes_may_be_kept_elsewhere(library: Library, tmp_path: Path) -> None:
    """So that a backup of the data folder names nobody."""
    key = tmp_path / "secrets" / "codes.key"
    key.parent.mkdir()
    async with (
        StandIn.serve() as api,
        running(api, library, watch=Observer(), data_dir=tmp_path / "data", pseudonyms_key_file=str(key)),
    ):
        assert key.stat().st_size == 32
        back_up(tmp_path / "data", tmp_path / "copy.zip")
        with ZipFile(tmp_path / "copy.zip") as copy:
            assert copy.namelist() == [FILE]
