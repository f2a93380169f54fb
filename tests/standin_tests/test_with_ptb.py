"""A real python-telegram-bot application, long polling against the stand-in over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.web.preview.standin import StandIn

Bot = Application[Any, Any, Any, Any, Any, Any]
KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("更多", callback_data="more")]])


@asynccontextmanager
async def polling(api: StandIn, *handlers: Any) -> AsyncIterator[Bot]:
    """Run an application with these handlers until the block ends."""
    app = ApplicationBuilder().token(api.token).base_url(api.base_url).build()
    app.add_handlers(handlers)
    async with app:
        assert app.updater is not None
        await app.updater.start_polling(timeout=20, allowed_updates=Update.ALL_TYPES)
        await app.start()
        try:
            yield app
        finally:
            await app.updater.stop()
            await app.stop()


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer with the same text, bold, as a reply with a button."""
    assert update.message is not None
    reply = ReplyParameters(update.message.message_id, allow_sending_without_reply=True)
    text = f"<b>{update.message.text}</b>"
    await update.message.reply_html(text, reply_parameters=reply, reply_markup=KEYBOARD)


async def test_echo_with_button() -> None:
    """A text reaches the bot, its formatted reply with a button reaches the chat."""
    async with StandIn.serve() as api, polling(api, MessageHandler(filters.TEXT, echo)):
        alice = api.user("Alice", language_code="zh-hans")
        chat = api.private_chat(alice)
        sent = chat.send(alice, "文字😀")
        answer = await chat.next_bot_message()
        assert (answer.text, answer.reply_to, answer.buttons[0][0].data) == ("文字😀", sent, "more")
        assert [(e.type, e.offset, e.length) for e in answer.entities] == [("bold", 0, 4)]
        assert chat.messages == [sent, answer]
        assert not api.faults


