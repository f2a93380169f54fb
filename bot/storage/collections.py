"""The collection of each chat: its folder, and what the chat is answered from."""

import json
import secrets
import sqlite3
from collections.abc import Set
from datetime import timedelta
from typing import Literal, get_args

from bot.storage.database import Database
from retrieval.model import Value

Searched = Literal["both", "own", "shared"]
SEARCHED: tuple[Searched, ...] = get_args(Searched)
_KEY_BYTES = 8
DAYS_AFTER_LEAVING = 30


class ChatCollection(Value):
    """The documents of a chat: `key` names their folder, and tells nothing of the chat.

    `searched` says what the chat is answered from: its own documents, the shared ones, or both; and `named` from which
    collections of the catalog besides, by their sub-folders. `left_at` is when the chat removed the bot, in seconds
    since 1970.
    """

    key: str
    chat_id: int
    searched: Searched = "both"
    named: frozenset[str] = frozenset()
    left_at: float | None = None


class Collections:
    """The collection of each chat that has one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, chat_id: int) -> ChatCollection | None:
        """Return the collection of a chat; None if it has none."""
        found = self._database.rows("SELECT * FROM collections WHERE chat_id = ?", (chat_id,))
        return _collection(found[0]) if found else None

    def begin(self, chat_id: int) -> ChatCollection:
        """Return the collection of a chat, a new one if it has none."""
        self._database.change(
            "INSERT OR IGNORE INTO collections (key, chat_id) VALUES (?, ?)", (secrets.token_hex(_KEY_BYTES), chat_id)
        )
        begun = self.of(chat_id)
        assert begun is not None
        return begun

    def choose(self, chat_id: int, searched: Searched) -> None:
        """Answer a chat from something else from now on."""
        self._database.change("UPDATE collections SET searched = ? WHERE chat_id = ?", (searched, chat_id))

    def name(self, chat_id: int, named: Set[str]) -> None:
        """Answer a chat from these collections of the catalog besides, by their sub-folders."""
        folders = json.dumps(sorted(named), ensure_ascii=False)
        self._database.change("UPDATE collections SET named = ? WHERE chat_id = ?", (folders, chat_id))

    def leave(self, chat_id: int, at: float | None) -> None:
        """Record when a chat removed the bot; None: it did not, or took it back."""
        self._database.change("UPDATE collections SET left_at = ? WHERE chat_id = ?", (at, chat_id))

    def all(self) -> list[ChatCollection]:
        """Return all collections, in the order of their chats."""
        return [_collection(row) for row in self._database.rows("SELECT * FROM collections ORDER BY chat_id")]

    def expire(self, now: float) -> None:
        """Forget the collections of chats that removed the bot 30 days ago; `now` is in seconds since 1970."""
        since = now - timedelta(days=DAYS_AFTER_LEAVING).total_seconds()
        self._database.change("DELETE FROM collections WHERE left_at < ?", (since,))

    def keys(self) -> frozenset[str]:
        """Return the keys of all collections."""
        return frozenset(row["key"] for row in self._database.rows("SELECT key FROM collections"))

    def forget(self, chat_id: int) -> None:
        """Forget the collection of a chat; its folder is nobody's from then on."""
        self._database.change("DELETE FROM collections WHERE chat_id = ?", (chat_id,))

    def migrate(self, old: int, new: int) -> None:
        """Give the collection of a group to the supergroup that it became, unless that has one already."""
        self._database.change("UPDATE OR IGNORE collections SET chat_id = ? WHERE chat_id = ?", (new, old))


def _collection(row: sqlite3.Row) -> ChatCollection:
    return ChatCollection.model_validate({**dict(row), "named": json.loads(row["named"])})
