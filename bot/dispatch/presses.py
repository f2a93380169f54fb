"""Presses of buttons that are for those alone who decide for a chat."""

from telegram import CallbackQuery, Message

from bot.dispatch.administrators import decides
from bot.dispatch.context import Context
from bot.dispatch.messenger import alert


async def may_press(query: CallbackQuery, below: Message, context: Context) -> bool:
    """Return True if who pressed decides for the chat of the message `below`; else say so in a window.

    Raises what `decides` raises.
    """
    allowed = await decides(query.from_user, below.chat)
    if not allowed:
        await alert(query, context.speech.admins_only)
    return allowed
