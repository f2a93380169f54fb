"""Messages forwarded to the bot, and its signs of work."""

import pytest

from bot.dispatch import messenger
from bot.web.preview.standin import StandIn
from retrieval.library import Library
from tests.bot.quotes import quotes_in

QUESTION = "阿里云收入增长了多少"


async def test_a_forwarded_message_is_offered_as_a_question(api: StandIn, library: Library) -> None:
    """The offer replies to it; the answer comes when the button is pressed, and has its own 更多."""
    alice, bob = api.user("Alice", language_code="zh-hans"), api.user("Bob")
    group = api.group("群", members=[alice, bob])
    chat = api.private_chat(alice)
    original = group.send(bob, QUESTION)
    for hidden in (False, True):
        forwarded = chat.forward(alice, original, hidden=hidden)
        offer = await chat.next_bot_message()
        assert offer.text == "怎么处理这条消息？"
        assert offer.reply_to is forwarded
        assert [[button.text for button in row] for row in offer.buttons] == [["🔎 用它提问"], ["⚖️ 核查这句话"]]
        await chat.press(alice, offer, offer.callback_data[0]).answered()
        answer = await chat.next_bot_message()
        assert quotes_in(answer) == [quote.text for quote in library.ask(QUESTION).quotes]
        await chat.press(alice, answer, "more:3").answered()
        assert "\n[4] " in (await chat.next_bot_message()).text


async def test_the_words_under_a_forwarded_picture_are_offered_and_a_bare_one_is_not(api: StandIn) -> None:
    """A picture without words gets the sentence that every picture gets."""
    alice, bob = api.user("Alice", language_code="en"), api.user("Bob")
    group = api.group("G", members=[alice, bob])
    chat = api.private_chat(alice)
    chat.forward(alice, group.send_photo(bob, caption=QUESTION))
    offer = await chat.next_bot_message()
    await chat.press(alice, offer, offer.callback_data[0]).answered()
    assert quotes_in(await chat.next_bot_message())
    chat.forward(alice, group.send_photo(bob))
    assert (await chat.next_bot_message()).text.startswith("I can only read text")


async def test_a_forwarded_message_that_is_deleted_is_no_longer_a_question(api: StandIn) -> None:
    """Its words were nowhere else."""
    alice, bob = api.user("Alice", language_code="en"), api.user("Bob")
    chat = api.private_chat(alice)
    forwarded = chat.forward(alice, api.group("G", members=[alice, bob]).send(bob, QUESTION))
    offer = await chat.next_bot_message()
    chat.remove(forwarded)
    offer.reply_to = None
    told = await chat.press(alice, offer, offer.callback_data[0]).answered()
    assert told["show_alert"]
    assert told["text"].startswith("I can't find the question")


async def test_a_forwarded_message_is_offered_as_a_claim(api: StandIn) -> None:
    """The verdict comes when the second button is pressed; where the message is gone, that is told."""
    alice, bob = api.user("Alice", language_code="en"), api.user("Bob")
    group = api.group("G", members=[alice, bob])
    chat = api.private_chat(alice)
    forwarded = chat.forward(alice, group.send(bob, "阿里云这季度收入同比增长24%"))
    offer = await chat.next_bot_message()
    await chat.press(alice, offer, offer.callback_data[1]).answered()
    assert "❌ “24%”: the documents say “34%”" in (await chat.next_bot_message()).text
    chat.remove(forwarded)
    offer.reply_to = None
    told = await chat.press(alice, offer, offer.callback_data[1]).answered()
    assert told["text"] == "I can't find the message; please send it again."


async def test_the_bot_shows_that_it_is_at_work_if_an_answer_takes_long(
    api: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a private chat, before it answers."""
    monkeypatch.setattr(messenger, "QUICK_SECONDS", 0)
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    chat.send(alice, QUESTION)
    await chat.next_bot_message()
    methods = [call.method for call in api.calls]
    assert methods.index("sendChatAction") < methods.index("sendMessage")
    assert (await api.next_call("sendChatAction")).params == {"chat_id": alice.id, "action": "typing"}


async def test_a_quick_answer_costs_one_request(api: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is shown before it, so that it does not wait for the response to that."""
    monkeypatch.setattr(messenger, "QUICK_SECONDS", 600)
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    chat.send(alice, QUESTION)
    await chat.next_bot_message()
    assert "sendChatAction" not in [call.method for call in api.calls]


async def test_the_answer_comes_though_that_cannot_be_shown(api: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused, too soon, or without any response."""
    monkeypatch.setattr(messenger, "QUICK_SECONDS", 0)
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    for failure in ({"status": 400}, {"status": 429, "retry_after": 3600}, {"drop": "before"}, {"status": 502}):
        api.fail_next("sendChatAction", **failure)
        chat.send(alice, QUESTION)
        assert quotes_in(await chat.next_bot_message())
