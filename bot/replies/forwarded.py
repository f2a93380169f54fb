"""What can be done with a message that somebody passed on -> the message that offers it.

The words themselves are in the message replied to, so that the buttons need not hold them.
"""

from bot.phrases import Phrases
from bot.replies.message import Button, Message, escaped
from retrieval.errors import QuestionTooLong

ASK_FORWARDED = "forwarded:ask"
CHECK_FORWARDED = "forwarded:check"


def too_long_message(error: QuestionTooLong, phrases: Phrases) -> Message:
    """That a message is too long for a question, with the offer to check it, as people do who paste an article."""
    check = Button(text=phrases.forwarded_check, data=CHECK_FORWARDED)
    return Message(html=escaped(phrases.error(error)), buttons=((check,),))


def forwarded_message(phrases: Phrases) -> Message:
    """The offer, with a button for each thing that can be done."""
    ask = Button(text=phrases.forwarded_ask, data=ASK_FORWARDED)
    check = Button(text=phrases.forwarded_check, data=CHECK_FORWARDED)
    return Message(html=escaped(phrases.forwarded), buttons=((ask,), (check,)))
