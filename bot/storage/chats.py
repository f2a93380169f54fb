"""Settings of each chat."""

from collections.abc import Callable, Set
from typing import Annotated

from pydantic import Field

from bot.phrases import Language
from bot.storage.database import Database
from retrieval.model import Value


class GroupUpgrades:
    """The supergroups that were groups, without names: `code` turns the id of a chat into what is kept of it."""

    def __init__(self, database: Database, code: Callable[[int], str]) -> None:
        self._database = database
        self._code = code

    def follow(self, old: int, new: int) -> bool:
        """Keep that a group became a supergroup, and return whether that is news."""
        return bool(
            self._database.change(
                "INSERT OR IGNORE INTO upgrades (chat, before) VALUES (?, ?)", (self._code(new), self._code(old))
            )
        )

    def was_one_of(self, chat_id: int, groups: Set[int]) -> bool:
        """Return whether a chat was one of some groups before."""
        found = self._database.rows("SELECT before FROM upgrades WHERE chat = ?", (self._code(chat_id),))
        return bool(found) and found[0]["before"] in map(self._code, groups)


_DAY = 24 * 60
MinuteOfDay = Annotated[int, Field(ge=0, lt=_DAY)]


class ChatSettings(Value):
    """The language of a chat (None: that of each person), quotes in an answer, whether mentions are answered.

    In quiet hours, which begin and end at a minute of the day, only commands are answered; both None: there are none.
    """

    language: Language | None = None
    quotes: Annotated[int, Field(ge=1, le=3)] = 3
    mentions: bool = True
    quiet_from: MinuteOfDay | None = None
    quiet_to: MinuteOfDay | None = None

    def is_quiet(self, minute: int) -> bool:
        """Return whether a minute of the day lies in the quiet hours, which may go past midnight; their end no
        longer does.
        """
        if self.quiet_from is None or self.quiet_to is None:
            return False
        return (minute - self.quiet_from) % _DAY < (self.quiet_to - self.quiet_from) % _DAY


def is_group_id(chat_id: int) -> bool:
    """Return whether an id is that of a group; those of private chats are positive."""
    return chat_id < 0


def usual(chat_id: int) -> ChatSettings:
    """Return the settings of a chat that has made none: a group gets shorter answers."""
    return ChatSettings(quotes=2) if is_group_id(chat_id) else ChatSettings()


class Chats:
    """The settings of each chat that has made some."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, chat_id: int) -> ChatSettings:
        """Return the settings of a chat; the usual ones where it has made none."""
        found = self._database.rows("SELECT * FROM chats WHERE chat_id = ?", (chat_id,))
        return ChatSettings.model_validate({name: found[0][name] for name in _FIELDS}) if found else usual(chat_id)

    def put(self, chat_id: int, settings: ChatSettings) -> None:
        """Give a chat other settings."""
        fields = settings.model_dump()
        self._database.change(
            "INSERT OR REPLACE INTO chats (chat_id, language, quotes, mentions, quiet_from, quiet_to)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (chat_id, *(fields[name] for name in _FIELDS)),
        )

    def forget(self, chat_id: int) -> None:
        """Delete the settings of a chat, so that it has the usual ones again."""
        self._database.change("DELETE FROM chats WHERE chat_id = ?", (chat_id,))

    def migrate(self, old: int, new: int) -> None:
        """Move the settings of a group that became a supergroup to its new id; settings made there already win."""
        with self._database.together():
            self._database.change("UPDATE OR IGNORE chats SET chat_id = ? WHERE chat_id = ?", (new, old))
            self.forget(old)


_FIELDS = ("language", "quotes", "mentions", "quiet_from", "quiet_to")
