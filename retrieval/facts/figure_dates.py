"""The date of a figure: as its sentence tells it, else that of its document."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from retrieval.facts.clauses import Clauses, Segment
from retrieval.language.dates import Moment, meant, moments, nearest_dates
from retrieval.runtime import pattern

DateSource = Literal["sentence", "document", "undated"]

_FULL = pattern(r"\d{4}-\d\d-\d\d")
# A date behind or before these words is what the figure is compared with, or where a stretch of time begins.
_BASE_BEFORE = pattern(r"[由从自较比距继](?:上年|去年|前年)?\s?$|相比\s?$|相较\s?于?$")
_END_OF_A_STRETCH = pattern(r"[\d年季度月日号]\s?[~—–\-至到]\s?$")
_BASE_BEHIND = pattern(r"\s?(?:的?同期|相[比较]|以来|起|[~—–\-]|至|到)")
# English tells the year after the figure: 55.1% by 2010.
_ENGLISH_AFTER = pattern(
    r"[$€£]?\d[\d.,]*(?:[–-]\d[\d.,]*)?\s?(?:%|[a-z]+ )?\s?[a-z]* ?\b(?:in|by|for|as of)\s(?P<year>(?:1[5-9]|20)\d\d)\b"
)
_YEAR_WORD = pattern(r"(?:去|今|明|前|后)年\s?的?$")
_RELATIVE = pattern(r"[年月天日晚]$")
_HALF_A_YEAR = 6
# One of two dates in a row: 2015年和2017年.
_ONE_OF_TWO = pattern(r"[\d年季度月日号]\s?(?:[和与及、]|以及|and)\s?$")
# A clause that says another time, in words: 至案发前.
_SAYS_WHEN = pattern(r"(?:[之以]?[前后]|时|期间|以来)\W*$")
# Words that lead to a date or go with it, and tell of nothing else.
_LEADS_TO = pattern(
    r"\A\s*\d{1,2}[、.．)]|春节|中秋|国庆|元旦|端午|清明|五一|假期|假日|长假|截至|截止|自从|期间|[在于到至自从以止底末初中间时前后内起其的]|\b(?:in|on|by|at|of|since|during|until|the|as|early|late|mid)\b"
)


class FigureDate(NamedTuple):
    """A date as YYYY, YYYY-MM or YYYY-MM-DD, or None; who tells it; and where in the sentence, `start` = `end` if not.

    A quarter or half of a year is told by its last month.
    """

    date: str | None
    source: DateSource
    start: int = 0
    end: int = 0


def dated(folded: str, at: int, published: str | None) -> FigureDate:
    """Return the date of a figure that stands at a place of a folded sentence: the last one told before it that is its
    own.

    A date that is told but whose year nobody knows gives the place where it is told, and no date.
    """
    day = published[:10] if published and _FULL.match(published) else None
    after = _ENGLISH_AFTER.match(folded, at)
    if after:
        return FigureDate(after["year"], "sentence", after.start("year"), after.end("year"))
    told = [*_absolute(folded, at, day), *_relative(folded, at, day)]
    last = max(told, key=lambda one: (one.end, one.end - one.start), default=None)
    if last:
        return last
    return FigureDate(day or published, "document") if published else FigureDate(None, "undated")


def _absolute(folded: str, at: int, day: str | None) -> list[FigureDate]:
    told = []
    known = moments(folded)
    for moment in known:
        if moment.end > at or is_base(folded, moment.start, moment.end):
            continue
        said = folded[moment.start : moment.end]
        if "财" in said or set(moment.said) <= {"day", "weekday"}:
            continue
        year = _YEAR_WORD.search(folded[: moment.start]) if moment.year is None else None
        start = year.start() if year else moment.start
        if year and is_base(folded, start, moment.end):
            continue
        date = _resolved(folded, moment, known, year[0].strip(" 的") if year else None, day)
        if date or day is None:
            told.append(FigureDate(date, "sentence" if date else "undated", start, moment.end))
    return told


def _resolved(folded: str, moment: Moment, known: Sequence[Moment], word: str | None, day: str | None) -> str | None:
    """Return a date with its year: its own, that of 去年 before it, that of the sentence's other dates, or the
    document's.
    """
    if word:
        explained = dict(meant(word, day))
        return _iso(moment, int(explained[word])) if word in explained else None
    if moment.year:
        return _iso(moment, moment.year)
    others = [other for other in known if other.year and other.end <= moment.start]
    others = [other for other in others if not is_base(folded, other.start, other.end)]
    if others and others[-1].year:
        return _iso(moment, others[-1].year)
    return _before(moment, day) if day else None


def _before(moment: Moment, day: str) -> str | None:
    """Return a date of the half year before the document's, or None."""
    for year in (int(day[:4]), int(day[:4]) - 1):
        date = _iso(moment, year)
        months = (int(day[:4]) - year) * 12 + int(day[5:7]) - int(date[5:7] or 1)
        if date[:7] <= day[:7] and months <= (_HALF_A_YEAR if year != int(day[:4]) else 12):
            return date
    return None


def _iso(moment: Moment, year: int) -> str:
    month = moment.month or (moment.quarter or 0) * 3 or (moment.half or 0) * 6
    month = month or {1: 1, 2: 12}.get(moment.edge or 0, 0)
    if not month or month > 12:
        return str(year)
    return f"{year}-{month:02}" + (f"-{moment.day:02}" if moment.day and moment.month else "")


def _relative(folded: str, at: int, day: str | None) -> list[FigureDate]:
    """Words that the document's date explains; of a quarter or a week nobody can tell more than that date."""
    return [
        FigureDate(date, "sentence", match.start(), match.end())
        for word, date in nearest_dates(folded, day)
        if _RELATIVE.search(word)
        for match in re.finditer(re.escape(word), folded[:at])
        if not is_base(folded, match.start(), match.end())
    ]


def is_of(date: FigureDate, clauses: Clauses, segment: Segment, told_of: Sequence[int]) -> bool:
    """Return if a date before a figure is told of it; `told_of` are the places of its measure and its subject.

    A date of another clause is, if it stands there alone, or if the measure or the subject is of that clause too, or
    of one before it. Of two dates in a row neither is, unless each has its figure.
    """
    if date.start >= date.end:
        return True
    folded = clauses.folded
    if is_of_another_word(date, folded) or (not segment.foreign and _ONE_OF_TWO.search(folded[: date.start])):
        return False
    cell = clauses.cell(date.start)
    begin, end = clauses.span(cell)
    if cell >= segment.cell or any(clauses.cell(at) <= cell for at in told_of):
        return True
    alone = not any(map(str.isalnum, _LEADS_TO.sub("", folded[begin : date.start] + folded[date.end : end])))
    return alone and not any(_SAYS_WHEN.search(clauses.words(at)) for at in range(cell + 1, segment.cell))


def is_of_another_word(date: FigureDate, folded: str) -> bool:
    """Return if what looks like a date is a part of another: 前八月, 每3月, 1950年代, 2017级, (2013)刑初字."""
    return folded.startswith(("代", "级", "届"), date.end) or folded[date.start - 1 : date.start] in tuple("前([〔每")


def is_base(folded: str, start: int, end: int) -> bool:
    """Return if a date is what something is compared with, or where a stretch of time begins: 比上年, 2020年以来."""
    base = _BASE_BEFORE.search(folded[:start]) or _BASE_BEHIND.match(folded, end)
    return bool(base or _END_OF_A_STRETCH.search(folded[:start]))
