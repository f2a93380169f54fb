"""An owner is told on a schedule of their own what has come to pass, once, whatever is restarted between."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import lifecycle
from bot.live_library import LiveLibrary
from bot.phrases import phrases
from bot.replies.digest import DIGEST, schedule_in
from bot.replies.feedback import DOWN
from bot.storage.digests import DigestSchedule
from bot.web.preview.standin import Message, StandIn
from retrieval.library import Library
from tests.bot.conftest import running
from tests.bot.presses import press_forget
from tests.conftest import LibraryOf

DAY_SECONDS = 24 * 3600.0
_NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)  # a Wednesday


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lifecycle, "DIGEST_SECONDS", 0.05)
    monkeypatch.setattr(lifecycle, "ANNOUNCE_SECONDS", 0.05)


@pytest.mark.parametrize(
    ("words", "weekday", "minute"),
    [
        ("daily 9:00", None, 540),
        ("weekly", 0, 540),
        ("weekly fri 18:30", 4, 1110),
        ("每天 7:05", None, 425),
        ("周日 20:00", 6, 1200),
        ("每週五", 4, 540),
    ],
)
def test_words_name_a_schedule(words: str, weekday: int | None, minute: int) -> None:
    """In English and Chinese; the usual time is nine o'clock, the usual day Monday."""
    assert schedule_in(words) == (weekday, minute)


@pytest.mark.parametrize(
    ("weekday", "minute", "since", "due"),
    [
        (None, 9 * 60, timedelta(hours=2), False),
        (None, 9 * 60, timedelta(hours=4), True),
        (None, 13 * 60, timedelta(hours=22), False),
        (None, 13 * 60, timedelta(hours=24), True),
        (2, 12 * 60, timedelta(minutes=1), True),
        (3, 9 * 60, timedelta(days=5), False),
        (3, 9 * 60, timedelta(days=7), True),
    ],
)
def test_a_digest_is_due_once_its_minute_has_passed_since_the_last_one(
    weekday: int | None, minute: int, since: timedelta, due: bool
) -> None:
    """Also if the bot was off at that minute, and then once."""
    told = (_NOON - since).timestamp()
    schedule = DigestSchedule(owner_id=1, language="en", weekday=weekday, minute=minute, since=told)
    assert schedule.is_due(_NOON) is due


class Office:
    """A folder of documents, and the owner of the bot over it."""

    def __init__(self, api: StandIn, home: Path, library: Library) -> None:
        self.api, self.folder = api, library._reader.folder
        self.owner = api.user("Owner", language_code="en")
        self.chat = api.private_chat(self.owner)
        self._live_library = LiveLibrary(library, phrases("en"))
        self._settings: dict[str, object] = {"data_dir": home, "owner_ids": str(self.owner.id), "timezone": "UTC"}

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Run the bot until the end of the block."""
        about: dict[str, Any] = {**self._settings, "seeds_dir": self.folder, "live_library": self._live_library}
        async with running(self.api, self.library, poll_seconds=1, **about):
            yield

    @property
    def library(self) -> Library:
        """The library that is current."""
        return self._live_library()

    def write(self, name: str, text: str) -> None:
        """Write a document."""
        (self.folder / name).write_text(text, "utf-8")

    async def say(self, words: str) -> Message:
        """Send words, and return what the bot says to them."""
        self.chat.send(self.owner, words)
        return await self.chat.next_bot_message(30)

    async def digest(self) -> str:
        """Wait a day, and return the digest."""
        self.api.advance(DAY_SECONDS)
        return (await self.chat.next_bot_message(30)).text


@pytest.fixture
async def office(tmp_path: Path, library_of: LibraryOf) -> AsyncIterator[Office]:
    """Yield an owner of a bot over a folder with two documents."""
    library = library_of(a__md="# 甲\n\n甲的价格为80元。\n", b__md="# 乙\n\n乙的价格为90元。\n")
    async with StandIn.serve() as api:
        yield Office(api, tmp_path.parent / f"{tmp_path.name}-home", library)


async def test_a_digest_tells_what_has_come_to_pass_and_only_once(office: Office) -> None:
    """Files that are new, changed, gone and unreadable, questions without an answer, 👎; the next one begins anew."""
    async with office.open():
        assert "You get no digest." in (await office.say("/digest")).text
        assert (await office.say("/digest daily 9:00")).text == "You'll get a digest every day at 9:00."
        office.write("a.md", "# 甲\n\n甲的价格为81元。\n")
        office.write("c.md", "# 丙\n\n丙的价格为70元。\n")
        office.write("empty.md", "\n")
        (office.folder / "b.md").unlink()
        await office.api.until(lambda: len(office.library.unread) == 1, 20)
        await office.say("丁的重量是多少")
        answer = await office.say("甲的价格是多少")
        await office.chat.press(office.owner, answer, DOWN).answered()
        told = await office.digest()
    assert told.splitlines()[1:] == [
        "New: c.md",
        "Changed: a.md",
        "Removed: b.md",
        "empty.md was not read: empty.",
        "2 questions, 1 answered",
        "👎 1",
        "Questions to improve:",
        *told.splitlines()[8:],
    ]
    assert {line.partition(" · ")[0] for line in told.splitlines()[8:]} == {"• 丁的重量是多少", "• 甲的价格是多少"}
    async with office.open():
        assert (await office.digest()).splitlines()[1:] == ["empty.md was not read: empty."]


async def test_a_digest_that_was_due_while_the_bot_was_off_comes_once_it_runs(office: Office) -> None:
    """One for two days, and not again after another start."""
    async with office.open():
        await office.say("/digest daily 9:00")
    office.api.advance(2 * DAY_SECONDS)
    for _ in range(2):
        async with office.open():
            await office.say("/digest")
            await office.api.until(lambda: sum("🗞" in one.text for one in office.chat.bot_messages) == 1, 20)
    assert sum("🗞" in one.text for one in office.chat.bot_messages) == 1


async def test_an_error_that_left_somebody_without_an_answer_is_in_the_digest(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its kind, without a word of what was asked."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("丁的重量")

    async with office.open():
        await office.say("/digest daily 9:00")
        with monkeypatch.context() as patched:
            patched.setattr(Library, "ask", broken)
            assert "something went wrong" in (await office.say("丁的重量是多少")).text
        told = await office.digest()
    assert "1 error: ZeroDivisionError ×1" in told
    assert "丁" not in told


async def test_digests_are_for_owners_and_end_when_they_say_so(office: Office) -> None:
    """By a button, by words or with everything else; others press a forged button in vain."""
    other = office.api.user("Other", language_code="en")
    async with office.open():
        shown = await office.say("/digest")
        await office.chat.press(office.owner, shown, f"{DIGEST}weekly 9:00").answered()
        assert shown.text == "You'll get a digest every Monday at 9:00."
        await office.chat.press(office.owner, shown, f"{DIGEST}off").answered()
        assert "You get no digest." in shown.text
        assert "Send /digest daily" in (await office.say("/digest 25:00 daily")).text
        await office.say("/digest 每天 8:00")
        await press_forget(office.chat, office.owner)
        assert "You get no digest." in (await office.say("/digest")).text
        chat = office.api.private_chat(other)
        chat.send(other, "/start")
        greeting = await chat.next_bot_message()
        await chat.press(other, greeting, f"{DIGEST}daily 9:00", forged=True).answered()
        chat.send(other, "/digest daily 9:00")
        await chat.next_bot_message()
        assert "no digest" in (await office.say("/digest")).text
        assert not any("You'll get a digest" in one.text for one in chat.bot_messages)
