"""Rights to add documents to the collection of a chat, and to remove them."""

from collections.abc import Set
from typing import Literal

from telegram import CallbackQuery, Chat, Message, User
from telegram.ext import filters

from bot.dispatch.administrators import decides, is_group
from bot.dispatch.context import Context
from bot.dispatch.filters import words_of
from bot.dispatch.messenger import alert
from bot.storage.bundles import Bundles

# What is longer is no question.
LONG_TEXT_CHARACTERS = 2000
# Telegram cuts at 4096, before a word.
_LEAST_PIECE_CHARACTERS, _PIECES_SECONDS = 3000, 1.0
Uploads = Literal["off", "owners", "admins", "everyone"]


class UploadRights:
    """Judges people: owners may anywhere, others as the setting UPLOADS says.

    `admins`: administrators in their groups. `everyone`: they do, and each person in the private chat with the bot.
    """

    def __init__(self, uploads: Uploads, owners: Set[int]) -> None:
        self.uploads = uploads
        self._owners = owners

    def may_alone(self, person: User | None, chat: Chat) -> bool:
        """Return True if a person may, whoever decides for the chat."""
        if self.uploads == "off" or person is None:
            return False
        return person.id in self._owners or (self.uploads == "everyone" and not is_group(chat))

    async def may(self, person: User | None, chat: Chat, *, as_chat: bool = False) -> bool:
        """Return True if a person may; `as_chat`, the person writes in the name of the group, as administrators can.

        Raises AdministratorsUnknown.
        """
        if self.may_alone(person, chat):
            return True
        if self.uploads not in ("admins", "everyone") or not is_group(chat):
            return False
        return as_chat or await decides(person, chat)

    async def may_press(self, query: CallbackQuery, below: Message, context: Context) -> bool:
        """Return True if who pressed a button below a message may; else say so in a window."""
        may = await self.may(query.from_user, below.chat)
        if not may:
            await alert(query, self.refusal(context))
        return may

    def refusal(self, context: Context) -> str:
        """Return the sentence for somebody who may not."""
        said = context.speech.collections
        return said.not_allowed.format(who=said.who[self.uploads])


class OfferedFile(filters.MessageFilter):
    """A file, words that were forwarded, or a long text, in a private chat from somebody who may add it.

    Telegram cuts a text that is very long into several messages: what comes right after a long one belongs to it.
    """

    def __init__(self, rights: UploadRights, bundles: Bundles) -> None:
        super().__init__()
        self._rights = rights
        self._bundles = bundles

    def filter(self, message: Message) -> bool:
        """Judge a message."""
        if not self._rights.may_alone(message.from_user, message.chat):
            return False
        words = words_of(message)
        held = message.document or (words and message.forward_origin)
        return bool(held) or (not words.startswith("/") and self._is_long(message, words))

    def _is_long(self, message: Message, words: str) -> bool:
        if len(words) > LONG_TEXT_CHARACTERS:
            return True
        before = self._bundles.offer_since(message.chat_id, message.date.timestamp() - _PIECES_SECONDS)
        pieces = self._bundles.of(message.chat_id, before) if words and before else []
        return bool(pieces) and len(pieces[-1].words) >= _LEAST_PIECE_CHARACTERS and not pieces[-1].header
