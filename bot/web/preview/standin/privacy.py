"""Privacy mode: which messages of a group Telegram delivers to a bot that is an ordinary member."""

from collections.abc import Sequence

from . import utf16
from .message import Message
from .values import User


def delivered(message: Message, bot: User, *, earlier: Sequence[Message], other_bots: bool) -> bool:
    """Tell whether privacy mode lets `message` pass.

    It does for service messages, replies to the bot, messages sent via the bot, `/command@bot`, and for a
    bare `/command` if there is no other bot in the group or `bot` was the last bot to write in `earlier`.
    A mention does not count.
    """
    if message.service:
        return True
    if message.reply_to is not None and message.reply_to.sender.id == bot.id:
        return True
    if message.via_bot is not None and message.via_bot.id == bot.id:
        return True
    return _command_passes(message, bot, earlier, other_bots)


def _command_passes(message: Message, bot: User, earlier: Sequence[Message], other_bots: bool) -> bool:
    command = leading_command(message)
    if command is None:
        return False
    _, _, addressee = command.partition("@")
    if addressee:
        return addressee.lower() == (bot.username or "").lower()
    writers = [
        known.sender.id for known in earlier if known.sender.is_bot and not known.sender_chat and not known.service
    ]
    return not other_bots or writers[-1:] == [bot.id]


def leading_command(message: Message) -> str | None:
    """Return the command at the very beginning of the message, such as `/ask@bot`, or None."""
    for entity in message.entities:
        if entity.type == "bot_command" and entity.offset == 0:
            return utf16.cut(message.text, 0, entity.length)
    return None
