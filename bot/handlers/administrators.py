"""Who may decide for a chat."""

from telegram import Chat, Message, User
from telegram.constants import ChatMemberStatus, ChatType

_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


def is_group(chat: Chat) -> bool:
    """Whether a chat is a group, of either kind."""
    return chat.type in _GROUPS


async def sees_everything(chat: Chat) -> bool:
    """Whether all messages of a group reach the bot: it is one of its administrators, or has no privacy mode."""
    bot = chat.get_bot()
    if bot.bot.can_read_all_group_messages:
        return True
    return (await chat.get_member(bot.id)).status == ChatMemberStatus.ADMINISTRATOR


async def is_administrator(message: Message) -> bool:
    """Whether who wrote a message decides for its chat: anybody in a private one, administrators in a group.

    An administrator who writes anonymously is seen as the group itself. Raises TelegramError where nobody can tell.
    """
    if message.sender_chat:
        return message.sender_chat.id == message.chat_id
    return await decides(message.from_user, message.chat)


async def decides(person: User | None, chat: Chat) -> bool:
    """Whether a person decides for a chat: anybody for a private one, administrators for a group.

    Raises TelegramError where nobody can tell.
    """
    if not is_group(chat):
        return True
    # Telegram tells every bot the administrators, but not always what one member is.
    return person in [administrator.user for administrator in await chat.get_administrators()]


def person_behind(message: Message) -> int | None:
    """The id of who wrote a message; None where that was a group or a channel, for which Telegram names a stand-in."""
    return message.from_user.id if message.from_user and not message.sender_chat else None
