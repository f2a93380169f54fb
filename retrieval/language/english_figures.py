"""Figures as they are written in English: 39.8 billion yuan, US$7.2m, over 5 million users, 24 percent."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from retrieval.language.units import Kind

_SCALES = {"thousand": 1e3, "million": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
_UNITS: tuple[tuple[str, Kind, str, float], ...] = (
    (r"%|per\s?cent(?:age points?)?", "percentage", "", 1.0),
    (r"us dollars?|u\.s\. dollars?|usd", "money", "usd", 1.0),
    (r"hong kong dollars?|hk dollars?|hkd", "money", "hkd", 1.0),
    (r"dollars?", "money", "usd", 1.0),
    (r"yuan|rmb|cny|renminbi", "money", "cny", 1.0),
    (r"times|-?fold", "times", "", 1.0),
    (r"seconds?", "duration", "", 1.0),
    (r"minutes?", "duration", "", 60.0),
    (r"hours?", "duration", "", 3600.0),
    (r"days?", "duration", "", 86400.0),
    (r"weeks?", "duration", "", 604800.0),
    (r"months?", "duration", "", 2592000.0),
    (r"years?", "duration", "", 31536000.0),
    (r"people|users?|members?|employees|workers|staff|riders?|consumers?|customers?", "number", "人", 1.0),
    (r"orders?", "number", "单", 1.0),
)
_SIGNS = {"us$": "usd", "$": "usd", "hk$": "hkd", "¥": "cny", "rmb": "cny", "€": "eur", "£": "gbp"}
_NUMBER = re.compile(
    r"(?<![\w.])(?P<sign>(?:us|hk)?\$|¥|€|£|rmb)?\s?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:[\s-]?(?P<scale>{'|'.join(_SCALES)})\b|(?P<letter>[mb])\b)?"
    rf"(?:[\s-]?(?:{'|'.join(f'(?P<u{at}>{form})' for at, (form, *_) in enumerate(_UNITS))})(?![a-z]))?"
)
_OVER = re.compile(r"(?:more than|over|above|at least|exceed(?:ed|s|ing)?|surpass(?:ed|es|ing)?|beyond)\s$")
_UNDER = re.compile(r"(?:less than|under|below|fewer than|at most|up to)\s$")
_NEAR = re.compile(r"(?:about|around|nearly|almost|approximately|roughly|some|close to)\s$")


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
    """The figures of a folded text that have an English scale or unit, or commas between thousands; in order."""
    for match in _NUMBER.finditer(folded):
        form = next((at for at in range(len(_UNITS)) if match[f"u{at}"]), None)
        told = match["scale"] or match["letter"] or form is not None or "," in match["number"]
        if not told or (match["letter"] and not match["sign"]):
            continue
        _, kind, unit, factor = _UNITS[form] if form is not None else ("", "number", "", 1.0)
        if match["sign"]:
            kind, unit = "money", _SIGNS[match["sign"]]
        written = match["number"].replace(",", "")
        scale = _SCALES.get(match["scale"] or "", {"m": 1e6, "b": 1e9}.get(match["letter"] or "", 1.0)) * factor
        before = folded[max(0, match.start() - 16) : match.start()]
        bound: Literal["", "over", "under", "near"] = (
            "over" if _OVER.search(before) else "under" if _UNDER.search(before) else ""
        )
        bound = bound or ("near" if _NEAR.search(before) else "")
        step = 10.0 ** -len(written.partition(".")[2])
        start = match.start("sign") if match["sign"] else match.start("number")
        yield Figure(start, match.end(), float(written) * scale, kind, unit, bound, step * scale)
