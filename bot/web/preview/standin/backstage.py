"""State that all chats of one stand-in share: the bot, time, updates, calls, open queries."""

from dataclasses import dataclass, field

from .calls import CallLog
from .clock import Bell, Clock
from .message import Message
from .queries import OpenQueries
from .updates import UpdateQueue
from .values import User


@dataclass
class Backstage:
    """The shared equipment; `privacy_mode` is what the bot's owner set with BotFather, `files` are by id."""

    bot: User
    privacy_mode: bool
    bell: Bell
    updates: UpdateQueue
    calls: CallLog
    clock: Clock = field(default_factory=Clock)
    queries: OpenQueries = field(default_factory=OpenQueries)
    undelivered: list[Message] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)

    def announce(self, message: Message, kind: str, delivered: bool) -> None:
        """Make an update of `message` if Telegram delivers it, and remember it as undelivered otherwise."""
        if delivered:
            self.updates.add(kind, message.wire())
        else:
            self.undelivered.append(message)
        self.bell.ring()


def backstage(bot: User, privacy_mode: bool) -> Backstage:
    """Build the equipment for `bot`; needs a running event loop."""
    bell = Bell()
    return Backstage(bot, privacy_mode, bell, UpdateQueue(bell), CallLog(bell))
