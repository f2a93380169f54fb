"""Builds python-telegram-bot's Application around the handlers of `bot.app.routes`."""

import asyncio
import os
from collections.abc import Callable
from typing import Any, NoReturn

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import ApplicationBuilder, ContextTypes, TypeHandler

from bot.app.lifecycle import Lifecycle
from bot.app.routes import handlers
from bot.collections.libraries import Libraries
from bot.collections.named import NamedLibraries
from bot.dispatch.access import AccessControl, Lateness, Limits
from bot.dispatch.context import Bot, Context
from bot.dispatch.errors import ErrorHandler, TaskEnded
from bot.dispatch.library import LibraryChoice
from bot.handlers.settings import SettingsHandlers
from bot.live_library import LiveLibrary
from bot.observability.observer import Observer, UpdateLog
from bot.settings import Settings
from bot.storage.storage import Storage
from bot.storage.worker_locks import WorkerPlaces
from bot.transport.connection import Connection, Polling
from bot.transport.processor import ChatProcessor
from bot.transport.queue import InboxQueue
from bot.transport.rate_limiter import RateLimiter

_STOP_SECONDS = 5.0
ALLOWED_UPDATES = [
    Update.MESSAGE,
    Update.CALLBACK_QUERY,
    Update.EDITED_MESSAGE,
    Update.INLINE_QUERY,
    Update.GUEST_MESSAGE,
    Update.MY_CHAT_MEMBER,
]


class PromptApplication(Bot):
    """An application that stops within 5 s: what is not answered by then is given up.

    `told_to_stop` says that a signal stopped it.
    """

    def __init__(self, give_up: Callable[[], None], **named: Any) -> None:
        super().__init__(**named)
        self._give_up = give_up
        self.told_to_stop = False

    def _raise_system_exit(self) -> NoReturn:  # type: ignore[override]
        """Remember that a signal came. Raises SystemExit."""
        self.told_to_stop = True
        raise SystemExit

    async def stop(self) -> None:
        """Handle what has come, while there is time for it."""
        deadline = asyncio.get_running_loop().call_later(_STOP_SECONDS, self._give_up)
        await super().stop()
        deadline.cancel()


def end_of(application: Bot, trouble: ErrorHandler) -> TelegramError | None:
    """Return what ended an application that has run; None if that was a signal."""
    stopped = isinstance(application, PromptApplication) and not application.told_to_stop
    # Elsewhere a signal is an exception that python-telegram-bot catches.
    if trouble.end is None and stopped and os.name == "posix":
        return TaskEnded("its event loop was stopped")
    return trouble.end


def _storage(settings: Settings, bot_id: int, watch: Observer) -> Storage:
    key, log = settings.pseudonyms_key_file, settings.privacy_log
    clock, most = watch.reach.clock, settings.questions_kept
    return Storage(settings.data_dir, key=key, log=log, bot_id=bot_id, clock=clock, most=most)


def build_application(
    settings: Settings, live_library: LiveLibrary, trouble: ErrorHandler, watch: Observer | None = None
) -> Bot:
    """Return the bot, ready to run; `live_library` gives the library that is current when a question comes.

    It watches the folder of documents from its start to its end. `trouble` takes the errors, and knows afterwards which
    one ended the bot. `watch` is told what the bot does. Raises ValueError where the settings have no token, and what
    Storage raises.
    """
    if settings.telegram_bot_token is None:
        raise ValueError("a bot needs TELEGRAM_BOT_TOKEN")
    token = settings.telegram_bot_token.get_secret_value()
    watch = watch or Observer()
    storage = _storage(settings, bot_of(token), watch)
    places = WorkerPlaces(settings.data_dir, bot_of(token)) if settings.privacy_log else None
    inbox_queue, processor = InboxQueue(storage.inbox, places, watch.reach.clock), ChatProcessor(storage.inbox)
    named = NamedLibraries(live_library)
    libraries = Libraries(settings.collections_dir, settings.cache_dir, live_library, named)
    lifecycle = Lifecycle(settings, live_library, libraries, storage, inbox_queue, watch, trouble)

    application: Bot = (
        ApplicationBuilder()
        .application_class(PromptApplication, {"give_up": processor.give_up})
        .token(token)
        .base_url(str(settings.telegram_api_base_url))
        .base_file_url(settings.telegram_file_base_url)
        .request(Connection(watch.reach))
        .get_updates_request(
            Polling(watch.reach, lambda: trouble.end is not None, lambda: not _polls(application), inbox_queue.harden)
        )
        .rate_limiter(RateLimiter(watch.reach, lambda: application.bot.get_me()))
        .context_types(ContextTypes(Context))
        .update_queue(inbox_queue)
        .concurrent_updates(processor)
        .post_init(lifecycle.begin)
        .post_stop(lifecycle.end)
        .post_shutdown(lifecycle.ended)
        .build()
    )
    trouble.fault = storage.faults.keep
    application.add_error_handler(trouble.on_error)
    _add_handlers(application, settings, storage, live_library, libraries, watch)
    return application


def bot_of(token: str) -> int:
    """Return the id in Telegram of the bot whose token this is: the number that it begins with; 0 where it has none."""
    number = token.partition(":")[0]
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else 0


def _add_handlers(
    application: Bot,
    settings: Settings,
    storage: Storage,
    live_library: LiveLibrary,
    libraries: Libraries,
    watch: Observer,
) -> None:
    """Add the handlers of updates, those that see each update before its own handler does, and that after it."""
    update_log = UpdateLog(watch.handled, words=settings.log_questions)
    access = AccessControl(_limits(settings, storage), storage.strangers, storage.notices)
    own = LibraryChoice(libraries, storage.collections).before(handlers(settings, libraries, storage))
    application.add_handler(TypeHandler(Update, Lateness(watch.reach.clock).arrived), group=-3)
    application.add_handler(TypeHandler(Update, live_library.arrived), group=-2)
    application.add_handler(TypeHandler(Update, SettingsHandlers(storage.chats).arrived), group=-1)
    application.add_handlers(access.before(own))
    application.add_handler(TypeHandler(Update, update_log.end), group=1)
    application.add_error_handler(update_log.failed)


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
