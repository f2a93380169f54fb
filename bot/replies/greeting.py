"""Questions to begin with -> the message that greets, with a button for each."""

from collections.abc import Sequence

from bot.phrases import Phrases
from bot.replies.message import Button, Message, escaped

ASK = "ask:"
LONGEST_QUESTION = 64 - len(ASK)  # bytes of UTF-8 that a button's data have for the question


def start_message(questions: Sequence[str], phrases: Phrases) -> Message:
    """What the bot does, in two lines, and the questions, each at most LONGEST_QUESTION bytes long."""
    rows = tuple((Button(text=question, data=ASK + question),) for question in questions)
    return Message(html=escaped(phrases.start.strip()), buttons=rows)
