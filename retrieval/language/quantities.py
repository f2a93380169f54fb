"""Figures in a text: numbers with what they count, ranges and bounds, in one unit a kind, so that they compare.

1.2亿, 12,000万 and 一亿两千万 are one figure; 翻倍 is twice, 八成 is 80 %, 一个多小时 is more than 60 minutes and less
than 120, 二三十 runs from 20 to 30.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from retrieval.language.dates import Moment, moments
from retrieval.language.english_counts import are_years, counts_something, leads_to_a_figure
from retrieval.language.english_figures import Figure, english_figures
from retrieval.language.numerals import RELEASE, numbers, shares
from retrieval.language.spoken_figures import spoken_figures
from retrieval.language.units import UNITS, Kind, currency_before, measure
from retrieval.runtime import pattern

Bound = Literal["", "over", "under", "near"]

_SCALES = {"百": 10.0**2, "千": 10.0**3, "万": 10.0**4, "亿": 10.0**8, "兆": 10.0**12}
# What may stand between a number and what it counts: 1200多万, 一个多小时, 4000 多名.
_ODD = pattern(r"\s?(?:(个)(多|半)|个(?=[万亿](?!元户)))?(多|余|几|来(?![自源]))?\s?([百千万亿兆]{1,2})?(多|余)?\s?")
_DIGIT = "一二三四五六七八九"
_SINGLE = pattern(
    rf"(?<![第十百千万亿\d零〇{_DIGIT}两几])((?<![上下前后])半|[两{_DIGIT}十])"
    rf"(?=(?:[至到~–—-][{_DIGIT}两十]{{1,3}})?个?多?"
    rf"(?:{'|'.join(re.escape(unit) for unit in UNITS if unit != '度')}|成))"
)
# 破亿, 超万元: a scale by itself behind a bound.
_BARE = pattern(r"(?<=[超破过近逾上])([百千万亿])(?=[元人次单件家名个台款户亿万]|[^\w]|$)")
_NEIGHBOURS = pattern(rf"([两{_DIGIT}])([两{_DIGIT}])([十百千万亿])?")
_RANGE_MARK = pattern(r"[-~–—至到]|to|and")
# 不少于 is over, 不高于 under.
_STRICT_OVER = pattern(
    r"(?:超|突破|破|不止|(?<!不)(?:大于|高于|多于)|不[少低小]于|不得[少低小]于|至少|起码|最[低少短]|逾)(?:过|出)?(?:了)?(?:人民币)?[$¥]?\s?$"
)
_UNDER = pattern(
    r"(?:不到|不足|(?<![不得])(?:低于|少于|小于)|不得?(?:超[过出]|[高大多]于)|至多|最多|最[高长]|顶多|以内)(?:人民币)?[$¥]?\s?$"
)
_NEAR = pattern(r"(?:接?近|将近|快|约|大约|约为|大概|差不多|几乎|上下)(?:[有是为达到了]{1,2})?(?:人民币)?[$¥]?\s?$")
_BEHIND = pattern(
    r"\s?(?:[^\W\d,。;]{0,2})?(?P<over>以上|开外|有余)|\s?(?P<under>以下|以内|以里)|\s?(?P<near>左右|上下)"
)
_TWICE = pattern(r"翻了?一?[倍番]|加倍")
# 三成多, but not 三成多少.
_MORE_THAN = pattern(r"(?:还|有)?[多余](?!少)|出头")
# 唯一一家 counts nothing, 万一 is a word, and 公转四周 counts turns.
# 大陆 ends in no six, and 也一块 is together.
_NO_NUMBER = pattern(
    r"(?<=唯)一一|万一(?!千)|(?:(?<=[公自旋]转)|(?<=绕)|(?<=绕行))[^\W_]{1,3}周(?![年岁])|(?<=[大内登着海水])陆|(?<=[也都就])一块(?!钱)"
)
# What tells that a thing grew by so many times, not to so many: 增长一倍, 涨了3倍.
_GREW = pattern(r"(?:涨|[增升提]|提高|成长|扩大|多)(?:长|加|幅|升)?(?:了|出)?(?:超过?|近|约|逾|过)?$")
_LATIN_UNITS = "|".join(re.escape(unit) for unit in UNITS if unit.isascii())
# What makes a number that of a place in an order: 第51, 排名51, 排51位.
_RANKED = pattern(r"第$|(?:排名?|排行|排在|排到|名列|位列|位居|排位)(?:第|为|是|在)?\s?$")
# Numbers that belong to a name: 双11, 88VIP, iOS18, 95后, 十五五.
_OF_A_NAME = pattern(r"双|[a-z]-?$")
_PLAN, _BEHIND_A_PLAN = pattern(r"十[一二三四五六]?五"), pattern(r"[」”\"’规期时、]|$")
_OF_A_DATE = pattern(r"\s?[-~–—至到]\s?\d{1,4}\s?[年月日号](?!个)")
_NAME_BEHIND = pattern(rf"后(?=[^\d]|$)|(?!(?:{_LATIN_UNITS})(?![a-z]))[a-z]|规划|\)[班组队号排]")
# A sign before a number that is none of a range or of a name: 零下3℃, 为-20℃.
_BELOW = pattern(r"(?:零下|负|(?<![\w)])-|(?<=[为是到至在达约])-)\s?$")
_MINUS = pattern(r"(?<![\d℃c])-\s?$")
_RATES = {
    "day": r"每[天日]|日均|天天|一天|单日|每一天|日(?=订单|活|峰值|产|销|供|均|处理)",
    "week": r"每周|每星期|周均|一周",
    "month": r"每个?月|月均|一个月|单月|月(?=活|薪|销|交易)",
    "year": r"每年|年均|(?<![上前后头近去])一年(?![级以之内前后])|每一年",
}
_RATE = pattern("|".join(f"(?P<{name}>{form})" for name, form in _RATES.items()))
# 一个星期六 is a day, and 二年级 a form of a school.
_NO_DURATION = pattern(r"(?<=期)[一二三四五六日天]|(?<=拜)[一二三四五六日天]|级")
_CLAUSE = pattern(r"[,，。;；:：!?！？\n]")


class Quantity(NamedTuple):
    """A figure: where it stands, its value or the ends of its range in the unit of its kind, and how it is bounded.

    Durations are in seconds, shares in per cent, sizes in the unit of their measure; `unit` is the currency, what is
    counted, the measure, or "growth" for times by which something grew; empty where the text names none. `rate` is
    what it is told for: day, week, month, year. `step` is one unit of the last digit that is written: a million for
    300万, 0.1 for 34.5 %, an hour for 一小时. `holds` are the least and the most that meet its condition.
    """

    start: int
    end: int
    low: float
    high: float
    kind: Kind
    unit: str
    bound: Bound
    rate: str
    step: float
    holds: tuple[float, float] | None = None


@lru_cache(maxsize=1024)  # asked of a claim and of each sentence beside it by one rule after the other
def quantities(folded: str) -> tuple[Quantity, ...]:
    """Return the figures of a folded text in order and apart from each other; dates and numbers in names are none."""
    dates = moments(folded)
    found = [*_said(spoken_figures(folded), dates), *_numbers(folded, dates), *_words(folded)]
    found += _said(english_figures(folded), dates)
    apart: list[Quantity] = []
    for quantity in sorted(found, key=lambda q: (q.start, -q.end)):
        if not apart or quantity.start >= apart[-1].end:
            apart.append(quantity)
    return tuple(_ranges(folded, apart))


def _said(figures: Iterator[Figure], dates: Sequence[Moment]) -> list[Quantity]:
    return [
        Quantity(f.start, f.end, f.value, f.value, f.kind, f.unit, f.bound, "", f.step)
        for f in figures
        if not any(f.start < date.end and date.start < f.end for date in dates)
    ]


def rates(folded: str) -> list[tuple[int, int, str]]:
    """Return where a text says for which stretch of time a figure is meant: start, end, and day, week, month
    or year.
    """
    return [(m.start(), m.end(), str(m.lastgroup)) for m in _RATE.finditer(folded)]


def _numbers(folded: str, dates: Sequence[Moment]) -> list[Quantity]:
    found = []
    releases = [m.span() for m in RELEASE.finditer(folded)]
    singles = [(m.start(1), m.end(1), _digit(m[1]), m[1]) for m in _SINGLE.finditer(folded)]
    singles += [(m.start(1), m.end(1), _SCALES[m[1]], m[1]) for m in _BARE.finditer(folded)]
    plain = [(n.start, n.end, n.value, "%" if n.percent else "") for n in numbers(folded)]
    for start, end, value, sign in [*plain, *singles]:
        if any(start < date.end and date.start < end for date in dates) or _named(folded, start, end):
            continue
        if any(begin < end and start < stop for begin, stop in releases):
            continue
        found.append(_quantity(folded, start, end, value, percent=sign == "%"))
    told = [quantity for quantity in found if quantity is not None]
    return [q for q in told if q.kind != "duration" or not _NO_DURATION.match(folded, q.end)]


def _quantity(folded: str, start: int, end: int, value: float, *, percent: bool) -> Quantity | None:
    low = high = value
    neighbours = _NEIGHBOURS.fullmatch(folded[start:end])
    if neighbours and _digit(neighbours[2]) - _digit(neighbours[1]) == 1:
        scale = {"十": 10.0, **_SCALES}.get(neighbours[3] or "", 1.0)
        low, high = _digit(neighbours[1]) * scale, _digit(neighbours[2]) * scale
    bound: Bound = _bound(folded, start)
    kind: Kind = "percentage" if percent else "number"
    unit = ""
    if percent:
        bound = bound or ("over" if _MORE_THAN.match(folded, end) else "")
    else:
        odd = _ODD.match(folded, end)
        assert odd is not None
        scale = 1.0
        for character in odd[4] or "":
            scale *= _SCALES[character]
        low, high = low * scale, high * scale
        if odd[2] == "半":
            low, high = low + 0.5, high + 0.5
        elif odd[2] or odd[3] or odd[5]:
            bound = "over"
        end = max(end, odd.end(5), odd.end(4), odd.end(3), odd.end(2))
        kind, unit, factor, end = measure(folded, end)
        unit = (currency_before(folded, start) or unit) if unit == "cny" else unit
        low, high = low * factor, high * factor
        if _RANKED.search(folded, max(0, start - 6), start):
            kind, unit = "ordinal", ""
    if kind == "times":
        unit = "growth" if _GREW.search(folded[max(0, start - 6) : start]) else ""
        bound = bound or ("over" if _MORE_THAN.match(folded, end) else "")
    before = folded[max(0, start - 3) : start]
    if value and (_BELOW.search(before) or (unit == "celsius" and _MINUS.search(before))):
        low = high = -abs(low)
    step = _step(value) * (abs(low / value) if value else 1.0)
    behind = _BEHIND.match(folded, end)
    if behind and not bound:
        bound = "over" if behind["over"] else "under" if behind["under"] else "near"
    return Quantity(start, end, low, high, kind, unit, bound, _rate(folded, start), step)


def _words(folded: str) -> list[Quantity]:
    """Read 翻倍, and the shares that are written in words."""
    twice = [
        Quantity(m.start(), m.end(), 2.0, 2.0, "times", "", "", _rate(folded, m.start()), 1.0)
        for m in _TWICE.finditer(folded)
    ]
    parts = [
        Quantity(s.start, s.end, s.percent, s.percent, "percentage", "", "over" if s.over else "", "", 1.0)
        for s in shares(folded)
    ]
    return [*twice, *parts]


def _ranges(folded: str, apart: list[Quantity]) -> list[Quantity]:
    """Join 20至30单 and 2-3亿 into one figure; a unit behind the second number is meant for both."""
    joined: list[Quantity] = []
    for quantity in apart:
        last = joined[-1] if joined else None
        between = folded[last.end : quantity.start] if last else ""
        in_words = last is not None and last.end - last.start == 1 and not folded[last.start].isdigit()
        if last and _is_range(folded, last, between) and (in_words or _of_one_range(last, quantity)):
            words = folded[last.start : last.end]
            bare = last.kind == "number" and last.unit == "" and (words.isdigit() or len(words) == 1)
            low = last.low * (quantity.low / _plain(folded, quantity) if bare else 1.0)
            if low < quantity.high and are_years(folded, (last.start, last.end), (quantity.start, quantity.end)):
                joined.pop()
                continue
            if low < quantity.high:
                joined[-1] = quantity._replace(start=last.start, low=low, bound=last.bound, rate=last.rate)
                continue
        joined.append(quantity)
    return joined


def _is_range(folded: str, first: Quantity, between: str) -> bool:
    """Return if words between two figures make them a range; times of the day and 甲 and 乙 stay apart."""
    mark = between.strip()
    told = mark != "and" or bool(re.search(r"\bbetween\s$", folded[: first.start]))
    told = told and (not mark.isalpha() or not mark.isascii() or folded[first.start : first.end].isdigit())
    return first.unit != "clock" and told and bool(_RANGE_MARK.fullmatch(mark))


def _of_one_range(first: Quantity, second: Quantity) -> bool:
    """Return whether the first number may have the unit of the second."""
    bare = first.kind == "number" and first.unit == "" and second.kind != "percentage"
    return first.kind == second.kind or bare


def _plain(folded: str, quantity: Quantity) -> float:
    """Return the number as it is written, without its scale."""
    digits = re.match(r"\d+(?:\.\d+)?", folded[quantity.start :])
    if digits:
        return float(digits[0]) or 1.0
    words = re.match(rf"[两{_DIGIT}十]+", folded[quantity.start :])
    if words is None:
        return 1.0
    return _digit(words[0]) if len(words[0]) == 1 else next((n.value for n in numbers(words[0])), 1.0)


def _bound(folded: str, start: int) -> Bound:
    before = folded[max(0, start - 8) : start]
    if _UNDER.search(before):
        return "under"
    if _STRICT_OVER.search(before):
        return "over"
    return "near" if _NEAR.search(before) else ""


def _rate(folded: str, start: int) -> str:
    """Return the rate of a figure, by the nearest words before it in its clause."""
    clauses = [m.end() for m in _CLAUSE.finditer(folded, 0, start)]
    found = rates(folded[clauses[-1] if clauses else 0 : start])
    return found[-1][2] if found else ""


def _named(folded: str, start: int, end: int) -> bool:
    """Return whether a number is part of a name."""
    if counts_something(folded, start, end):
        return False
    if _NO_NUMBER.match(folded, start):
        return True
    named = _OF_A_NAME.search(folded[max(0, start - 2) : start].rstrip())
    if named and not leads_to_a_figure(folded, start):
        return True
    if _PLAN.fullmatch(folded[start:end]) and _BEHIND_A_PLAN.match(folded, end):
        return True
    if _OF_A_DATE.match(folded, end):
        return True
    return folded[start:end].isdigit() and bool(_NAME_BEHIND.match(folded, end))


def _digit(character: str) -> float:
    return {"半": 0.5, "两": 2.0, "十": 10.0}.get(character) or _DIGIT.index(character) + 1.0


def _step(value: float) -> float:
    """One unit of the last digit that is written: 100万 for 300万, 10 % for 20 %."""
    digits = f"{value:.12e}".split("e")
    mantissa = digits[0].rstrip("0")
    return float(10.0 ** (int(digits[1]) - (len(mantissa) - 2)))
