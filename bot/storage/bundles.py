"""Messages that come together, such as several that were forwarded, until they are added as one file."""

from bot.storage.database import Database
from retrieval.model import Value

_KEPT_SECONDS = 24 * 3600.0


class BundledMessage(Value):
    """One message of those that an offer is about: its words, who said them when, and when it came.

    `header` is empty for what the sender wrote; `came_at` is in seconds since 1970.
    """

    chat_id: int
    offer_id: int
    message_id: int
    header: str
    words: str
    came_at: float


class Bundles:
    """The messages of each offer, in the order in which they came."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, message: BundledMessage) -> None:
        """Keep a message with those of the same offer; twice is as once."""
        self._database.change(
            "INSERT OR REPLACE INTO bundles (chat_id, offer_id, message_id, header, words, came_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            tuple(message.model_dump().values()),
        )

    def offer_since(self, chat_id: int, since: float) -> int | None:
        """Return the last offer of a chat to whose messages one was added since then; None if there is none."""
        rows = self._database.rows(
            "SELECT offer_id FROM bundles WHERE chat_id = ? AND came_at >= ? ORDER BY message_id DESC LIMIT 1",
            (chat_id, since),
        )
        return rows[0]["offer_id"] if rows else None

    def of(self, chat_id: int, offer_id: int) -> list[BundledMessage]:
        """Return the messages that an offer is about."""
        rows = self._database.rows(
            "SELECT * FROM bundles WHERE chat_id = ? AND offer_id = ? ORDER BY message_id", (chat_id, offer_id)
        )
        return [BundledMessage.model_validate(dict(row)) for row in rows]

    def forget(self, chat_id: int) -> None:
        """Delete what is kept of a chat."""
        self._database.change("DELETE FROM bundles WHERE chat_id = ?", (chat_id,))

    def expire(self, now: float) -> None:
        """Delete what was kept for a day; `now` is in seconds since 1970."""
        self._database.change("DELETE FROM bundles WHERE came_at < ?", (now - _KEPT_SECONDS,))
