"""The buttons by which people say what they think of an answer."""

from bot.phrases import Phrases
from bot.replies.answers import MORE
from bot.replies.message import Button, Message
from bot.storage.votes import REASONS, Tally

VOTE = "vote:"
WHY = "why:"
UP, DOWN = VOTE + "+", VOTE + "-"
Row = tuple[Button, ...]


def with_votes(message: Message, phrases: Phrases) -> Message:
    """A message with 👍 👎 below its other buttons, beside that for further quotes where it has one."""
    rows, votes = message.buttons, vote_rows(Tally(), phrases)
    if rows and (rows[-1][0].data or "").startswith(MORE):
        rows, votes = rows[:-1], ((*rows[-1], *votes[0]), *votes[1:])
    return message.model_copy(update={"buttons": (*rows, *votes)})


def vote_rows(tally: Tally, phrases: Phrases) -> tuple[Row, ...]:
    """👍 👎 with the number of votes, and as long as a vote against does not say why, the reasons to choose from."""
    up = Button(text=f"👍 {tally.up or ''}".strip(), data=UP)
    down = Button(text=f"👎 {tally.down or ''}".strip(), data=DOWN)
    reasons = tuple(Button(text=phrases.wrongs[reason], data=WHY + reason) for reason in REASONS)
    return ((up, down), reasons) if tally.unexplained else ((up, down),)
