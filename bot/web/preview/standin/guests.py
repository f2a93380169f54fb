"""Guest mode: people who mention the bot where it is no member, and its one answer."""

from dataclasses import dataclass, field

from . import utf16
from .bell import Bell
from .message import Message
from .values import JsonObject, User

GUEST_LIFETIME = 60.0
"""Seconds in which an answer still counts; Telegram documents none, a person waits no longer."""


@dataclass
class GuestQuery:
    """A message that mentions the bot where it is a guest; `answer` is the message that it posted there."""

    id: str
    message: Message
    asked_at: float
    bell: Bell = field(repr=False)
    answer: Message | None = None

    async def answered(self, timeout: float = 10.0) -> Message:
        """Wait for the bot's answer and return it."""
        story = f"The guest query {self.message.text!r} was not answered within {timeout:g} s."
        return await self.bell.until(lambda: self.answer, timeout, lambda: story)

    def wire(self) -> JsonObject:
        """Return the message of the guest_message update."""
        return self.message.wire() | {"guest_query_id": self.id}


def mentions(message: Message, bot: User) -> bool:
    """Tell whether a message names the bot by @username, in any letter case."""
    names = [utf16.cut(message.text, e.offset, e.length) for e in message.entities if e.type == "mention"]
    return any(name.lower() == f"@{bot.username}".lower() for name in names)
