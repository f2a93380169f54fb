"""Words that only the date of their document explains: 今年, 上个月, 昨天 …"""

import re
from collections.abc import Callable
from datetime import date, timedelta

_WORDS = re.compile(
    r"(?:去|今|明|前|后|後)年(?!轻|輕|少|老)|(?:本|这个|這個|当|當|上个?|上個)月(?!台)|(?:本|这个?|這個?|上个?|上個?|当|當)季度?"
    r"|(?<![一二三四五六七八九十\d每])(?:今|昨|前|明)(?:天|日|晚)|(?:本|这|這|上)周"
)
_YEARS = {"前": -2, "去": -1, "今": 0, "明": 1, "后": 2, "後": 2}
_DAYS = {"前": -2, "昨": -1, "今": 0, "明": 1}
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def meant(text: str, published: str | None) -> tuple[tuple[str, str], ...]:
    """The words of a text that its document's date explains, each once, in order, with what each stands for.

    A year is told as YYYY, a month as YYYY-MM, a day as YYYY-MM-DD; for a quarter or a week, of which nobody can tell
    where it begins, it is the document's date. None where the document states no full date.
    """
    found = _DATE.match(published or "")
    if not found:
        return ()
    day = date(int(found[1]), int(found[2]), int(found[3]))
    return tuple((word, _told(word, day)) for word in dict.fromkeys(match[0] for match in _WORDS.finditer(text)))


def _told(word: str, day: date) -> str:
    for ending, tell in _TELL.items():
        if word.endswith(ending):
            return tell(word, day)
    return day.isoformat()


def _year(word: str, day: date) -> str:
    return str(day.year + _YEARS[word[0]])


def _month(word: str, day: date) -> str:
    told = day.replace(day=1) - timedelta(days=1) if word.startswith("上") else day
    return f"{told.year}-{told.month:02}"


def _day(word: str, day: date) -> str:
    return (day + timedelta(days=_DAYS[word[0]])).isoformat()


_TELL: dict[str, Callable[[str, date], str]] = {"年": _year, "月": _month, "天": _day, "日": _day, "晚": _day}
