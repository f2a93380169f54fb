"""The door that everybody passes who asks for something: strangers, and who asks too much, are told so once."""

import logging
import sqlite3
from collections.abc import Callable, Coroutine, Iterable
from typing import Any, TypeVar

from telegram import InlineQueryResultsButton, Update
from telegram import Message as TelegramMessage
from telegram.ext import BaseHandler, ContextTypes

from bot.dispatch.limits import Limits, Verdict
from bot.dispatch.messenger import alert, phrases_to, reply
from bot.replies.inline import hint
from bot.replies.message import Message, escaped
from bot.storage.notices import Notices
from bot.storage.strangers import Strangers
from bot.transport.processor import crowded

_MOST_SENT_AWAY = 10_000
_log = logging.getLogger(__name__)
Noted = TypeVar("Noted")
Callback = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]


class Door:
    """Lets updates through to their handlers, as the limits say and as long as not too many wait."""

    def __init__(self, limits: Limits, strangers: Strangers, notices: Notices) -> None:
        self._limits = limits
        self._strangers = strangers
        self._notices = notices
        self._sent_away: dict[int, None] = {}

    def before(self, handlers: Iterable[BaseHandler[Any, Any, Any]]) -> list[BaseHandler[Any, Any, Any]]:
        """The handlers, each behind the door; a handler still says itself which updates are for it."""
        guarded = list(handlers)
        for handler in guarded:
            handler.callback = self._guarded(handler.callback)
        return guarded

    def _guarded(self, callback: Callback) -> Callback:
        async def pass_on(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
            refusal = self._refusal(update)
            if refusal is None:
                await callback(update, context)
            else:
                await self._refuse(update, refusal)

        return pass_on

    def _refusal(self, update: Update) -> str | None:
        """The name of the phrase that refuses an update; None where it is let through."""
        verdict = self._limits.judge(update)
        if verdict is not Verdict.WELCOME:
            return "stranger" if verdict is Verdict.STRANGER else "too_much"
        if crowded():
            return "crowded"
        self._take_back(update)
        return None

    async def _refuse(self, update: Update, phrase: str) -> None:
        """Say so: in a window or in place of results each time, in a chat once until something is let through again."""
        words = getattr(phrases_to(update.effective_user), phrase)
        if update.callback_query:
            await alert(update.callback_query, words)
        elif update.inline_query:
            button = InlineQueryResultsButton(hint(words).hint or words, start_parameter="limits")
            await update.inline_query.answer([], cache_time=0, is_personal=True, button=button)
        elif update.message and phrase == "stranger":
            await self._send_away(update.message, Message(html=escaped(words)))
        elif update.message and self._is_news(update.message, phrase):
            await reply(update.message, Message(html=escaped(words)))

    async def _send_away(self, stranger: TelegramMessage, words: Message) -> None:
        """Say that others are answered only, unless that was said in that chat before, by whatever process."""
        chat = stranger.chat_id
        if chat in self._sent_away or _noted(lambda: self._strangers.were_told(chat)):
            return
        if len(self._sent_away) >= _MOST_SENT_AWAY:
            self._sent_away.pop(next(iter(self._sent_away)))
        self._sent_away[chat] = None
        await reply(stranger, words)
        _noted(lambda: self._strangers.tell(chat))

    def _is_news(self, message: TelegramMessage, phrase: str) -> bool:
        """Whether it was not said since something was let through: to who asks too much, else to the chat."""
        person = message.from_user.id if message.from_user and phrase == "too_much" else 0
        return bool(_noted(lambda: self._notices.give(phrase, message.chat_id, person)))

    def _take_back(self, update: Update) -> None:
        chat, person = update.effective_chat, update.effective_user
        if chat:
            _noted(lambda: self._notices.take_back(chat.id, person.id if person else 0))


def _noted(note: Callable[[], Noted]) -> Noted | None:
    try:
        return note()
    except sqlite3.Error as error:
        _log.warning("To whom it was said that nothing is answered is not known for long: %s", error)
        return None
