"""Sends what the bot says by itself, such as news of a watched question: once, whatever is killed."""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress

from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.dispatch.errors import is_closed
from bot.dispatch.messenger import announce
from bot.phrases import phrases
from bot.replies.message import Message, may_be_known
from bot.storage.outbox import Outbox, Outgoing
from bot.transport.delivery import MAX_SENDS, Delivery, handle

_log = logging.getLogger(__name__)


class OutboxDelivery(Delivery):
    """Delivery of a message of the outbox, recorded there before each send and after it."""

    def __init__(self, outbox: Outbox, outgoing: Outgoing) -> None:
        super().__init__()
        self._outbox = outbox
        self._outgoing = outgoing
        self._sends = outgoing.sends

    def sending(self) -> None:
        """Record that the message is about to be sent; raises sqlite3.Error, and then it is not."""
        self._outbox.sending(self._outgoing)
        self._sends += 1

    def settled(self) -> None:
        """Record that the message did not arrive."""
        self._outbox.settled(self._outgoing)
        self._sends -= 1

    def arrived(self) -> None:
        """Record that the message arrived, in one step: a kill leaves no doubt about it."""
        self._outbox.done(self._outgoing)
        self._sends -= 1


class Announcer:
    """Sends the messages of the outbox; no chat waits for another.

    If a kill came while Telegram was being asked, nobody can tell if the message arrived: `sendMessage` takes no key by
    which Telegram would know a repeat, its result is the only place of the message's id, and a bot can neither list nor
    read what it sent. So it is sent once more, which says so, and then no more. `closed` is called with the id of a
    chat that is closed to the bot.
    """

    def __init__(self, outbox: Outbox, closed: Callable[[int], None]) -> None:
        self._outbox = outbox
        self._closed = closed
        self._sending: dict[asyncio.Task[None], Outgoing] = {}

    def announce(self, bot: Bot) -> None:
        """Begin to send all that nobody sends; raises sqlite3.Error."""
        now = time.time()
        for sent in self._sending.values():
            self._outbox.claim(sent, now)
        while (outgoing := self._outbox.take(now)) is not None:
            task = asyncio.create_task(self._send(bot, outgoing))
            self._sending[task] = outgoing
            task.add_done_callback(self._sending.pop)

    async def rest(self) -> None:
        """Leave what is being sent to the next start."""
        for task in list(self._sending):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _send(self, bot: Bot, outgoing: Outgoing) -> None:
        handle(OutboxDelivery(self._outbox, outgoing))
        try:
            if outgoing.sends < MAX_SENDS:
                await announce(bot, outgoing.chat_id, _message(outgoing), quiet=False)
            else:
                self._outbox.done(outgoing)
        except (Forbidden, BadRequest) as error:
            self._refused(outgoing, error)
        except (sqlite3.Error, TelegramError) as error:
            _log.warning("What the bot says by itself is sent again later: %s", error)

    def _refused(self, outgoing: Outgoing, error: TelegramError) -> None:
        """Give a message up; where the chat is closed to the bot, nothing is said there by itself any more."""
        self._outbox.done(outgoing)
        if is_closed(error):
            _log.info("A chat is closed to the bot, and is told nothing more: %s", error.message)
            self._closed(outgoing.chat_id)
        else:
            _log.error("Telegram refused what the bot says by itself: %s", error.message)


def _message(outgoing: Outgoing) -> Message:
    """Return a message, with a line that says that it may have arrived before if nobody knows."""
    message = Message.model_validate_json(outgoing.message)
    return may_be_known(message, phrases(outgoing.language)) if outgoing.sends else message
