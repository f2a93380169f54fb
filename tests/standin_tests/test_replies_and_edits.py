"""Replies, quotes, edits, deletions, topics of the bot's messages."""

from typing import Any

import pytest

from bot.web.preview.standin import Message, PrivateChat, StandIn, User

from .conftest import Ask, refused


@pytest.fixture
def alice(api: StandIn) -> User:
    """Return a person."""
    return api.user("Alice")


@pytest.fixture
def chat(api: StandIn, alice: User) -> PrivateChat:
    """Return the person's chat with the bot."""
    return api.private_chat(alice)


async def sent(ask: Ask, chat: PrivateChat, text: str = "a", **more: Any) -> Message:
    """Let the bot send a text and return the message."""
    answer = await ask("sendMessage", chat_id=chat.id, text=text, parse_mode="HTML", **more)
    assert answer["ok"], answer
    return chat.bot_messages[-1]


async def test_never_wrote(ask: Ask, chat: PrivateChat) -> None:
    """The bot can't write to a person who never wrote to it."""
    answer = await ask("sendMessage", chat_id=chat.id, text="a")
    assert refused(answer) == "403 Forbidden: bot can't initiate conversation with a user"


async def test_blocked(ask: Ask, chat: PrivateChat, alice: User) -> None:
    """The bot can't write to a person who blocked it."""
    chat.send(alice, "a")
    chat.block(by=alice)
    answer = await ask("sendMessage", chat_id=chat.id, text="a")
    assert refused(answer) == "403 Forbidden: bot was blocked by the user"


async def test_reply(ask: Ask, chat: PrivateChat, alice: User) -> None:
    """A reply carries the message replied to."""
    question = chat.send(alice, "/ask 云")
    answer = await sent(ask, chat, reply_parameters={"message_id": question.id})
    assert answer.reply_to is question
    assert answer.wire()["reply_to_message"]["text"] == "/ask 云"


async def test_reply_to_nothing(ask: Ask, chat: PrivateChat, alice: User) -> None:
    """A reply to a missing message is refused unless it may be sent without reply."""
    chat.send(alice, "a")
    lost = {"message_id": 9999}
    answer = await ask("sendMessage", chat_id=chat.id, text="a", reply_parameters=lost)
    assert refused(answer) == "400 Bad Request: message to be replied not found"
    message = await sent(ask, chat, reply_parameters=lost | {"allow_sending_without_reply": True})
    assert message.reply_to is None


@pytest.mark.parametrize(
    ("quote", "mode", "position"),
    [
        pytest.param("云", None, 0, id="first"),
        pytest.param("bold", None, None, id="entities-missing"),
        pytest.param("<b>bold</b>", "HTML", 2, id="entities-agree"),
        pytest.param("雨", None, None, id="not-there"),
    ],
)
async def test_quote(
    ask: Ask, chat: PrivateChat, alice: User, quote: str, mode: str | None, position: int | None
) -> None:
    """A quote is an exact piece of the message replied to, entities included."""
    chat.send(alice, "a")
    original = await sent(ask, chat, "云 <b>bold</b>")
    assert original.text == "云 bold"
    reply: dict[str, Any] = {"message_id": original.id, "quote": quote}
    reply |= {"quote_parse_mode": mode} if mode else {}
    answer = await ask("sendMessage", chat_id=chat.id, text="b", reply_parameters=reply)
    if position is None:
        assert refused(answer) == "400 Bad Request: QUOTE_TEXT_INVALID"
    else:
        assert answer["result"]["quote"]["position"] == position


async def test_persons_quote_must_exist(chat: PrivateChat, alice: User) -> None:
    """A person can select only what stands in the message."""
    first = chat.send(alice, "a 😀 b")
    reply = chat.send(alice, "c", reply_to=first, quote="b")
    assert reply.quote is not None
    assert reply.quote.position == 5
    with pytest.raises(ValueError, match="is not a piece of the message"):
        chat.send(alice, "c", reply_to=first, quote="z")


