"""Questions that the documents did not answer, or not well, without names: what an operator can learn from."""

import json
import sqlite3
from collections.abc import Mapping

from bot.storage.database import Database
from bot.storage.exchanges import Exchange
from bot.storage.pseudonyms import Pseudonyms
from bot.storage.votes import REASONS, Reason
from retrieval import Answer
from retrieval.model import Value

MAX_GAPS = 10_000
_EXCHANGES = """
SELECT count(*) AS questions, total(answered) AS answered, count(DISTINCT chat_id) AS chats
FROM exchanges WHERE question <> '' AND offset = 0 AND asked_at >= ?
"""
_LISTED = """
SELECT question, history, unanswered, count(DISTINCT gaps.chat || gaps.answer_id) AS times, count(voter) AS votes,
       total(reason = 'wrong') AS wrong, total(reason = 'off') AS off, total(reason = 'partial') AS partial
FROM gaps LEFT JOIN votes ON votes.chat = gaps.chat AND votes.answer_id = gaps.answer_id AND NOT up
WHERE asked_at >= ?
GROUP BY question, history, unanswered
HAVING unanswered OR votes
ORDER BY times + votes DESC, max(asked_at) DESC, question
"""


class Gap(Value):
    """A question that was not answered, or whose answers were voted against, and how often.

    `history` is what was asked before it in a private chat, oldest first; `times` counts the answers, `votes` the votes
    against them, `reasons` those that say why.
    """

    question: str
    history: tuple[str, ...]
    unanswered: bool
    times: int
    votes: int
    reasons: Mapping[Reason, int]


class Gaps:
    """Gaps, at most the last `most` that were kept."""

    def __init__(self, database: Database, pseudonyms: Pseudonyms, most: int = MAX_GAPS) -> None:
        self._database = database
        self._code = pseudonyms.of
        self._most = most

    def settle(self, exchange: Exchange, *, unanswered: bool) -> None:
        """Keep a question that found nothing, once the file can be written.

        If it was edited, its answer is another one now: the gap that it was, and the votes on what the answer said
        before, are deleted.
        """
        self._database.soon(lambda: self._settle(exchange, unanswered=unanswered), "A gap was not kept")

    def _settle(self, exchange: Exchange, *, unanswered: bool) -> None:
        key = (self._code(exchange.chat_id), exchange.answer_id)
        self._database.change("DELETE FROM votes WHERE chat = ? AND answer_id = ?", key)
        self._database.change("DELETE FROM gaps WHERE chat = ? AND answer_id = ?", key)
        if unanswered:
            self._keep(exchange, unanswered=True)

    def disliked(self, exchange: Exchange) -> None:
        """Keep a question whose answer was voted against; it counts as long as such a vote stands."""
        self._keep(exchange, unanswered=False)

    def prune(self) -> None:
        """Delete the questions against whose answers no vote stands any more."""
        self._database.change(
            "DELETE FROM gaps WHERE NOT unanswered AND NOT EXISTS (SELECT * FROM votes"
            " WHERE votes.chat = gaps.chat AND votes.answer_id = gaps.answer_id AND NOT up)"
        )

    def forget(self, chat_id: int) -> None:
        """Delete the questions of a chat."""
        self._database.change("DELETE FROM gaps WHERE chat = ?", (self._code(chat_id),))

    def forget_person(self, person_id: int) -> None:
        """Delete the questions of a person, in whatever chat."""
        self._database.change("DELETE FROM gaps WHERE asker = ?", (self._code(person_id),))

    def migrate(self, old: int, new: int) -> None:
        """Follow a group that became a supergroup; its earlier messages are kept apart from the new ids."""
        self._database.change(
            "UPDATE gaps SET chat = ?, answer_id = -answer_id WHERE chat = ?", (self._code(new), self._code(old))
        )

    def _keep(self, exchange: Exchange, *, unanswered: bool) -> None:
        # What was asked before in a group may be another person's, who could not have it forgotten here.
        own = exchange.history if exchange.chat_id == exchange.asker_id else ()
        history = json.dumps(own, ensure_ascii=False)
        asker = None if exchange.asker_id is None else self._code(exchange.asker_id)
        with self._database.together():
            self._database.change(
                "INSERT OR REPLACE INTO gaps (chat, answer_id, asker, question, history, unanswered, asked_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    self._code(exchange.chat_id), exchange.answer_id, asker, exchange.question, history, unanswered,
                    exchange.asked_at.timestamp(),
                ),
            )  # fmt: skip
            # Rows are numbered as they are kept; to sort them all by age would take milliseconds each time.
            self._database.change("DELETE FROM gaps WHERE rowid <= (SELECT max(rowid) FROM gaps) - ?", (self._most,))


def is_gap(answer: Answer) -> bool:
    """Return whether a question asked for something that the documents do not have; small talk and counted
    phrases do not.
    """
    return answer.status == "not_found" and not answer.small_talk and answer.count is None


def gaps_in(database: Database, since: float = 0.0) -> list[Gap]:
    """Return the gaps asked since then, the same question once; those that most people met first, then the newest."""
    return [_gap(row) for row in database.rows(_LISTED, (since,))]


def _gap(row: sqlite3.Row) -> Gap:
    return Gap(
        question=row["question"],
        history=tuple(json.loads(row["history"])),
        unanswered=bool(row["unanswered"]),
        times=row["times"],
        votes=row["votes"],
        reasons={reason: int(row[reason]) for reason in REASONS if row[reason]},
    )


class QuestionStatistics(Value):
    """Questions of the days for which exchanges are kept, those answered with quotes, and the chats they came from.

    `up`, `down` and `gaps` count all that is kept: votes for answers, votes against them, different open questions.
    """

    questions: int
    answered: int
    chats: int
    up: int
    down: int
    gaps: int


def statistics_of(database: Database, since: float = 0.0) -> QuestionStatistics:
    """Return the figures of a database, those of exchanges since then."""
    (asked,) = database.rows(_EXCHANGES, (since,))
    ((up, down),) = database.rows("SELECT total(up), total(NOT up) FROM votes")
    return QuestionStatistics(
        questions=asked["questions"],
        answered=int(asked["answered"]),
        chats=asked["chats"],
        up=int(up),
        down=int(down),
        gaps=len(gaps_in(database)),
    )
