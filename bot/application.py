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

from bot.connection import Connection, Patience, Polling
from bot.expiry import Expiry
from bot.handlers import greeting
from bot.handlers.addressed import CommandInCaption, PostedQuote, ToTheBot
from bot.handlers.buttons import PATTERN as ASKING
from bot.handlers.checking import PATTERN as CHECKING
from bot.handlers.plotting import PATTERN as TIMELINES
from bot.handlers.reading import PATTERN as READING
from bot.handlers.setting import PATTERN as SETTINGS
from bot.handlers.setting import Heeded, Setting
from bot.handlers.staff import Staff, staff_of
from bot.handlers.trouble import Trouble
from bot.handlers.voting import PATTERN as VOTES
from bot.handling import Handling
from bot.introduction import introduce
from bot.processing import ChatByChat
from bot.replies.message import DELETE
from bot.settings import Settings
from bot.shelf import Shelf
from bot.storage.storage import Storage
from bot.watch import Watch
from retrieval.library import Library

_NEW = filters.UpdateType.MESSAGE & ~PostedQuote()
Bot = Application[Any, Any, Any, Any, Any, Any]
ALLOWED_UPDATES = [
    Update.MESSAGE,
    Update.CALLBACK_QUERY,
    Update.EDITED_MESSAGE,
    Update.INLINE_QUERY,
    Update.GUEST_MESSAGE,
    Update.MY_CHAT_MEMBER,
]


def build_application(settings: Settings, shelf: Shelf, trouble: Trouble, watch: Watch | None = None) -> Bot:
    """The bot, ready to run; `shelf` gives the library that is current when a question comes.

    It watches the folder of documents from its start to its end. `trouble` takes the errors, and knows afterwards which
    one ended the bot. `watch` is told what the bot does. Raises ValueError where the settings have no token, and what
    Storage raises.
    """
    if settings.telegram_bot_token is None:
        raise ValueError("a bot needs TELEGRAM_BOT_TOKEN")
    storage = Storage(settings.data_dir, log=settings.privacy_log)
    expiry = Expiry(storage.expire)

    watch = watch or Watch()

    async def begin(application: Bot) -> None:
        await watch.begin(application, shelf)
        await introduce(application.bot, settings.owner_ids)
        await shelf.watch(settings.seeds_dir)
        await expiry.begin()

    async def end(application: Bot) -> None:
        await shelf.rest()
        await expiry.rest()
        storage.close()

    async def ended(application: Bot) -> None:
        await watch.rest()

    application: Bot = (
        ApplicationBuilder()
        .token(settings.telegram_bot_token.get_secret_value())
        .base_url(str(settings.telegram_api_base_url))
        .request(Connection(watch.reach))
        .get_updates_request(Polling(watch.reach, lambda: trouble.end is not None))
        .rate_limiter(Patience())
        .concurrent_updates(ChatByChat())
        .post_init(begin)
        .post_stop(end)
        .post_shutdown(ended)
        .build()
    )
    handling = Handling(watch.handled, words=settings.log_questions)
    application.add_handler(TypeHandler(Update, handling.begin), group=-2)
    application.add_handler(TypeHandler(Update, Setting(storage.chats).arrived), group=-1)
    application.add_handlers(handlers(shelf, storage, settings.owner_ids, settings.public_url, settings.log_questions))
    application.add_handler(TypeHandler(Update, handling.end), group=1)
    application.add_error_handler(trouble.on_error)
    application.add_error_handler(handling.failed)
    return application


def handlers(
    shelf: Callable[[], Library], storage: Storage, owners: Collection[int], public_url: HttpUrl | None = None,
    words_logged: bool = False,
) -> list[BaseHandler[Any, Any, Any]]:  # fmt: skip
    """All handlers; the first that takes an update is the only one to see it."""
    staff = staff_of(shelf, storage, str(public_url) if public_url else None, words_logged=words_logged)
    return [*_commands(staff, owners), *_buttons(staff), *_messages(staff, storage)]


def _commands(staff: Staff, owners: Collection[int]) -> list[BaseHandler[Any, Any, Any]]:
    run_by = filters.ChatType.PRIVATE & _NEW & filters.User(owners)
    return [
        CommandHandler("start", staff.starting.start, _NEW),
        CommandHandler("help", greeting.help, _NEW),
        CommandHandler("ask", staff.asking.command, _NEW),
        CommandHandler("sources", staff.reading.sources, _NEW),
        CommandHandler("source", staff.reading.source, _NEW),
        CommandHandler("why", staff.explaining.why, _NEW),
        CommandHandler("check", staff.checking.check, _NEW),
        CommandHandler("count", staff.checking.count, _NEW),
        CommandHandler("verify", staff.checking.verify, _NEW),
        CommandHandler("timeline", staff.plotting.command, _NEW),
        CommandHandler("privacy", staff.privacy.privacy, _NEW),
        CommandHandler("forget", staff.privacy.forget, _NEW),
        CommandHandler("settings", staff.setting.command, _NEW),
        CommandHandler("stats", staff.owner.stats, run_by),
        CommandHandler("gaps", staff.owner.gaps, run_by),
    ]


def _buttons(staff: Staff) -> list[BaseHandler[Any, Any, Any]]:
    return [
        CallbackQueryHandler(staff.reading.pressed, READING),
        CallbackQueryHandler(staff.buttons.pressed, ASKING),
        CallbackQueryHandler(staff.voting.pressed, VOTES),
        CallbackQueryHandler(staff.checking.pressed, CHECKING),
        CallbackQueryHandler(staff.plotting.turned, TIMELINES),
        CallbackQueryHandler(staff.setting.pressed, SETTINGS),
        CallbackQueryHandler(staff.deleting.pressed, f"^{DELETE}$"),
    ]


def _messages(staff: Staff, storage: Storage) -> list[BaseHandler[Any, Any, Any]]:
    edited, words = filters.UpdateType.EDITED_MESSAGE, filters.TEXT | filters.CAPTION
    private, group = filters.ChatType.PRIVATE & _NEW, filters.ChatType.GROUPS & _NEW
    return [
        ChatMemberHandler(staff.joining.added, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(group & filters.StatusUpdate.MIGRATE, staff.joining.migrated),
        MessageHandler(edited & words, staff.asking.edited),
        MessageHandler(private & filters.FORWARDED & words, staff.buttons.forwarded),
        MessageHandler(_NEW & CommandInCaption("/ask"), staff.asking.caption),
        MessageHandler(_NEW & CommandInCaption("/check"), staff.checking.check),
        MessageHandler(private & filters.COMMAND, greeting.unknown),
        MessageHandler(private & filters.TEXT, staff.asking.private),
        MessageHandler(private & ~filters.StatusUpdate.ALL, staff.asking.no_text),
        MessageHandler(group & ToTheBot() & Heeded(storage.chats), staff.asking.group),
        InlineQueryHandler(staff.elsewhere.inline),
        MessageHandler(filters.UpdateType.GUEST_MESSAGE, staff.elsewhere.guest),
    ]
