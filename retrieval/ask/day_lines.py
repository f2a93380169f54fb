"""Lines that begin with a day, as in minutes and logs: they answer what was done on it, however it is written.

`4月15日做什么` is answered by `4/15 清洗水箱`, `What was done on 14 March?` by `March 14: grafted two plums`.
"""

import re
from collections.abc import Iterator, Sequence

from retrieval.ask.forms import forms_of_day
from retrieval.ask.ranking import Ranked
from retrieval.corpus.corpus import Material
from retrieval.language.dates import Moment, moments
from retrieval.runtime import pattern

MAX_LINES = 20
# A question that asks for nothing but what there was: words for doing and happening, and those that ask.
_NOTHING_ELSE = pattern(
    r"什么|做|干|安排|计划|有|的|了|是|那天|当天|这天|发生|事情?|活动|内容|要|会|吗|呢"
    r"|\b(?:what|is|was|were|are|did|do|does|done|happen|happens|happened|planned|scheduled|on|the|we|to|be|there|going)\b"
    r"|[\W_]"
)
# What stands before a day at the beginning of a line.
_MAX_BEFORE = 4


def dated_first(folded: str, ranked: Sequence[Ranked], material: Material) -> list[Ranked]:
    """Return the lines that begin with the day that a folded question asks for and nothing else; else none.

    Those in the letters of the question come first.
    """
    days = [moment for moment in moments(folded) if moment.month and moment.day]
    if len(days) != 1:
        return []
    day = days[0]
    rest = folded[: day.start] + " " + folded[day.end :]
    if _NOTHING_ELSE.sub("", rest):
        return []
    found = [entry for entry in dict.fromkeys(_lines(day, material)) if material.asks_about(entry)]
    latin = rest.isascii()
    best = max((one.score for one in ranked), default=1.0)
    texts = material.index.folded
    return [Ranked(entry=at, score=best) for at in sorted(found, key=lambda at: texts[at].isascii() != latin)]


def _lines(day: Moment, material: Material) -> Iterator[int]:
    """Yield the sentences that begin with a day in one of its forms, `MAX_LINES` of each form at most."""
    for form in forms_of_day(day):
        begins = re.compile(rf"\W{{0,{_MAX_BEFORE}}}(?:(?:19|20)\d\d[-/.年]\s?)?{re.escape(form)}(?![\d./-]*\d)")
        count = 0
        for entry, at in material.index.find(form):
            if at <= _MAX_BEFORE + len("2026-") and begins.match(material.index.folded[entry]):
                yield entry
                count += 1
            if count == MAX_LINES:
                break
