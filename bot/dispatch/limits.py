"""Who may use the bot, and how much."""

import logging
import sqlite3
from collections.abc import Set
from enum import Enum

from telegram import Chat, Update, User
from telegram.ext import filters

from bot.dispatch.administrators import is_group
from bot.storage.allowances import Allowance, Allowances
from bot.storage.upgrades import Upgrades

# Turning pages and typing are quick, and cheap to answer.
_PRESS, _KEYSTROKE = 0.2, 0.1
LEAST_FOR_A_PERSON, LEAST_FOR_A_GROUP = 5, 10
_log = logging.getLogger(__name__)


class Verdict(Enum):
    """Whether an update is answered, or why not."""

    WELCOME = "answered"
    STRANGER = "nobody allowed that person or that chat"
    TOO_MUCH = "that person, or that group, asks too much"


class Limits:
    """Judges updates by their person and their chat.

    Where `chats` and `people` are both empty, everybody is allowed; else the chats and people named there, and the
    owners. Each person has `per_user` questions a minute and each group `per_chat`, which they may ask at once; at
    least 5 and 10 at once however few they have a minute. 0: as many as they like; so do the owners. How much was asked
    is counted in `allowances`, and what an allowed group becomes is kept in `upgrades`.
    """

    def __init__(
        self, allowances: Allowances, upgrades: Upgrades, *, owners: Set[int] = frozenset(),
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

    def judge(self, update: Update) -> Verdict:
        """Whether an update is handled; if so, it counts by what it asks for."""
        person, chat = update.effective_user, update.effective_chat
        try:
            self._follow(update)
            if not self._is_allowed(person, chat):
                return Verdict.STRANGER
            return Verdict.WELCOME if self._has_room(_amount(update), person, chat) else Verdict.TOO_MUCH
        except sqlite3.Error as error:
            _log.warning("How much is asked was not counted: %s", error)
            return Verdict.WELCOME if self._is_named(person, chat) else Verdict.STRANGER

    def _is_allowed(self, person: User | None, chat: Chat | None) -> bool:
        if self._is_named(person, chat):
            return True
        return chat is not None and is_group(chat) and self._upgrades.was_one_of(chat.id, self._chats)

    def _is_named(self, person: User | None, chat: Chat | None) -> bool:
        known = (person is not None and person.id in self._people) or (chat is not None and chat.id in self._chats)
        # Who types an inline query is in no chat that is told; the id of a private chat is that of the person.
        return self._open or known or (chat is None and person is not None and person.id in self._chats)

    def _has_room(self, amount: float, person: User | None, chat: Chat | None) -> bool:
        if not amount or (person and person.id in self._owners):
            return True
        allowances = []
        if self._per_user and person:
            most = max(self._per_user, LEAST_FOR_A_PERSON)
            allowances.append(Allowance(id=person.id, most=most, per_minute=self._per_user))
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


def _amount(update: Update) -> float:
    """How many questions an update stands for."""
    message = update.effective_message
    if update.callback_query:
        return _PRESS
    if update.inline_query:
        return _KEYSTROKE
    service = message is None or filters.StatusUpdate.ALL.check_update(update)
    return 0 if service else 1
