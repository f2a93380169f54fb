"""Builds python-telegram-bot's Application: every handler stands in one visible list."""

import logging
from collections.abc import Callable
from typing import Any

from telegram import BotCommand, Update
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from bot.connection import Connection, Patience, Polling, Reach
from bot.handlers import greeting
from bot.handlers.addressed import AskedInCaption, ToTheBot
from bot.handlers.asking import Asking
from bot.handlers.reading import PATTERN, Reading
from bot.handlers.trouble import Trouble
from bot.phrases import Language, phrases
from bot.settings import Settings
from bot.shelf import Shelf
from bot.storage.storage import Storage
from retrieval.library import Library

Bot = Application[Any, Any, Any, Any, Any, Any]
ALLOWED_UPDATES = [Update.MESSAGE, Update.CALLBACK_QUERY]
# Telegram's menus know two-letter codes only, so both scripts of Chinese are one there.
_MENUS: dict[str, Language] = {"": "en", "zh": "zh-hans"}
_log = logging.getLogger(__name__)


def build_application(settings: Settings, shelf: Shelf, trouble: Trouble) -> Bot:
    """The bot, ready to run; `shelf` gives the library that is current when a question comes.

    It watches the folder of documents from its start to its end. `trouble` takes the errors, and knows afterwards which
    one ended the bot. Raises ValueError where the settings have no token, and what Storage raises.
    """
    if settings.telegram_bot_token is None:
        raise ValueError("a bot needs TELEGRAM_BOT_TOKEN")
    storage = Storage(settings.data_dir, log=settings.privacy_log)

    async def begin(application: Bot) -> None:
        await introduce(application)
        await shelf.watch(settings.seeds_dir)

    async def end(application: Bot) -> None:
        await shelf.rest()
        storage.close()

    reach = Reach()
    application: Bot = (
        ApplicationBuilder()
        .token(settings.telegram_bot_token.get_secret_value())
        .base_url(str(settings.telegram_api_base_url))
        .request(Connection(reach))
        .get_updates_request(Polling(reach, lambda: trouble.end is not None))
        .rate_limiter(Patience())
        .post_init(begin)
        .post_stop(end)
        .build()
    )
    application.add_handlers(handlers(shelf, storage))
    application.add_error_handler(trouble.on_error)
    return application


def handlers(shelf: Callable[[], Library], storage: Storage) -> list[BaseHandler[Any, Any, Any]]:
    """All handlers; the first that takes an update is the only one to see it."""
    asking, reading = Asking(shelf, storage.exchanges), Reading(shelf)
    new = filters.UpdateType.MESSAGE
    private, group = filters.ChatType.PRIVATE & new, filters.ChatType.GROUPS & new
    return [
        CommandHandler("start", greeting.start, new),
        CommandHandler("help", greeting.help, new),
        CommandHandler("ask", asking.command, new),
        CommandHandler("sources", reading.sources, new),
        CommandHandler("source", reading.source, new),
        CallbackQueryHandler(reading.pressed, PATTERN),
        MessageHandler(new & AskedInCaption(), asking.caption),
        MessageHandler(private & filters.COMMAND, greeting.unknown),
        MessageHandler(private & filters.TEXT, asking.private),
        MessageHandler(private & ~filters.StatusUpdate.ALL, asking.no_text),
        MessageHandler(group & ToTheBot(), asking.group),
    ]


async def introduce(application: Bot) -> None:
    """Set the menu of commands, and log how groups reach the bot; failing at this stops nothing."""
    bot = application.bot
    for code, language in _MENUS.items():
        commands = [BotCommand(name, about) for name, about in phrases(language).commands.model_dump().items()]
        try:
            await bot.set_my_commands(commands, language_code=code)
        except TelegramError as error:
            _log.warning("The menu of commands was not set: %s", type(error).__name__)
    mentions = "delivered" if bot.can_read_all_group_messages else "not delivered (privacy mode is on)"
    _log.info("@%s is on; plain @mentions in groups are %s", bot.username, mentions)
