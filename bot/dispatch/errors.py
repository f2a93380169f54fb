"""The one place where an unexpected error ends: logged first, then the person is told, where that can help."""

import logging
import re
import time
from collections.abc import Callable

from telegram import Update
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.dispatch.context import Bot, Context
from bot.dispatch.messenger import alert, say_instead
from bot.replies.message import Message, escaped
from bot.transport.connection import TokenRefused
from bot.transport.delivery import present
from bot.transport.queue import InboxUnwritable
from retrieval import YinjuError

_CALM_SECONDS = 60.0
_CLOSED = re.compile(
    "not enough rights|have no rights|CHAT_WRITE_FORBIDDEN|CHAT_SEND_.*_FORBIDDEN|CHAT_RESTRICTED|TOPIC_CLOSED|"
    "TOPIC_DELETED|message thread not found|chat not found",
    re.IGNORECASE,
)
_TOO_LATE = re.compile("query is too old", re.IGNORECASE)
_log = logging.getLogger(__name__)


class TaskEnded(TelegramError):
    """A task has ended without which the bot can do nothing."""


class ErrorHandler:
    """Handles errors; `end` is the one that ended the program, if one did: the token refused, or a second instance.

    Of two instances with one token the newcomer gives way. Neither is told the age of the other, so each ends once
    conflicts have lasted for as long as it had run when they began: the younger one always does so first. A minute
    without a conflict ends them. `clock` tells seconds. `fault` is told the kind of an error that nobody expects.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.end: TelegramError | None = None
        self._clock = clock
        self._said = ""
        self._started = clock()
        self._first_conflict = self._last_conflict = float("-inf")
        self.fault: Callable[[str], None] = _ignore

    async def on_error(self, update: object, context: Context) -> None:
        """Log what went wrong once; apologise where nothing was answered and an apology can arrive."""
        error = context.error
        if isinstance(error, InvalidToken | TokenRefused) or (isinstance(error, Conflict) and self._gives_way()):
            if isinstance(error, InvalidToken):
                # Answered after a start with a token that works.
                present().leave_open()
            self.stop(error, context.application)
        elif isinstance(error, InboxUnwritable):
            return
        elif isinstance(error, Conflict):
            # One alone is what a start by mistake leaves, which has ended by then.
            if self._last_conflict > self._first_conflict:
                self._log_once(f"Something else takes the updates of this token; this one goes on: {error.message}")
        elif expected := _expected(error):
            if isinstance(update, Update):
                _log.log(*expected, error)
                await _let_go(update)
        elif isinstance(error, YinjuError) and isinstance(update, Update):
            # What no button of the bot's own carries, and what Telegram did not say.
            await _apologise(update, context, context.speech.error(error))
        else:
            what = "An update was not answered" if update else "Something else than an update failed"
            _log.error("%s", what, exc_info=error)
            self.fault(type(error).__name__)
            if isinstance(update, Update):
                await _apologise(update, context, context.speech.trouble)

    def _gives_way(self) -> bool:
        now = self._clock()
        if now - self._last_conflict > _CALM_SECONDS:
            self._first_conflict = now
        self._last_conflict = now
        return now - self._first_conflict >= self._first_conflict - self._started

    def _log_once(self, words: str) -> None:
        if words != self._said:
            _log.warning("%s", words)
        self._said = words

    def stop(self, error: TelegramError, application: Bot) -> None:
        """Stop the application once: a second time would end what the first one has begun."""
        if self.end is None:
            self.end = error
            application.stop_running()


def _ignore(kind: str) -> None:
    """Keep nothing of an error."""


def is_closed(error: Exception | None) -> bool:
    """Return True for the error of a chat to which the bot cannot write."""
    closed = isinstance(error, BadRequest) and _CLOSED.search(error.message)
    return isinstance(error, Forbidden) or bool(closed)


def _expected(error: Exception | None) -> tuple[int, str] | None:
    """Return the level and the words to log what happens where nobody is at fault, and nothing can be said;
    None elsewhere.
    """
    if isinstance(error, ChatMigrated) or is_closed(error):
        return logging.INFO, "A chat is closed to the bot: %s"
    if isinstance(error, BadRequest):
        return (logging.INFO, "A query was answered too late: %s") if _TOO_LATE.search(error.message) else None
    if isinstance(error, RetryAfter):
        return logging.WARNING, "An answer was not sent, because Telegram asked to wait for too long: %s"
    # What was sent may have arrived all the same, so that nothing is said beside it.
    return (logging.WARNING, "An answer may not have arrived: %s") if isinstance(error, NetworkError) else None


async def _let_go(update: Update) -> None:
    """Let a button that was pressed look as if it were handled: nothing more is going to come of it."""
    if update.callback_query:
        await alert(update.callback_query)


async def _apologise(update: Update, context: Context, words: str) -> None:
    """Tell who pressed a button or wrote a message that it was not answered."""
    try:
        if update.callback_query:
            await alert(update.callback_query, words)
        elif update.inline_query:
            await say_instead(update.inline_query, words)
        elif message := update.message or update.edited_message:
            await context.reply(message, Message(html=escaped(words)))
    except TelegramError as again:
        _log.warning("Nor could the apology be sent: %s", type(again).__name__)
