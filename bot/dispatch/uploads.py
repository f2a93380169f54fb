"""Rights to add documents to the collection of a chat, and to remove them."""

from collections.abc import Set
from typing import Literal

from telegram import Chat, Message, User
from telegram.ext import filters

from bot.dispatch.administrators import decides, is_group
from bot.dispatch.filters import words_of

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


class OfferedFile(filters.MessageFilter):
    """A file, or words that were forwarded, in a private chat from somebody who may add it."""

    def __init__(self, rights: UploadRights) -> None:
        super().__init__()
        self._rights = rights

    def filter(self, message: Message) -> bool:
        """Judge a message."""
        passed_on = message.forward_origin is not None and bool(words_of(message))
        return bool(message.document or passed_on) and self._rights.may_alone(message.from_user, message.chat)
