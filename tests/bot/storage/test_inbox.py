"""The inbox: what is open, in its order, and how long numbers are known."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from bot.storage.database import Database
from bot.storage.inbox import Inbox
from bot.storage.schema import STEPS

DAY = 24 * 3600.0


def at(moments: list[float]) -> Callable[[], float]:
    """A clock that tells the last of some moments."""
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
    """What is open stays however old it is."""
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
