"""Figures of what is kept, for those who run the bot."""

from bot.storage.database import Database
from bot.storage.gaps import gaps_in
from retrieval.model import Value

_EXCHANGES = """
SELECT count(*) AS questions, total(answered) AS answered, count(DISTINCT chat_id) AS chats
FROM exchanges WHERE question <> '' AND offset = 0
"""


class Statistics(Value):
    """Questions of the days for which exchanges are kept, those answered with quotes, and the chats they came from.

    `up`, `down` and `gaps` count all that is kept: votes for answers, votes against them, different open questions.
    """

    questions: int
    answered: int
    chats: int
    up: int
    down: int
    gaps: int


def statistics_of(database: Database) -> Statistics:
    """The figures of a database."""
    (asked,) = database.rows(_EXCHANGES)
    ((up, down),) = database.rows("SELECT total(up), total(NOT up) FROM votes")
    return Statistics(
        questions=asked["questions"],
        answered=int(asked["answered"]),
        chats=asked["chats"],
        up=int(up),
        down=int(down),
        gaps=len(gaps_in(database)),
    )
