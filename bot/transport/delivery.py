"""Progress of each answer's delivery: an answer is sent until it has arrived, and at most once more."""

from collections.abc import Callable, Mapping
from contextvars import ContextVar

from bot.storage.database import attempt
from bot.storage.inbox import Inbox
from bot.transport.handled import Fact

# Whether a message arrived whose sending ended in the dark, nobody can tell: it is sent once more, and then no more.
MAX_SENDS = 2


class Delivery:
    """The delivery of the answer to one update, noted in the inbox at every step; without one, of anything else."""

    def __init__(
        self, inbox: Inbox | None = None, update_id: int = 0, numbers: Mapping[str, Fact] | None = None
    ) -> None:
        """Begin with what the inbox knows; `numbers` name the update in the log."""
        self.numbers = numbers or {}
        self._inbox = inbox
        self._id = update_id
        self._sends = (
            attempt(lambda: inbox.sends(update_id), "How often it was answered is not known") or 0 if inbox else 0
        )
        self._left_open = False

    @property
    def may_have_arrived(self) -> bool:
        """Return whether an answer was sent of which nobody knows whether it arrived."""
        return self._sends > 0

    def begin(self) -> None:
        """Record that handling the update begins."""
        self._note(lambda inbox: inbox.begin(self._id))

    def sending(self) -> None:
        """Record that an answer is about to be sent."""
        self._sends += 1
        self._note(lambda inbox: inbox.sending(self._id))

    def settled(self) -> None:
        """Record that the fate of that answer is known."""
        self._sends -= 1
        self._note(lambda inbox: inbox.settled(self._id))

    def arrived(self) -> None:
        """Record that the answer is there."""
        self.settled()

    def may_send_again(self) -> bool:
        """Return whether an answer whose sending ended in the dark can be sent once more."""
        return self._sends < MAX_SENDS

    def close(self) -> None:
        """Record that the answer is there, or none is due."""
        self._note(lambda inbox: inbox.close(self._id))

    def leave_open(self) -> None:
        """Leave the update to the next start of the bot: `end` does nothing from now on."""
        self._left_open = True

    def end(self) -> None:
        """End the update: the next one of its chat may begin."""
        if not self._left_open:
            self._note(lambda inbox: inbox.end(self._id))

    def _note(self, note: Callable[[Inbox], object]) -> None:
        inbox = self._inbox
        if inbox:
            inbox.soon(lambda: note(inbox), self._id)


_present: ContextVar[Delivery | None] = ContextVar("the delivery of the update that is handled", default=None)


def present() -> Delivery:
    """Return the delivery of the update that this task handles; where it handles none, a new one that is noted
    nowhere.
    """
    return _present.get() or Delivery()


def handle(delivery: Delivery) -> None:
    """Make a delivery the present one of this task."""
    _present.set(delivery)
