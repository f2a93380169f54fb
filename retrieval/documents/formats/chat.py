"""Chats as text: messages under or after a header that says who wrote and when."""

import re
from itertools import islice, pairwise

from retrieval.documents.blocks import Article, Block, TextLine, each_line, lines
from retrieval.documents.boilerplate import split_text
from retrieval.documents.formats.chat_headers import MessageHeader, days, has_times, header_of, may_begin
from retrieval.documents.formats.chat_headers import headers as headers_of
from retrieval.documents.formats.front_matter import front_matter
from retrieval.documents.metadata import MetadataBuilder, stated
from retrieval.model import Span, Unit

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


def read(text: str) -> tuple[Article, ...] | None:
    """Read a chat; return None if fewer than two messages have a header, or most lines belong to none.

    After a front matter, a heading right before a message begins another chat.
    """
    if not has_times(text, _MIN_MESSAGES):
        return _copied(text)
    gathering = MetadataBuilder()
    front = front_matter(text, gathering)
    start = front.end if front else _head_end(text)
    if not may_begin(list(islice(each_line(text, start), _MAX_LINES_BEFORE + 1))):
        return None
    found = lines(text, start)
    headers = headers_of(found)
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
    rules = [at for at, line in enumerate(top[:-1]) if _RULE.match(line.text) and header_of(top[at + 1])]
    return top[rules[-1]].end if rules and not any(map(header_of, top[: rules[-1]])) else 0


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
        MessageHeader(line.text[:-1].strip(), None, line.end) if is_name else None
        for line, is_name in zip(found, named, strict=True)
    ]
    return (Article(blocks=tuple(_messages(text, found, headers)), metadata=MetadataBuilder().metadata()),)


def _chat(text: str, found: list[TextLine], headers: list[MessageHeader | None], gathering: MetadataBuilder) -> Article:
    """Return a chat: perhaps its title and some lines, then messages."""
    first = next(at for at, header in enumerate(headers) if header)
    blocks: list[Block] = []
    apart = days(found, headers)
    for at, line in enumerate(found[:first]):
        if at in apart:
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


def _messages(text: str, found: list[TextLine], headers: list[MessageHeader | None]) -> list[Block]:
    blocks: list[Block] = []
    spans: list[Span | None] = []
    asked: Span | None = None
    apart = days(found, headers)
    at = 0
    while at < len(found):
        header, line = headers[at], found[at]
        assert header is not None
        after = next((n for n in range(at + 1, len(found)) if headers[n] is not None), len(found))
        own_line = header.end >= line.end
        begins = at + header.lines
        blocks += [
            Block(start=one.start, end=min(one.end, header.end), left_out="metadata")
            for one in found[at:begins]
            if header.end > one.start
        ]
        head = [Span(start=line.start, end=header.end)] if header.end > line.start else []
        reply = _REPLY.match(found[begins].text) if begins < after else None
        if reply:
            blocks.append(Block(start=found[begins].start, end=found[begins].end, left_out="metadata"))
            number = int(reply["number"])
            asked = spans[number - 1] if 0 < number <= len(spans) else asked
            begins += 1
        first = [] if own_line else [TextLine(header.end, line.end, text[header.end : line.end])]
        said = [*first, *(found[n] for n in range(begins, after) if n not in apart)]
        spans.append(Span(start=said[0].start, end=said[-1].end) if said else None)
        if said:
            blocks += _message(text, header, said, (*([asked] if asked else []), *head))
            asked = spans[-1] if _ASKS.search(text, said[0].start, said[-1].end) else None
        blocks += [
            Block(start=found[n].start, end=found[n].end, left_out="metadata")
            for n in range(begins, after)
            if n in apart
        ]
        at = after
    return blocks


def _message(text: str, header: MessageHeader, said: list[TextLine], context: tuple[Span, ...]) -> list[Block]:
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
