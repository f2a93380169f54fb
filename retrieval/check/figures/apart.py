"""Differences of two figures: a claim says that one thing is 20 more than another, and the text has both figures."""

import re
from collections.abc import Iterator, Sequence

from retrieval.facts.parsed import Wording
from retrieval.language.agreement import agree
from retrieval.language.quantities import Quantity

# By how much one thing is more or less than another.
_MORE = r"(?:多|高|贵|涨|升|增|长|大|重|快|晚|迟)"
_LESS = r"(?:少|低|便宜|降|减|短|小|轻|慢|早)"
_BY_HOW_MUCH = re.compile(
    rf"(?:(?<![同环占])[比较][^,，。;；]{{1,14}}?|than )(?:{_MORE}|{_LESS})(?:了|出|加|少)?(?:大?约|近)?$"
)
_LESS_BY = re.compile(rf"{_LESS}(?:了|出|少)?(?:大?约|近)?$")
# 差额100元 is of two figures as well.
_DIFFERENCE_BEHIND = re.compile(r"(?:差价|差额|差距|相差|[高低]出|[多少]出)(?:了|为|是|达)?(?:大?约|近)?$")
_MORE_ENGLISH = re.compile(
    r"^\s?(?:\w+\s){0,2}?(?P<more>more|higher|greater|taller|longer|older|heavier|larger|bigger)\s(?:\w+\s){0,3}?than\s"
    r"|^\s?(?:\w+\s){0,2}?(?:fewer|less|lower|smaller|shorter|younger|lighter|cheaper)\s(?:\w+\s){0,3}?than\s"
)
_THAN = re.compile(r"(?<![同环占无相])比(?![例重赛率分较方])|较(?!为|大|小|高|低|多|少|长)")
_CLAUSE = re.compile(r"(?<!\d)[,，]|[,，](?!\d)|[。;；:：!?！？\n]")
_STOP = re.compile(r"[,，。;；!?！？\n]")
_ALIKE = 1e-6


def apart_by(claim: Wording, claimed: Quantity, there: Wording) -> Quantity | None:
    """Return the first of two figures of a text that differ by a claimed one.

    The claim names one of the two, 每人四百,比去年多二十 beside 400元,去年是380元, or whose they are:
    釜山比首尔多100毫米.
    """
    if _BY_HOW_MUCH.search(claim.folded, 0, claimed.start):
        more = _LESS_BY.search(claim.folded, 0, claimed.start) is None
    elif english := _MORE_ENGLISH.match(claim.folded, claimed.end):
        more = english["more"] is not None
    else:
        return None
    known = [q for q in there.quantities if any(agree(q, c) for c in claim.quantities if c is not claimed)]
    pairs = [(one, other) for one in known for other in there.quantities]
    pairs += _of_both(claim, claimed, there)
    for one, other in pairs:
        by = (one.low - other.low) * (1 if more else -1)
        alike = other.kind == one.kind and other.unit == one.unit and claimed.kind in (one.kind, "number")
        if alike and abs(by - claimed.low) < _ALIKE * claimed.low:
            return other
    return None


def is_a_difference(text: Wording, figure: Quantity) -> bool:
    """Return if a figure of a text tells by how much two things differ: 三岁 of 比他大三岁."""
    return any(form.search(text.folded, 0, figure.start) for form in (_BY_HOW_MUCH, _DIFFERENCE_BEHIND))


def _of_both(claim: Wording, claimed: Quantity, there: Wording) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the figures of a text that follow the two things that a claim compares, each with the other's."""
    start = max((m.end() for m in _CLAUSE.finditer(claim.folded, 0, claimed.start)), default=0)
    than = next(_THAN.finditer(claim.folded, start, claimed.start), None)
    if than is None:
        return
    figures = [q for q in there.quantities if q.kind == claimed.kind or claimed.kind == "number"]
    for one in _things(claim, start, than.start()):
        for other in _things(claim, than.end(), claimed.start):
            if one == other:
                continue
            first, second = (_figure_of(thing, there, figures) for thing in (one, other))
            if first is not None and second is not None and first != second:
                yield first, second


def _things(claim: Wording, start: int, end: int) -> list[str]:
    """Return what a stretch of a claim names: its names, dates and nouns."""
    places = [(name.start, name.end) for name in claim.names]
    places += [(moment.start, moment.end) for moment in claim.moments]
    places += [(w.start, w.end) for w in claim.words if w.start in claim.nouns and len(w.text) > 1]
    return [claim.folded[a:b] for a, b in sorted(places) if start <= a and b <= end]


def _figure_of(thing: str, there: Wording, figures: Sequence[Quantity]) -> Quantity | None:
    """Return the first figure after a thing that a text names once, in its clause or the next."""
    if there.folded.count(thing) != 1:
        return None
    at = there.folded.find(thing)
    stop = [m.end() for m in _STOP.finditer(there.folded, at)][:2]
    end = stop[-1] if len(stop) > 1 else len(there.folded)
    return next((q for q in figures if at < q.start < end), None)
