"""Questions to begin with -> the message that greets, with a button for each."""

import re
from collections.abc import Sequence

from bot.phrases import Phrases
from bot.replies.message import Button, Message, escaped

ASK = "ask:"
_CHINESE = re.compile("[\u4e00-\u9fff]")
LONGEST_QUESTION = 64 - len(ASK)  # bytes of UTF-8 that a button's data have for the question


def start_message(questions: Sequence[str], phrases: Phrases) -> Message:
    """What the bot does, in two lines, and the questions, each at most LONGEST_QUESTION bytes long."""
    rows = tuple((Button(text=question, data=ASK + question),) for question in questions)
    said = "\n".join([phrases.start.strip(), *in_chinese(questions, phrases)])
    return Message(html=escaped(said), buttons=rows)


def in_chinese(questions: Sequence[str], phrases: Phrases) -> tuple[str, ...]:
    """A line for who reads no Chinese: the questions are in Chinese because the documents are; else none."""
    foreign = phrases.language == "en" and any(_CHINESE.search(question) for question in questions)
    return (phrases.starters_chinese,) if foreign else ()
