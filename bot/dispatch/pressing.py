"""The message under which a button was pressed."""

from datetime import UTC, datetime

from telegram import CallbackQuery
from telegram import Message as TelegramMessage


def message_below(query: CallbackQuery) -> TelegramMessage | None:
    """The message that has the button; None where it is in no chat that the bot knows.

    Of a message that is too old Telegram tells the chat and the number alone. They do to edit it and to reply to it,
    but it then has no text, no buttons and no message that it replies to.
    """
    below = query.message
    if below is None or isinstance(below, TelegramMessage):
        return below
    known = TelegramMessage(below.message_id, datetime.now(UTC), below.chat)
    known.set_bot(query.get_bot())
    return known
