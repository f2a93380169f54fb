"""The door that everybody passes who asks for something: strangers, and who asks too much, are told so once."""

import logging
import sqlite3
from collections.abc import Callable, Coroutine, Iterable
from typing import Any, TypeVar

from telegram import InlineQueryResultsButton, Update
from telegram import Message as TelegramMessage
from telegram.ext import BaseHandler, ContextTypes

from bot.handlers.sending import alert, phrases_to, reply
from bot.limits import Limits, Verdict
from bot.processing import crowded
from bot.replies.message import Message, escaped
from bot.replies.results import hint
from bot.storage.strangers import Strangers

_MOST_TOLD = 10_000
_log = logging.getLogger(__name__)
Noted = TypeVar("Noted")
Callback = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]


class Door:
    """Lets updates through to their handlers, as the limits say and as long as not too many wait."""

    def __init__(self, limits: Limits, strangers: Strangers) -> None:
        self._limits = limits
        self._strangers = strangers
        self._told: dict[tuple[str, int | None, int | None], None] = {}

    def before(self, handlers: Iterable[BaseHandler[Any, Any, Any]]) -> list[BaseHandler[Any, Any, Any]]:
        """The handlers, each behind the door; a handler still says itself which updates are for it."""
        guarded = list(handlers)
        for handler in guarded:
            handler.callback = self._guarded(handler.callback)
        return guarded

    def _guarded(self, callback: Callback) -> Callback:
        async def pass_on(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
            refusal = await self._refusal(update)
            if refusal is None:
                await callback(update, context)
            else:
                await self._refuse(update, refusal)

        return pass_on

    async def _refusal(self, update: Update) -> str | None:
        """The name of the phrase that refuses an update; None where it is let through."""
        verdict = await self._limits.judge(update)
        if verdict is not Verdict.WELCOME:
            return "stranger" if verdict is Verdict.STRANGER else "too_much"
        if crowded():
            return "crowded"
        for phrase in ("too_much", "crowded"):
            self._told.pop(_place(update, phrase), None)
        return None

    async def _refuse(self, update: Update, phrase: str) -> None:
        """Say so: in a window or in place of results each time, in a chat once until something is let through again."""
        words, place = getattr(phrases_to(update.effective_user), phrase), _place(update, phrase)
        if update.callback_query:
            await alert(update.callback_query, words)
        elif update.inline_query:
            button = InlineQueryResultsButton(hint(words).hint or words, start_parameter="limits")
            await update.inline_query.answer([], cache_time=0, is_personal=True, button=button)
        elif update.message and place not in self._told:
            if len(self._told) >= _MOST_TOLD:
                self._told.pop(next(iter(self._told)))
            self._told[place] = None
            said = Message(html=escaped(words))
            await (self._send_away(update.message, said) if phrase == "stranger" else reply(update.message, said))

    async def _send_away(self, stranger: TelegramMessage, words: Message) -> None:
        """Say that others are answered only, unless an earlier run has said so in that chat."""
        chat = stranger.chat_id
        if not _noted(lambda: self._strangers.were_told(chat)):
            await reply(stranger, words)
            _noted(lambda: self._strangers.tell(chat))


def _noted(note: Callable[[], Noted]) -> Noted | None:
    try:
        return note()
    except sqlite3.Error as error:
        _log.warning("Which strangers were told is not known to the next run: %s", error)
        return None


def _place(update: Update, phrase: str) -> tuple[str, int | None, int | None]:
    """Where something is told once: to each person in a chat that asks too much, else to the chat."""
    chat, person = update.effective_chat, update.effective_user
    return phrase, chat.id if chat else None, person.id if person and phrase == "too_much" else None
