"""Shares of a whole that are told in words: 一半, 过半, 四分之一, 三分之二."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from retrieval.language.numerals import numbers

_DIGITS = "一二三四五六七八九十"
_HALF = re.compile(r"(?P<over>过半|大半)|(?:一半|半数|减半|腰斩|五五开|对半分?)(?P<more>以上)?")
_FRACTION = re.compile(rf"(?P<whole>[{_DIGITS}百\d]{{1,3}})分之(?P<part>[{_DIGITS}两\d]{{1,3}})(?P<more>以上)?")


class Share(NamedTuple):
    """A share: where it stands, how many per cent it is, and whether it is told as more than that."""

    start: int
    end: int
    percent: float
    over: bool


def shares(folded: str) -> Iterator[Share]:
    """Yield the shares of a folded text that are told in words; 百分之三十 is a number and none of them."""
    for match in _HALF.finditer(folded):
        yield Share(match.start(), match.end(), 50.0, bool(match["over"] or match["more"]))
    for match in _FRACTION.finditer(folded):
        whole, part = _number(match["whole"]), _number(match["part"])
        if whole > part > 0 and whole not in (100.0, 1000.0):
            yield Share(match.start(), match.end(), round(100 * part / whole, 6), bool(match["more"]))


def _number(words: str) -> float:
    """Return the value of a numeral, 0 where it is none."""
    if len(words) == 1 and not words.isdigit():
        return 2.0 if words == "两" else _DIGITS.find(words) + 1.0
    return next((number.value for number in numbers(words)), 0.0)
