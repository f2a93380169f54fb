"""Updates on their way from Telegram to their handlers: kept before Telegram may forget them, each handled once."""

import asyncio
import json
import logging
import sqlite3
import time
from collections.abc import Callable, Iterable
from functools import partial

from telegram import Bot, Update
from telegram.error import TelegramError

from bot.storage.database import attempt
from bot.storage.inbox import Inbox, Received
from bot.storage.worker_locks import WorkerPlaces
from bot.transport.delivery import MAX_SENDS
from bot.transport.updates import update_of

_VERY_OLD_SECONDS = 24 * 3600.0
# An update whose handling was begun so often, and never ended, is what ends the process.
_MOST_TRIES = 10
_log = logging.getLogger(__name__)


class InboxUnwritable(TelegramError):
    """The inbox cannot be written, so that no update is confirmed to Telegram, which brings it again."""


class InboxQueue(asyncio.Queue[object]):
    """The queue between polling and handling, with an inbox behind it.

    python-telegram-bot confirms updates to Telegram by asking for later ones, which it does when they are all in here.
    What asks for them, or answers a webhook, calls `harden` first.
    """

    def __init__(
        self, inbox: Inbox, places: WorkerPlaces | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        """Keep updates in an inbox; `places` are those of the processes that share it. `trouble` says why it cannot."""
        super().__init__()
        self.trouble = ""
        self._inbox = inbox
        self._places = places
        self._clock = clock

    async def put(self, item: object) -> None:
        """Keep an update, then queue it; one that came before is left out. Raises InboxUnwritable."""
        if not isinstance(item, Update) or self._is_new(item):
            await super().put(item)

    def harden(self) -> None:
        """Bring what has come onto the disk, so that Telegram may forget it. Raises InboxUnwritable."""
        try:
            self._inbox.harden()
        except sqlite3.Error as error:
            raise self._unwritable(error) from error
        self.trouble = ""

    def resume(self, bot: Bot) -> None:
        """Queue what was not answered before the last end of the process; what is very old is closed instead.

        What other processes are answering now is left to them, and what another bot left open is left to that. Raises
        DatabaseUnusable where nobody can tell which processes live.
        """
        if others := self._inbox.open_elsewhere():
            _log.warning("%d updates in DATA_DIR are another bot's, and are left to it", others)
        mine = self._places.take() if self._places else 0
        self._inbox.serve_as(mine)
        self._line_up(self._inbox.take_over(mine), bot)
        self.relieve(bot)

    def relieve(self, bot: Bot) -> None:
        """Queue what processes left open that have ended meanwhile, as `resume` does. Raises what that raises."""
        self._inbox.end_again()
        for worker in self._inbox.other_workers() if self._places else ():
            assert self._places
            with self._places.vacant(worker) as vacant:
                left = self._inbox.take_over(worker) if vacant else []
            if left:
                _log.warning("%d updates were left by a process that has ended, and are answered here", len(left))
            self._line_up(left, bot)

    def give_back(self) -> None:
        """Leave what is open to the other processes, or to the next one."""
        if self._places:
            self._places.give_back()

    def _line_up(self, left: Iterable[Received], bot: Bot) -> None:
        for received in left:
            reason = self._unanswerable(received)
            update = None if reason else update_of(json.loads(received.content), bot)
            if update:
                self.put_nowait(update)
            else:
                _log.warning("Update %d is not answered any more: %s", received.update_id, reason or "it is none")
                # Where it cannot be ended now, it is later; those behind it are answered all the same.
                attempt(partial(self._inbox.end, received.update_id), "It will be ended later")

    def _is_new(self, update: Update) -> bool:
        chat = update.effective_chat
        try:
            new = self._inbox.receive(update.update_id, update.to_json(), chat.id if chat else None)
        except (sqlite3.Error, OverflowError) as error:
            raise self._unwritable(error) from error
        if not new:
            _log.debug("Update %d came a second time", update.update_id)
        return new

    def _unwritable(self, error: Exception) -> InboxUnwritable:
        if str(error) != self.trouble:
            _log.warning("No update is taken, because none can be kept in DATA_DIR: %s", error)
        self.trouble = str(error)
        return InboxUnwritable(f"No update is taken, because none can be kept in DATA_DIR: {error}")

    def _unanswerable(self, received: Received) -> str | None:
        if received.received_at < self._clock() - _VERY_OLD_SECONDS:
            return "it is more than a day old"
        if received.tries >= _MOST_TRIES:
            return f"the program ended {received.tries} times over it"
        return "its answer may have arrived twice" if received.sends >= MAX_SENDS else None
