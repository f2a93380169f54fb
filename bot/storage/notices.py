"""What was said once, and is not said again until something else is."""

import time
from collections.abc import Callable

from bot.storage.database import Database

_KEPT_SECONDS = 24 * 3600.0


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
        """A phrase is to be said; whether it was not said there before."""
        return bool(
            self._database.change(
                "INSERT OR IGNORE INTO notices (chat, person, phrase, given_at) VALUES (?, ?, ?, ?)",
                (self._code(chat_id), self._code(person_id), phrase, self._clock()),
            )
        )

    def take_back(self, chat_id: int, person_id: int) -> None:
        """Whatever was said in a chat, to that person or to everybody, may be said there again."""
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
        """A group became a supergroup, in which nothing was said yet."""
        self.forget(old)

    def expire(self) -> None:
        """Delete what was said more than a day ago."""
        self._database.change("DELETE FROM notices WHERE given_at < ?", (self._clock() - _KEPT_SECONDS,))
