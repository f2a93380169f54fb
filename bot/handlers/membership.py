"""The bot in the membership of groups: it is added to one, or the one that it is in becomes another."""

from contextlib import suppress

from telegram import ChatMember, ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError

from bot.dispatch.administrators import is_group
from bot.dispatch.context import Context
from bot.dispatch.messenger import announce
from bot.replies.message import Message, escaped
from bot.replies.start import joined_message
from bot.storage.collections import DAYS_AFTER_LEAVING
from bot.storage.storage import Storage
from bot.text import clipped

_TITLE_UNITS = 60
_INSIDE = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)


class MembershipHandlers:
    """Greets a group once, and takes what it has chosen along when its id changes."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def added(self, update: Update, context: Context) -> None:
        """Say in a new group how to ask, in the language of who added the bot."""
        change = update.my_chat_member
        if change and _went_out(change):
            await self._left(change, context)
        if change and _came_in(change):
            self._storage.collections.leave(change.chat.id, None)
        if change and is_group(change.chat) and _came_in(change):
            everything = context.bot.can_read_all_group_messages or change.new_chat_member.status != ChatMember.MEMBER
            message = joined_message(context.speech, context.bot.username, sees_mentions=everything)
            await announce(context.bot, change.chat.id, message)

    async def _left(self, change: ChatMemberUpdated, context: Context) -> None:
        """Keep the documents of a chat that removed the bot for a while, and tell who did it, if that is possible."""
        collection = self._storage.collections.of(change.chat.id)
        if collection is None:
            return
        self._storage.collections.leave(change.chat.id, change.date.timestamp())
        if is_group(change.chat):
            title = clipped(change.chat.title or "", _TITLE_UNITS)
            said = context.speech.collections.left.format(group=title, days=DAYS_AFTER_LEAVING)
            with suppress(TelegramError):
                await announce(context.bot, change.from_user.id, Message(html=escaped(said)))

    async def migrated(self, update: Update, context: Context) -> None:
        """Follow a group that became a supergroup, which has another id; both chats tell of it, and once is enough."""
        message = update.message
        if message is None:
            return
        old = message.migrate_from_chat_id or message.chat_id
        new = message.migrate_to_chat_id or message.chat_id
        self._storage.migrate(old, new)


def _went_out(change: ChatMemberUpdated) -> bool:
    return _is_inside(change.old_chat_member) and not _is_inside(change.new_chat_member)


def _came_in(change: ChatMemberUpdated) -> bool:
    return not _is_inside(change.old_chat_member) and _is_inside(change.new_chat_member)


def _is_inside(member: ChatMember) -> bool:
    return member.status in _INSIDE or bool(getattr(member, "is_member", False))
