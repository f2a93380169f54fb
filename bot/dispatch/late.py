"""An excuse to those who waited long for their answer, because the bot was off or overrun."""

from datetime import UTC, datetime, timedelta

from telegram import Update
from telegram.ext import ContextTypes

from bot.dispatch.messenger import owe_excuse

_LATE = timedelta(minutes=2)


async def arrived(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Before anything else of an update is handled: whether an excuse is due."""
    message = update.message
    owe_excuse(message is not None and datetime.now(UTC) - message.date > _LATE)
