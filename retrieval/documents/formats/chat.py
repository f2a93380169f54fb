"""Chats as text: messages under or after a header that says who wrote and when."""

import re
from typing import NamedTuple

from retrieval.documents.blocks import Article, Block, TextLine, lines
from retrieval.documents.boilerplate import split_text
from retrieval.documents.metadata import Gathering, stated
from retrieval.model import Span, Unit

_DATE = r"(?P<date>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
_TIME = r"(?P<time>(?:上午|下午|晚上|凌晨)?\s?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?)"
_NAME = r"(?P<name>[^\s:：\[\]][^:：\[\]\n]{0,39}?)"
_OWN_LINE = (
    re.compile(rf"{_NAME}[ \t,，]{{1,3}}\[?{_DATE}[ \t,，T]{{1,3}}{_TIME}\]?$"),
    re.compile(rf"{_DATE}[ \t,，T]{{1,3}}{_TIME}[ \t]{{1,3}}{_NAME}[:：]?$"),
)
_SAME_LINE = (
    re.compile(rf"\[{_DATE}[ \t,，T]{{1,3}}{_TIME}\][ \t]{{0,3}}{_NAME}[ \t]?[:：][ \t]{{0,3}}(?=\S)"),
    re.compile(rf"\[{_TIME}[ \t,，]{{1,3}}{_DATE}\][ \t]{{0,3}}{_NAME}[ \t]?[:：][ \t]{{0,3}}(?=\S)"),
    re.compile(rf"{_DATE}[ \t,，T]{{1,3}}{_TIME}[ \t]{{1,3}}(?:-[ \t]{{1,3}})?{_NAME}[ \t]?[:：][ \t]{{0,3}}(?=\S)"),
)
_DIGITS = re.compile(r"\d+")
_ASKS = re.compile(r"[?？]\s*$|[吗嗎呢么]\s*[。.]?\s*$")
_MIN_MESSAGES = 2
_TITLE_CHARACTERS = 40
# A chat has few lines for each header; a report with a few times in it has many.
_MAX_LINES_PER_MESSAGE = 12


class _Header(NamedTuple):
    """Header of a message: its sender and time; the text begins on the same line at `end`, or on the next one."""

    speaker: str
    said_at: str
    end: int


def read(text: str) -> tuple[Article, ...] | None:
    """Read a chat; return None if fewer than two messages have a header, or most lines belong to none."""
    if ":" not in text:
        return None
    found = lines(text)
    headers = [_header(line) for line in found]
    count = sum(header is not None for header in headers)
    first = next((at for at, header in enumerate(headers) if header), len(found))
    if count < _MIN_MESSAGES or first > 3 or len(found) > count * _MAX_LINES_PER_MESSAGE:
        return None
    gathering = Gathering()
    blocks: list[Block] = []
    for line in found[:first]:
        titled = not blocks and len(line.text) <= _TITLE_CHARACTERS
        if titled:
            gathering.state("title", stated(line.start, line.text))
        blocks += split_text(text, line.start, line.end, "title" if titled else "text")
    blocks += _messages(text, found[first:], headers[first:])
    return (Article(blocks=tuple(blocks), metadata=gathering.metadata()),)


def _messages(text: str, found: list[TextLine], headers: list[_Header | None]) -> list[Block]:
    blocks: list[Block] = []
    asked: Span | None = None
    at = 0
    while at < len(found):
        header, line = headers[at], found[at]
        assert header is not None
        after = next((n for n in range(at + 1, len(found)) if headers[n] is not None), len(found))
        own_line = header.end >= line.end
        blocks.append(Block(start=line.start, end=line.end if own_line else header.end, left_out="metadata"))
        first = [] if own_line else [TextLine(header.end, line.end, text[header.end : line.end])]
        said = [*first, *found[at + 1 : after]]
        if said:
            span = Span(start=said[0].start, end=said[-1].end)
            context = (*([asked] if asked else []), Span(start=line.start, end=blocks[-1].end))
            unit = Unit(
                start=span.start,
                end=span.end,
                kind="message",
                context=context,
                speaker=header.speaker,
                said_at=header.said_at,
            )
            own = [block for one in said for block in split_text(text, one.start, one.end)]
            blocks += [block.model_copy(update={"unit": unit}) if block.role else block for block in own]
            asked = span if _ASKS.search(text, span.start, span.end) else None
        at = after
    return blocks


def _header(line: TextLine) -> _Header | None:
    for patterns, own_line in ((_SAME_LINE, False), (_OWN_LINE, True)):
        for pattern in patterns:
            match = pattern.match(line.text)
            if match:
                end = line.end if own_line else line.start + match.end()
                return _Header(match["name"].strip(" ,，\t-"), _moment(match["date"], match["time"]), end)
    return None


def _moment(day: str, time: str) -> str:
    """Return date and time, the date as YYYY-MM-DD where the file begins with the year."""
    parts = _DIGITS.findall(day)
    if len(parts[0]) == 4:
        day = f"{parts[0]}-{int(parts[1]):02}-{int(parts[2]):02}"
    return f"{day} {time.strip()}"
