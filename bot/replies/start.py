"""Messages that begin something: the greeting, the greeting of a group, the offer under a forwarded message."""

import re
from collections.abc import Iterable, Sequence

from bot.phrases import Phrases
from bot.replies.message import Button, Message, escaped
from retrieval.errors import QuestionTooLong
from retrieval.model import Value

ASK = "ask:"
CLAIM = "claim:"
COVERS = "covers"
MAX_DATA_BYTES = 64
_CHINESE = re.compile("[\u4e00-\u9fff]")
ASK_FORWARDED = "forwarded:ask"
CHECK_FORWARDED = "forwarded:check"


class Starter(Value):
    """A button to begin with: its text, its data of at most 64 bytes, and the line that does the same in a terminal."""

    text: str
    data: str
    typed: str


def start_message(starters: Sequence[Starter], phrases: Phrases) -> Message:
    """Return what the bot does, in two lines, and a button for each starter."""
    rows = tuple((Button(text=starter.text, data=starter.data),) for starter in starters)
    said, how = phrases.start.strip().splitlines()
    how = next(iter(in_chinese((starter.text for starter in starters), phrases)), how)
    return Message(html=escaped(f"{said}\n{how}"), buttons=rows)


def in_chinese(texts: Iterable[str], phrases: Phrases) -> tuple[str, ...]:
    """Return a sentence for who reads no Chinese: the texts are in Chinese because the documents are; else none."""
    foreign = phrases.language == "en" and any(_CHINESE.search(text) for text in texts)
    return (phrases.starters_chinese,) if foreign else ()


def joined_message(phrases: Phrases, username: str, *, sees_mentions: bool) -> Message:
    """Return in three lines what the bot does there and how to ask: by a mention, if it sees them."""
    ask = f"@{username}" if sees_mentions else f"/ask@{username}"
    return Message(html=phrases.joined.strip().format(username=username, ask=ask))


def too_long_message(error: QuestionTooLong, phrases: Phrases) -> Message:
    """Return that a message is too long for a question, with the offer to check it, as people do who paste an
    article.
    """
    check = Button(text=phrases.forwarded_check, data=CHECK_FORWARDED)
    return Message(html=escaped(phrases.error(error)), buttons=((check,),))


def forwarded_message(phrases: Phrases) -> Message:
    """Return the offer, with a button for each thing that can be done."""
    ask = Button(text=phrases.forwarded_ask, data=ASK_FORWARDED)
    check = Button(text=phrases.forwarded_check, data=CHECK_FORWARDED)
    return Message(html=escaped(phrases.forwarded), buttons=((ask,), (check,)))
