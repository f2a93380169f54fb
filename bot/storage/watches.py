"""Questions that chats watch: what was found for each, and the news that is still to be told."""

import json
import sqlite3
from collections.abc import Collection
from functools import partial

from bot.phrases import Language
from bot.storage.database import Database
from retrieval.model import Value

MAX_WATCHES = 20  # of a chat
# A process that sends news says so again and again meanwhile; after so long it was killed.
_CLAIM_SECONDS = 30.0


class WatchedQuestion(Value):
    """A question whose chat is told of new quotes.

    `person_id` is who worded it; `history` is what was asked before it, oldest first. `seen` are the quotes that were
    found in the `version` of the documents, the best first; `answered` says if they were an answer, and not only near.
    `news` is a message, as JSON, that is to be sent, and was `sends` times without anybody knowing if it arrived.
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
    news: str | None = None
    sends: int = 0


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
                "INSERT INTO watches (chat_id, person_id, language, question, history, seen, answered, version)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    watched.chat_id, watched.person_id, watched.language, watched.question, _json(watched.history),
                    _json(watched.seen), watched.answered, watched.version,
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
        gives way to what is newer, and only then is nobody sending it.
        """
        return bool(
            self._database.change(
                "UPDATE watches SET seen = ?, answered = ?, version = ?, news = ifnull(?, news),"
                " sent_at = iif(? IS NULL, sent_at, NULL), sends = iif(? IS NULL, sends, 0)"
                " WHERE id = ? AND version = ?",
                (
                    _json(after.seen), after.answered, after.version, after.news, after.news, after.news, before.id,
                    before.version,
                ),
            )
        )  # fmt: skip

    def take_news(self, now: float) -> WatchedQuestion | None:
        """Return a question with news that nobody is sending, and claim it from then on; None without any."""
        with self._database.together():
            rows = self._database.rows(
                "SELECT * FROM watches WHERE news IS NOT NULL AND ifnull(sent_at, 0) < ? ORDER BY id LIMIT 1",
                (now - _CLAIM_SECONDS,),
            )
            if not rows:
                return None
            self._database.change("UPDATE watches SET sent_at = ? WHERE id = ?", (now, rows[0]["id"]))
            return _watched(rows[0])

    def claim(self, ids: Collection[int], now: float) -> None:
        """Claim the news of some questions for longer, because it is still being sent."""
        for id in ids:
            self._database.change("UPDATE watches SET sent_at = ? WHERE id = ? AND sent_at IS NOT NULL", (now, id))

    def sending(self, watched: WatchedQuestion) -> None:
        """Record that the news of a question is about to be sent."""
        self._count(watched, 1)

    def settled(self, watched: WatchedQuestion) -> None:
        """Record that this send did not arrive, once the file can be written."""
        self._database.soon(lambda: self._count(watched, -1), "It was not recorded that news did not arrive")

    def told(self, watched: WatchedQuestion) -> None:
        """Record that nothing of the news of a question is to be sent any more, once the file can be written."""
        sql = "UPDATE watches SET news = NULL, sent_at = NULL, sends = 0 WHERE id = ? AND news = ?"
        change = partial(self._database.change, sql, (watched.id, watched.news))
        self._database.soon(change, "It was not recorded that news was told")

    def forget(self, chat_id: int) -> None:
        """Delete what a chat watches."""
        self._database.change("DELETE FROM watches WHERE chat_id = ?", (chat_id,))

    def forget_person(self, person_id: int) -> None:
        """Delete the questions that a person worded, in whatever chat."""
        self._database.change("DELETE FROM watches WHERE person_id = ?", (person_id,))

    def migrate(self, old: int, new: int) -> None:
        """Give what a group watches to the supergroup that it became."""
        self._database.change("UPDATE watches SET chat_id = ? WHERE chat_id = ?", (new, old))

    def _count(self, watched: WatchedQuestion, more: int) -> None:
        self._database.change(
            "UPDATE watches SET sends = sends + ? WHERE id = ? AND news = ?", (more, watched.id, watched.news)
        )


def _json(texts: tuple[str, ...]) -> str:
    return json.dumps(texts, ensure_ascii=False)


def _watched(row: sqlite3.Row) -> WatchedQuestion:
    values = {name: row[name] for name in WatchedQuestion.model_fields}
    lists = {name: json.loads(row[name]) for name in ("history", "seen")}
    return WatchedQuestion.model_validate(values | lists)
