"""The one place where an unexpected error ends: logged first, then the person is told."""

import logging

from telegram import Update
from telegram.error import Forbidden, NetworkError, TelegramError
from telegram.ext import ContextTypes

from bot.handlers.sending import phrases_for, reply
from bot.replies.message import Message, escaped

_log = logging.getLogger(__name__)


async def on_error(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Log what went wrong; apologise where there is a message to answer and the network is not what failed."""
    error = context.error
    if isinstance(error, NetworkError) and not isinstance(update, Update):
        _log.warning("Telegram cannot be reached: %s", type(error).__name__)
        return
    _log.error("An update was not answered", exc_info=error)
    message = update.message if isinstance(update, Update) else None
    if message and not isinstance(error, Forbidden):
        try:
            await reply(message, Message(html=escaped(phrases_for(message).trouble)))
        except TelegramError as again:
            _log.warning("Nor could the apology be sent: %s", type(again).__name__)
