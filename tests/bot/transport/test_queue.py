"""Updates from Telegram to their handlers: none is lost between two runs of the bot, none is handled twice."""

import json
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.storage.database import Database
from bot.storage.inbox import Inbox
from bot.storage.storage import Storage
from bot.web.preview.standin import PrivateChat, StandIn, User
from retrieval.library import Library
from tests.bot.conftest import running
from tests.bot.quotes import quotes_in

QUESTION = "阿里云收入增长了多少"
ANSWER = "阿里云收入317亿"
LATE = "Sorry for the late answer."


def asker(api: StandIn) -> tuple[User, PrivateChat]:
    """Return a person and the chat with the bot."""
    alice = api.user("Alice", language_code="en")
    return alice, api.private_chat(alice)


async def test_an_update_that_comes_twice_is_answered_once(api: StandIn) -> None:
    """As it does where Telegram did not learn that it had arrived."""
    alice, chat = asker(api)
    chat.send(alice, QUESTION)
    (update,) = api.updates
    assert ANSWER in (await chat.next_bot_message()).text
    api.deliver_again(update)
    chat.send(alice, "/start")
    await api.all_confirmed()
    assert (await chat.next_bot_message()).text.startswith("Hi, I'm Yinju")


async def test_what_was_answered_is_not_answered_by_the_next_run(library: Library, tmp_path: Path) -> None:
    """Even where Telegram brings it again; and its words are in the inbox no more."""
    async with StandIn.serve() as api:
        alice, chat = asker(api)
        chat.send(alice, QUESTION)
        (update,) = api.updates
        async with running(api, library, data_dir=tmp_path):
            await chat.next_bot_message()
        storage = Storage(tmp_path, bot_id=api.bot.id)
        assert storage.inbox.open() == []
        storage.close()
        api.deliver_again(update)
        chat.send(alice, "/start")
        async with running(api, library, data_dir=tmp_path):
            assert (await chat.next_bot_message()).text.startswith("Hi, I'm Yinju")


class Case(NamedTuple):
    """Update before a kill: its age in hours, and how often handling and sending were begun."""

    story: str
    answered: bool
    hours: int = 0
    tries: int = 0
    sends: int = 0


CASES = (
    Case("it had only come", answered=True),
    Case("it was being handled", answered=True, tries=1),
    Case("it is old", answered=True, hours=23),
    Case("it is very old", answered=False, hours=25),
    Case("it ends the process whenever it is handled", answered=False, tries=10),
    Case("its answer was sent twice and may have arrived", answered=False, tries=2, sends=2),
)


def left_open(api: StandIn, folder: Path, case: Case) -> int:
    """Leave what came last to the stand-in open in the inbox, as a killed process does; returns the update's number."""
    update, received = api.updates[-1], time.time() - case.hours * 3600
    number = int(update["update_id"])
    storage = Storage(folder, bot_id=api.bot.id)
    Inbox(storage.inbox._database, lambda: received, api.bot.id).receive(number, json.dumps(update))
    for _ in range(case.tries):
        storage.inbox.begin(number)
    for _ in range(case.sends):
        storage.inbox.sending(number)
    storage.close()
    return number


