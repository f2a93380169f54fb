"""What can be done with a message that somebody passed on -> the message that offers it.

The words themselves are in the message replied to, so that the buttons need not hold them.
"""

from bot.phrases import Phrases
from bot.replies.message import Button, Message, escaped

FORWARDED = "forwarded:"


def forwarded_message(phrases: Phrases) -> Message:
    """The offer, with a button for each thing that can be done."""
    buttons = (Button(text=phrases.forwarded_ask, data=f"{FORWARDED}ask"),)
    return Message(html=escaped(phrases.forwarded), buttons=(buttons,))
