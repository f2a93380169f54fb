"""Figures that are written in English: 39.8 billion yuan, US$7.2m, over 5 million users, twenty-five members."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from retrieval.language.units import Kind
from retrieval.runtime import pattern

_ONES = dict(zip(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], range(1, 10), strict=True))
_TEENS = dict(
    zip(
        ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
        range(10, 20),
        strict=True,
    )
)
_TENS = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
_BELOW_HUNDRED = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_ONES)}))?|{'|'.join((*_TEENS, *_ONES))})"
_BELOW_THOUSAND = rf"(?:(?:an?|{_BELOW_HUNDRED})\shundred(?:\s(?:and\s)?{_BELOW_HUNDRED})?|{_BELOW_HUNDRED})"
_SCALES = {"thousand": 1e3, "million": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
_UNITS: tuple[tuple[str, Kind, str, float], ...] = (
    (r"%|per\s?cent(?:age points?)?", "percentage", "", 1.0),
    (r"us dollars?|u\.s\. dollars?|usd", "money", "usd", 1.0),
    (r"hong kong dollars?|hk dollars?|hkd", "money", "hkd", 1.0),
    (r"dollars?", "money", "usd", 1.0),
    (r"yuan|rmb|cny|renminbi", "money", "cny", 1.0),
    (r"times|-?fold", "times", "", 1.0),
    (r"seconds?|secs?", "duration", "", 1.0),
    (r"minutes?|mins?", "duration", "", 60.0),
    (r"hours?|hrs?", "duration", "", 3600.0),
    (r"days?", "duration", "", 86400.0),
    (r"weeks?", "duration", "", 604800.0),
    (r"months?", "duration", "", 2592000.0),
    (r"years?", "duration", "", 31536000.0),
    (r"degrees? c(?:elsius)?", "size", "celsius", 1.0),
    (r"degrees?", "size", "degree", 1.0),
    (r"square met(?:re|er)s?", "size", "m2", 1.0),
    (r"kilomet(?:re|er)s?", "size", "m", 1000.0),
    (r"centimet(?:re|er)s?", "size", "m", 0.01),
    (r"millimet(?:re|er)s?", "size", "m", 0.001),
    (r"met(?:re|er)s?", "size", "m", 1.0),
    (r"miles?", "size", "m", 1609.344),
    (r"feet|foot", "size", "m", 0.3048),
    (r"inch(?:es)?", "size", "m", 0.0254),
    (r"yards?", "size", "m", 0.9144),
    (r"acres?", "size", "m2", 4046.86),
    (r"hectares?|ha", "size", "m2", 1e4),
    (r"lit(?:re|er)s?", "size", "l", 1.0),
    (r"kilo(?:gram(?:me)?)?s?", "size", "kg", 1.0),
    (r"gram(?:me)?s?", "size", "kg", 0.001),
    (r"tons?|tonnes?", "size", "kg", 1000.0),
    (r"euros?", "money", "eur", 1.0),
    (r"pounds?(?: sterling)?", "money", "gbp", 1.0),
    (r"pence|(?<=\d)(?<!\d{3})p(?!\.)", "money", "pence", 1.0),
    (r"people|users?|members?|employees|workers|staff|riders?|consumers?|customers?", "number", "人", 1.0),
    (r"orders?", "number", "单", 1.0),
)
_COUNT: tuple[str, Kind, str, float] = ("", "number", "", 1.0)
_SIGNS = {"us$": "usd", "$": "usd", "hk$": "hkd", "nt$": "twd", "¥": "cny", "rmb": "cny", "€": "eur", "£": "gbp"}
_ENGLISH_NUMBER = pattern(
    r"(?<![\w.])(?P<sign>(?:us|hk|nt)?\$|¥|€|£|rmb)?\s?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:[\s-]?(?P<scale>{'|'.join(_SCALES)})\b|(?P<letter>[mb])\b)?"
    rf"(?:[\s-]?(?:{'|'.join(f'(?P<u{at}>{form})' for at, (form, *_) in enumerate(_UNITS))})(?![a-z]))?"
)
# One by itself is a pronoun as often; two-thirds and one of two halves are shares.
_IN_WORDS = pattern(
    rf"(?<![\w-])(?P<words>(?:an?|{_BELOW_THOUSAND})[\s-](?P<scale>thousand|million|billion|trillion)"
    rf"(?:\s(?:and\s)?{_BELOW_THOUSAND})?|{_BELOW_THOUSAND})(?!\w|[\s-](?:thirds?|quarters?|halves|half|fourths?|fifths?|tenths?)\b"
    r"|-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b)"
    rf"(?:[\s-](?:{'|'.join(f'(?P<u{at}>{form})' for at, (form, *_) in enumerate(_UNITS))})(?![a-z]))?"
)
# 60 minutes as an hour, two times as twice.
_SINGLE = pattern(
    r"(?:(?<=\bin )|(?<=\bwithin )|(?<=\bafter )|(?<=\bunder ))an?\s(?P<unit>minute|hour|day|week|month|year)(?![a-z])"
    r"|(?<![a-z])(?P<twice>twice)(?![a-z])"
)
_OVER = pattern(r"(?:more than|over|above|at least|exceed(?:ed|s|ing)?|surpass(?:ed|es|ing)?|beyond)\s$")
_UNDER = pattern(r"(?:less than|under|below|fewer than|at most|up to)\s$")
_NEAR = pattern(r"(?:about|around|nearly|almost|approximately|roughly|some|close to)\s$")


class Figure(NamedTuple):
    """A figure: where it stands, its value, its kind, unit and bound as in quantities, one unit of its last digit."""

    start: int
    end: int
    value: float
    kind: Kind
    unit: str
    bound: Literal["", "over", "under", "near"]
    step: float


def english_figures(folded: str) -> Iterator[Figure]:
    """Yield the figures of a folded text that have an English scale or unit, commas between thousands, or words for
    digits; in order of each kind.

    >>> [figure.value for figure in english_figures("twenty-five members paid two hundred dollars")]
    [25.0, 200.0]
    """
    for match in _ENGLISH_NUMBER.finditer(folded):
        form = _unit_of(match)
        told = match["scale"] or match["letter"] or form is not None or "," in match["number"]
        if not told or (match["letter"] and not match["sign"]):
            continue
        _, kind, unit, factor = _UNITS[form] if form is not None else _COUNT
        if match["sign"]:
            kind, unit = "money", _SIGNS[match["sign"]]
        written = match["number"].replace(",", "")
        scale = _SCALES.get(match["scale"] or "", {"m": 1e6, "b": 1e9}.get(match["letter"] or "", 1.0)) * factor
        step = 10.0 ** -len(written.partition(".")[2])
        start = match.start("sign") if match["sign"] else match.start("number")
        bound = _bound_before(folded, match.start())
        yield Figure(start, match.end(), float(written) * scale, kind, unit, bound, step * scale)
    for match in _IN_WORDS.finditer(folded):
        form = _unit_of(match)
        if match["words"] == "one" and form is None:
            continue
        _, kind, unit, factor = _UNITS[form] if form is not None else _COUNT
        whole = match["scale"] and match["words"].endswith(match["scale"])
        step = (_SCALES[match["scale"]] if whole else 1.0) * factor
        value = worded(match["words"]) * factor
        yield Figure(match.start(), match.end(), value, kind, unit, _bound_before(folded, match.start()), step)
    yield from _single(folded)


def _single(folded: str) -> Iterator[Figure]:
    """Yield what one unit is, after a word that measures, and what happens twice."""
    for match in _SINGLE.finditer(folded):
        if match["twice"]:
            yield Figure(match.start(), match.end(), 2.0, "times", "", "", 1.0)
            continue
        seconds = next(factor for form, _, _, factor in _UNITS if re.fullmatch(form, match["unit"]))
        yield Figure(match.start(), match.end(), seconds, "duration", "", _bound_before(folded, match.start()), seconds)


def _unit_of(match: re.Match[str]) -> int | None:
    return next((at for at in range(len(_UNITS)) if match[f"u{at}"]), None)


def _bound_before(folded: str, at: int) -> Literal["", "over", "under", "near"]:
    before = folded[max(0, at - 16) : at]
    if _OVER.search(before):
        return "over"
    return "under" if _UNDER.search(before) else "near" if _NEAR.search(before) else ""


def worded(words: str) -> float:
    """Return the value of a number in words: two hundred and five, a million."""
    total = section = 0.0
    for word in re.split(r"[\s-]", words):
        if word in _SCALES:
            total, section = total + (section or 1) * _SCALES[word], 0.0
        elif word == "hundred":
            section = (section or 1) * 100
        elif word not in ("a", "an", "and"):
            section += {**_ONES, **_TEENS, **_TENS}[word]
    return total + section
