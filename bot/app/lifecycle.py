"""Start and end of a bot."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from telegram.error import TelegramError

from bot.app.announcer import Announcer
from bot.app.digester import Digester
from bot.app.menus import introduce
from bot.app.watcher import Watcher
from bot.collections.libraries import Libraries
from bot.dispatch.context import Bot
from bot.dispatch.errors import ErrorHandler, TaskEnded
from bot.live_library import LiveLibrary
from bot.observability.observer import Observer
from bot.phrases import phrases
from bot.settings import Settings
from bot.storage.status import STATUS_SECONDS, Status, StatusFile
from bot.storage.storage import Storage
from bot.transport.queue import InboxQueue

ANNOUNCE_SECONDS, WATCH_SECONDS, DIGEST_SECONDS = 1.0, 2.0, 20.0
_EXPIRY_SECONDS, _TRIM_SECONDS, _LOOK_SECONDS = 3600.0, 20.0, 1.0
Task = Callable[[], Awaitable[None] | None]
_log = logging.getLogger(__name__)


class PeriodicTask:
    """Calls `task`, and awaits what it returns, every `every` seconds from `begin` to `rest`, whatever fails.

    The same failure over and over is logged once; `failures` holds it by the name of the task until a call goes well.
    """

    def __init__(self, what: str, task: Task, every: float, failures: dict[str, str]) -> None:
        self._what = what
        self._call = task
        self._every = every
        self._failures = failures
        self._task: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Call it for the first time when the time has passed once."""
        self._task = asyncio.create_task(self._run(), name=self._what)

    async def rest(self) -> None:
        """Call it no more."""
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(self._every)
            try:
                if (called := self._call()) is not None:
                    await called
                self._failures.pop(self._what, None)
            except Exception as error:  # noqa: BLE001 - whatever it is, the next call may go well
                reason = f"{type(error).__name__}: {error}"
                if reason != self._failures.get(self._what):
                    _log.warning("%s failed: %s", self._what, reason)
                self._failures[self._what] = reason


class Lifecycle:
    """Begins and ends what a bot needs besides its handlers; each is called once, in this order."""

    def __init__(
        self,
        settings: Settings,
        live_library: LiveLibrary,
        libraries: Libraries,
        storage: Storage,
        inbox_queue: InboxQueue,
        watch: Observer,
        trouble: ErrorHandler,
    ) -> None:
        self._settings = settings
        self._live_library = live_library
        self._libraries = libraries
        self._watcher = Watcher(libraries, storage.collections, storage.watches)
        self._announcer = Announcer(storage.outbox, storage.watches.forget)
        self._digester = Digester(storage, live_library, settings.owner_ids, settings.timezone, self._failing)
        self._storage = storage
        self._inbox_queue = inbox_queue
        self._watch = watch
        self._trouble = trouble
        self._status = StatusFile(settings.data_dir)
        self._told = False
        self._messages: set[asyncio.Task[None]] = set()
        self._regular: tuple[PeriodicTask, ...] = ()

    async def begin(self, application: Bot) -> None:
        """Before updates are asked for: answer what was left open, set the menus, watch the folder."""
        await self._watch.begin(application, self._live_library)
        with self._storage.patient():
            self._inbox_queue.resume(application.bot)
        await introduce(application.bot, self._settings.owner_ids)
        await self._live_library.watch(self._settings.seeds_dir)
        tasks: tuple[tuple[str, Task, float], ...] = (
            ("Deleting what has been kept long enough", self._storage.expire, _EXPIRY_SECONDS),
            ("Deleting documents that are nobody's", self._sweep, _EXPIRY_SECONDS),
            ("Deleting the oldest of what is kept by number", self._storage.trim, _TRIM_SECONDS),
            ("Looking at watched questions", self._watcher.look, WATCH_SECONDS),
            ("Writing the digests", self._digester.write, DIGEST_SECONDS),
            ("Sending what is to be told", lambda: self._announcer.announce(application.bot), ANNOUNCE_SECONDS),
            ("Looking after what others left open", lambda: self._relieve(application), _LOOK_SECONDS),
            ("Making the changes that wait", self._storage.catch_up, _LOOK_SECONDS),
            ("Emptying the journal", self._storage.tidy_again, _LOOK_SECONDS),
            ("Looking after the inbox", lambda: self._tell_owners(application), _LOOK_SECONDS),
            ("Writing the status", self._write_status, STATUS_SECONDS),
            ("Looking after the tasks of the bot", lambda: self._end_with_its_tasks(application), _LOOK_SECONDS),
        )
        self._regular = tuple(PeriodicTask(*task, self._watch.failures) for task in tasks)
        with suppress(OSError):
            self._write_status()
        for one in self._regular:
            await one.begin()

    async def end(self, application: Bot) -> None:
        """Stop what runs regularly, and close the storage after the last update."""
        await self._live_library.rest()
        for one in self._regular:
            await one.rest()
        await self._announcer.rest()
        self._status.remove()
        self._inbox_queue.give_back()
        self._storage.close()

    async def ended(self, application: Bot) -> None:
        """Release everything, if the bot began or not."""
        self._inbox_queue.give_back()
        await self._watch.rest()

    def _sweep(self) -> None:
        self._storage.collections.expire(self._watch.reach.clock())
        self._libraries.sweep(self._storage.collections.keys)

    def _relieve(self, application: Bot) -> None:
        # What is queued by one that is told to stop would not be answered.
        if application.running:
            self._inbox_queue.relieve(application.bot)

    def _write_status(self) -> None:
        documents, inbox = self._live_library.trouble, self._inbox_queue.trouble
        self._status.write(Status(documents=documents, inbox=inbox, failures=self._watch.failures))

    def _failing(self) -> list[str]:
        troubles = (self._live_library.trouble, self._inbox_queue.trouble)
        return [*filter(None, troubles), *(f"{name}: {why}" for name, why in self._watch.failures.items())]

    def _tell_owners(self, application: Bot) -> None:
        """Tell the owners once that no update is taken, until one is."""
        if self._inbox_queue.trouble and not self._told:
            words = phrases("en").inbox_unwritable.format(reason=self._inbox_queue.trouble)
            for owner in self._settings.owner_ids:
                task = asyncio.create_task(_send(application, owner, words))
                self._messages.add(task)
                task.add_done_callback(self._messages.discard)
        self._told = bool(self._inbox_queue.trouble)

    def _end_with_its_tasks(self, application: Bot) -> None:
        """End the bot if a task has ended without which it would neither poll nor answer."""
        updater = application.updater
        if not application.running or updater is None or not updater.running:
            return
        for owner, name in ((updater, "_Updater__polling_task"), (application, "_Application__update_fetcher_task")):
            task: asyncio.Task[None] | None = getattr(owner, name, None)
            if task and task.done():
                error = None if task.cancelled() else task.exception()
                self._trouble.stop(TaskEnded(type(error).__name__ if error else "it was cancelled"), application)


async def _send(application: Bot, owner: int, words: str) -> None:
    try:
        await application.bot.send_message(owner, words)
    except TelegramError as error:
        _log.warning("An owner was not told that no update is taken: %s", error.message)
