"""Notices said once, and not again until another is."""

import time
from collections.abc import Callable

from bot.storage.database import Database

_TOLD_CHATS = 10_000
_KEPT_SECONDS = 24 * 3600.0


class Strangers:
    """The chats that were told, without names: `code` turns the id of a chat into what is kept of it.

    The last 10,000 are known. `clock` tells seconds since 1970.
    """

    def __init__(self, database: Database, code: Callable[[int], str], clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._code = code
        self._clock = clock

    def were_told(self, chat_id: int) -> bool:
        """Return whether it was said in a chat already."""
        return bool(self._database.rows("SELECT 1 FROM strangers WHERE chat = ?", (self._code(chat_id),)))

    def tell(self, chat_id: int) -> None:
        """Record that it has been said in a chat."""
        self._database.change(
            "INSERT OR REPLACE INTO strangers (chat, told_at) VALUES (?, ?)", (self._code(chat_id), self._clock())
        )
        self._database.change(
            "DELETE FROM strangers WHERE chat IN (SELECT chat FROM strangers ORDER BY told_at DESC LIMIT -1 OFFSET ?)",
            (_TOLD_CHATS,),
        )

    def forget(self, chat_id: int) -> None:
        """Delete what is kept of a chat."""
        self._database.change("DELETE FROM strangers WHERE chat = ?", (self._code(chat_id),))

    def migrate(self, old: int, new: int) -> None:
        """Follow a group that became a supergroup."""
        self._database.change(
            "UPDATE OR REPLACE strangers SET chat = ? WHERE chat = ?", (self._code(new), self._code(old))
        )


class Notices:
    """Phrases that were said in a chat, to one person or to all, for a day at most and without names.

    `code` turns the id of a chat or a person into what is kept of it; person 0 is everybody. `clock` tells seconds
    since 1970.
    """

    def __init__(self, database: Database, code: Callable[[int], str], clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._code = code
        self._clock = clock

    def give(self, phrase: str, chat_id: int, person_id: int = 0) -> bool:
        """Keep that a phrase is said in a chat, and return whether it was not said there before."""
        return bool(
            self._database.change(
                "INSERT OR IGNORE INTO notices (chat, person, phrase, given_at) VALUES (?, ?, ?, ?)",
                (self._code(chat_id), self._code(person_id), phrase, self._clock()),
            )
        )

    def take_back(self, chat_id: int, person_id: int) -> None:
        """Forget the notices of a chat, to that person or to everybody: they may be given there again."""
        place = (self._code(chat_id), self._code(person_id), self._code(0))
        # Mostly there is nothing, and to look for it holds up nobody.
        if self._database.rows("SELECT 1 FROM notices WHERE chat = ? AND person IN (?, ?)", place):
            self._database.change("DELETE FROM notices WHERE chat = ? AND person IN (?, ?)", place)

    def forget(self, chat_id: int) -> None:
        """Delete what is kept of a chat."""
        self._database.change("DELETE FROM notices WHERE chat = ?", (self._code(chat_id),))

    def forget_person(self, person_id: int) -> None:
        """Delete what is kept of a person."""
        self._database.change("DELETE FROM notices WHERE person = ?", (self._code(person_id),))

    def migrate(self, old: int, new: int) -> None:
        """Follow a group that became a supergroup, in which nothing was said yet."""
        self.forget(old)

    def expire(self) -> None:
        """Delete what was said more than a day ago."""
        self._database.change("DELETE FROM notices WHERE given_at < ?", (self._clock() - _KEPT_SECONDS,))
