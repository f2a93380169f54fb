"""Speakers: who says what a line tells, in a talk, a chat or minutes kept as plain text, by the label before it.

`09:22 司机小秦：装好了` and `**白鲸社长 郝美**：去年亏了` are said by 小秦 and by 郝美, and so is the rest of the line.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from retrieval.facts.offices import name_before
from retrieval.language.fold import fold

_LABEL = re.compile(
    r"[ \t*#>•_-]{0,8}(?:[\[(（【]?(?P<time>\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)[\])）】]?[ \t]{1,4})?\*{0,2}"
    r"(?P<who>[^\s:：*()（）。！？!?，,；;“”\"|][^:：*()（）\n。！？!?，,；;“”\"|]{0,29})"
    r"(?:[(（][^()（）\n]{1,20}[)）])?\*{0,2}[ \t]{0,2}[:：]\*{0,2}[ \t]{0,2}(?=\S)"
)
# Lines that begin so tell of a meeting or a document, and nobody says them.
_HEADS = re.compile(
    r"时间|地点|日期|主持|记录|[出列缺]席|请假|到会|参[会加]|议题|决[议定]|结论|备注|说明|注意|提示|电话|地址|作者|来源|编辑|整理|审核|标题|链接"
    r"|例如|其中|notes?|date|time|place|present|apologies|question|answer|https?"
)
# So far around a line those are looked for who speak there, and so many lines make somebody of a label.
_NEAR_CHARACTERS, _LEAST_LINES = 4000, 2
_SHORTEST = 2
# Two words with capitals in a row.
_CAPITALS = re.compile(r"(?:^|\s)[A-Z][\w'’.-]*\s[A-Z][\w'’-]+\s*$")
_PIECES = re.compile(r"[\s·—-]+")


def speaker_at(text: str, place: int) -> str:
    r"""Return who says the line of a text that a place is in, as the line has it; nothing if nobody does.

    >>> talk = "**会长 鲍立新**：我们换了锅炉。花了三万。\n地点：二楼\n"
    >>> speaker_at(talk, talk.index("花了")), speaker_at(talk, talk.index("二楼"))
    ('会长 鲍立新', '')
    """
    start = text.rfind("\n", 0, place) + 1
    match = _LABEL.match(text, start, place + _NEAR_CHARACTERS)
    if match is None:
        return ""
    return match["who"].strip() if fold(match["who"]).strip() in _near(text, start) else ""


def speakers_near(text: str, place: int) -> frozenset[str]:
    """Return the folded labels of those who speak in the lines around a place of a text."""
    return _near(text, text.rfind("\n", 0, place) + 1)


def called(label: str) -> tuple[str, ...]:
    """Return by what words a claim may name whom a folded label names: all of it, its last name, and how it begins.

    >>> called("铁砧社社长 杭天")[:3]
    ('铁砧社社长 杭天', '杭天', '铁砧社社长')
    """
    if label.isascii():
        words = label.split()
        return tuple(dict.fromkeys((label, " ".join(words[-2:]), " ".join(words[:2]), words[-1])))
    name = name_before(label, len(label))
    pieces = [piece for piece in _PIECES.split(label) if len(piece) >= _SHORTEST]
    tails = [label[slice(*name)]] if name else pieces[-1:]
    heads = [pieces[0][:n] for n in range(len(pieces[0]) - 1, _SHORTEST - 1, -1)] if pieces else []
    return tuple(dict.fromkeys((label, *tails, *pieces, *heads)))


def _near(text: str, start: int) -> frozenset[str]:
    # Lines of one stretch have the same neighbours.
    first = max(0, start // _NEAR_CHARACTERS - 1) * _NEAR_CHARACTERS
    return _speaking(text[first : first + 3 * _NEAR_CHARACTERS])


@lru_cache(maxsize=64)
def _speaking(stretch: str) -> frozenset[str]:
    found = [*_labels(stretch)]
    lines = Counter(label.who for label in found)
    # Among lines that persons begin, one of the same form is somebody's too.
    sure = Counter(label.form for label in found if label.person)
    return frozenset(
        label.who
        for label in found
        if not _HEADS.fullmatch(label.who)
        and (label.form == "timed" or not re.search(r"\d", label.who))
        and len(label.who) >= _SHORTEST
        and (label.person or label.form == "timed" or lines[label.who] >= _LEAST_LINES or _is_alike(label, sure))
    )


class _Label(NamedTuple):
    """The folded label of a line, how it is set, and if it ends with the name of a person."""

    who: str
    form: str
    person: bool


def _is_alike(label: _Label, sure: Counter[str]) -> bool:
    return label.form == "bold" and " " in label.who and sure[label.form] >= _LEAST_LINES


def _labels(stretch: str) -> Iterator[_Label]:
    for line in re.finditer(r"^.", stretch, re.MULTILINE):
        if match := _LABEL.match(stretch, line.start()):
            who = fold(match["who"]).strip()
            form = "timed" if match["time"] else "bold" if "*" in match[0] else "plain"
            yield _Label(who, form, bool(name_before(who, len(who)) or _CAPITALS.search(match["who"])))
