"""Builds python-telegram-bot's Application: every handler stands in one visible list."""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any, NamedTuple

from telegram import Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.app.lifecycle import Bot, Lifetime
from bot.dispatch.access import Door, Lateness, Limits
from bot.dispatch.context import Context
from bot.dispatch.errors import Trouble
from bot.dispatch.filters import AnsweredMessage, CommandInCaption, PostedQuote, ToTheBot
from bot.handlers import start as start_handlers
from bot.handlers.answer import Answering
from bot.handlers.ask import PATTERN as ASKING
from bot.handlers.ask import Asking, Buttons
from bot.handlers.check import PATTERN as CHECKING
from bot.handlers.check import Checking
from bot.handlers.delete import Deleting
from bot.handlers.inline import InlineAnswers
from bot.handlers.membership import Joining
from bot.handlers.privacy import Owner, Privacy
from bot.handlers.read import PATTERN as READING
from bot.handlers.read import Reading
from bot.handlers.settings import PATTERN as SETTINGS
from bot.handlers.settings import Heeded, Setting
from bot.handlers.start import Starting
from bot.handlers.timeline import PATTERN as TIMELINES
from bot.handlers.timeline import Plotting
from bot.handlers.vote import PATTERN as VOTES
from bot.handlers.vote import Voting
from bot.handlers.why import Explaining
from bot.live_library import Shelf
from bot.observability.observer import Watch
from bot.observability.update_log import UpdateLog
from bot.replies.message import DELETE
from bot.settings import Settings
from bot.storage.storage import Storage
from bot.storage.workers import Places
from bot.transport.connection import Connection, Polling
from bot.transport.processor import ChatByChat
from bot.transport.queue import Incoming
from bot.transport.rate_limiter import Patience
from retrieval import Library


@dataclass(frozen=True)
class Staff:
    """One object for each thing that people do with the bot."""

    asking: Asking
    buttons: Buttons
    checking: Checking
    deleting: Deleting
    elsewhere: InlineAnswers
    explaining: Explaining
    joining: Joining
    owner: Owner
    plotting: Plotting
    privacy: Privacy
    reading: Reading
    setting: Setting
    starting: Starting
    voting: Voting


def staff_of(settings: Settings, shelf: Callable[[], Library], storage: Storage) -> Staff:
    """Return the staff of a bot; `shelf` gives the current library.

    The settings tell the address of the reader, if there is one, the time zone of quiet hours, and whether the words of
    questions stand in the log, which people are told.
    """
    reader = str(settings.public_url) if settings.public_url else None
    answering = Answering(shelf, storage.exchanges, storage.gaps, storage.chats, reader)
    plotting = Plotting(shelf, answering, reader)
    return Staff(
        asking=Asking(answering, plotting),
        buttons=Buttons(answering),
        checking=Checking(shelf, reader),
        deleting=Deleting(storage.exchanges),
        elsewhere=InlineAnswers(shelf),
        explaining=Explaining(shelf, answering),
        joining=Joining(storage),
        owner=Owner(shelf, storage),
        plotting=plotting,
        privacy=Privacy(storage, words_logged=settings.log_questions),
        reading=Reading(shelf, reader),
        setting=Setting(storage.chats, settings.timezone),
        starting=Starting(shelf),
        voting=Voting(storage.exchanges, storage.votes, storage.gaps),
    )


_NEW = filters.UpdateType.MESSAGE & ~PostedQuote()

_STOP_SECONDS = 5.0
ALLOWED_UPDATES = [
    Update.MESSAGE,
    Update.CALLBACK_QUERY,
    Update.EDITED_MESSAGE,
    Update.INLINE_QUERY,
    Update.GUEST_MESSAGE,
    Update.MY_CHAT_MEMBER,
]


class Prompt(Application[Any, Any, Any, Any, Any, Any]):
    """An application that stops within 5 s: what is not answered by then is given up."""

    def __init__(self, give_up: Callable[[], None], **named: Any) -> None:
        super().__init__(**named)
        self._give_up = give_up

    async def stop(self) -> None:
        """Handle what has come, while there is time for it."""
        deadline = asyncio.get_running_loop().call_later(_STOP_SECONDS, self._give_up)
        await super().stop()
        deadline.cancel()


def _storage(settings: Settings, bot_id: int, watch: Watch) -> Storage:
    key, log = settings.pseudonyms_key_file, settings.privacy_log
    return Storage(settings.data_dir, key=key, log=log, bot_id=bot_id, clock=watch.reach.clock)


