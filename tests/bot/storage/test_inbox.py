"""The inbox: what is open, in its order, and how long numbers are known."""

from collections.abc import Callable

from bot.storage.database import Database
from bot.storage.inbox import Inbox

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
