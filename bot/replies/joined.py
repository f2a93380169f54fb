"""What the bot says when it has been added to a group."""

from bot.phrases import Phrases
from bot.replies.message import Message, escaped


def joined_message(phrases: Phrases, username: str, *, sees_mentions: bool) -> Message:
    """How to ask there, and whether mentions reach the bot."""
    sees = (phrases.privacy_off if sees_mentions else phrases.privacy_on).format(username=username)
    how = phrases.joined.strip().format(username=username)
    return Message(html=f"{how}\n{escaped(phrases.help_group.format(mentions=sees))}")