def build_application(settings: Settings, shelf: Shelf, trouble: Trouble, watch: Watch | None = None) -> Bot:
    """Return the bot, ready to run; `shelf` gives the library that is current when a question comes.

    It watches the folder of documents from its start to its end. `trouble` takes the errors, and knows afterwards which
    one ended the bot. `watch` is told what the bot does. Raises ValueError where the settings have no token, and what
    Storage raises.
    """
    if settings.telegram_bot_token is None:
        raise ValueError("a bot needs TELEGRAM_BOT_TOKEN")
    token = settings.telegram_bot_token.get_secret_value()
    watch = watch or Watch()
    storage = _storage(settings, bot_of(token), watch)
    places = Places(settings.data_dir, bot_of(token)) if settings.privacy_log else None
    incoming, processor = Incoming(storage.inbox, places, watch.reach.clock), ChatByChat(storage.inbox)
    lifetime = Lifetime(settings, shelf, storage, incoming, watch, trouble)

    application: Bot = (
        ApplicationBuilder()
        .application_class(Prompt, {"give_up": processor.give_up})
        .token(token)
        .base_url(str(settings.telegram_api_base_url))
        .request(Connection(watch.reach))
        .get_updates_request(
            Polling(watch.reach, lambda: trouble.end is not None, lambda: not _polls(application), incoming.harden)
        )
        .rate_limiter(Patience(watch.reach, lambda: application.bot.get_me()))
        .context_types(ContextTypes(Context))
        .update_queue(incoming)
        .concurrent_updates(processor)
        .post_init(lifetime.begin)
        .post_stop(lifetime.end)
        .post_shutdown(lifetime.ended)
        .build()
    )
    update_log = UpdateLog(watch.handled, words=settings.log_questions)
    _add_handlers(
        application,
        handlers(settings, shelf, storage),
        _Around(
            update_log,
            Lateness(watch.reach.clock),
            Setting(storage.chats),
            Door(_limits(settings, storage), storage.strangers, storage.notices),
        ),
    )
    application.add_error_handler(trouble.on_error)
    application.add_error_handler(update_log.failed)
    return application


def bot_of(token: str) -> int:
    """Return the id in Telegram of the bot whose token this is: the number that it begins with; 0 where it has none."""
    number = token.partition(":")[0]
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else 0


class _Around(NamedTuple):
    """What sees every update before its handler does, or after it."""

    update_log: UpdateLog
    lateness: Lateness
    setting: Setting
    door: Door


def _add_handlers(application: Bot, found: list[BaseHandler[Any, Any, Any]], around: _Around) -> None:
    application.add_handler(TypeHandler(Update, around.lateness.arrived), group=-3)
    application.add_handler(TypeHandler(Update, around.setting.arrived), group=-1)
    application.add_handlers(around.door.before(found))
    application.add_handler(TypeHandler(Update, around.update_log.end), group=1)


def _limits(settings: Settings, storage: Storage) -> Limits:
    return Limits(
        storage.allowances,
        storage.upgrades,
        owners=settings.owner_ids,
        people=settings.allowed_user_ids,
        chats=settings.allowed_chat_ids,
        per_user=settings.rate_limit_per_user,
        per_chat=settings.rate_limit_per_chat,
    )


def _polls(application: Bot) -> bool:
    return application.updater is not None and application.updater.running


def handlers(settings: Settings, shelf: Callable[[], Library], storage: Storage) -> list[BaseHandler[Any, Any, Any]]:
    """All handlers; the first that takes an update is the only one to see it."""
    staff = staff_of(settings, shelf, storage)
    return [
        *_commands(staff, settings.owner_ids),
        *_buttons(staff),
        *_messages(staff, storage, settings.timezone),
    ]


def _commands(staff: Staff, owners: Collection[int]) -> list[BaseHandler[Any, Any, Any]]:
    run_by = filters.ChatType.PRIVATE & _NEW & filters.User(owners)
    return [
        CommandHandler("start", staff.starting.start, _NEW),
        CommandHandler("help", start_handlers.help, _NEW),
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
        CallbackQueryHandler(start_handlers.stale),
    ]


def _messages(staff: Staff, storage: Storage, zone: tzinfo | None) -> list[BaseHandler[Any, Any, Any]]:
    words = filters.TEXT | filters.CAPTION
    # Telegram tells of changes as well that nobody made, which make no question of what was none.
    edited = filters.UpdateType.EDITED_MESSAGE & ~PostedQuote() & ~filters.FORWARDED
    private, group = filters.ChatType.PRIVATE & _NEW, filters.ChatType.GROUPS & _NEW
    to_the_bot = ToTheBot() & Heeded(storage.chats, zone)
    return [
        ChatMemberHandler(staff.joining.added, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(group & filters.StatusUpdate.MIGRATE, staff.joining.migrated),
        MessageHandler(edited & words & AnsweredMessage(storage.exchanges), staff.asking.edited),
        CommandHandler("ask", staff.asking.command, edited),
        MessageHandler(edited & filters.ChatType.PRIVATE & words & ~filters.COMMAND, staff.asking.private),
        MessageHandler(edited & filters.ChatType.GROUPS & to_the_bot, staff.asking.group),
        MessageHandler(private & filters.FORWARDED & words, staff.buttons.forwarded),
        MessageHandler(_NEW & CommandInCaption("/ask"), staff.asking.caption),
        MessageHandler(_NEW & CommandInCaption("/check"), staff.checking.check),
        MessageHandler(private & filters.COMMAND, start_handlers.unknown),
        MessageHandler(private & words, staff.asking.private),
        MessageHandler(private & ~filters.StatusUpdate.ALL, staff.asking.no_text),
        MessageHandler(group & to_the_bot, staff.asking.group),
        InlineQueryHandler(staff.elsewhere.inline),
        MessageHandler(filters.UpdateType.GUEST_MESSAGE, staff.elsewhere.guest),
    ]
