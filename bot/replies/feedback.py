"""Feedback: the buttons for votes and what was wrong; the owner's questions to improve, and statistics."""

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
REASON_SIGNS = dict(zip(REASONS, "①②③", strict=True))
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
    """Return the question, at most n units of it, after the one before it, and what was wrong."""
    before = f"{clipped(gap.history[-1], units // 3)} → " if gap.history else ""
    if gap.unanswered:
        return f"{before}{clipped(gap.question, units)} · {phrases.gap_unanswered.format(times=gap.times)}"
    reasons = [f"{phrases.wrongs[reason]} {count}" for reason, count in gap.reasons.items()]
    votes = f"👎 {gap.votes}" + (f" ({', '.join(reasons)})" if reasons else "")
    return f"{before}{clipped(gap.question, units)} · {votes}"


def statistics_message(figures: QuestionStatistics, documents: int, phrases: Phrases) -> Message:
    """Return the figures in a few lines."""
    return Message(html=escaped(phrases.stats.format(documents=documents, **figures.model_dump()).strip()))


def objection_message(answer_id: int, phrases: Phrases) -> Message:
    """Return the question what was wrong with an answer that somebody objected to."""
    reasons = [Button(text=phrases.wrongs[reason], data=f"{WHY}{reason}:{answer_id}") for reason in REASONS]
    return Message(html=escaped(phrases.vote_down), buttons=tuple((button,) for button in reasons))


def with_votes(message: Message, phrases: Phrases) -> Message:
    """Return a message with 👍 👎 at the end of its first row of buttons."""
    first, *others = message.buttons or ((),)
    votes, *reasons = vote_rows(Tally(), phrases, signs=False)
    return message.model_copy(update={"buttons": ((*first, *votes), *others, *reasons)})


def vote_rows(tally: Tally, phrases: Phrases, *, signs: bool) -> tuple[Row, ...]:
    """Return 👍 👎 with the number of votes, and the reasons to choose from until each vote against has one.

    Reasons are in words, or where people of several languages see them, in the `signs` that `reasons_told` explains.
    """
    up = Button(text=f"👍 {tally.up or ''}".strip(), data=UP)
    down = Button(text=f"👎 {tally.down or ''}".strip(), data=DOWN)
    names = REASON_SIGNS if signs else phrases.wrongs
    reasons = tuple(Button(text=names[reason], data=WHY + reason) for reason in REASONS)
    return ((up, down), reasons) if tally.unexplained else ((up, down),)


def reasons_told(phrases: Phrases) -> str:
    """Return the question what was wrong, and the meaning of each sign."""
    told = " ".join(f"{REASON_SIGNS[reason]} {phrases.wrongs[reason]}" for reason in REASONS)
    return f"{phrases.vote_down} {told}"
