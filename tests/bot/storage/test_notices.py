"""What was said once, and what groups became."""

from bot.storage.database import Database
from bot.storage.notices import Notices
from bot.storage.upgrades import Upgrades

DAY = 24 * 3600.0
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
    upgrades = Upgrades(Database(), str)
    assert [upgrades.follow(-1, -1001), upgrades.follow(-1, -1001)] == [True, False]
    assert [upgrades.was_one_of(-1001, groups) for groups in ({-1}, {-2, -1}, {-2}, set())] == [
        True,
        True,
        False,
        False,
    ]
    assert not upgrades.was_one_of(-1, {-1001})
