"""Access: strangers, and people who ask too much, are told so once and not answered."""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Set
from enum import Enum
from typing import TypeVar

from telegram import Chat, Update, User
from telegram import Message as TelegramMessage
from telegram.ext import filters

from bot.dispatch.administrators import is_group
from bot.dispatch.context import Callback, Context, Handler
from bot.dispatch.filters import Albums
from bot.dispatch.messenger import alert, say_instead
from bot.replies.message import Message, escaped
from bot.storage.allowances import Allowance, Allowances
from bot.storage.chats import GroupUpgrades
from bot.storage.database import attempt
from bot.storage.notices import Notices, Strangers

_SENT_AWAY_CHATS = 10_000
_log = logging.getLogger(__name__)
Noted = TypeVar("Noted")
_LATE_SECONDS = 120.0
# Turning pages and typing are quick, and cheap to answer.
_PRESS, _KEYSTROKE = 0.2, 0.1
LEAST_FOR_A_PERSON, LEAST_FOR_A_GROUP = 5, 10


class Admission(Enum):
    """Admission of an update, or the reason for its refusal."""

    WELCOME = "answered"
    STRANGER = "nobody allowed that person or that chat"
    TOO_MUCH = "that person, or that group, asks too much"
    MACHINE = "another bot, or a channel's post that Telegram forwards, asks nothing"


class Limits:
    """Judges updates by their person and their chat.

    Where `chats` and `people` are both empty, everybody is allowed; else the chats and people named there, and the
    owners. Each person has `per_user` questions a minute and each group `per_chat`, which they may ask at once; at
    least 5 and 10 at once however few they have a minute. 0: as many as they like; so do the owners. How much was asked
    is counted in `allowances`, and what an allowed group becomes is kept in `upgrades`.
    """

    def __init__(
        self, allowances: Allowances, upgrades: GroupUpgrades, *, owners: Set[int] = frozenset(),
        people: Set[int] = frozenset(), chats: Set[int] = frozenset(), per_user: int = 0, per_chat: int = 0,
    ) -> None:  # fmt: skip
        self._allowances = allowances
        self._upgrades = upgrades
        self._owners = owners
        self._open = not people and not chats
        self._chats = chats
        self._people = people | owners
        self._per_user = per_user
        self._per_chat = per_chat

    def judge(self, update: Update) -> Admission:
        """Return whether an update is handled; if so, it counts by what it asks for."""
        person, chat = update.effective_user, update.effective_chat
        if _is_machine(update):
            return Admission.MACHINE
        try:
            self._follow(update)
            if not self._is_allowed(person, chat):
                return Admission.STRANGER
            return Admission.WELCOME if self._has_room(_amount(update), update, person, chat) else Admission.TOO_MUCH
        except sqlite3.Error as error:
            _log.warning("How much is asked was not counted: %s", error)
            return Admission.WELCOME if self._is_named(person, chat) else Admission.STRANGER

    def _is_allowed(self, person: User | None, chat: Chat | None) -> bool:
        if self._is_named(person, chat):
            return True
        return chat is not None and is_group(chat) and self._upgrades.was_one_of(chat.id, self._chats)

    def _is_named(self, person: User | None, chat: Chat | None) -> bool:
        known = (person is not None and person.id in self._people) or (chat is not None and chat.id in self._chats)
        # Who types an inline query is in no chat that is told; the id of a private chat is that of the person.
        return self._open or known or (chat is None and person is not None and person.id in self._chats)

    def _has_room(self, amount: float, update: Update, person: User | None, chat: Chat | None) -> bool:
        if not amount or (person and person.id in self._owners):
            return True
        allowances = []
        if self._per_user and person:
            most = max(self._per_user, LEAST_FOR_A_PERSON)
            allowances.append(Allowance(id=sender_id(update) or person.id, most=most, per_minute=self._per_user))
        if self._per_chat and chat and is_group(chat):
            most = max(self._per_chat, LEAST_FOR_A_GROUP)
            allowances.append(Allowance(id=chat.id, most=most, per_minute=self._per_chat))
        return not allowances or self._allowances.spend(amount, allowances)

    def _follow(self, update: Update) -> None:
        """Allow what an allowed group becomes, of which both chats tell."""
        message = update.message
        if not message or not (message.migrate_to_chat_id or message.migrate_from_chat_id):
            return
        old, new = message.migrate_from_chat_id or message.chat_id, message.migrate_to_chat_id or message.chat_id
        if old in self._chats and self._upgrades.follow(old, new):
            _log.warning("The group %d is now %d: put that into ALLOWED_CHAT_IDS", old, new)


