"""Questions that chats watch: what was found for each, and what is still to be told."""

import json
import sqlite3

from bot.phrases import Language
from bot.storage.database import Database
from retrieval.model import Value

MAX_WATCHES = 20  # of a chat
_SENDING_SECONDS = 60.0


class WatchedQuestion(Value):
    """A question whose chat is told of new quotes.

    `seen` are the quotes that were found in the `version` of the documents, the best first; `answered` says if they
    were an answer, and not only near. `news` is a message, as JSON, that is to be sent.
    """

    id: int = 0
    chat_id: int
    person_id: int | None = None
    language: Language
    question: str
    seen: tuple[str, ...] = ()
    answered: bool = False
    version: str = ""
    news: str | None = None


class Watches:
    """The watched questions of all chats."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, watched: WatchedQuestion) -> WatchedQuestion | None:
        """Watch a question, and return it with its id; None if the chat watches as many as it may.

        A question that the chat watches already is watched anew.
        """
        with self._database.together():
            own = (watched.chat_id, watched.question)
            self._database.change("DELETE FROM watches WHERE chat_id = ? AND question = ?", own)
            if len(self.of(watched.chat_id)) >= MAX_WATCHES:
                return None
            self._database.change(
                "INSERT INTO watches (chat_id, person_id, language, question, seen, answered, version)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    watched.chat_id, watched.person_id, watched.language, watched.question, _json(watched.seen),
                    watched.answered, watched.version,
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
        return bool(self._database.change("DELETE FROM watches WHERE id = ? AND chat_id = ?", (id, chat_id)))

    def look(self, before: WatchedQuestion, after: WatchedQuestion) -> bool:
        """Record what was found in another version, together with what is to be told of it.

        Return False if another process has done so, or the question is not watched any more. News that is not sent yet
        gives way to what is newer.
        """
        return bool(
            self._database.change(
                "UPDATE watches SET seen = ?, answered = ?, version = ?, news = ifnull(?, news), sent_at = NULL"
                " WHERE id = ? AND version = ?",
                (_json(after.seen), after.answered, after.version, after.news, before.id, before.version),
            )
        )

    def take_news(self, now: float) -> WatchedQuestion | None:
        """Return a question with news that nobody is sending, and record that it is being sent; None without any."""
        with self._database.together():
            rows = self._database.rows(
                "SELECT * FROM watches WHERE news IS NOT NULL AND ifnull(sent_at, 0) < ? ORDER BY id LIMIT 1",
                (now - _SENDING_SECONDS,),
            )
            if not rows:
                return None
            self._database.change("UPDATE watches SET sent_at = ? WHERE id = ?", (now, rows[0]["id"]))
            return _watched(rows[0])

    def told(self, watched: WatchedQuestion) -> None:
        """Record that the news of a question was sent."""
        self._database.change(
            "UPDATE watches SET news = NULL, sent_at = NULL WHERE id = ? AND news = ?", (watched.id, watched.news)
        )

    def forget(self, chat_id: int) -> None:
        """Delete what a chat watches."""
        self._database.change("DELETE FROM watches WHERE chat_id = ?", (chat_id,))

    def forget_person(self, person_id: int) -> None:
        """Delete what a person watches, in whatever chat."""
        self._database.change("DELETE FROM watches WHERE person_id = ?", (person_id,))

    def migrate(self, old: int, new: int) -> None:
        """Give what a group watches to the supergroup that it became."""
        self._database.change("UPDATE watches SET chat_id = ? WHERE chat_id = ?", (new, old))


def _json(seen: tuple[str, ...]) -> str:
    return json.dumps(seen, ensure_ascii=False)


def _watched(row: sqlite3.Row) -> WatchedQuestion:
    values = {name: row[name] for name in WatchedQuestion.model_fields}
    return WatchedQuestion.model_validate(values | {"seen": json.loads(row["seen"])})
