"""Dates in names: what a title or the name of a file tells of when its document is from.

People write them as they like: 价目2026.9, 公告20260920, minutes_11_mar_2026, 课程价目2026秋, newsletter spring 2025.
"""

import re
from typing import NamedTuple

from retrieval.language.dates import Moment, moments
from retrieval.language.fold import fold
from retrieval.runtime import pattern

_MONTH, _DAY = r"1[0-2]|0?[1-9]", r"[12]\d|3[01]|0?[1-9]"
_YEAR = r"(?<![\d.])((?:19|20)\d\d)"
# 20260920, 2026_09_20, 202609 and 2026.9; a number with two dots is read as a date, one with more is a version.
_RUN = pattern(rf"{_YEAR}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![\d.])")
_PARTED = pattern(rf"{_YEAR}[._ ]({_MONTH})[._ ]({_DAY})(?![\d.])")
_MONTH_ONLY = pattern(rf"{_YEAR}(?:(0[1-9]|1[0-2])|[.]({_MONTH}))(?![\d.])")
_SPACED = pattern(r"[_\s]+")
_SEASONS = (
    (pattern(r"春(?!节)|\bspring\b"), 3), (pattern(r"夏|\bsummer\b"), 6), (pattern(r"秋|\b(?:autumn|fall)\b"), 9),
    (pattern(r"冬|\bwinter\b"), 12),
)  # fmt: skip
_MONTHS_OF_HALF, _MONTHS_OF_QUARTER = 6, 3


class NameDate(NamedTuple):
    """The last date that a name tells: YYYY, with -MM and -DD as far as told, and the name before and after it.

    `told` is how many of the three the name tells itself; a season, a half and a quarter count as their first month.
    """

    value: str
    told: int
    before: str
    after: str


def date_in_name(name: str) -> NameDate | None:
    """Return the last date of a name that has a year; None if there is none."""
    folded = fold(name)
    written = _MONTH_ONLY.sub(_month, _PARTED.sub(_day, _RUN.sub(_day, folded)))
    written = _SPACED.sub(" ", written)
    dated = [moment for moment in moments(written) if moment.year is not None]
    return _told(dated[-1], written) if dated else None


def _day(match: re.Match[str]) -> str:
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"


def _month(match: re.Match[str]) -> str:
    return f"{match[1]}年{int(match[2] or match[3])}月"


def _told(moment: Moment, name: str) -> NameDate:
    year = f"{moment.year:04}"
    if moment.month and moment.month <= 12:
        day = f"-{moment.day:02}" if moment.day and moment.day <= 31 else ""
        value, told = f"{year}-{moment.month:02}{day}", 3 if day else 2
    else:
        first = _first_month(moment, name)
        value, told = f"{year}-{first:02}" if first else year, 1
    return NameDate(value, told, name[: moment.start], name[moment.end :])


def _first_month(moment: Moment, name: str) -> int | None:
    """Return the month in which the season, half or quarter begins that stands beside a year."""
    if moment.quarter:
        return (moment.quarter - 1) * _MONTHS_OF_QUARTER + 1
    if moment.half:
        return (moment.half - 1) * _MONTHS_OF_HALF + 1
    return next((month for form, month in _SEASONS if form.search(name)), None)
