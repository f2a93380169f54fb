"""Messages that speak to the bot, and the words in them that are asked or checked; an album speaks once."""

from telegram import Message, MessageEntity
from telegram.ext import filters

from bot.dispatch.wish import POINTING, wish_of
from bot.storage.exchanges import Exchanges

_COMMANDS: list[str | None] = [MessageEntity.BOT_COMMAND]
_MENTIONS: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]


class ToTheBot(filters.MessageFilter):
    """Words, of a text or under a picture, that mention the bot or reply to a message of its own; no command."""

    def filter(self, message: Message) -> bool:
        """Judge a message."""
        asked = replies_to_the_bot(message) or bool(_mentions(message))
        return bool(words_of(message)) and not _command(message) and asked


class PostedQuote(filters.MessageFilter):
    """A quote that somebody chose from the bot's inline results and posted: an answer already, and no question."""

    def filter(self, message: Message) -> bool:
        """Judge a message."""
        return message.via_bot is not None and message.via_bot.id == message.get_bot().id


class AnsweredMessage(filters.MessageFilter):
    """A message of which is known that the bot answered it, also where somebody has deleted the answer."""

    def __init__(self, exchanges: Exchanges) -> None:
        super().__init__()
        self._exchanges = exchanges

    def filter(self, message: Message) -> bool:
        """Judge a message."""
        return self._exchanges.by_question(message.chat_id, message.message_id) is not None


class CommandInCaption(filters.MessageFilter):
    """A picture, video or file with a command, such as /ask, at the beginning of the words under it."""

    def __init__(self, command: str) -> None:
        super().__init__()
        self._command = command

    def filter(self, message: Message) -> bool:
        """Judge a message."""
        name, _, addressee = _command(message).lower().partition("@")
        return bool(message.caption) and name == self._command and addressee in ("", message.get_bot().username.lower())


def replies_to_the_bot(message: Message) -> bool:
    """Return whether a message replies to one of the bot's own."""
    answered = message.reply_to_message
    return bool(answered and answered.from_user and answered.from_user.id == message.get_bot().id)


def words_of(message: Message) -> str:
    """Return the text of a message, or the words under its picture."""
    return message.text or message.caption or ""


def words_after_command(message: Message) -> str:
    """Return the words of a message without the command with which it may begin."""
    return words_of(message)[len(_command(message)) :].strip()


def speaks_aside(message: Message) -> bool:
    """Return True for a reply to the bot that does not name it, and so may be said to all who read along."""
    return replies_to_the_bot(message) and not message.quote and not _mentions(message)


def question_in_caption(message: Message) -> str:
    """Return what stands behind /ask under a picture, or for want of it the words of the message replied to."""
    return words_after_command(message) or question_replied_to(message)


def question_written_in(message: Message) -> str:
    """Return what a message asks by its own words: those behind /ask, and without the mention; empty where
    there are none.
    """
    return _without_mentions(message).removeprefix(_command(message)).strip()


def question_in(message: Message) -> str:
    """Return what a message asks: its words without the mention, or for want of any those of the message replied to.

    Where the person selected a part of that message, the part is the question. Empty where there are no words at all.
    """
    return _without_mentions(message) or question_replied_to(message)


def question_replied_to(message: Message) -> str:
    """Return the words that a message replies to: the selected part, the text, the caption or a poll's question."""
    if message.quote:
        return message.quote.text
    answered = message.reply_to_message
    if answered and answered.poll:
        return answered.poll.question
    return words_of(answered) if answered else ""


def pointed_at(message: Message, words: str) -> str:
    """Return the words, or those of the message replied to if there are none or they only point at it."""
    replied = question_replied_to(message)
    return replied if replied and (not words or wish_of(words) in POINTING) else words


def _command(message: Message) -> str:
    """Return the command with which a message begins, as it is written; empty where it begins with none."""
    entities = _parsed(message, _COMMANDS)
    return next((words for entity, words in entities.items() if entity.offset == 0), "")


def _without_mentions(message: Message) -> str:
    text = words_of(message)
    for words in _mentions(message):
        text = text.replace(words, " ")
    return text.strip()


def _mentions(message: Message) -> list[str]:
    """Return the mentions of the bot in a message, as they are written."""
    bot = message.get_bot()
    found = _parsed(message, _MENTIONS)
    return [
        words
        for entity, words in found.items()
        if words.lower() == f"@{bot.username}".lower() or (entity.user is not None and entity.user.id == bot.id)
    ]


def _parsed(message: Message, kinds: list[str | None]) -> dict[MessageEntity, str]:
    """Return the entities of some kinds with their words; none where one of them ends within a character."""
    try:
        return message.parse_entities(kinds) | message.parse_caption_entities(kinds)
    except UnicodeDecodeError:
        return {}


_MAX_ALBUMS = 1000


class Albums:
    """The albums of which a picture was handled; of two with words, the first one speaks for all."""

    def __init__(self) -> None:
        self._has_words: dict[tuple[int, str], bool] = {}

    def is_handled(self, message: Message | None) -> bool:
        """Return True if the album of a message was handled before; if not, it is from now on.

        Pictures without words that came first do not count against one with words. Each file that somebody sends in a
        private chat is one to be added.
        """
        if message is None or not message.media_group_id:
            return False
        if message.document and message.chat.type == message.chat.PRIVATE:
            return False
        album, words = (message.chat_id, message.media_group_id), bool(message.caption)
        before = self._has_words.get(album)
        self._has_words[album] = words or bool(before)
        if len(self._has_words) > _MAX_ALBUMS:
            self._has_words.pop(next(iter(self._has_words)))
        return bool(before) or (before is not None and not words)
