"""Every handler in one visible list, and the object that each belongs to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.collections.intake import Reception
from bot.collections.libraries import Libraries
from bot.dispatch.check_pool import CheckPool
from bot.dispatch.filters import AnsweredMessage, CommandInCaption, PostedQuote, ToTheBot
from bot.dispatch.uploads import OfferedFile, UploadRights
from bot.handlers import start as start_handlers
from bot.handlers.add import PATTERN as COLLECTING
from bot.handlers.add import Adding
from bot.handlers.answer import Answering
from bot.handlers.ask import PATTERN as ASKING
from bot.handlers.ask import Asking, Buttons
from bot.handlers.check import PATTERN as CHECKING
from bot.handlers.check import Checking
from bot.handlers.collection import PATTERN as CHOOSING
from bot.handlers.collection import Choosing
from bot.handlers.delete import Deleting
from bot.handlers.help import PATTERN as HELPING
from bot.handlers.help import Helping
from bot.handlers.inline import InlineAnswers
from bot.handlers.membership import Joining
from bot.handlers.privacy import PATTERN as PRIVACY
from bot.handlers.privacy import Owner, Privacy
from bot.handlers.read import PATTERN as READING
from bot.handlers.read import Reading
from bot.handlers.settings import PATTERN as SETTINGS
from bot.handlers.settings import Heeded, Setting
from bot.handlers.start import Starting
from bot.handlers.timeline import PATTERN as TIMELINES
from bot.handlers.timeline import Plotting
from bot.handlers.vote import EXPLAINED, Voting
from bot.handlers.vote import PATTERN as VOTES
from bot.handlers.watch import PATTERN as WATCHING
from bot.handlers.watch import Watching
from bot.handlers.why import Explaining
from bot.handlers.wish import Wishing
from bot.replies.message import DELETE
from bot.replies.rest import REST
from bot.settings import Settings
from bot.storage.storage import Storage

_NEW = filters.UpdateType.MESSAGE & ~PostedQuote()


@dataclass(frozen=True)
class Staff:
    """One object for each thing that people do with the bot."""

    adding: Adding
    asking: Asking
    buttons: Buttons
    checking: Checking
    choosing: Choosing
    deleting: Deleting
    elsewhere: InlineAnswers
    explaining: Explaining
    helping: Helping
    joining: Joining
    owner: Owner
    plotting: Plotting
    privacy: Privacy
    reading: Reading
    setting: Setting
    starting: Starting
    voting: Voting
    watching: Watching


def staff_of(settings: Settings, libraries: Libraries, storage: Storage, rights: UploadRights) -> Staff:
    """Return the staff of a bot.

    The settings tell the address of the reader, if there is one, the time zone of quiet hours, and whether the words of
    questions stand in the log, which people are told.
    """
    reader = str(settings.public_url) if settings.public_url else None
    pool = CheckPool()
    answering = Answering(storage.exchanges, storage.gaps, storage.chats, pool, reader)
    plotting = Plotting(answering, reader)
    checking, reading = Checking(pool, reader), Reading(pool, reader)
    voting = Voting(storage.exchanges, storage.votes, storage.gaps)
    return Staff(
        adding=Adding(libraries, storage.collections, Reception(libraries, settings), rights, storage.inbox.tries),
        asking=Asking(answering, plotting, Wishing(checking, reading, voting)),
        buttons=Buttons(answering, plotting),
        checking=checking,
        choosing=Choosing(libraries, storage.collections, rights),
        deleting=Deleting(storage.exchanges),
        elsewhere=InlineAnswers(pool),
        explaining=Explaining(answering),
        helping=Helping(log=storage.log),
        joining=Joining(storage),
        owner=Owner(libraries.shared, storage),
        plotting=plotting,
        privacy=Privacy(storage, libraries, words_logged=settings.log_questions),
        reading=reading,
        setting=Setting(storage.chats, settings.timezone),
        starting=Starting(),
        voting=voting,
        watching=Watching(storage.watches, answering),
    )


def handlers(settings: Settings, libraries: Libraries, storage: Storage) -> list[BaseHandler[Any, Any, Any]]:
    """All handlers; the first that takes an update is the only one to see it."""
    rights = UploadRights(settings.uploads, settings.owner_ids)
    staff = staff_of(settings, libraries, storage, rights)
    return [
        *_commands(staff, settings.owner_ids),
        *_buttons(staff),
        *_files(staff, rights),
        *_messages(staff, storage, settings.timezone),
    ]


def _commands(staff: Staff, owners: Collection[int]) -> list[BaseHandler[Any, Any, Any]]:
    run_by = filters.ChatType.PRIVATE & _NEW & filters.User(owners)
    return [
        CommandHandler("start", staff.starting.start, _NEW),
        CommandHandler("help", staff.helping.command, _NEW),
        CommandHandler("ask", staff.asking.command, _NEW),
        CommandHandler("sources", staff.reading.sources, _NEW),
        CommandHandler("source", staff.reading.source, _NEW),
        CommandHandler("why", staff.explaining.why, _NEW),
        CommandHandler("check", staff.checking.check, _NEW),
        CommandHandler("count", staff.checking.count, _NEW),
        CommandHandler("verify", staff.checking.verify, _NEW),
        CommandHandler("timeline", staff.plotting.command, _NEW),
        CommandHandler("add", staff.adding.command, _NEW),
        CommandHandler("watch", staff.watching.watch, _NEW),
        CommandHandler("watches", staff.watching.watches, _NEW),
        CommandHandler("collection", staff.choosing.command, _NEW),
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
        CallbackQueryHandler(staff.buttons.unfold, f"^{REST}$"),
        CallbackQueryHandler(staff.voting.pressed, VOTES),
        CallbackQueryHandler(staff.voting.explained, EXPLAINED),
        CallbackQueryHandler(staff.checking.pressed, CHECKING),
        CallbackQueryHandler(staff.plotting.turned, TIMELINES),
        CallbackQueryHandler(staff.setting.pressed, SETTINGS),
        CallbackQueryHandler(staff.adding.pressed, COLLECTING),
        CallbackQueryHandler(staff.watching.pressed, WATCHING),
        CallbackQueryHandler(staff.choosing.pressed, CHOOSING),
        CallbackQueryHandler(staff.helping.pressed, HELPING),
        CallbackQueryHandler(staff.privacy.pressed, PRIVACY),
        CallbackQueryHandler(staff.deleting.pressed, f"^{DELETE}$"),
        CallbackQueryHandler(start_handlers.stale),
    ]


def _files(staff: Staff, rights: UploadRights) -> list[BaseHandler[Any, Any, Any]]:
    return [
        MessageHandler(_NEW & CommandInCaption("/add"), staff.adding.command),
        MessageHandler(filters.ChatType.PRIVATE & _NEW & OfferedFile(rights), staff.adding.offered),
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
