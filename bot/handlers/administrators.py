"""Who may decide for a chat."""

from telegram import Message


async def is_administrator(message: Message) -> bool:
    """Whether who wrote a message decides for its chat: anybody in a private one, administrators in a group.

    An administrator who writes anonymously is seen as the group itself. Raises TelegramError where nobody can tell.
    """
    if message.chat.type == message.chat.PRIVATE:
        return True
    if message.sender_chat:
        return message.sender_chat.id == message.chat_id
    # Telegram tells every bot the administrators, but not always what one member is.
    administrators = await message.chat.get_administrators()
    return message.from_user in [administrator.user for administrator in administrators]


def person_behind(message: Message) -> int | None:
    """The id of who wrote a message; None where that was a group or a channel, for which Telegram names a stand-in."""
    return message.from_user.id if message.from_user and not message.sender_chat else None
