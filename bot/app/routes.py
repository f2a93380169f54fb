"""Every handler in one visible list, and the object that each belongs to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import tzinfo

from telegram.ext import (
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
from bot.dispatch.context import Handler
from bot.dispatch.filters import AnsweredMessage, CommandInCaption, PostedQuote, ToTheBot
from bot.dispatch.uploads import OfferedFile, UploadRights
from bot.dispatch.verdicts import Verdicts
from bot.handlers import start as start_handlers
from bot.handlers.add import PATTERN as COLLECTING
from bot.handlers.add import REMOVING, AddHandlers
from bot.handlers.additions import Additions
from bot.handlers.answer import AnswerHandlers
from bot.handlers.ask import PATTERN as ASKING
from bot.handlers.ask import AskHandlers, ButtonHandlers
from bot.handlers.check import PATTERN as CHECKING
from bot.handlers.check import CheckHandlers
from bot.handlers.collection import PATTERN as CHOOSING
from bot.handlers.collection import CollectionHandlers
from bot.handlers.delete import DeleteHandlers
from bot.handlers.digest import PATTERN as DIGESTS
from bot.handlers.digest import DigestHandlers
from bot.handlers.help import PATTERN as HELPING
from bot.handlers.help import HelpHandlers
from bot.handlers.inline import InlineHandlers
from bot.handlers.membership import MembershipHandlers
from bot.handlers.privacy import PATTERN as PRIVACY
from bot.handlers.privacy import OwnerHandlers, PrivacyHandlers
from bot.handlers.read import PATTERN as READING
from bot.handlers.read import ReadHandlers
from bot.handlers.settings import PATTERN as SETTINGS
from bot.handlers.settings import AnsweredInGroup, SettingsHandlers
from bot.handlers.start import StartHandlers
from bot.handlers.timeline import PATTERN as TIMELINES
from bot.handlers.timeline import TimelineHandlers
from bot.handlers.vote import EXPLAINED, VoteHandlers
from bot.handlers.vote import PATTERN as VOTES
from bot.handlers.watch import CLAIMS as WATCHING_CLAIMS
from bot.handlers.watch import ENDING as UNWATCHING
from bot.handlers.watch import PATTERN as WATCHING
from bot.handlers.watch import WatchHandlers
from bot.handlers.why import WhyHandlers
from bot.handlers.wish import WishHandlers
from bot.replies.message import DELETE
from bot.replies.rest import REST
from bot.settings import Settings
from bot.storage.storage import Storage

_NEW = filters.UpdateType.MESSAGE & ~PostedQuote()


@dataclass(frozen=True)
class Features:
    """One object for each thing that people do with the bot."""

    adding: AddHandlers
    asking: AskHandlers
    buttons: ButtonHandlers
    checking: CheckHandlers
    choosing: CollectionHandlers
    deleting: DeleteHandlers
    digesting: DigestHandlers
    elsewhere: InlineHandlers
    explaining: WhyHandlers
    helping: HelpHandlers
    joining: MembershipHandlers
    owner: OwnerHandlers
    plotting: TimelineHandlers
    privacy: PrivacyHandlers
    reading: ReadHandlers
    setting: SettingsHandlers
    starting: StartHandlers
    voting: VoteHandlers
    watching: WatchHandlers


def features_of(settings: Settings, libraries: Libraries, storage: Storage, rights: UploadRights) -> Features:
    """Return the objects that handle updates.

    The settings tell the address of the reader, if there is one, the time zone of quiet hours, and whether the words of
    questions stand in the log, which people are told.
    """
    reader = str(settings.public_url) if settings.public_url else None
    pool, verdicts = CheckPool(), Verdicts()
    answering = AnswerHandlers(storage.exchanges, storage.gaps, storage.chats, pool, reader)
    plotting = TimelineHandlers(answering, reader)
    checking, reading = CheckHandlers(pool, verdicts, reader), ReadHandlers(pool, reader)
    voting = VoteHandlers(storage.exchanges, storage.votes, storage.gaps)
    return Features(
        adding=AddHandlers(
            Additions(libraries, storage.collections, Reception(libraries, settings), storage.inbox.tries),
            storage.bundles,
            rights,
            settings.timezone,
        ),
        asking=AskHandlers(answering, plotting, WishHandlers(checking, reading, voting)),
        buttons=ButtonHandlers(answering, plotting),
        checking=checking,
        choosing=CollectionHandlers(libraries, storage.collections, rights),
        deleting=DeleteHandlers(storage.exchanges, verdicts),
        digesting=DigestHandlers(storage, libraries.shared, settings.owner_ids),
        elsewhere=InlineHandlers(pool),
        explaining=WhyHandlers(answering),
        helping=HelpHandlers(log=storage.log),
        joining=MembershipHandlers(storage),
        owner=OwnerHandlers(libraries.shared, storage),
        plotting=plotting,
        privacy=PrivacyHandlers(storage, libraries, words_logged=settings.log_questions),
        reading=reading,
        setting=SettingsHandlers(storage.chats, settings.timezone),
        starting=StartHandlers(),
        voting=voting,
        watching=WatchHandlers(storage.watches, answering),
    )


def handlers(settings: Settings, libraries: Libraries, storage: Storage) -> list[Handler]:
    """Return all handlers; the first that takes an update is the only one to see it."""
    rights = UploadRights(settings.uploads, settings.owner_ids)
    features = features_of(settings, libraries, storage, rights)
    return [
        *_commands(features, settings.owner_ids),
        *_buttons(features),
        *_files(features, storage, rights),
        *_messages(features, storage, settings.timezone),
    ]


def _commands(features: Features, owners: Collection[int]) -> list[Handler]:
    run_by = filters.ChatType.PRIVATE & _NEW & filters.User(owners)
    return [
        CommandHandler("start", features.starting.start, _NEW),
        CommandHandler("help", features.helping.command, _NEW),
        CommandHandler("ask", features.asking.command, _NEW),
        CommandHandler("sources", features.reading.sources, _NEW),
        CommandHandler("source", features.reading.source, _NEW),
        CommandHandler("why", features.explaining.why, _NEW),
        CommandHandler("check", features.checking.check, _NEW),
        CommandHandler("count", features.checking.count, _NEW),
        CommandHandler("verify", features.checking.verify, _NEW),
        CommandHandler("timeline", features.plotting.command, _NEW),
        CommandHandler("add", features.adding.command, _NEW),
        CommandHandler("watch", features.watching.watch, _NEW),
        CommandHandler("watches", features.watching.watches, _NEW),
        CommandHandler("collection", features.choosing.command, _NEW),
        CommandHandler("privacy", features.privacy.privacy, _NEW),
        CommandHandler("forget", features.privacy.forget, _NEW),
        CommandHandler("settings", features.setting.command, _NEW),
        CommandHandler("stats", features.owner.stats, run_by),
        CommandHandler("gaps", features.owner.gaps, run_by),
        CommandHandler("digest", features.digesting.command, run_by),
    ]


def _buttons(features: Features) -> list[Handler]:
    return [
        CallbackQueryHandler(features.reading.pressed, READING),
        CallbackQueryHandler(features.buttons.pressed, ASKING),
        CallbackQueryHandler(features.buttons.unfold, f"^{REST}$"),
        CallbackQueryHandler(features.voting.pressed, VOTES),
        CallbackQueryHandler(features.voting.explained, EXPLAINED),
        CallbackQueryHandler(features.checking.pressed, CHECKING),
        CallbackQueryHandler(features.plotting.turned, TIMELINES),
        CallbackQueryHandler(features.setting.pressed, SETTINGS),
        CallbackQueryHandler(features.adding.pressed, COLLECTING),
        CallbackQueryHandler(features.adding.removed, REMOVING),
        CallbackQueryHandler(features.watching.pressed, WATCHING),
        CallbackQueryHandler(features.watching.claim_pressed, WATCHING_CLAIMS),
        CallbackQueryHandler(features.watching.ended, UNWATCHING),
        CallbackQueryHandler(features.choosing.pressed, CHOOSING),
        CallbackQueryHandler(features.digesting.pressed, DIGESTS),
        CallbackQueryHandler(features.helping.pressed, HELPING),
        CallbackQueryHandler(features.privacy.pressed, PRIVACY),
        CallbackQueryHandler(features.deleting.pressed, f"^{DELETE}$"),
        CallbackQueryHandler(start_handlers.stale),
    ]


def _files(features: Features, storage: Storage, rights: UploadRights) -> list[Handler]:
    return [
        MessageHandler(_NEW & CommandInCaption("/add"), features.adding.command),
        MessageHandler(filters.ChatType.PRIVATE & _NEW & OfferedFile(rights, storage.bundles), features.adding.offered),
    ]


def _messages(features: Features, storage: Storage, zone: tzinfo | None) -> list[Handler]:
    words = filters.TEXT | filters.CAPTION
    # Telegram tells of changes as well that nobody made, which make no question of what was none.
    edited = filters.UpdateType.EDITED_MESSAGE & ~PostedQuote() & ~filters.FORWARDED
    private, group = filters.ChatType.PRIVATE & _NEW, filters.ChatType.GROUPS & _NEW
    to_the_bot = ToTheBot() & AnsweredInGroup(storage.chats, zone)
    return [
        ChatMemberHandler(features.joining.added, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(group & filters.StatusUpdate.MIGRATE, features.joining.migrated),
        MessageHandler(edited & words & AnsweredMessage(storage.exchanges), features.asking.edited),
        CommandHandler("ask", features.asking.command, edited),
        CommandHandler("check", features.checking.edited, edited),
        MessageHandler(edited & CommandInCaption("/check"), features.checking.edited),
        MessageHandler(edited & filters.ChatType.PRIVATE & words & ~filters.COMMAND, features.asking.private),
        MessageHandler(edited & filters.ChatType.GROUPS & to_the_bot, features.asking.group),
        MessageHandler(private & filters.FORWARDED & words, features.buttons.forwarded),
        MessageHandler(_NEW & CommandInCaption("/ask"), features.asking.caption),
        MessageHandler(_NEW & CommandInCaption("/check"), features.checking.check),
        MessageHandler(private & filters.COMMAND, start_handlers.unknown),
        MessageHandler(private & words, features.asking.private),
        MessageHandler(private & ~filters.StatusUpdate.ALL, features.asking.no_text),
        MessageHandler(group & to_the_bot, features.asking.group),
        InlineQueryHandler(features.elsewhere.inline),
        MessageHandler(filters.UpdateType.GUEST_MESSAGE, features.elsewhere.guest),
    ]
