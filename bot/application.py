"""Builds python-telegram-bot's Application: every handler stands in one visible list."""

from collections.abc import Callable, Collection
from typing import Any

from pydantic import HttpUrl
from telegram import Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.connection import Connection, Patience, Polling, Reach
from bot.expiry import Expiry
from bot.handlers import greeting
from bot.handlers.addressed import CommandInCaption, PostedQuote, ToTheBot
from bot.handlers.answering import Answering
from bot.handlers.asking import Asking
from bot.handlers.buttons import PATTERN as ASKING
from bot.handlers.buttons import Buttons
from bot.handlers.checking import PATTERN as CHECKING
from bot.handlers.checking import Checking
from bot.handlers.deleting import Deleting
from bot.handlers.elsewhere import Elsewhere
from bot.handlers.explaining import Explaining
from bot.handlers.joining import Joining
from bot.handlers.owner import Owner
from bot.handlers.plotting import PATTERN as TIMELINES
from bot.handlers.plotting import Plotting
from bot.handlers.privacy import Privacy
from bot.handlers.reading import PATTERN, Reading
from bot.handlers.setting import PATTERN as SETTINGS
from bot.handlers.setting import Heeded, Setting
from bot.handlers.starting import Starting
from bot.handlers.trouble import Trouble
from bot.handlers.voting import PATTERN as VOTES
from bot.handlers.voting import Voting
from bot.introduction import introduce
from bot.processing import ChatByChat
from bot.replies.message import DELETE
from bot.settings import Settings
from bot.shelf import Shelf
from bot.storage.storage import Storage
from retrieval.library import Library

Bot = Application[Any, Any, Any, Any, Any, Any]
ALLOWED_UPDATES = [
    Update.MESSAGE,
    Update.CALLBACK_QUERY,
    Update.EDITED_MESSAGE,
    Update.INLINE_QUERY,
    Update.GUEST_MESSAGE,
    Update.MY_CHAT_MEMBER,
]


def build_application(settings: Settings, shelf: Shelf, trouble: Trouble) -> Bot:
    """The bot, ready to run; `shelf` gives the library that is current when a question comes.

    It watches the folder of documents from its start to its end. `trouble` takes the errors, and knows afterwards which
    one ended the bot. Raises ValueError where the settings have no token, and what Storage raises.
    """
    if settings.telegram_bot_token is None:
        raise ValueError("a bot needs TELEGRAM_BOT_TOKEN")
    storage = Storage(settings.data_dir, log=settings.privacy_log)
    expiry = Expiry(storage.expire)

    async def begin(application: Bot) -> None:
        await introduce(application.bot, settings.owner_ids)
        await shelf.watch(settings.seeds_dir)
        await expiry.begin()

    async def end(application: Bot) -> None:
        await shelf.rest()
        await expiry.rest()
        storage.close()

    reach = Reach()
    application: Bot = (
        ApplicationBuilder()
        .token(settings.telegram_bot_token.get_secret_value())
        .base_url(str(settings.telegram_api_base_url))
        .request(Connection(reach))
        .get_updates_request(Polling(reach, lambda: trouble.end is not None))
        .rate_limiter(Patience())
        .concurrent_updates(ChatByChat())
        .post_init(begin)
        .post_stop(end)
        .build()
    )
    application.add_handler(TypeHandler(Update, Setting(storage.chats).arrived), group=-1)
    application.add_handlers(handlers(shelf, storage, settings.owner_ids, settings.public_url))
    application.add_error_handler(trouble.on_error)
    return application


def handlers(
    shelf: Callable[[], Library], storage: Storage, owners: Collection[int], public_url: HttpUrl | None = None
) -> list[BaseHandler[Any, Any, Any]]:
    """All handlers; the first that takes an update is the only one to see it."""
    reader = str(public_url) if public_url else None
    answering = Answering(shelf, storage.exchanges, storage.gaps, storage.chats, reader)
    plotting = Plotting(shelf, answering)
    asking, reading = Asking(answering, plotting), Reading(shelf)
    starting, buttons = Starting(shelf), Buttons(answering)
    voting = Voting(storage.exchanges, storage.votes, storage.gaps)
    privacy, owner, elsewhere = Privacy(storage), Owner(shelf, storage), Elsewhere(shelf)
    setting, joining, deleting = Setting(storage.chats), Joining(storage), Deleting(storage.exchanges)
    checking = Checking(shelf)
    new, edited = filters.UpdateType.MESSAGE & ~PostedQuote(), filters.UpdateType.EDITED_MESSAGE
    private, group = filters.ChatType.PRIVATE & new, filters.ChatType.GROUPS & new
    run_by = private & filters.User(owners)
    return [
        CommandHandler("start", starting.start, new),
        CommandHandler("help", greeting.help, new),
        CommandHandler("ask", asking.command, new),
        CommandHandler("sources", reading.sources, new),
        CommandHandler("source", reading.source, new),
        CommandHandler("why", Explaining(shelf, answering).why, new),
        CommandHandler("privacy", privacy.privacy, new),
        CommandHandler("forget", privacy.forget, new),
        CommandHandler("stats", owner.stats, run_by),
        CommandHandler("gaps", owner.gaps, run_by),
        CommandHandler("settings", setting.command, new),
        CommandHandler("check", checking.check, new),
        CommandHandler("count", checking.count, new),
        CommandHandler("verify", checking.verify, new),
        CommandHandler("timeline", plotting.command, new),
        CallbackQueryHandler(plotting.turned, TIMELINES),
        CallbackQueryHandler(reading.pressed, PATTERN),
        CallbackQueryHandler(voting.pressed, VOTES),
        CallbackQueryHandler(setting.pressed, SETTINGS),
        CallbackQueryHandler(deleting.pressed, f"^{DELETE}$"),
        ChatMemberHandler(joining.added, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(group & filters.StatusUpdate.MIGRATE, joining.migrated),
        CallbackQueryHandler(buttons.pressed, ASKING),
        CallbackQueryHandler(checking.pressed, CHECKING),
        MessageHandler(edited & (filters.TEXT | filters.CAPTION), asking.edited),
        MessageHandler(private & filters.FORWARDED & (filters.TEXT | filters.CAPTION), buttons.forwarded),
        MessageHandler(new & CommandInCaption("/ask"), asking.caption),
        MessageHandler(new & CommandInCaption("/check"), checking.check),
        MessageHandler(private & filters.COMMAND, greeting.unknown),
        MessageHandler(private & filters.TEXT, asking.private),
        MessageHandler(private & ~filters.StatusUpdate.ALL, asking.no_text),
        MessageHandler(group & ToTheBot() & Heeded(storage.chats), asking.group),
        InlineQueryHandler(elsewhere.inline),
        MessageHandler(filters.UpdateType.GUEST_MESSAGE, elsewhere.guest),
    ]
