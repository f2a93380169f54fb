"""Metadata as files state it: bylines, datelines and sources, and the first statement of each thing."""

import re
from typing import Literal, get_args

from retrieval.documents.blocks import TextLine
from retrieval.language.fold import fold
from retrieval.model import Metadata, Span, Stated
from retrieval.runtime import pattern

One = Literal["title", "publisher", "published", "url"]
Many = Literal["authors", "editors"]
ONE: tuple[One, ...] = get_args(One)
# Every quote of a document carries all of this: a longer statement is none, and of more names the first are told.
_LONGEST = 2000
_MOST_NAMES = 50
_BYLINE = pattern(
    r"(?P<role>作者|撰文|原作者|记者|記者|文|编辑|編輯|责编|責編|编译|編譯|by)\s{0,2}[丨|｜:：/／]\s{0,2}(?P<name>[^\s，,。:：|丨｜]{1,20})\s*$",
    re.IGNORECASE,
)
# 记者林某／台北报道: the place is where it was written.
_REPORTER = pattern(
    r"[(（【]?(?:本报|本報|本刊)?(?:记者|記者)\s?(?P<name>[\u4e00-\u9fff]{2,4})\s?[/／]\s?[\u4e00-\u9fff]{0,8}(?:报道|報道|報導|电|電)[)）】]?$"
)
_DATE = pattern(
    r"(?P<year>(?:19|20)\d\d)\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})(?:\s?日)?"
    r"(?:[T\s]{1,2}(?P<time>\d{1,2}:\d{2}(?::\d{2})?))?"
)
_LOCATION = pattern(
    r"(?:发布|發布|更新|发表|發表|刊登)?(?:日期|时间|時間)\s{0,2}[:：]|IP属地\s{0,2}[:：]?\s{0,2}\S+|IP屬地\s{0,2}[:：]?\s{0,2}\S+|(?:时间|時間|发布|發布)\s{0,2}[:：].*"
)
_PUBLISHER = pattern(
    r"(?:(?:发布|發布|发文|發文|印发|印發|颁布|頒布|主办|主辦)(?:单位|單位|机构|機構|机关|機關|部门|部門|者|方)"
    r"|来源|來源|出处|出處|publisher|published by|source)\s?[:：]\s?(?P<name>[^\s:：，,。;；][^:：，,。;；\n]{1,29})$",
    re.I,
)
_SOURCE = pattern(r"(?<!图片)(?<!圖片)(?:来源|來源)\s{0,2}[:：]\s{0,2}(?P<name>[\w]{2,20})")
_EDITORS = ("编辑", "編輯", "责编", "責編", "编译", "編譯")


class MetadataBuilder:
    """Metadata stated so far."""

    def __init__(self) -> None:
        self._one: dict[One, Stated] = {}
        self._many: dict[Many, dict[str, Stated]] = {"authors": {}, "editors": {}}

    def state(self, name: One, stated: Stated | None) -> None:
        """Take a statement, unless there was one before or there is none; a link that is no web address is none."""
        if (
            stated
            and len(stated.value) <= _LONGEST
            and (name != "url" or stated.value.lower().startswith(("http://", "https://")))
        ):
            self._one.setdefault(name, stated)

    def name(self, role: Many, stated: Stated) -> None:
        """Take one more name, unless it was named in that role before."""
        if len(stated.value) <= _LONGEST and len(self._many[role]) < _MOST_NAMES:
            self._many[role].setdefault(stated.value, stated)

    def __contains__(self, name: object) -> bool:
        return name in self._one or bool(name in ("authors", "editors") and self._many[name])

    def may_be_titled(self, words: str) -> bool:
        """Tell if a first heading may title the document: not if it states a title that has nothing to do with it."""
        title = self._one.get("title")
        if title is None:
            return True
        ours, theirs = ("".join(fold(own).split()) for own in (words, title.value))
        return ours in theirs or theirs in ours

    def metadata(self) -> Metadata:
        """All that was stated."""
        authors, editors = (tuple(self._many[role].values()) for role in ("authors", "editors"))
        return Metadata(authors=authors, editors=editors, **self._one)


def byline(line: TextLine) -> tuple[Many, Stated] | None:
    """Return the name behind 作者, 文, 编辑 and the like if that is all the line says, and as what it is named."""
    match = _BYLINE.match(line.text) or _REPORTER.match(line.text)
    if not match:
        return None
    role: Many = "editors" if match.groupdict().get("role") in _EDITORS else "authors"
    return role, stated(line.start + match.start("name"), match["name"])


def date(text: str, start: int, end: int) -> Stated | None:
    """Return the first full date in `text[start:end]`, as YYYY-MM-DD with the time if one stands behind it."""
    for match in _DATE.finditer(text, start, end):
        month, day = int(match["month"]), int(match["day"])
        if 1 <= month <= 12 and 1 <= day <= 31:
            value = f"{match['year']}-{month:02}-{day:02}" + (f" {match['time']}" if match["time"] else "")
            return Stated(value=value, span=Span(start=match.start(), end=match.end()))
    return None


def dateline_publisher(line: TextLine) -> Stated | None:
    """Return the publisher in a dateline: the word that is neither place nor time, or what stands behind 来源."""
    named = source(line.text, 0, len(line.text))
    if named:
        return moved(named, line.start)
    rest = _LOCATION.sub(lambda gone: " " * len(gone.group()), line.text)
    rest = _DATE.sub(lambda gone: " " * len(gone.group()), rest)
    word = re.search(r"[^\W\d]{2,20}", rest)
    return stated(line.start + word.start(), word.group()) if word else None


def publisher_line(line: TextLine) -> Stated | None:
    """Return the publisher that a line names after a label, if that is all the line says."""
    match = _PUBLISHER.match(line.text)
    return stated(line.start + match.start("name"), match["name"]) if match else None


def source(text: str, start: int, end: int) -> Stated | None:
    """Return the name behind the first 来源 that is not a picture's."""
    match = _SOURCE.search(text, start, end)
    return stated(match.start("name"), match["name"]) if match else None


def stated(start: int, words: str) -> Stated:
    """Metadata whose value is the slice itself."""
    return Stated(value=words, span=Span(start=start, end=start + len(words)))


def moved(found: Stated, by: int) -> Stated:
    """Return the same metadata, found in a piece of the text that begins `by` characters in."""
    if found.span is None:
        return found
    return Stated(value=found.value, span=Span(start=found.span.start + by, end=found.span.end + by))
