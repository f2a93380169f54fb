"""Messages that came together, until they are added as one file."""

from bot.storage.bundles import BundledMessage, Bundles
from bot.storage.database import Database

CHAT, OFFER = 7, 100
DAY_SECONDS = 24 * 3600.0


def message(number: int, came_at: float, offer: int = OFFER) -> BundledMessage:
    """Return a message of a chat."""
    return BundledMessage(
        chat_id=CHAT, offer_id=offer, message_id=number, header="", words=f"第{number}条", came_at=came_at
    )


def test_messages_of_an_offer_are_in_their_order_and_each_is_there_once() -> None:
    """Also if an update is handled again after a kill."""
    bundles = Bundles(Database())
    for number in (2, 1, 2):
        bundles.add(message(number, 10.0))
    bundles.add(message(3, 20.0, offer=OFFER + 1))
    assert [one.message_id for one in bundles.of(CHAT, OFFER)] == [1, 2]
    assert bundles.offer_since(CHAT, 15.0) == OFFER + 1
    assert bundles.offer_since(CHAT, 21.0) is None


def test_messages_are_gone_after_a_day_or_when_their_chat_is_forgotten() -> None:
    """Nothing else of other chats is."""
    bundles = Bundles(Database())
    bundles.add(message(1, 0.0))
    bundles.add(message(2, 2.0, offer=OFFER + 1))
    bundles.expire(DAY_SECONDS + 1.0)
    assert not bundles.of(CHAT, OFFER)
    assert bundles.of(CHAT, OFFER + 1)
    bundles.forget(CHAT + 1)
    assert bundles.of(CHAT, OFFER + 1)
    bundles.forget(CHAT)
    assert not bundles.of(CHAT, OFFER + 1)
