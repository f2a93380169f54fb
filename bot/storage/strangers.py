"""Chats in which it was said that the bot answers others only."""

import time
from collections.abc import Callable

from bot.storage.database import Database

_MOST = 10_000


class Strangers:
    """The chats that were told, without names: `code` turns the id of a chat into what is kept of it.

    The last 10,000 are known. `clock` tells seconds since 1970.
    """

    def __init__(self, database: Database, code: Callable[[int], str], clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._code = code
        self._clock = clock

    def were_told(self, chat_id: int) -> bool:
        """Whether it was said in a chat already."""
        return bool(self._database.rows("SELECT 1 FROM strangers WHERE chat = ?", (self._code(chat_id),)))

    def tell(self, chat_id: int) -> None:
        """It has been said in a chat."""
        self._database.change(
            "INSERT OR REPLACE INTO strangers (chat, told_at) VALUES (?, ?)", (self._code(chat_id), self._clock())
        )
        self._database.change(
            "DELETE FROM strangers WHERE chat IN (SELECT chat FROM strangers ORDER BY told_at DESC LIMIT -1 OFFSET ?)",
            (_MOST,),
        )

    def forget(self, chat_id: int) -> None:
        """Delete what is kept of a chat."""
        self._database.change("DELETE FROM strangers WHERE chat = ?", (self._code(chat_id),))

    def migrate(self, old: int, new: int) -> None:
        """A group became a supergroup."""
        self._database.change(
            "UPDATE OR REPLACE strangers SET chat = ? WHERE chat = ?", (self._code(new), self._code(old))
        )
