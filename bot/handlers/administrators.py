"""Who may decide for a chat."""

from telegram import Chat, Message, User
from telegram.constants import ChatType

_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


def is_group(chat: Chat) -> bool:
    """Whether a chat is a group, of either kind."""
    return chat.type in _GROUPS


def is_anonymous(message: Message) -> bool:
    """Whether an administrator wrote a message in the name of the group."""
    return message.sender_chat is not None and message.sender_chat.id == message.chat_id


async def decides(person: User | None, chat: Chat) -> bool:
    """Whether a person decides for a chat: in a group its administrators, in a private chat whoever is in it.

    Telegram is asked for the list, because it tells a bot that is no administrator nothing of single members.
    """
    if not is_group(chat):
        return True
    return person is not None and any(member.user.id == person.id for member in await chat.get_administrators())


def person_behind(message: Message) -> int | None:
    """The id of who wrote a message; None where that was a group or a channel, for which Telegram names a stand-in."""
    return message.from_user.id if message.from_user and not message.sender_chat else None