async def test_what_a_kill_left_open_is_answered_at_the_next_start(
    library: Library, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Before what came later in the chat; what is not answered any more is named in the log by its number."""
    async with StandIn.serve() as api:
        people = [(case, *asker(api)) for case in CASES]
        numbers = {}
        for case, person, chat in people:
            api.advance(-case.hours * 3600)
            chat.send(person, QUESTION)
            numbers[case] = left_open(api, tmp_path, case)
            api.advance(case.hours * 3600)
            chat.send(person, "/start")
        async with running(api, library, data_dir=tmp_path):
            first = {case: (await chat.next_bot_message()).text for case, _, chat in people}
    assert {case.story for case in CASES if ANSWER in first[case]} == {case.story for case in CASES if case.answered}
    assert [case.story for case in CASES if first[case].startswith(LATE)] == ["it is old"]
    lines = [record.getMessage() for record in caplog.records]
    told = {case for case in CASES if any(f"Update {numbers[case]} is not answered any more" in line for line in lines)}
    assert told == {case for case in CASES if not case.answered}


async def test_what_waited_at_telegram_is_answered_with_a_word_of_excuse(library: Library) -> None:
    """In the person's language, and only where it waited long."""
    async with StandIn.serve() as api:
        tseng = api.user("曾", language_code="zh-hant")
        chat = api.private_chat(tseng)
        api.advance(-600)
        chat.send(tseng, QUESTION)
        api.advance(600)
        chat.send(tseng, QUESTION)
        async with running(api, library):
            assert (await chat.next_bot_message()).text.startswith("抱歉，這麼晚才回覆。")
            assert "抱歉" not in (await chat.next_bot_message()).text


async def test_a_bot_that_is_told_to_stop_gives_up_what_is_stuck_and_answers_it_next_time(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything that can be finished is; exactly the rest is open in the inbox."""
    monkeypatch.setattr("bot.app.application._STOP_SECONDS", 0.2)
    async with StandIn.serve() as api:
        alice, chat = asker(api)
        stuck = api.hold_next("sendMessage")
        async with running(api, library, data_dir=tmp_path):
            chat.send(alice, QUESTION)
            chat.send(alice, "/start")
            await stuck.reached()
        assert chat.bot_messages == []
        storage = Storage(tmp_path, bot_id=api.bot.id)
        assert [(one.tries, one.sends) for one in storage.inbox.open()] == [(1, 1), (0, 0)]


async def test_what_telegram_forgets_is_on_the_disk_before(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that a power cut does not lose it; where nothing has come, nothing is waited for."""
    async with StandIn.serve() as api:
        held: list[tuple[int, int]] = []

        def harden(database: Database) -> None:
            ((kept,),) = database.rows("SELECT count(*) FROM inbox")
            held.append((len(api.updates), kept))

        monkeypatch.setattr(Database, "harden", harden)
        alice, chat = asker(api)
        async with running(api, library, data_dir=tmp_path, poll_seconds=1):
            for sent in (1, 2):
                chat.send(alice, "/start")
                await chat.next_bot_message()
                await api.all_confirmed()
                assert held == [(1, 1), (1, 2)][:sent]


async def test_half_a_character_in_an_update_is_no_reason_not_to_answer(open_api: StandIn) -> None:
    """Wherever it stands: in a question, a mention, a caption, an inline query, a name; as JSON can write it."""
    api, half = open_api, "\ud83d"
    alice = api.user("Ali@ce", language_code="en")
    chat, group, elsewhere = api.private_chat(alice), api.group("@群", [alice]), api.group("别的", [alice])
    group.add_bot(by=alice, earlier=True)
    chat.send(alice, f"@{QUESTION}")
    chat.send_photo(alice, f"{QUESTION}@")
    group.send(alice, f"@Yinju_Bot {QUESTION}@")
    guest = elsewhere.guest_query(elsewhere.send(alice, f"@Yinju_Bot {QUESTION}@"))
    inline = api.inline_query(alice, f"{QUESTION}@")
    for update in api.updates:
        halved = json.dumps(update, ensure_ascii=False).replace("@", half).replace(f"{half}Yinju", "@Yinju")
        update |= json.loads(halved)
    for told in (await chat.next_bot_message(), await chat.next_bot_message(), await group.next_bot_message()):
        assert quotes_in(told)
    assert (await inline.answered())["results"]
    assert quotes_in(await guest.answered())


async def test_what_another_bot_left_open_is_left_to_it(
    library: Library, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Also where its numbers are those of this one's updates, which are answered."""
    async with StandIn.serve() as api:
        alice, chat = asker(api)
        chat.send(alice, QUESTION)
        (update,) = api.updates
        other = Storage(tmp_path, bot_id=1)
        other.inbox.receive(int(update["update_id"]), json.dumps(update).replace(QUESTION, "/start"))
        other.close()
        async with running(api, library, data_dir=tmp_path):
            assert ANSWER in (await chat.next_bot_message()).text
        assert len(chat.bot_messages) == 1
    assert any("1 updates in DATA_DIR are another bot's" in record.getMessage() for record in caplog.records)
    other = Storage(tmp_path, bot_id=1)
    assert [one.update_id for one in other.inbox.open()] == [update["update_id"]]
    other.close()


async def test_a_mark_that_ends_within_a_character_marks_nothing(
    api: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    """Telegram counts in halves of a character such as 😀; the message is a question like any other."""
    alice, chat = asker(api)
    chat.send(alice, f"/a😀 {QUESTION}")
    api.updates[0]["message"]["entities"] = [{"type": "bot_command", "offset": 0, "length": 3}]
    await chat.next_bot_message()
    await api.all_confirmed()
    assert not [one for one in caplog.records if one.levelname == "ERROR"]


async def test_an_update_that_cannot_be_read_keeps_no_other_one_back(
    api: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    """Such as one of a kind that is not known yet; it is named in the log, and comes once."""
    alice, chat = asker(api)
    for _ in range(3):
        chat.send(alice, QUESTION)
    first, second, _ = api.updates
    first["message"]["entities"] = 5
    second["message"] = 5
    assert ANSWER in (await chat.next_bot_message()).text
    await api.all_confirmed()
    named = [one.getMessage() for one in caplog.records if "none that can be read" in one.getMessage()]
    assert [str(update["update_id"]) in line for update, line in zip((first, second), named, strict=True)] == [
        True,
        True,
    ]
