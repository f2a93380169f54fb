"""Messages that begin something: the greeting, the greeting of a group, the offer under a forwarded message."""

import re
from collections.abc import Sequence

from bot.phrases import Phrases
from bot.replies.message import Button, Message, escaped
from retrieval.errors import QuestionTooLong

ASK = "ask:"
_CHINESE = re.compile("[\u4e00-\u9fff]")
LONGEST_QUESTION = 64 - len(ASK)  # bytes of UTF-8 that a button's data have for the question
ASK_FORWARDED = "forwarded:ask"
CHECK_FORWARDED = "forwarded:check"


def start_message(questions: Sequence[str], phrases: Phrases) -> Message:
    """Return what the bot does, in two lines, and the questions, each at most LONGEST_QUESTION bytes long."""
    rows = tuple((Button(text=question, data=ASK + question),) for question in questions)
    said = "\n".join([phrases.start.strip(), *in_chinese(questions, phrases)])
    return Message(html=escaped(said), buttons=rows)


def in_chinese(questions: Sequence[str], phrases: Phrases) -> tuple[str, ...]:
    """Return a line for who reads no Chinese: the questions are in Chinese because the documents are; else none."""
    foreign = phrases.language == "en" and any(_CHINESE.search(question) for question in questions)
    return (phrases.starters_chinese,) if foreign else ()


def joined_message(phrases: Phrases, username: str, *, sees_mentions: bool) -> Message:
    """Return how to ask there, and whether mentions reach the bot."""
    sees = (phrases.privacy_off if sees_mentions else phrases.privacy_on).format(username=username)
    how = phrases.joined.strip().format(username=username)
    return Message(html=f"{how}\n{escaped(phrases.help_group.format(mentions=sees))}")


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
