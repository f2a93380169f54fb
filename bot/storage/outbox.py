"""Messages that the bot sends by itself: each is recorded before it is sent, and sent until it has arrived."""

from functools import partial

from bot.phrases import Language
from bot.storage.database import Database
from retrieval.model import Value

# A process that sends a message says so again and again meanwhile; after so long it was killed.
_CLAIM_SECONDS = 30.0


class Outgoing(Value):
    """A message, as JSON, that is to be sent to a chat; of a topic only the newest is.

    It was sent `sends` times without anybody knowing if it arrived.
    """

    topic: str
    chat_id: int
    language: Language
    message: str
    sends: int = 0


class Outbox:
    """The messages that are still to be sent."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, outgoing: Outgoing) -> None:
        """Have a message sent, in place of one of the same topic that is not sent yet."""
        self._database.change(
            "INSERT OR REPLACE INTO outbox (topic, chat_id, language, message) VALUES (?, ?, ?, ?)",
            (outgoing.topic, outgoing.chat_id, outgoing.language, outgoing.message),
        )

    def take(self, now: float) -> Outgoing | None:
        """Return a message that nobody is sending, and claim it from then on; None without any."""
        with self._database.together():
            rows = self._database.rows(
                "SELECT topic, chat_id, language, message, sends FROM outbox WHERE claimed_at < ?"
                " ORDER BY claimed_at, topic LIMIT 1",
                (now - _CLAIM_SECONDS,),
            )
            if not rows:
                return None
            self._database.change("UPDATE outbox SET claimed_at = ? WHERE topic = ?", (now, rows[0]["topic"]))
            return Outgoing.model_validate(dict(rows[0]))

    def claim(self, outgoing: Outgoing, now: float) -> None:
        """Claim a message for longer, because it is still being sent."""
        self._database.change(
            "UPDATE outbox SET claimed_at = ? WHERE topic = ? AND message = ?", (now, outgoing.topic, outgoing.message)
        )

    def sending(self, outgoing: Outgoing) -> None:
        """Record that a message is about to be sent."""
        self._count(outgoing, 1)

    def settled(self, outgoing: Outgoing) -> None:
        """Record that this send did not arrive, once the file can be written."""
        self._database.soon(lambda: self._count(outgoing, -1), "It was not recorded that a message did not arrive")

    def done(self, outgoing: Outgoing) -> None:
        """Record that nothing of a message is to be sent any more, once the file can be written."""
        sql = "DELETE FROM outbox WHERE topic = ? AND message = ?"
        change = partial(self._database.change, sql, (outgoing.topic, outgoing.message))
        self._database.soon(change, "It was not recorded that a message was sent")

    def withdraw(self, topic: str) -> None:
        """Send nothing of a topic that is not sent yet."""
        self._database.change("DELETE FROM outbox WHERE topic = ?", (topic,))

    def forget(self, chat_id: int) -> None:
        """Delete what is to be sent to a chat."""
        self._database.change("DELETE FROM outbox WHERE chat_id = ?", (chat_id,))

    def migrate(self, old: int, new: int) -> None:
        """Send to the supergroup what was to be sent to the group that it was."""
        self._database.change("UPDATE outbox SET chat_id = ? WHERE chat_id = ?", (new, old))

    def _count(self, outgoing: Outgoing, more: int) -> None:
        self._database.change(
            "UPDATE outbox SET sends = sends + ? WHERE topic = ? AND message = ?",
            (more, outgoing.topic, outgoing.message),
        )
