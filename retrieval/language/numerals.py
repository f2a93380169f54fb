"""Numbers in any spelling as one: 二十亿, 20亿, 2,000,000,000 and 20 億 are the same number.

Shares of a whole are numbers in words too: 一半, 四分之一.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from math import prod
from typing import NamedTuple

from retrieval.arrays import kernels
from retrieval.runtime import pattern

# What marks a number among the terms of a sentence.
MARK = "#"
_DIGITS = {
    c: n
    for n, chars in enumerate(("零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for c in chars
}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_ENDLESS = 1e30
# The same numbers come again and again.
_CACHED_NUMBERS = 1 << 14
_LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_NUMBER = pattern(
    r"(?P<percent>百分之)?"
    r"(?:(?P<arabic>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:\s?(?P<scale>[百千]?[万亿兆]{1,2}))?"
    r"|(?P<chinese>[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]{1,20}(?:点[零〇一二三四五六七八九]{1,6})?))"
    r"(?P<sign>\s?%|成(?![为立交员功本都就长果])|个百分点)?"
)

RELEASE = pattern(
    r"(?<![a-z\d.])(?:v?\d{1,3}(?:\.\d{1,4}){2,3}|v\d{1,3}\.\d{1,4}|\d{1,3}\.\d{1,3}(?=\s?版))(?![a-z]?\d|\.\d|%)"
    r"|(?<![a-z\d])[a-z]{1,6}-\d{1,6}(?:-\d{1,6})+(?![a-z\d-])"
)
"""Numbers of releases and codes: 3.0.1, v6.5, 4.8版, CVE-2025-07."""


class Number(NamedTuple):
    """A number in a text: its place and its value; a share is in per cent."""

    start: int
    end: int
    value: float
    percent: bool

    @property
    def term(self) -> str:
        """A term for the index that is the same for every spelling of the number."""
        return f"{MARK}{self.value:.10g}{'%' if self.percent else ''}"


def numbers(folded: str) -> list[Number]:
    """Return the numbers of a folded text in order; a single Chinese digit, which is a word as often, is none by
    itself.

    Nor is a row of more than 30 digits, whatever it is.
    """
    written = ((start, words, _valued(words)) for start, words in zip(*_written(folded), strict=True))
    return [Number(start, start + len(words), *value) for start, words, value in written if value]


def number_terms(folded: str) -> tuple[list[int], list[str]]:
    """Return where the numbers of a folded text start, and their terms."""
    starts, words = _written(folded)
    found = [(start, term) for start, term in zip(starts, map(_term, words), strict=True) if term]
    return [start for start, _ in found], [term for _, term in found]


def _written(folded: str) -> tuple[list[int], list[str]]:
    """Return where numbers start and how they are written, with others that are none by themselves."""
    found: tuple[list[int], list[str]] | None = kernels.compiled.numbers(folded) if kernels.compiled else None
    if found is None:
        matches = list(_NUMBER.finditer(folded))
        found = [match.start() for match in matches], [match[0] for match in matches]
    return found


@lru_cache(_CACHED_NUMBERS)
def _term(written: str) -> str | None:
    value = _valued(written)
    return Number(0, 0, *value).term if value else None


@lru_cache(_CACHED_NUMBERS)
def _valued(written: str) -> tuple[float, bool] | None:
    """Return the value of a number as it is written, and if it is a share; None if it is no number by itself."""
    # What follows a number says where it ends, and nothing else.
    match = _NUMBER.fullmatch(written)
    value = _value(match) if match else None
    if match is None or value is None or value >= _ENDLESS:
        return None
    sign = (match["sign"] or "").strip()
    return value * 10 if sign == "成" else value, bool(match["percent"] or sign)


def _value(match: re.Match[str]) -> float | None:
    if match["arabic"]:
        scale = [_LARGE.get(unit) or _SMALL[unit] for unit in match["scale"] or ""]
        return float(match["arabic"].replace(",", "")) * prod(scale)
    words = match["chinese"]
    whole, _, fraction = words.partition("点")
    if len(words) == 1 and not match["percent"] and not match["sign"]:
        return None
    value = _chinese(whole)
    if value is not None and fraction:
        value += float("0." + "".join(str(_DIGITS[c]) for c in fraction))
    return value


def _chinese(words: str) -> float | None:
    """Return the value of a Chinese numeral; None for characters in an order that is no numeral."""
    if all(c in _DIGITS for c in words):
        return float("".join(str(_DIGITS[c]) for c in words))
    total = section = digit = 0
    for c in words:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _SMALL:
            section += (digit or 1) * _SMALL[c]
            digit = 0
        else:
            section += digit
            # 一万亿: what stands before 亿 may end in 万, with nothing behind that to count.
            counted = section or (0 if c == "亿" and total else 1)
            total = (total + counted) * _LARGE[c] if c == "亿" else total + counted * _LARGE[c]
            section = digit = 0
    value = total + section + digit
    return float(value) if value else None


def chinese_numeral(value: int) -> str:
    """Write a whole number from 0 to 9999 in Chinese characters: 十二, 一百零五."""
    if value < 10:
        return "零一二三四五六七八九"[value]
    size, unit = next((10**power, "十百千"[power - 1]) for power in (3, 2, 1) if value >= 10**power)
    digit, rest = divmod(value, size)
    head = "十" if size == 10 and digit == 1 else chinese_numeral(digit) + unit
    gap = "零" if rest and rest < size // 10 else ""
    tail = chinese_numeral(rest) if rest else ""
    return head + gap + (f"一{tail}" if size > 10 and 10 <= rest < 20 else tail)


_ONE_TO_TEN = "一二三四五六七八九十"
_HALF = pattern(r"(?P<over>过半|大半)|(?:一半|半数|减半|腰斩|五五开|对半分?)(?P<more>以上)?")
_FRACTION = pattern(
    rf"(?P<whole>[{_ONE_TO_TEN}百千万\d]{{1,3}})分之"
    rf"(?P<part>(?:[{_ONE_TO_TEN}两]{{1,3}}(?:点[零{_ONE_TO_TEN}]{{1,4}})?|\d{{1,3}}(?:\.\d{{1,4}})?))(?P<more>以上)?"
)


class Share(NamedTuple):
    """A share: its place, its per cent, and whether the text says that it is more."""

    start: int
    end: int
    percent: float
    over: bool


def shares(folded: str) -> Iterator[Share]:
    """Yield the shares of a folded text that are written in words; 百分之三十 is a number, and none of them."""
    for match in _HALF.finditer(folded):
        yield Share(match.start(), match.end(), 50.0, bool(match["over"] or match["more"]))
    for match in _FRACTION.finditer(folded):
        whole, part = _number(match["whole"]), _number(match["part"])
        if whole > part > 0 and whole != 100:
            yield Share(match.start(), match.end(), round(100 * part / whole, 6), bool(match["more"]))


def _number(words: str) -> float:
    """Return the value of a numeral, 0 where it is none."""
    if len(words) == 1 and not words.isdigit():
        return float({"两": 2, **_SMALL, **_LARGE}.get(words, _ONE_TO_TEN.find(words) + 1))
    return next((number.value for number in numbers(words)), 0.0)
