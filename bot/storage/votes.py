"""Votes on answers, without names."""

from typing import Literal, get_args

from bot.storage.database import Database
from bot.storage.pseudonyms import Pseudonyms
from retrieval.model import Value

Reason = Literal["wrong", "off", "partial"]
REASONS: tuple[Reason, ...] = get_args(Reason)


class Tally(Value):
    """The votes on an answer; `unexplained` of those against it do not say what was wrong."""

    up: int = 0
    down: int = 0
    unexplained: int = 0


class Votes:
    """One vote of each person on each answer, which that person may change."""

    def __init__(self, database: Database, pseudonyms: Pseudonyms) -> None:
        self._database = database
        self._code = pseudonyms.of

    def cast(self, chat_id: int, answer_id: int, person_id: int, *, up: bool, reason: Reason | None = None) -> None:
        """Vote for an answer or against it; who votes against it again without a reason leaves the reason as it was."""
        self._database.change(
            "INSERT INTO votes (chat, answer_id, voter, up, reason) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET up = excluded.up,"
            " reason = CASE WHEN excluded.up THEN NULL ELSE coalesce(excluded.reason, reason) END",
            (self._code(chat_id), answer_id, self._code(person_id), up, None if up else reason),
        )

    def is_against(self, chat_id: int, answer_id: int, person_id: int) -> bool:
        """Return whether a person has voted against an answer."""
        found = self._database.rows(
            "SELECT 1 FROM votes WHERE chat = ? AND answer_id = ? AND voter = ? AND NOT up",
            (self._code(chat_id), answer_id, self._code(person_id)),
        )
        return bool(found)

    def tally(self, chat_id: int, answer_id: int) -> Tally:
        """Return the votes on an answer."""
        ((up, down, unexplained),) = self._database.rows(
            "SELECT total(up), total(NOT up), total(NOT up AND reason IS NULL) FROM votes"
            " WHERE chat = ? AND answer_id = ?",
            (self._code(chat_id), answer_id),
        )
        return Tally(up=int(up), down=int(down), unexplained=int(unexplained))

    def forget(self, chat_id: int) -> None:
        """Delete the votes on all answers in a chat."""
        self._database.change("DELETE FROM votes WHERE chat = ?", (self._code(chat_id),))

    def forget_person(self, person_id: int) -> None:
        """Delete the votes of a person, in whatever chat."""
        self._database.change("DELETE FROM votes WHERE voter = ?", (self._code(person_id),))

    def migrate(self, old: int, new: int) -> None:
        """Follow a group that became a supergroup; its earlier messages are kept apart from the new ids."""
        self._database.change(
            "UPDATE votes SET chat = ?, answer_id = -answer_id WHERE chat = ?", (self._code(new), self._code(old))
        )