async def test_edit(ask: Ask, chat: PrivateChat, alice: User) -> None:
    """An edit replaces text and keyboard in place."""
    chat.send(alice, "a")
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "x"}]]}
    message = await sent(ask, chat, reply_markup=markup)
    address = {"chat_id": chat.id, "message_id": message.id}
    assert (await ask("editMessageText", **address, text="<b>b</b>", parse_mode="HTML"))["ok"]
    assert (message.text, message.buttons, len(chat.messages)) == ("b", (), 2)
    assert (await ask("editMessageReplyMarkup", **address, reply_markup=markup))["ok"]
    assert message.callback_data == ["x"]


async def test_not_modified(ask: Ask, chat: PrivateChat, alice: User) -> None:
    """An edit that changes nothing is refused."""
    chat.send(alice, "a")
    message = await sent(ask, chat, "<b>a</b>")
    answer = await ask("editMessageText", chat_id=chat.id, message_id=message.id, text="<b>a</b>", parse_mode="HTML")
    assert "message is not modified" in refused(answer)
    answer = await ask("editMessageReplyMarkup", chat_id=chat.id, message_id=message.id)
    assert "message is not modified" in refused(answer)


async def test_edit_of_others(ask: Ask, chat: PrivateChat, alice: User) -> None:
    """The bot edits only its own messages, and only those that exist."""
    theirs = chat.send(alice, "a")
    answer = await ask("editMessageText", chat_id=chat.id, message_id=theirs.id, text="b")
    assert refused(answer) == "400 Bad Request: message can't be edited"
    answer = await ask("editMessageText", chat_id=chat.id, message_id=9999, text="b")
    assert refused(answer) == "400 Bad Request: message to edit not found"


async def test_delete(api: StandIn, ask: Ask, alice: User) -> None:
    """An ordinary member deletes its own messages, an administrator everybody's."""
    group = api.group("G", members=[alice])
    group.add_bot(by=alice)
    theirs = group.send(alice, "a")
    address = {"chat_id": group.id, "message_id": theirs.id}
    assert refused(await ask("deleteMessage", **address)) == "400 Bad Request: message can't be deleted"
    group.promote_bot()
    assert (await ask("deleteMessage", **address))["ok"]
    assert theirs not in group.messages
    assert refused(await ask("deleteMessage", **address)) == "400 Bad Request: message to delete not found"


async def test_topics(api: StandIn, ask: Ask, alice: User) -> None:
    """message_thread_id names an existing topic; the General topic is left out, but not for chat actions."""
    forum = api.group("F", members=[alice], forum=True)
    forum.add_bot(by=alice)
    topic = forum.create_topic("云", by=alice)
    answer = await ask("sendMessage", chat_id=forum.id, text="a", message_thread_id=topic)
    assert answer["result"]["is_topic_message"]
    assert forum.bot_messages[0].thread_id == topic
    for thread in (1, 9999):
        answer = await ask("sendMessage", chat_id=forum.id, text="a", message_thread_id=thread)
        assert refused(answer) == "400 Bad Request: message thread not found"
    assert (await ask("sendChatAction", chat_id=forum.id, action="typing", message_thread_id=1))["ok"]


async def test_no_topics_outside_forums(ask: Ask, chat: PrivateChat, alice: User) -> None:
    """A chat without topics takes no message_thread_id."""
    chat.send(alice, "a")
    answer = await ask("sendMessage", chat_id=chat.id, text="a", message_thread_id=2)
    assert refused(answer) == "400 Bad Request: message thread not found"


async def test_chat_action(ask: Ask, chat: PrivateChat, alice: User) -> None:
    """Only known actions are shown."""
    chat.send(alice, "a")
    answer = await ask("sendChatAction", chat_id=chat.id, action="thinking")
    assert refused(answer) == "400 Bad Request: wrong parameter action in request"
