"""Questions that chats watch, and what was found for each."""

import json
import sqlite3
from typing import Literal

from bot.phrases import Language
from bot.storage.database import Database
from bot.storage.outbox import Outbox, Outgoing
from retrieval.model import Value

MAX_WATCHES = 20  # of a chat


class WatchedQuestion(Value):
    """A question whose chat is told of new quotes, or a claim whose chat is told of another verdict as well.

    `person_id` is who worded it; `history` is what was asked before it, oldest first. `seen` are the quotes that were
    found in the `version` of the documents, the best first; `answered` says if they were an answer, and not only near.
    `verdict` is that on a claim; a question has none.
    """

    id: int = 0
    chat_id: int
    person_id: int | None = None
    language: Language
    question: str
    history: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    answered: bool = False
    version: str = ""
    verdict: Literal["supported", "contradicted", "not_found"] | None = None


class Watches:
    """The watched questions of all chats."""

    def __init__(self, database: Database, outbox: Outbox) -> None:
        self._database = database
        self._outbox = outbox

    def add(self, watched: WatchedQuestion) -> WatchedQuestion | None:
        """Watch a question, and return it with its id; None if the chat watches as many as it may.

        A question or claim that the chat watches already is watched anew.
        """
        with self._database.together():
            own = (watched.chat_id, watched.question, watched.verdict is None)
            sql = "DELETE FROM watches WHERE chat_id = ? AND question = ? AND (verdict IS NULL) = ?"
            self._database.change(sql, own)
            if len(self.of(watched.chat_id)) >= MAX_WATCHES:
                return None
            self._database.change(
                "INSERT INTO watches"
                " (chat_id, person_id, language, question, history, seen, answered, version, verdict)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    watched.chat_id, watched.person_id, watched.language, watched.question, _json(watched.history),
                    _json(watched.seen), watched.answered, watched.version, watched.verdict,
                ),
            )  # fmt: skip
        return self.of(watched.chat_id)[-1]

    def of(self, chat_id: int) -> list[WatchedQuestion]:
        """Return what a chat watches, the oldest first."""
        rows = self._database.rows("SELECT * FROM watches WHERE chat_id = ? ORDER BY id", (chat_id,))
        return [_watched(row) for row in rows]

    def chats(self) -> list[int]:
        """Return the chats that watch something."""
        return [row["chat_id"] for row in self._database.rows("SELECT DISTINCT chat_id FROM watches")]

    def end(self, id: int, chat_id: int) -> bool:
        """Watch a question of a chat no more; return False if it did not."""
        with self._database.together():
            ended = self._database.change("DELETE FROM watches WHERE id = ? AND chat_id = ?", (id, chat_id))
            if ended:
                self._outbox.withdraw(_topic(id))
        return bool(ended)

    def look(self, before: WatchedQuestion, after: WatchedQuestion, news: str | None) -> bool:
        """Record what was found in another version, together with the message, as JSON, that tells of it.

        Return False if another process has done so, or the question is not watched any more. News that is not sent yet
        gives way to what is newer.
        """
        with self._database.together():
            changed = self._database.change(
                "UPDATE watches SET seen = ?, answered = ?, version = ?, verdict = ? WHERE id = ? AND version = ?",
                (_json(after.seen), after.answered, after.version, after.verdict, before.id, before.version),
            )
            if changed and news:
                topic, chat = _topic(before.id), before.chat_id
                self._outbox.put(Outgoing(topic=topic, chat_id=chat, language=before.language, message=news))
        return bool(changed)

    def forget(self, chat_id: int) -> None:
        """Delete what a chat watches."""
        self._database.change("DELETE FROM watches WHERE chat_id = ?", (chat_id,))

    def forget_person(self, person_id: int) -> None:
        """Delete the questions that a person worded, in whatever chat."""
        for row in self._database.rows("SELECT id, chat_id FROM watches WHERE person_id = ?", (person_id,)):
            self.end(row["id"], row["chat_id"])

    def migrate(self, old: int, new: int) -> None:
        """Give what a group watches to the supergroup that it became."""
        self._database.change("UPDATE watches SET chat_id = ? WHERE chat_id = ?", (new, old))


def _topic(id: int) -> str:
    return f"watch:{id}"


def _json(texts: tuple[str, ...]) -> str:
    return json.dumps(texts, ensure_ascii=False)


def _watched(row: sqlite3.Row) -> WatchedQuestion:
    values = {name: row[name] for name in WatchedQuestion.model_fields}
    lists = {name: json.loads(row[name]) for name in ("history", "seen")}
    return WatchedQuestion.model_validate(values | lists)
