"""The inbox: what is open, in its order, and how long numbers are known."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.storage.database import Database
from bot.storage.inbox import Inbox
from bot.storage.schema import STEPS

DAY = 24 * 3600.0


def at(moments: list[float]) -> Callable[[], float]:
    """Return a clock that tells the last of some moments."""
    return lambda: moments[-1]


def test_what_came_is_open_until_it_is_closed_in_the_order_in_which_it_came() -> None:
    """Numbers may begin anew after a quiet week, so that they do not tell the order."""
    moments = [1000.0]
    inbox = Inbox(Database(), at(moments))
    assert inbox.receive(9, '"nine"')
    moments.append(1001.0)
    assert inbox.receive(3, '"three"')
    assert inbox.receive(4, '"four"')
    inbox.begin(3)
    inbox.sending(3)
    assert [(one.update_id, one.content, one.received_at, one.tries, one.sends) for one in inbox.open()] == [
        (9, '"nine"', 1000.0, 0, 0),
        (3, '"three"', 1001.0, 1, 1),
        (4, '"four"', 1001.0, 0, 0),
    ]
    inbox.settled(3)
    inbox.close(9)
    inbox.close(4)
    assert [(one.update_id, one.sends) for one in inbox.open()] == [(3, 0)]


def test_what_came_before_is_not_new_also_when_it_is_closed() -> None:
    """Its content is gone then, and does not come back."""
    inbox = Inbox(Database())
    assert inbox.receive(7, '"first"')
    assert not inbox.receive(7, '"second"')
    assert [one.content for one in inbox.open()] == ['"first"']
    inbox.close(7)
    assert not inbox.receive(7, '"third"')
    assert inbox.open() == []


def test_numbers_are_known_for_two_days() -> None:
    """An open update stays however old it is."""
    moments = [0.0]
    inbox = Inbox(Database(), at(moments))
    inbox.receive(1, '"closed"')
    inbox.receive(2, '"open"')
    inbox.close(1)
    moments.append(2 * DAY - 1)
    inbox.expire()
    assert not inbox.receive(1, '"again"')
    moments.append(2 * DAY + 1)
    inbox.expire()
    assert inbox.receive(1, '"again"')
    assert [one.update_id for one in inbox.open()] == [2, 1]


def test_only_the_last_closed_numbers_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """However fast updates come; what is open or not yet ended is left alone, and so is another bot's."""
    monkeypatch.setattr("bot.storage.inbox.MAX_KNOWN_NUMBERS", 2)
    moments, database = [0.0], Database()
    inbox, other = Inbox(database, at(moments), 1), Inbox(database, at(moments), 2)
    other.receive(7, '"of another"')
    other.end(7)
    for number in (9, 1, 2, 3, 4, 5):
        moments.append(moments[-1] + 1)
        inbox.receive(number, '"it"', chat_id=5)
        if number == 1:
            inbox.close(number)
        elif number != 2:
            inbox.end(number)
    inbox.expire()
    kept = database.rows("SELECT update_id FROM inbox ORDER BY bot_id, update_id")
    assert [row["update_id"] for row in kept] == [1, 2, 4, 5, 7]


def test_two_bots_have_updates_of_their_own() -> None:
    """With the same numbers; what one cannot have answered for two days is not kept for it by the other."""
    moments, database = [0.0], Database()
    one, other = (Inbox(database, at(moments), bot_id) for bot_id in (1, 2))
    assert one.receive(7, '"of one"')
    assert other.receive(7, '"of the other"')
    one.sending(7)
    one.close(7)
    assert [(kept.content, kept.sends) for kept in other.open()] == [('"of the other"', 0)]
    assert (one.open(), one.open_elsewhere(), other.open_elsewhere()) == ([], 1, 0)
    moments.append(2 * DAY + 1)
    one.expire()
    assert other.open() == []


def test_what_was_kept_before_bots_were_told_apart_is_of_the_first(tmp_path: Path) -> None:
    """The bot that runs after an upgrade is the one that ran before it."""
    old = sqlite3.connect(tmp_path / "old.sqlite3")
    for statement in (statement for step in STEPS[:5] for statement in step):
        old.execute(statement)
    old.execute("INSERT INTO inbox (update_id, content, received_at, tries) VALUES (7, 'open', 1.0, 2)")
    old.execute("PRAGMA user_version = 5")
    old.commit()
    old.close()
    database = Database(tmp_path / "old.sqlite3")
    first, second = Inbox(database, bot_id=1), Inbox(database, bot_id=2)
    assert [(kept.update_id, kept.content, kept.received_at, kept.tries) for kept in first.open()] == [
        (7, "open", 1.0, 2)
    ]
    assert second.open() == []
    database.close()


def test_what_came_before_in_a_chat_is_ahead_until_it_is_ended(tmp_path: Path) -> None:
    """To whatever worker it came; that it needs no answer any more is not enough."""
    file = tmp_path / "inbox.sqlite3"
    one, other = Inbox(Database(file), bot_id=1), Inbox(Database(file), bot_id=1)
    other.serve_as(1)
    one.receive(9, '"first"', chat_id=5)
    other.receive(3, '"elsewhere"', chat_id=6)
    other.receive(4, '"second"', chat_id=5)
    other.receive(5, '"of no chat"')
    assert [other.is_ahead(number) for number in (9, 3, 4, 5)] == [False, False, True, False]
    one.close(9)
    assert other.is_ahead(4)
    one.end(9)
    assert not other.is_ahead(4)
    assert (one.other_workers(), other.other_workers()) == ([1], [])


def test_what_a_worker_left_is_taken_over_once() -> None:
    """With what was noted of it, in its turn; of what was closed nobody waits for the end any more."""
    database = Database()
    dead, one, other = (Inbox(database, bot_id=1) for _ in range(3))
    for number, inbox in enumerate((dead, one, other)):
        inbox.serve_as(number)
    for update in (1, 2):
        dead.receive(update, f'"{update}"', chat_id=5)
    one.receive(3, '"3"', chat_id=5)
    dead.close(1)
    dead.begin(2)
    dead.sending(2)
    assert [(kept.update_id, kept.tries, kept.sends) for kept in one.take_over(0)] == [(2, 1, 1)]
    assert other.take_over(0) == []
    assert other.other_workers() == [1]
    assert [one.is_ahead(update) for update in (2, 3)] == [False, True]


def test_what_could_not_be_ended_is_ended_later_and_holds_up_nobody() -> None:
    """As when the disk was full for a while."""
    database = Database()
    inbox = Inbox(database)
    for update in (1, 2):
        inbox.receive(update, f'"{update}"', chat_id=5)
    database.change("CREATE TRIGGER full BEFORE UPDATE ON inbox BEGIN SELECT RAISE(ABORT, 'no room'); END")
    with pytest.raises(sqlite3.Error, match="no room"):
        inbox.end(1)
    assert [kept.update_id for kept in inbox.open()] == [1, 2]
    assert not inbox.is_ahead(2)
    database.change("DROP TRIGGER full")
    inbox.end_again()
    assert [kept.update_id for kept in inbox.open()] == [2]
