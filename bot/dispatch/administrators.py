"""Administrators of a chat: who may decide for it, and press buttons that do."""

import logging

from telegram import CallbackQuery, Chat, Message, User
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import Forbidden, TelegramError

from bot.dispatch.context import Context
from bot.dispatch.messenger import alert
from retrieval import YinjuError

_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
_log = logging.getLogger(__name__)


class AdministratorsUnknown(YinjuError):
    """Nobody can tell at present who decides for a group."""

    sentence = "Telegram did not say who the administrators of this group are; try again in a moment."


def is_group(chat: Chat) -> bool:
    """Return whether a chat is a group, of either kind."""
    return chat.type in _GROUPS


async def sees_everything(chat: Chat) -> bool:
    """Return whether all messages of a group reach the bot: it is one of its administrators, or has no privacy mode.

    Where Telegram does not say what the bot is there, it is taken for an ordinary member.
    """
    bot = chat.get_bot()
    if bot.bot.can_read_all_group_messages:
        return True
    try:
        return (await chat.get_member(bot.id)).status == ChatMemberStatus.ADMINISTRATOR
    except TelegramError as error:
        _log.info("Telegram did not say what the bot is in a group: %s", error.message)
        return False


async def is_administrator(message: Message) -> bool:
    """Return whether who wrote a message decides for its chat: anybody in a private one, administrators in a group.

    An administrator who writes anonymously is seen as the group itself. Raises what `decides` raises.
    """
    if message.sender_chat:
        return message.sender_chat.id == message.chat_id
    return await decides(message.from_user, message.chat)


async def decides(person: User | None, chat: Chat) -> bool:
    """Return whether a person decides for a chat: anybody for a private one, administrators for a group.

    Raises AdministratorsUnknown where Telegram does not say, and Forbidden where the bot is not in the group any more.
    """
    if not is_group(chat):
        return True
    try:
        # Telegram tells every bot the administrators, but not always what one member is.
        administrators = await chat.get_administrators()
    except Forbidden:
        raise
    except TelegramError as error:
        _log.info("Telegram did not say who the administrators of a group are: %s", error.message)
        raise AdministratorsUnknown from error
    return person in [administrator.user for administrator in administrators]


def person_behind(message: Message) -> int | None:
    """Return the id of who wrote a message; None where that was a group or a channel, for which Telegram names
    a stand-in.
    """
    return message.from_user.id if message.from_user and not message.sender_chat else None


async def may_press(query: CallbackQuery, below: Message, context: Context) -> bool:
    """Return True if who pressed decides for the chat of the message `below`; else say so in a window.

    Raises what `decides` raises.
    """
    allowed = await decides(query.from_user, below.chat)
    if not allowed:
        await alert(query, context.speech.admins_only)
    return allowed
