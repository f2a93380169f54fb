"""Inline keyboards: what Telegram accepts as a button."""

from typing import Any

import pytest

from bot.web.preview.standin import StandIn

from .conftest import Ask, refused


def keyboard(**button: Any) -> dict[str, Any]:
    """Return a keyboard of one button."""
    return {"inline_keyboard": [[button]]}


@pytest.fixture
def chat_id(api: StandIn) -> int:
    """Open a private chat and return its id."""
    chat = api.private_chat(alice := api.user("Alice"))
    chat.send(alice, "/start")
    return chat.id


@pytest.mark.parametrize(
    ("markup", "description"),
    [
        pytest.param([], "object expected as reply markup", id="no-object"),
        pytest.param({"inline_keyboard": [{}]}, "must be an Array of Arrays", id="no-rows"),
        pytest.param({"inline": []}, "object expected as reply markup", id="unknown-markup"),
        pytest.param(keyboard(text="", callback_data="a"), "text must be non-empty", id="no-text"),
        pytest.param(keyboard(text="a"), "Text buttons are unallowed", id="no-action"),
        pytest.param(keyboard(text="a", callback_data=""), "Text buttons are unallowed", id="empty-data"),
        pytest.param(keyboard(text="a", callback_data="a", url="https://a.b"), "exactly one", id="two"),
        pytest.param(keyboard(text="a", callback_data="文" * 22), "BUTTON_DATA_INVALID", id="65-bytes"),
        pytest.param(keyboard(text="a", data="a"), "unknown fields of inline", id="unknown"),
        pytest.param(keyboard(text="a", url="ftp://a.b"), "Unsupported URL protocol", id="protocol"),
        pytest.param(keyboard(text="a", url="https://a b"), "Wrong HTTP URL", id="blank-in-url"),
        pytest.param(keyboard(text="a", copy_text={"text": "a" * 257}), "COPY_TEXT_INVALID", id="copy"),
        pytest.param(keyboard(text="a", web_app={"url": "http://a.b"}), "Only HTTPS", id="web-app-http"),
        pytest.param({"inline_keyboard": [[{"text": "a", "callback_data": "a"}] * 9]}, "too long", id="row"),
    ],
)
async def test_refused_keyboards(api: StandIn, ask: Ask, chat_id: int, markup: Any, description: str) -> None:
    """Telegram refuses the keyboard, or shows another one than meant; it is a fault of the bot."""
    assert description in refused(await ask("sendMessage", chat_id=chat_id, text="a", reply_markup=markup))
    assert len(api.faults) == 1


async def test_accepted_buttons(api: StandIn, ask: Ask, chat_id: int) -> None:
    """All actions come back on the message as they were given."""
    row = [
        {"text": "a", "callback_data": "x" * 64},
        {"text": "b", "url": "https://a.example/文?x=1#:~:text=a%2Db"},
        {"text": "c", "copy_text": {"text": "文"}},
        {"text": "d", "web_app": {"url": "https://a.example/"}},
        {"text": "e", "switch_inline_query_current_chat": ""},
    ]
    answer = await ask("sendMessage", chat_id=chat_id, text="a", reply_markup={"inline_keyboard": [row]})
    assert answer["result"]["reply_markup"] == {"inline_keyboard": [row]}
    buttons = api.world.chats[chat_id].bot_messages[0].buttons
    assert [(b.text, b.data is not None, b.url is not None) for b in buttons[0]][:2] == [
        ("a", True, False),
        ("b", False, True),
    ]


async def test_web_app_in_group(api: StandIn, ask: Ask) -> None:
    """Web App buttons are refused in groups."""
    group = api.group("G", members=[alice := api.user("Alice")])
    group.add_bot(by=alice)
    markup = keyboard(text="a", web_app={"url": "https://a.b"})
    assert "BUTTON_TYPE_INVALID" in refused(await ask("sendMessage", chat_id=group.id, text="a", reply_markup=markup))


async def test_press_wants_an_existing_button(api: StandIn, ask: Ask, chat_id: int) -> None:
    """Nobody can press a button that is not there."""
    chat = api.world.chats[chat_id]
    await ask("sendMessage", chat_id=chat_id, text="a", reply_markup=keyboard(text="a", callback_data="x"))
    with pytest.raises(LookupError, match=r"No button carries 'y'; the buttons carry \['x'\]"):
        chat.press(chat.members[0], chat.bot_messages[0], "y")


async def test_callback_is_answered_once_and_in_time(api: StandIn, ask: Ask, chat_id: int) -> None:
    """A callback query takes one answer of at most 200 characters, in time."""
    chat = api.world.chats[chat_id]
    await ask("sendMessage", chat_id=chat_id, text="a", reply_markup=keyboard(text="a", callback_data="x"))
    query = chat.press(chat.members[0], chat.bot_messages[0], "x")
    long = await ask("answerCallbackQuery", callback_query_id=query.id, text="a" * 201)
    assert "MESSAGE_TOO_LONG" in refused(long)
    assert (await ask("answerCallbackQuery", callback_query_id=query.id, text="a", show_alert=True))["ok"]
    assert query.answer == {"text": "a", "show_alert": True}
    again = await ask("answerCallbackQuery", callback_query_id=query.id)
    assert "query is too old and response timeout expired or query ID is invalid" in refused(again)
    late = chat.press(chat.members[0], chat.bot_messages[0], "x")
    api.advance(60)
    assert "query is too old" in refused(await ask("answerCallbackQuery", callback_query_id=late.id))


async def test_a_button_of_an_old_message_tells_only_where_it_stands(ask: Ask, api: StandIn, chat_id: int) -> None:
    """Telegram's InaccessibleMessage, which has a date of 0."""
    chat = api.world.chats[chat_id]
    await ask("sendMessage", chat_id=chat_id, text="a", reply_markup=keyboard(text="a", callback_data="x"))
    chat.bot_messages[0].too_old = True
    chat.press(chat.members[0], chat.bot_messages[0], "x")
    told = api.updates[-1]["callback_query"]["message"]
    assert told == {"chat": chat.about, "message_id": chat.bot_messages[0].id, "date": 0}
