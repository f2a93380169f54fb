"""Notices given once, strangers sent away, and what groups became."""

from pathlib import Path

import pytest

from bot.storage import notices as notices_module
from bot.storage.chats import GroupUpgrades
from bot.storage.database import Database
from bot.storage.notices import Notices, Strangers
from bot.storage.storage import Storage

DAY = 24 * 3600.0
GROUP = -1_001_234_567_890
CHAT, ALICE, BOB = -7, 1, 2


def test_something_is_said_once_until_it_is_taken_back() -> None:
    """To each person of a chat, and to all of it."""
    notices = Notices(Database(), str)
    assert [notices.give("too_much", CHAT, person) for person in (ALICE, ALICE, BOB)] == [True, False, True]
    assert [notices.give("crowded", CHAT) for _ in range(2)] == [True, False]
    notices.take_back(CHAT, ALICE)
    given = [notices.give("too_much", CHAT, ALICE), notices.give("crowded", CHAT), notices.give("too_much", CHAT, BOB)]
    assert given == [True, True, False]


def test_it_is_forgotten_with_the_chat_or_the_person_and_after_a_day() -> None:
    """And of nobody else before."""
    moments = [0.0]
    notices = Notices(Database(), str, lambda: moments[-1])
    for person in (ALICE, BOB):
        notices.give("too_much", CHAT, person)
    notices.forget_person(ALICE)
    assert [notices.give("too_much", CHAT, person) for person in (ALICE, BOB)] == [True, False]
    notices.forget(CHAT)
    assert [notices.give("too_much", CHAT, person) for person in (ALICE, BOB)] == [True, True]
    moments.append(DAY)
    notices.expire()
    assert not notices.give("too_much", CHAT, BOB)
    moments.append(DAY + 1)
    notices.expire()
    assert notices.give("too_much", CHAT, BOB)


def test_what_a_group_became_is_known_to_who_names_the_group() -> None:
    """And to nobody who names another one."""
    upgrades = GroupUpgrades(Database(), str)
    assert [upgrades.follow(-1, -1001), upgrades.follow(-1, -1001)] == [True, False]
    assert [upgrades.was_one_of(-1001, groups) for groups in ({-1}, {-2, -1}, {-2}, set())] == [
        True,
        True,
        False,
        False,
    ]
    assert not upgrades.was_one_of(-1, {-1001})


def test_who_was_told_is_known_to_the_next_run_without_a_name(tmp_path: Path) -> None:
    """Also as the supergroup that a group has become, and until the chat is forgotten."""
    first = Storage(tmp_path)
    first.strangers.tell(7)
    first.strangers.tell(-8)
    first.migrate(-8, GROUP)
    first.close()
    again = Storage(tmp_path)
    assert [again.strangers.were_told(chat) for chat in (7, -8, GROUP)] == [True, False, True]
    kept = {row["chat"] for row in again.strangers._database.rows("SELECT chat FROM strangers")}
    assert not kept & {"7", str(GROUP)}
    again.forget_chat(GROUP)
    assert not again.strangers.were_told(GROUP)
    again.close()


def test_the_last_ones_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a flood of strangers does not fill the disk."""
    moments = iter(range(100))
    known = Strangers(Database(), str, lambda: float(next(moments)))
    for chat in range(5):
        known.tell(chat)
    assert all(known.were_told(chat) for chat in range(5))
    monkeypatch.setattr(notices_module, "_TOLD_CHATS", 3)
    known.tell(5)
    assert [known.were_told(chat) for chat in range(6)] == [False, False, False, True, True, True]
