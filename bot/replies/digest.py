"""The owner's digest, and the schedule by which it is sent."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.phrases import Phrases
from bot.replies.feedback import gap_line
from bot.replies.message import Button, Message, escaped
from bot.storage.digests import DigestSchedule
from bot.storage.gaps import Gap
from bot.text import clipped
from retrieval.collection import Unread
from retrieval.model import Value

DIGEST = "digest:"
_MOST_NAMED = 8
_NAME_UNITS = 60
_QUESTION_UNITS = 80
_TROUBLE_UNITS = 240
_HOUR, _DAY_HOURS = 60, 24
_USUAL_MINUTE = 9 * _HOUR
_CLOCK = re.compile(r"\b(\d{1,2})[:：](\d{2})\b")
_DAILY = re.compile("daily|every ?day|每[天日]", re.IGNORECASE)
_WEEKLY = re.compile("weekly|every ?week|[周週]|星期", re.IGNORECASE)
_OFF = re.compile(r"\s*(?:off|stop|none|关|關|停)", re.IGNORECASE)
_DAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)|[周週期]([一二三四五六日天])", re.IGNORECASE)
_DAYS = ("mon一", "tue二", "wed三", "thu四", "fri五", "sat六", "sun日天")


class ChosenTime(NamedTuple):
    """A minute of every day, or of one day of the week."""

    weekday: int | None
    minute: int


class Digest(Value):
    """Report of what has come to pass `since` then: files that are new, changed and gone, questions, votes, faults.

    `unread` are the files that cannot be read now, and `failing` what does not work now.
    """

    since: str
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    questions: int = 0
    answered: int = 0
    against: int = 0
    gaps: tuple[Gap, ...] = ()
    faults: Mapping[str, int] = {}
    failing: tuple[str, ...] = ()


def digest_message(digest: Digest, phrases: Phrases) -> Message:
    """Return a digest, a line or a few for each kind of thing that there is."""
    said = phrases.digest
    named = ((said.new, digest.new), (said.changed, digest.changed), (said.gone, digest.gone))
    lines = [form.format(names=_listed(names, phrases)) for form, names in named if names]
    lines += _first(phrases.not_read(digest.unread), phrases)
    if digest.questions:
        lines.append(said.asked.format(questions=digest.questions, answered=digest.answered))
    if digest.against:
        lines.append(said.against.format(count=digest.against))
    if digest.gaps:
        lines += [said.gaps, *_first([f"• {gap_line(gap, phrases, _QUESTION_UNITS)}" for gap in digest.gaps], phrases)]
    if digest.faults:
        kinds = [f"{kind} ×{times}" for kind, times in digest.faults.items()]
        lines.append(said.faults.format(count=sum(digest.faults.values()), kinds=_listed(kinds, phrases)))
    lines += [said.failing.format(what=clipped(one, _TROUBLE_UNITS)) for one in digest.failing]
    head = f"<b>{escaped(said.head.format(since=digest.since))}</b>"
    return Message(html="\n".join([head, *map(escaped, lines or [said.nothing])]))


def schedule_message(schedule: DigestSchedule | None, phrases: Phrases) -> Message:
    """Return the time of an owner's digest, and a button for each usual schedule."""
    said = phrases.digest
    text = said.chosen.format(when=_when(schedule.weekday, schedule.minute, phrases)) if schedule else said.off
    minute = schedule.minute if schedule else _USUAL_MINUTE
    usual = ((None, "daily"), (0, "weekly"))
    rows = [(Button(text=_when(day, minute, phrases), data=f"{DIGEST}{name} {_time(minute)}"),) for day, name in usual]
    return Message(html=escaped(text), buttons=(*rows, (Button(text=said.button_off, data=f"{DIGEST}off"),)))


def schedule_in(words: str) -> ChosenTime | None:
    """Return the time that words name; None if they name none."""
    day, clock = _DAY.search(words), _CLOCK.search(words)
    hours, minutes = (int(clock[1]), int(clock[2])) if clock else divmod(_USUAL_MINUTE, _HOUR)
    if not (day or _DAILY.search(words) or _WEEKLY.search(words)) or hours >= _DAY_HOURS or minutes >= _HOUR:
        return None
    weekday = None if _DAILY.search(words) else _day_of(day[1] or day[2]) if day else 0
    return ChosenTime(weekday, hours * _HOUR + minutes)


def ends_digests(words: str) -> bool:
    """Return True if words say that no digest is wanted."""
    return bool(_OFF.match(words))


def _day_of(name: str) -> int:
    return next(at for at, names in enumerate(_DAYS) if name.lower() in names)


def _listed(names: Sequence[str], phrases: Phrases) -> str:
    """Return the first names in one line, and how many more there are."""
    return phrases.between_dates.join(_first([clipped(name, _NAME_UNITS) for name in names], phrases))


def _first(lines: Sequence[str], phrases: Phrases) -> list[str]:
    """Return the first lines, and one that says how many more there are."""
    more = len(lines) - _MOST_NAMED
    return [*lines[:_MOST_NAMED], *([phrases.digest.more.format(count=more)] if more > 0 else [])]


def _when(weekday: int | None, minute: int, phrases: Phrases) -> str:
    said = phrases.digest
    if weekday is None:
        return said.daily.format(time=_time(minute))
    return said.weekly.format(day=said.days[weekday], time=_time(minute))


def _time(minute: int) -> str:
    hours, minutes = divmod(minute, _HOUR)
    return f"{hours}:{minutes:02}"