async def test_press_and_edit() -> None:
    """A pressed button reaches the bot with its message; answer and edit come back."""

    async def more(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        assert query is not None
        await query.answer("好")
        await query.edit_message_text(f"data {query.data}")

    handlers = (MessageHandler(filters.TEXT, echo), CallbackQueryHandler(more))
    async with StandIn.serve() as api, polling(api, *handlers):
        alice = api.user("Alice")
        chat = api.private_chat(alice)
        chat.send(alice, "a")
        message = await chat.next_bot_message()
        query = chat.press(alice, message, "more")
        assert await query.answered() == {"text": "好"}
        call = await api.next_call("editMessageText")
        assert call.ok
        assert (message.text, message.buttons) == ("data more", ())
        assert not api.faults


async def test_every_field_is_understood() -> None:
    """PTB parses all kinds of messages and member updates, and gives them the meaning they were sent with."""
    seen: list[Update] = []

    async def note(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        seen.append(update)

    async with StandIn.serve(privacy_mode=False) as api, polling(api, TypeHandler(Update, note)):
        alice = api.user("Alice", username="alice")
        group = api.group("买手群", members=[alice], forum=True)
        group.add_bot(by=alice)
        topic = group.create_topic("云", by=alice)
        first = group.send(alice, "整体 收入 同比", thread_id=topic)
        group.send(alice, "/ask@yinju_bot 😀 @yinju_bot", reply_to=first, quote="收入")
        group.send_photo(alice, caption="图"), group.send_voice(alice), group.send_sticker(alice)
        group.edit(alice, first, "neu")
        await api.until(lambda: len(seen) == 9, what="nine updates")
    assert seen[0].my_chat_member is not None
    assert seen[0].my_chat_member.new_chat_member.status == "member"
    assert seen[1].message is not None
    assert seen[1].message.new_chat_members[0].username == "yinju_bot"
    ask = seen[4].message
    assert ask is not None
    assert ask.reply_to_message is not None
    assert ask.quote is not None
    assert ask.parse_entities() == {
        ask.entities[0]: "/ask@yinju_bot",
        ask.entities[1]: "@yinju_bot",
    }
    assert (ask.quote.text, ask.quote.position, ask.reply_to_message.text) == ("收入", 3, "整体 收入 同比")
    assert ask.is_topic_message
    assert ask.message_thread_id == topic
    assert seen[5].message is not None
    assert seen[5].message.caption == "图"
    assert seen[5].message.photo
    assert seen[6].message is not None
    assert seen[6].message.voice is not None
    assert seen[7].message is not None
    assert seen[7].message.sticker is not None
    assert seen[8].edited_message is not None
    assert seen[8].edited_message.text == "neu"


async def test_inline_query() -> None:
    """An inline query is answered, and the same query of another user is answered from what was kept."""

    async def offer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.inline_query is not None
        await update.inline_query.answer([InlineQueryResultArticle("1", "题", InputTextMessageContent("文"))])

    async with StandIn.serve() as api, polling(api, InlineQueryHandler(offer)):
        alice, bob = api.user("Alice"), api.user("Bob")
        answer = await api.inline_query(alice, "云").answered()
        assert (answer["cache_time"], answer["is_personal"], len(answer["results"])) == (300, False, 1)
        assert api.inline_query(bob, "云").from_cache
        assert not api.faults


@pytest.mark.parametrize(
    ("fault", "error", "words"),
    [
        pytest.param({"status": 429, "retry_after": 7}, RetryAfter, "Retry in 7", id="429"),
        pytest.param({"status": 502}, NetworkError, "Bad Gateway", id="502"),
        pytest.param({"status": 403}, Forbidden, "bot was blocked by the user", id="403"),
        pytest.param({"status": 400, "description": "Bad Request: odd"}, BadRequest, "[Oo]dd", id="400"),
        pytest.param({"drop": "before"}, NetworkError, "RemoteProtocolError", id="dropped"),
    ],
)
@pytest.mark.filterwarnings("ignore:.*attribute `retry_after` will be of type")
async def test_injected_failures(fault: dict[str, Any], error: type[Exception], words: str) -> None:
    """An injected failure meets one call, does nothing in the chat, and is not a fault of the bot."""
    async with StandIn.serve() as api, polling(api) as app:
        alice = api.user("Alice")
        chat = api.private_chat(alice)
        chat.send(alice, "a")
        api.fail_next("sendMessage", **fault)
        with pytest.raises(error, match=words):
            await app.bot.send_message(chat.id, "x")
        assert not chat.bot_messages
        await app.bot.send_message(chat.id, "y")
        assert [message.text for message in chat.bot_messages] == ["y"]
        assert [call.ok for call in api.calls if call.method == "sendMessage"] == [False, True]
        assert not api.faults


async def test_a_failure_of_certain_calls_only() -> None:
    """Others pass by it; it may name the supergroup that a group has become."""
    async with StandIn.serve() as api, polling(api) as app:
        people = [api.user("Alice"), api.user("Bob")]
        alice, bob = chats = [api.private_chat(person) for person in people]
        for person, chat in zip(people, chats, strict=True):
            chat.send(person, "a")
        api.fail_next("sendMessage", status=400, migrate_to=-100123, when={"chat_id": bob.id, "text": "x"})
        await app.bot.send_message(alice.id, "x")
        await app.bot.send_message(bob.id, "y")
        with pytest.raises(ChatMigrated, match="-100123"):
            await app.bot.send_message(bob.id, "x")
        await app.bot.send_message(bob.id, "x")
        assert [len(chat.bot_messages) for chat in chats] == [1, 2]


async def test_dropped_after_doing() -> None:
    """A connection dropped after sending shows the client an error and the chat a message."""
    async with StandIn.serve() as api, polling(api) as app:
        chat = api.private_chat(alice := api.user("Alice"))
        chat.send(alice, "a")
        api.fail_next("sendMessage", drop="after")
        with pytest.raises(NetworkError):
            await app.bot.send_message(chat.id, "x")
        assert (await chat.next_bot_message()).text == "x"


async def test_held_call() -> None:
    """A held call waits until it is released, and goes on normally then."""
    async with StandIn.serve() as api, polling(api, MessageHandler(filters.TEXT, echo)):
        chat = api.private_chat(alice := api.user("Alice"))
        hold = api.hold_next("sendMessage")
        chat.send(alice, "a")
        await hold.reached()
        assert not chat.bot_messages
        hold.release()
        assert (await chat.next_bot_message()).text == "a"


async def test_second_instance_conflicts() -> None:
    """A second application with the same token is told as a fault of the two."""
    async with StandIn.serve() as api, polling(api), polling(api):
        await api.until(lambda: api.faults, what="a conflict")
        assert "Conflict: terminated by other getUpdates request" in api.faults[0]


async def test_restart_is_no_conflict() -> None:
    """Stopping one application and starting another on the same stand-in loses nothing and is no fault."""
    async with StandIn.serve() as api:
        chat = api.private_chat(alice := api.user("Alice"))
        for text in ("a", "b"):
            chat.send(alice, text)
            async with polling(api, MessageHandler(filters.TEXT, echo)):
                assert (await chat.next_bot_message()).text == text
        assert not api.faults
        assert not api.updates
