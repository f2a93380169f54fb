"""Plain text: perhaps a title, perhaps a byline, then paragraphs. Reads any text, so it is asked last."""

import re
from collections.abc import Sequence

from retrieval.documents.blocks import Article, Block, TextLine, lines
from retrieval.documents.boilerplate import line_left_out
from retrieval.documents.metadata import MetadataBuilder, byline, date, stated
from retrieval.documents.prose import is_heading, prose
from retrieval.documents.wrapped_lines import unwrapped

_TOP_LINES = 6
_ORIGINAL = re.compile(r"(?P<name>\S{2,20})\s{0,3}(?:原创出品|原創出品|原创|原創|出品)$")
_DATE_LINE_CHARACTERS = 40
# What may be beside a date on a line that states nothing else.
_LABEL = re.compile(
    r"[\s(（\[【]*+(?:(?:发布|發布|发表|發表|发文|發文|印发|更新|刊登|成文|公布|公佈|施行|生效|编制)?(?:日期|时间|時間|日)?|date|published|updated)"
    r"\s*+[:：]?\s*+",
    re.I,
)
_AFTER = re.compile(
    r"\s*+(?:[(（]?(?:星期|周|週)[一二三四五六日天][)）]?)?(?:\d{1,2}:\d{2}(?::\d{2})?)?\s*+(?:发布|發布|[)）\]】])?\s*+"
)


def read(text: str) -> tuple[Article, ...]:
    """Read any text; the first line is its title if it is short, ends like no sentence and is no byline."""
    found = lines(text)
    gathering = MetadataBuilder()
    head: list[Block] = []
    rest = found
    for at, line in enumerate(found[:_TOP_LINES]):
        block = _head_line(text, line.start, line.end, gathering) if not line_left_out(line.text) else None
        if block is None and at == 0 and _is_title(text, found):
            gathering.state("title", stated(line.start, line.text))
            block = Block(start=line.start, end=line.end, role="title")
        if block is None:
            break
        head.append(block)
        rest = found[at + 1 :]
    blocks = (*head, *unwrapped(text, prose(text, rest)))
    return (Article(blocks=blocks, metadata=gathering.metadata()),) if found else ()


def _is_title(text: str, found: Sequence[TextLine]) -> bool:
    """Tell if the first line heads the next one, or, with a blank line after it, a longer one soon after."""
    first, others = found[0], found[1 : _TOP_LINES + 1]
    apart = len(others) > 1 and text.count("\n", first.end, others[0].start) > 1
    below = max(others, key=lambda line: len(line.text)) if apart else others[0] if others else None
    return is_heading(first, below)


def _head_line(text: str, start: int, end: int, gathering: MetadataBuilder) -> Block | None:
    """Take a byline, an 原创出品 line or a line with nothing but a date; return None for any other."""
    (line,) = lines(text, start, end)
    name = byline(line)
    original = _ORIGINAL.match(line.text)
    day = date(text, start, end) if len(line.text) <= _DATE_LINE_CHARACTERS else None
    if name:
        gathering.name(*name)
    elif original:
        gathering.state("publisher", stated(start + original.start("name"), original["name"]))
    elif (
        day
        and day.span
        and _LABEL.fullmatch(text[start : day.span.start])
        and _AFTER.fullmatch(text[day.span.end : end])
    ):
        gathering.state("published", day)
    else:
        return None
    return Block(start=start, end=end, left_out="metadata")
