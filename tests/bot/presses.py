"""Presses of buttons that more than one test needs."""

from typing import Any

from bot.web.preview.standin import Chat, Message, User


async def unfold(chat: Chat, person: User, answer: Message) -> None:
    """Press ⋯ under an answer, and see that it is gone."""
    await chat.press(person, answer, "rest").answered()
    assert "rest" not in answer.callback_data


async def press_delete(chat: Chat, person: User, answer: Message) -> dict[str, Any]:
    """Press 🗑, which may be behind ⋯, and return what the person is told."""
    if "rest" in answer.callback_data:
        await unfold(chat, person, answer)
    return await chat.press(person, answer, "delete").answered()


async def press_forget(chat: Chat, person: User, command: str = "/forget") -> Message:
    """Send /forget, say yes, and return the question, which tells by then what was deleted."""
    chat.send(person, command)
    asked = await chat.next_bot_message()
    await chat.press(person, asked, asked.callback_data[0]).answered()
    return asked