def sender_id(update: Update) -> int | None:
    """Return the id of who sent an update: the chat's for an anonymous administrator or a channel, else the person's.

    Telegram names one stand-in for all of the former.
    """
    sender = update.effective_sender
    return sender.id if sender else None


def _is_machine(update: Update) -> bool:
    message, person = update.effective_message, update.effective_user
    if update.callback_query or update.my_chat_member:
        return False
    if message and message.is_automatic_forward:
        return True
    return bool(person and person.is_bot and not (message and message.sender_chat))


def _amount(update: Update) -> float:
    """Return how many questions an update stands for."""
    message = update.effective_message
    if update.callback_query:
        return _PRESS
    if update.inline_query:
        return _KEYSTROKE
    service = message is None or filters.StatusUpdate.ALL.check_update(update)
    return 0 if service else 1


class AccessControl:
    """Lets updates through to their handlers, as the limits say and as long as not too many wait."""

    def __init__(self, limits: Limits, strangers: Strangers, notices: Notices) -> None:
        self._limits = limits
        self._strangers = strangers
        self._notices = notices
        self._sent_away: dict[int, None] = {}
        self._albums = Albums()

    def before(self, handlers: Iterable[Handler]) -> list[Handler]:
        """Return the handlers, each called only for an update that is let through."""
        guarded = list(handlers)
        for handler in guarded:
            handler.callback = self._guarded(handler.callback)
        return guarded

    def _guarded(self, callback: Callback) -> Callback:
        async def pass_on(update: Update, context: Context) -> None:
            if self._albums.is_handled(update.message):
                return
            admission = self._limits.judge(update)
            if admission is Admission.MACHINE:
                return
            if phrase := _refusal(admission, context):
                await self._refuse(update, context, phrase)
            else:
                self._take_back(update)
                await callback(update, context)

        return pass_on

    async def _refuse(self, update: Update, context: Context, phrase: str) -> None:
        """Say so: in a window or in place of results each time, in a chat once until something is let through again."""
        words = getattr(context.speech, phrase)
        if update.callback_query:
            await alert(update.callback_query, words)
        elif update.inline_query:
            await say_instead(update.inline_query, words)
        elif update.message and phrase == "stranger":
            await self._send_away(update.message, context, Message(html=escaped(words)))
        elif update.message and self._is_news(update.message, phrase):
            await context.reply(update.message, Message(html=escaped(words)))

    async def _send_away(self, stranger: TelegramMessage, context: Context, words: Message) -> None:
        """Say that others are answered only, unless that was said in that chat before, by whatever process."""
        chat = stranger.chat_id
        if chat in self._sent_away or _noted(lambda: self._strangers.were_told(chat)):
            return
        if len(self._sent_away) >= _SENT_AWAY_CHATS:
            self._sent_away.pop(next(iter(self._sent_away)))
        self._sent_away[chat] = None
        await context.reply(stranger, words)
        _noted(lambda: self._strangers.tell(chat))

    def _is_news(self, message: TelegramMessage, phrase: str) -> bool:
        """Return whether it was not said since something was let through: to who asks too much, else to the chat."""
        person = message.from_user.id if message.from_user and phrase == "too_much" else 0
        return bool(_noted(lambda: self._notices.give(phrase, message.chat_id, person)))

    def _take_back(self, update: Update) -> None:
        chat, person = update.effective_chat, update.effective_user
        if chat:
            _noted(lambda: self._notices.take_back(chat.id, person.id if person else 0))


def _refusal(admission: Admission, context: Context) -> str | None:
    """Return the name of the phrase that refuses an update; None if it is let through."""
    if admission is Admission.WELCOME:
        return "crowded" if context.handled.crowded else None
    return "stranger" if admission is Admission.STRANGER else "too_much"


def _noted(note: Callable[[], Noted]) -> Noted | None:
    return attempt(note, "To whom it was said that nothing is answered is not known for long")


class Lateness:
    """Knows which messages are answered late, by a clock that tells Telegram's own time in seconds since 1970."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock

    async def arrived(self, update: Update, context: Context) -> None:
        """Note that an excuse is due, before anything else of an update is handled."""
        message = update.message
        context.handled.late = message is not None and self._clock() - message.date.timestamp() > _LATE_SECONDS
