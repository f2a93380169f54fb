"""Questions and the messages that answered them, for follow-ups, edited questions and further quotes."""

import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from pydantic import AwareDatetime

from bot.storage.database import Column, Database
from retrieval.model import Value

KEPT_FOR = timedelta(days=14)
MAX_EXCHANGES, MAX_EXCHANGES_IN_CHAT = 50_000, 2000
_REMEMBERED = 5


class Exchange(Value):
    """A question and the bot's message that answered it.

    `question_id` and `answer_id` are the ids of the two messages in the chat; `history` is what was asked before,
    oldest first; `offset` is how many quotes were shown before those of this answer; `answered` says whether there were
    any; `asker_id` is the person who asked; `deleted` says that somebody took the answer away.
    """

    chat_id: int
    thread_id: int | None = None
    question_id: int
    answer_id: int
    question: str
    history: tuple[str, ...] = ()
    offset: int = 0
    answered: bool = True
    asked_at: AwareDatetime
    asker_id: int | None = None
    deleted: bool = False

    @property
    def chain(self) -> tuple[str, ...]:
        """Return what a question that follows this one has as its history: the last five that were answered,
        oldest first.
        """
        return (*self.history, *((self.question,) if self.answered else ()))[-_REMEMBERED:]


def now() -> datetime:
    """Return the present."""
    return datetime.now(UTC)


class Exchanges:
    """Exchanges of the last 14 days, the last 2,000 of each chat, and the last `most` of all chats.

    Older ones are deleted: those of more than 14 days as soon as one is kept, those beyond `most` by `trim`, and those
    beyond the 2,000 of a chat by `expire`.
    """

    def __init__(self, database: Database, *, most: int = MAX_EXCHANGES, clock: Callable[[], datetime] = now) -> None:
        self._database = database
        self._most = most
        self._clock = clock
        self.expire()

    def keep(self, exchange: Exchange) -> None:
        """Keep an exchange, in place of the one with the same answer if there is one; once the file can be written."""
        self._database.soon(lambda: self._keep(exchange), "A question was not kept")

    def _keep(self, exchange: Exchange) -> None:
        with self._database.together():
            self._database.change(
                "INSERT OR REPLACE INTO exchanges VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    exchange.chat_id, exchange.answer_id, exchange.question_id, exchange.thread_id, exchange.question,
                    json.dumps(exchange.history, ensure_ascii=False), exchange.offset, exchange.answered,
                    exchange.asked_at.timestamp(), exchange.asker_id, exchange.deleted,
                ),
            )  # fmt: skip
            self._expire_old()

    def withdraw(self, chat_id: int, answer_id: int) -> None:
        """Keep in mind that somebody took an answer away, which is not to come back; once the file can be written."""
        sql = "UPDATE exchanges SET deleted = 1 WHERE chat_id = ? AND answer_id = ?"
        change = partial(self._database.change, sql, (chat_id, answer_id))
        self._database.soon(change, "It was not kept that an answer was deleted")

    def by_question(self, chat_id: int, question_id: int) -> Exchange | None:
        """Return the first answer to a message."""
        return self._first("chat_id = ? AND question_id = ? ORDER BY answer_id", chat_id, question_id)

    def by_answer(self, chat_id: int, answer_id: int) -> Exchange | None:
        """Return what a message of the bot's answered; None where it is no answer."""
        return self._first("chat_id = ? AND answer_id = ?", chat_id, answer_id)

    def last_in(self, chat_id: int, within: timedelta) -> Exchange | None:
        """Return the last exchange of a private chat, if it is not older than that."""
        since = (self._clock() - within).timestamp()
        return self._first("chat_id = ? AND asked_at >= ? ORDER BY answer_id DESC", chat_id, since)

    def forget(self, chat_id: int) -> None:
        """Delete all that was asked in a chat."""
        self._database.change("DELETE FROM exchanges WHERE chat_id = ?", (chat_id,))

    def forget_person(self, asker_id: int) -> None:
        """Delete all that a person asked, in whatever chat, and what others asked there that goes back to it."""
        with self._database.together():
            self._database.change(
                "DELETE FROM exchanges WHERE EXISTS (SELECT * FROM json_each(exchanges.history) AS earlier"
                " JOIN exchanges AS own ON own.chat_id = exchanges.chat_id AND own.question = earlier.value"
                " WHERE own.asker_id = ?)",
                (asker_id,),
            )
            self._database.change("DELETE FROM exchanges WHERE asker_id = ?", (asker_id,))

    def migrate(self, old: int, new: int) -> None:
        """Forget a chat that gets another id: its messages get other ids as well."""
        self.forget(old)

    def expire(self) -> None:
        """Delete what is older than 14 days, the oldest beyond `most`, and in each chat the oldest beyond 2,000."""
        self._expire_old()
        self.trim()
        self._database.change(
            "DELETE FROM exchanges WHERE (chat_id, answer_id) IN (SELECT chat_id, answer_id FROM"
            " (SELECT chat_id, answer_id, row_number() OVER (PARTITION BY chat_id ORDER BY answer_id DESC) AS place"
            " FROM exchanges) WHERE place > ?)",
            (MAX_EXCHANGES_IN_CHAT,),
        )

    def trim(self) -> None:
        """Delete the oldest beyond `most`; it looks at the age of each, too much for every question."""
        self._database.change(
            "DELETE FROM exchanges WHERE (chat_id, answer_id) IN"
            " (SELECT chat_id, answer_id FROM exchanges ORDER BY asked_at DESC LIMIT -1 OFFSET ?)",
            (self._most,),
        )

    def _expire_old(self) -> None:
        self._database.change("DELETE FROM exchanges WHERE asked_at < ?", (self._oldest(),))

    def _oldest(self) -> float:
        return (self._clock() - KEPT_FOR).timestamp()

    def _first(self, condition: str, *values: Column) -> Exchange | None:
        found = self._database.rows(
            f"SELECT * FROM exchanges WHERE asked_at >= ? AND {condition} LIMIT 1", (self._oldest(), *values)
        )
        return _exchange(found[0]) if found else None


def _exchange(row: sqlite3.Row) -> Exchange:
    return Exchange(
        chat_id=row["chat_id"],
        thread_id=row["thread_id"],
        question_id=row["question_id"],
        answer_id=row["answer_id"],
        question=row["question"],
        history=tuple(json.loads(row["history"])),
        offset=row["offset"],
        answered=bool(row["answered"]),
        asked_at=datetime.fromtimestamp(row["asked_at"], UTC),
        asker_id=row["asker_id"],
        deleted=bool(row["deleted"]),
    )
