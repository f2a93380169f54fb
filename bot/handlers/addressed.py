"""Whether a message in a group speaks to the bot, and what it asks."""

from telegram import Message, MessageEntity
from telegram.ext import filters

_MENTIONS: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]


class ToTheBot(filters.MessageFilter):
    """Text that mentions the bot, in any letter case, or that replies to a message of the bot's own."""

    def filter(self, message: Message) -> bool:
        """Judge a message."""
        answered = message.reply_to_message
        own = bool(answered and answered.from_user and answered.from_user.id == message.get_bot().id)
        return bool(message.text) and (own or bool(_mentions(message)))


def question_in(message: Message) -> str:
    """What a message asks: its words without the mention, or for want of any those of the message replied to.

    Where the person selected a part of that message, the part is the question. Empty where there are no words at all.
    """
    return _without_mentions(message) or question_replied_to(message)


def question_replied_to(message: Message) -> str:
    """The words that a message replies to: the part that was selected, the whole text, or the caption."""
    if message.quote:
        return message.quote.text
    answered = message.reply_to_message
    return (answered.text or answered.caption or "") if answered else ""


def _without_mentions(message: Message) -> str:
    text = message.text or ""
    for words in _mentions(message):
        text = text.replace(words, " ")
    return text.strip()


def _mentions(message: Message) -> list[str]:
    """The mentions of the bot in a message, as they are written."""
    bot = message.get_bot()
    found = message.parse_entities(_MENTIONS)
    return [
        words
        for entity, words in found.items()
        if words.lower() == f"@{bot.username}".lower() or (entity.user is not None and entity.user.id == bot.id)
    ]
