"""Buttons under messages that are so old that Telegram tells the bot no more than where they stand."""

import pytest

from bot.web.preview.standin import Message, PrivateChat, StandIn, User
from retrieval.library import Library
from tests.bot.presses import press_forget
from tests.bot.quotes import quotes_in

QUESTION = "阿里云收入增长了多少"


@pytest.fixture
async def alice(api: StandIn) -> User:
    """Somebody who comes back to an old conversation."""
    return api.user("Alice", language_code="en")


async def old(chat: PrivateChat, person: User, text: str) -> Message:
    """Return what the bot answered long ago."""
    chat.send(person, text)
    answer = await chat.next_bot_message()
    answer.too_old = True
    return answer


async def test_a_place_opens_below_and_pages_turn(api: StandIn, alice: User) -> None:
    """As under any other message: the button holds the place, and a message of the bot's own can always be edited."""
    chat = api.private_chat(alice)
    answer = await old(chat, alice, QUESTION)
    await chat.press(alice, answer, answer.callback_data[0]).answered()
    page = await chat.next_bot_message()
    page.too_old = True
    before = page.text
    turn = next(data for data in page.callback_data if data.startswith("turn:"))
    await chat.press(alice, page, turn).answered()
    assert page.text != before
    assert chat.bot_messages == [answer, page]


async def test_further_quotes_come_as_long_as_the_question_is_kept(api: StandIn, alice: User, library: Library) -> None:
    """Afterwards a window says that it is not."""
    chat = api.private_chat(alice)
    answer = await old(chat, alice, QUESTION)
    more = next(data for data in answer.callback_data if data.startswith("more:"))
    await chat.press(alice, answer, more).answered()
    further = await chat.next_bot_message()
    assert quotes_in(further) == [quote.text for quote in library.ask(QUESTION, skip=3).quotes]
    await press_forget(chat, alice)
    assert "can't find the question" in (await chat.press(alice, answer, more).answered())["text"]


async def test_a_question_to_begin_with_is_asked(api: StandIn, alice: User) -> None:
    """Its button holds all of it."""
    chat = api.private_chat(alice)
    greeting = await old(chat, alice, "/start")
    await chat.press(alice, greeting, greeting.callback_data[0]).answered()
    assert quotes_in(await chat.next_bot_message())


async def test_a_page_that_cannot_be_edited_is_sent_anew(api: StandIn, alice: User) -> None:
    """Somebody deleted it, or Telegram lets it be edited no more."""
    chat = api.private_chat(alice)
    page = await old(chat, alice, "/source 1")
    turn = next(data for data in page.callback_data if data.startswith("turn:"))
    api.fail_next("editMessageText", status=400, description="Bad Request: message can't be edited")
    await chat.press(alice, page, turn).answered()
    assert "Passage 2 of " in (await chat.next_bot_message()).text


async def test_settings_are_chosen(api: StandIn, alice: User) -> None:
    """And shown so."""
    chat = api.private_chat(alice)
    shown = await old(chat, alice, "/settings")
    await chat.press(alice, shown, "set:quotes:1").answered()
    assert "Quotes per answer: 1" in shown.text


async def test_votes_count(api: StandIn, alice: User) -> None:
    """Without the reasons, for which there is no place; the other buttons stay, and what is no answer gets no votes."""
    chat = api.private_chat(alice)
    answer = await old(chat, alice, QUESTION)
    buttons = answer.buttons
    assert (await chat.press(alice, answer, "vote:+").answered())["text"] == "Thank you 👍"
    assert (await chat.press(alice, answer, "vote:-").answered())["text"] == "Noted, thank you."
    assert answer.buttons == buttons
    refusal = await old(chat, alice, "Zanzibar qwertz")
    assert "are not kept" in (await chat.press(alice, refusal, "vote:+", forged=True).answered())["text"]
