"""Feedback: the buttons for votes, and for the owner the questions to improve and the statistics."""

from collections.abc import Sequence

from bot.phrases import Phrases
from bot.replies.message import Button, Message, escaped
from bot.storage.gaps import Gap, QuestionStatistics
from bot.storage.votes import REASONS, Tally
from bot.text import clipped

_GAPS_SHOWN = 20
_QUESTION_UNITS = 100
VOTE = "vote:"
WHY = "why:"
UP, DOWN = VOTE + "+", VOTE + "-"
Row = tuple[Button, ...]


def gaps_message(gaps: Sequence[Gap], phrases: Phrases) -> Message:
    """Return the first twenty in a line each, and how many more there are."""
    if not gaps:
        return Message(html=escaped(phrases.gaps_none))
    lines = [phrases.gaps_head.format(count=len(gaps)), *(f"• {gap_line(gap, phrases)}" for gap in gaps[:_GAPS_SHOWN])]
    if len(gaps) > _GAPS_SHOWN:
        lines.append(phrases.gaps_more.format(count=len(gaps) - _GAPS_SHOWN))
    return Message(html="\n".join(escaped(line) for line in lines))


def gap_line(gap: Gap, phrases: Phrases, units: int = _QUESTION_UNITS) -> str:
    """Return the question, cut where it is longer than so many units, behind the one before it, and what was wrong."""
    before = f"{clipped(gap.history[-1], units // 3)} → " if gap.history else ""
    if gap.unanswered:
        return f"{before}{clipped(gap.question, units)} · {phrases.gap_unanswered.format(times=gap.times)}"
    reasons = [f"{phrases.wrongs[reason]} {count}" for reason, count in gap.reasons.items()]
    votes = f"👎 {gap.votes}" + (f" ({', '.join(reasons)})" if reasons else "")
    return f"{before}{clipped(gap.question, units)} · {votes}"


def statistics_message(figures: QuestionStatistics, documents: int, phrases: Phrases) -> Message:
    """Return the figures in a few lines."""
    return Message(html=escaped(phrases.stats.strip().format(documents=documents, **figures.model_dump())))


def with_votes(message: Message, phrases: Phrases) -> Message:
    """Return a message with 👍 👎 at the end of its first row of buttons."""
    first, *others = message.buttons or ((),)
    votes, *reasons = vote_rows(Tally(), phrases)
    return message.model_copy(update={"buttons": ((*first, *votes), *others, *reasons)})


def vote_rows(tally: Tally, phrases: Phrases) -> tuple[Row, ...]:
    """👍 👎 with the number of votes, and as long as a vote against does not say why, the reasons to choose from."""
    up = Button(text=f"👍 {tally.up or ''}".strip(), data=UP)
    down = Button(text=f"👎 {tally.down or ''}".strip(), data=DOWN)
    reasons = tuple(Button(text=phrases.wrongs[reason], data=WHY + reason) for reason in REASONS)
    return ((up, down), reasons) if tally.unexplained else ((up, down),)
