"""Years that a text tells by others: 1996 is in the 1990s and in the 20th century, two years after it is 1998, and the
year before 1995.
"""

import re
from collections.abc import Iterator, Sequence

from retrieval.facts.parsed import Wording
from retrieval.language.agreement import agree
from retrieval.language.dates import Moment
from retrieval.language.numerals import numbers
from retrieval.language.quantities import Quantity

_DECADE, _CENTURY = 10, 100
_COUNT = r"\d{1,2}|[一二两三四五六七八九十]{1,3}"
_LATER = re.compile(
    rf"(?<![第近\d每这那])(?:(?P<years>{_COUNT})\s?年(?:之后|以后|[后过][,，]?)|(?P<next>次年|翌年|隔年|(?<![前])第二年|转年)"
    r"|(?P<same>同年|当年)|(?P<last>(?:上|前)一?年度?(?![底末初])))"
    r"|\b(?P<worded>\d{1,2}|a|one|two|three|four|five|six|seven|eight|nine|ten) years? later\b"
    r"|\b(?P<following>(?:the )?(?:following|next) year|the year after)\b"
)
_WORDED = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_CENTURY_BEHIND = re.compile(r"\s?世纪|(?:st|nd|rd|th)?\s?centur(?:y|ies)")
_YEARS = range(1000, 2100)
# So near behind a year stands its figure.
_NEAR = 4


def year_told_otherwise(
    claimed: Moment, claim: Wording, there: Wording, before: Sequence[Wording]
) -> tuple[int, int] | None:
    """Return where a text has a claimed year or decade by another year: in it, or so many years before it.

    `before` are the sentences before the text, the nearest first.
    """
    if set(claimed.said) != {"year"} or claimed.year is None:
        return None
    folded = claim.folded
    if "年代" in folded[claimed.start : claimed.end] or folded.startswith("s", claimed.end):
        decade = range(claimed.year, claimed.year + _DECADE)
        return next(((m.start, m.end) for m in there.moments if m.year in decade and not _is_decade(m, there)), None)
    counted = ((year, place) for year, place in _counted(there, before) if year == claimed.year)
    return next(
        (place for _, place in counted if not _is_base(place, there) or _has_figure_of(place, claim, there)), None
    )


def year_gone_on_with(date: Moment, there: Wording) -> int | None:
    """Return the year that a text goes on with at a date that has none itself: the last one before it, if any."""
    years = [m.year for m in there.moments if m.year and m.end <= date.start]
    return years[-1] if years and date.year is None else None


def year_of_century(claimed: Quantity, claim: Wording, there: Wording) -> tuple[int, int] | None:
    """Return where a text has a year of the century whose number is a claimed figure."""
    if claimed.low != claimed.high or not _CENTURY_BEHIND.match(claim.folded, claimed.end):
        return None
    first = int(claimed.low - 1) * _CENTURY
    years = range(first, first + _CENTURY + 1)
    return next(((m.start, m.end) for m in there.moments if m.year in years and m.year in _YEARS), None)


def _is_decade(moment: Moment, there: Wording) -> bool:
    return "年代" in there.folded[moment.start : moment.end]


def _counted(there: Wording, before: Sequence[Wording]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield the years that a text counts from the last one that it or a sentence before names, with their places."""
    for match in _LATER.finditer(there.folded):
        own = [m.year for m in there.moments if m.end <= match.start() and m.year]
        told = own or next((years for w in before[:1] if (years := [m.year for m in w.moments if m.year])), [])
        # What is last year to whoever writes is told by the date of the text.
        told = own if match["last"] else told
        if told and told[-1]:
            yield told[-1] + _years(match), match.span()


def _is_base(place: tuple[int, int], there: Wording) -> bool:
    """Return if a text names a year only for what something is compared with: 比上年的19人."""
    return there.folded[place[0]] in "上前"


def _has_figure_of(place: tuple[int, int], claim: Wording, there: Wording) -> bool:
    """Return if a claim has the figure that a text gives right behind a year."""
    behind = next((q for q in there.quantities if 0 <= q.start - place[1] <= _NEAR), None)
    return behind is not None and any(agree(claimed, behind) for claimed in claim.quantities)


def _years(match: re.Match[str]) -> int:
    """Return how many years later a text says it is."""
    words = match["years"] or match["worded"]
    if match["same"] or match["last"]:
        return 0 if match["same"] else -1
    if words is None or words == "a":
        return 1
    if words.isdigit():
        return int(words)
    if words in _WORDED:
        return _WORDED.index(words)
    if len(words) == 1:
        return 2 if words == "两" else "一二三四五六七八九十".index(words) + 1
    return int(next((number.value for number in numbers(words)), 0.0))
