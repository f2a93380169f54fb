"""Which groups became which supergroups."""

from collections.abc import Callable, Set

from bot.storage.database import Database


class Upgrades:
    """The supergroups that were groups, without names: `code` turns the id of a chat into what is kept of it."""

    def __init__(self, database: Database, code: Callable[[int], str]) -> None:
        self._database = database
        self._code = code

    def follow(self, old: int, new: int) -> bool:
        """A group became a supergroup; whether that was not known before."""
        return bool(
            self._database.change(
                "INSERT OR IGNORE INTO upgrades (chat, before) VALUES (?, ?)", (self._code(new), self._code(old))
            )
        )

    def was_one_of(self, chat_id: int, groups: Set[int]) -> bool:
        """Whether a chat was one of some groups before."""
        found = self._database.rows("SELECT before FROM upgrades WHERE chat = ?", (self._code(chat_id),))
        return bool(found) and found[0]["before"] in map(self._code, groups)
