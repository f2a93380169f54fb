"""Who may use the bot, and how much."""

import logging
from collections.abc import Set
from enum import Enum

from telegram import Chat, Update, User
from telegram.ext import filters

from bot.buckets import Buckets
from bot.handlers.administrators import is_group

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
    least 5 and 10 at once however few they have a minute. 0: as many as they like; so do the owners.
    """

    def __init__(
        self, *, owners: Set[int] = frozenset(), people: Set[int] = frozenset(), chats: Set[int] = frozenset(),
        per_user: int = 0, per_chat: int = 0,
    ) -> None:  # fmt: skip
        self._owners = owners
        self._open = not people and not chats
        self._chats = set(chats)
        self._people = people | owners
        self._users = Buckets(max(per_user, LEAST_FOR_A_PERSON), per_user) if per_user else None
        self._groups = Buckets(max(per_chat, LEAST_FOR_A_GROUP), per_chat) if per_chat else None

    async def judge(self, update: Update) -> Verdict:
        """Whether an update is handled; if so, it counts by what it asks for."""
        person, chat = update.effective_user, update.effective_chat
        if not self._is_allowed(person, chat):
            return Verdict.STRANGER
        self._follow(update)
        if person and person.id in self._owners:
            return Verdict.WELCOME
        amount = _amount(update)
        if self._users and person and not await self._users.take(person.id, amount):
            return Verdict.TOO_MUCH
        if self._groups and chat and is_group(chat) and not await self._groups.take(chat.id, amount):
            return Verdict.TOO_MUCH
        return Verdict.WELCOME

    def _is_allowed(self, person: User | None, chat: Chat | None) -> bool:
        known = (person is not None and person.id in self._people) or (chat is not None and chat.id in self._chats)
        # Who types an inline query is in no chat that is told; the id of a private chat is that of the person.
        return self._open or known or (chat is None and person is not None and person.id in self._chats)

    def _follow(self, update: Update) -> None:
        """Allow what an allowed group becomes, until the next start."""
        message = update.message
        if message and message.migrate_to_chat_id and message.chat_id in self._chats:
            self._chats.add(message.migrate_to_chat_id)
            _log.warning(
                "The group %d is now %d: put that into ALLOWED_CHAT_IDS", message.chat_id, message.migrate_to_chat_id
            )


def _amount(update: Update) -> float:
    """How many questions an update stands for."""
    message = update.effective_message
    if update.callback_query:
        return _PRESS
    if update.inline_query:
        return _KEYSTROKE
    service = message is None or filters.StatusUpdate.ALL.check_update(update)
    return 0 if service else 1
