"""Chats as text: messages under or after a header that says who wrote and when."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from retrieval.documents.blocks import Article, Block, TextLine, each_line, lines
from retrieval.documents.boilerplate import split_text
from retrieval.documents.formats.front_matter import front_matter
from retrieval.documents.metadata import MetadataBuilder, stated
from retrieval.model import Span, Unit

_DATE = r"(?P<date>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
_TIME = r"(?P<time>(?:上午|下午|晚上|凌晨)?\s?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?)"
_NAME = r"(?P<name>[^\s:：\[\]][^:：\[\]\n]{0,39}?)"
_OWN_LINE = (
    re.compile(rf"{_NAME}[ \t,，]{{1,3}}\[?{_DATE}[ \t,，T]{{1,3}}{_TIME}\]?$"),
    re.compile(rf"{_DATE}[ \t,，T]{{1,3}}{_TIME}[ \t]{{1,3}}{_NAME}[:：]?$"),
    re.compile(rf"\[{_DATE}[ \t,，T]{{1,3}}{_TIME}\][ \t]{{0,3}}{_NAME}[:：]?$"),
)
_SAME_LINE = (
    re.compile(rf"\[{_DATE}[ \t,，T]{{1,3}}{_TIME}\][ \t]{{0,3}}{_NAME}[ \t]?[:：][ \t]{{0,3}}(?=\S)"),
    re.compile(rf"\[{_TIME}[ \t,，]{{1,3}}{_DATE}\][ \t]{{0,3}}{_NAME}[ \t]?[:：][ \t]{{0,3}}(?=\S)"),
    re.compile(rf"{_DATE}[ \t,，T]{{1,3}}{_TIME}[ \t]{{1,3}}(?:-[ \t]{{1,3}})?{_NAME}[ \t]?[:：][ \t]{{0,3}}(?=\S)"),
)
# A line of a day, then headers with a time only.
_DAY = re.compile(rf"[-–—=*]{{2,}}[ \t]{{0,4}}{_DATE}[ \t]{{0,4}}[-–—=*]{{2,}}$")
_CLOCK = re.compile(rf"{_NAME}[ \t]{{1,4}}{_TIME}$")
# The colon comes first, so that the search runs from one to the next.
_CLOCKLIKE = re.compile(r":(?<=\d:)\d\d")
_MAX_HEADER_CHARACTERS = 120
_DIGITS = re.compile(r"\d+")
_ASKS = re.compile(r"[?？]\s*$|[吗嗎呢么]\s*[。.]?\s*$")
_HEADING = "# "
# What an export writes above the messages ends with a line of signs; a label there names the chat.
_RULE = re.compile(r"[=\-─━*]{8,}$")
_LABEL = re.compile(r"[^:：\n]{1,12}[:：]\s?(?=\S)")
_MAX_HEAD_LINES = 12
# A chat that is copied without its times: each paragraph begins with a name.
_NAME_LINE = re.compile(r"[^\s:：。！？!?，,；;][^:：。！？!?，,；;\n]{0,19}[:：]$")
_MIN_NAMED = 3
_REPLY = re.compile(r"↩ (?P<number>\d{1,7})$")
_MIN_MESSAGES, _MAX_LINES_BEFORE = 2, 3
_TITLE_CHARACTERS = 40
# A chat has few lines for each header; a report with a few times in it has many.
_MAX_LINES_PER_MESSAGE = 12


class _Header(NamedTuple):
    """Header of a message: its sender and time; the text begins on the same line at `end`, or on the next one."""

    speaker: str
    said_at: str | None
    end: int


def read(text: str) -> tuple[Article, ...] | None:
    """Read a chat; return None if fewer than two messages have a header, or most lines belong to none.

    After a front matter, a heading right before a message begins another chat.
    """
    if not any(True for _ in islice(_CLOCKLIKE.finditer(text), _MIN_MESSAGES - 1, None)):
        return _copied(text)
    gathering = MetadataBuilder()
    front = front_matter(text, gathering)
    start = front.end if front else _head_end(text)
    if not any(_headers(list(islice(each_line(text, start), _MAX_LINES_BEFORE + 1)))):
        return None
    found = lines(text, start)
    headers = list(_headers(found))
    count = sum(header is not None for header in headers)
    follows = zip(found, headers, [*headers[1:], True], strict=True)
    empty = sum(own is not None and own.end >= line.end and below is not None for line, own, below in follows)
    # Lines with a time and no words after them are those of a log.
    if 2 * empty > count:
        return None
    first = next((at for at, header in enumerate(headers) if header), len(found))
    if count < _MIN_MESSAGES or first > _MAX_LINES_BEFORE or len(found) > count * _MAX_LINES_PER_MESSAGE:
        return None
    begins = [0]
    if front or found[0].text.startswith(_HEADING):
        heads = range(1, len(found) - 1)
        begins += [at for at in heads if found[at].text.startswith(_HEADING) and headers[at + 1]]
    articles = []
    head: list[Block] = []
    if start and not front:
        head = [Block(start=line.start, end=line.end, left_out="metadata") for line in lines(text, 0, start)]
        label = _LABEL.match(text, head[-2].start, head[-2].end) if len(head) > 1 else None
        if label:
            gathering.state("title", stated(label.end(), text[label.end() : head[-2].end]))
    for begin, end in pairwise([*begins, len(found)]):
        articles.append(_chat(text, found[begin:end], headers[begin:end], gathering))
        gathering = MetadataBuilder()
    if front:
        block = Block(
            start=front.start, end=front.start + len(text[front.start : front.end].rstrip()), left_out="metadata"
        )
        head = [block]
    articles[0] = articles[0]._replace(blocks=(*head, *articles[0].blocks))
    return tuple(articles)


def _head_end(text: str) -> int:
    """Return the end of what an export writes above the messages, 0 if it writes nothing."""
    top = list(islice(each_line(text), _MAX_HEAD_LINES))
    rules = [at for at, line in enumerate(top[:-1]) if _RULE.match(line.text) and _header(top[at + 1])]
    return top[rules[-1]].end if rules and not any(map(_header, top[: rules[-1]])) else 0


def _copied(text: str) -> tuple[Article, ...] | None:
    """Read a chat whose messages have a line with a name above, of which one comes again, and no times."""
    first = next(each_line(text), None)
    if first is None or not _NAME_LINE.match(first.text):
        return None
    found = lines(text)
    begins = [at == 0 or text.count("\n", found[at - 1].end, line.start) > 1 for at, line in enumerate(found)]
    named = [_NAME_LINE.match(line.text) is not None for line in found]
    names = [line.text for line, is_name in zip(found, named, strict=True) if is_name]
    if len(names) < _MIN_NAMED or not 1 < len(set(names)) < len(names) or begins != named:
        return None
    headers = [
        _Header(line.text[:-1].strip(), None, line.end) if is_name else None
        for line, is_name in zip(found, named, strict=True)
    ]
    return (Article(blocks=tuple(_messages(text, found, headers)), metadata=MetadataBuilder().metadata()),)


def _chat(text: str, found: list[TextLine], headers: list[_Header | None], gathering: MetadataBuilder) -> Article:
    """Return a chat: perhaps its title and some lines, then messages."""
    first = next(at for at, header in enumerate(headers) if header)
    blocks: list[Block] = []
    for line in found[:first]:
        if _DAY.match(line.text):
            blocks.append(Block(start=line.start, end=line.end, left_out="metadata"))
            continue
        mark = len(_HEADING) if line.text.startswith(_HEADING) else 0
        titled = not blocks and "title" not in gathering and len(line.text) <= _TITLE_CHARACTERS
        if mark:
            blocks.append(Block(start=line.start, end=line.start + mark, left_out="markup"))
        if titled:
            gathering.state("title", stated(line.start + mark, line.text[mark:]))
        blocks += split_text(text, line.start + mark, line.end, "title" if titled else "text")
    blocks += _messages(text, found[first:], headers[first:])
    return Article(blocks=tuple(blocks), metadata=gathering.metadata())


def _messages(text: str, found: list[TextLine], headers: list[_Header | None]) -> list[Block]:
    blocks: list[Block] = []
    spans: list[Span | None] = []
    asked: Span | None = None
    at = 0
    while at < len(found):
        header, line = headers[at], found[at]
        assert header is not None
        after = next((n for n in range(at + 1, len(found)) if headers[n] is not None), len(found))
        own_line = header.end >= line.end
        blocks.append(Block(start=line.start, end=line.end if own_line else header.end, left_out="metadata"))
        head = Span(start=line.start, end=blocks[-1].end)
        reply = _REPLY.match(found[at + 1].text) if at + 1 < after else None
        if reply:
            blocks.append(Block(start=found[at + 1].start, end=found[at + 1].end, left_out="metadata"))
            number = int(reply["number"])
            asked = spans[number - 1] if 0 < number <= len(spans) else asked
        first = [] if own_line else [TextLine(header.end, line.end, text[header.end : line.end])]
        days = [one for one in found[at + 1 : after] if _DAY.match(one.text)]
        said = [*first, *(one for one in found[at + (2 if reply else 1) : after] if one not in days)]
        spans.append(Span(start=said[0].start, end=said[-1].end) if said else None)
        if said:
            blocks += _message(text, header, said, (*([asked] if asked else []), head))
            asked = spans[-1] if _ASKS.search(text, said[0].start, said[-1].end) else None
        blocks += [Block(start=one.start, end=one.end, left_out="metadata") for one in days]
        at = after
    return blocks


def _message(text: str, header: _Header, said: list[TextLine], context: tuple[Span, ...]) -> list[Block]:
    unit = Unit(
        start=said[0].start,
        end=said[-1].end,
        kind="message",
        context=context,
        speaker=header.speaker,
        said_at=header.said_at,
    )
    own = [block for one in said for block in split_text(text, one.start, one.end)]
    return [block._replace(unit=unit) if block.role else block for block in own]


def _headers(found: list[TextLine]) -> Iterator[_Header | None]:
    """Yield for each line its header, or None; a line with a day dates headers after it that have a time only."""
    day = None
    for line in found:
        day = _DAY.match(line.text) or day
        own = _header(line)
        clock = _CLOCK.match(line.text) if day and own is None else None
        yield own or (day and clock and _Header(clock["name"], _moment(day["date"], clock["time"]), line.end)) or None


def _header(line: TextLine) -> _Header | None:
    if not _CLOCKLIKE.search(line.text, 0, _MAX_HEADER_CHARACTERS):
        return None
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
