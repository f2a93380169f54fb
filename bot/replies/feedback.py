"""Questions without a good answer, and figures -> what those who run the bot are shown."""

from collections.abc import Sequence

from bot.phrases import Phrases
from bot.replies.message import Message, escaped
from bot.storage.gaps import Gap
from bot.storage.statistics import Statistics
from bot.text import clipped

_MOST = 20
_QUESTION_UNITS = 100


def gaps_message(gaps: Sequence[Gap], phrases: Phrases) -> Message:
    """The first twenty in a line each, and how many more there are."""
    if not gaps:
        return Message(html=escaped(phrases.gaps_none))
    lines = [phrases.gaps_head.format(count=len(gaps)), *(f"• {gap_line(gap, phrases)}" for gap in gaps[:_MOST])]
    if len(gaps) > _MOST:
        lines.append(phrases.gaps_more.format(count=len(gaps) - _MOST))
    return Message(html="\n".join(escaped(line) for line in lines))


def gap_line(gap: Gap, phrases: Phrases, units: int = _QUESTION_UNITS) -> str:
    """The question, cut where it is longer than so many units, behind the one before it, and what was wrong."""
    before = f"{clipped(gap.history[-1], units // 3)} → " if gap.history else ""
    if gap.unanswered:
        return f"{before}{clipped(gap.question, units)} · {phrases.gap_unanswered.format(times=gap.times)}"
    reasons = [f"{phrases.wrongs[reason]} {count}" for reason, count in gap.reasons.items()]
    votes = f"👎 {gap.votes}" + (f" ({', '.join(reasons)})" if reasons else "")
    return f"{before}{clipped(gap.question, units)} · {votes}"


def statistics_message(figures: Statistics, documents: int, phrases: Phrases) -> Message:
    """The figures in a few lines."""
    return Message(html=escaped(phrases.stats.strip().format(documents=documents, **figures.model_dump())))
