"""Plain text: perhaps a title, perhaps a byline, then paragraphs. Reads any text, so it is asked last."""

import re
from collections.abc import Sequence

from retrieval.arrays.slices import Cut
from retrieval.documents.blocks import Article, Block, TextLine, lines
from retrieval.documents.boilerplate import line_left_out
from retrieval.documents.metadata import MetadataBuilder, byline, date, publisher_line, stated
from retrieval.documents.prose import HEADING_CHARACTERS, is_heading, prose
from retrieval.documents.wrapped_lines import unwrapped
from retrieval.model import Span, Stated

_TOP_LINES = 6
_ORIGINAL = re.compile(r"(?P<name>\S{2,20})\s{0,3}(?:原创出品|原創出品|原创|原創|出品)$")
_DATE_LINE_CHARACTERS = 40
# What may be beside a date on a line that states nothing else.
_LABEL = re.compile(
    r"[\s(（\[【]*+(?:(?:发布|發布|发表|發表|发文|發文|印发|更新|刊登|成文|公布|公佈|施行|生效|编制)?(?:日期|时间|時間|日)?|date|published|updated)"
    r"\s*+[:：]?\s*+",
    re.I,
)
_ON = re.compile(r"关于|關於")
_LETTER = re.compile(
    r"的(?:通知|公告|通告|公报|公報|决定|決定|决议|決議|意见|意見|批复|批覆|复函|覆函|函|通报|通報|报告|報告|请示|請示|规定|規定|办法|辦法)$"
)
_AFTER = re.compile(
    r"\s*+(?:[(（]?(?:星期|周|週)[一二三四五六日天][)）]?)?(?:\d{1,2}:\d{2}(?::\d{2})?)?\s*+(?:发布|發布|[)）\]】])?\s*+"
)


def read(text: str) -> tuple[Article, ...]:
    """Read any text; the first line is its title if it is short, ends like no sentence and is no byline."""
    found = lines(text)
    breaks = _title_breaks(text, found)
    if breaks:
        found = [TextLine(found[0].start, found[1].end, found[0].text + found[1].text), *found[2:]]
    gathering = MetadataBuilder()
    head: list[Block] = []
    for at, line in enumerate(found[:_TOP_LINES]):
        if _states(text, line, gathering):
            head.append(Block(start=line.start, end=line.end, left_out="metadata"))
        elif at == 0 and (breaks or (not line_left_out(line.text) and _is_title(text, found))):
            title = Stated(value=line.text, span=Span(start=line.start, end=line.end))
            gathering.state("title", title)
            head.append(Block(start=line.start, end=line.end, role="title", markup=breaks))
        else:
            break
    blocks = (*head, *unwrapped(text, prose(text, found[len(head) :])))
    return (Article(blocks=blocks, metadata=gathering.metadata()),) if found else ()


def _title_breaks(text: str, found: Sequence[TextLine]) -> tuple[Cut, ...]:
    """Return the line break in the title of an official letter, which is long and set on two lines; none in others."""
    if len(found) < 3 or not _ON.search(found[0].text) or not _LETTER.search(found[1].text):
        return ()
    one, other = found[:2]
    apart = text.count("\n", one.end, other.start) > 1 or len(other.text) > HEADING_CHARACTERS
    return () if apart or _LETTER.search(one.text) or one.text[-1] in "。！？：；" else (Cut(one.end, other.start),)


def _is_title(text: str, found: Sequence[TextLine]) -> bool:
    """Tell if the first line heads the next one, or one soon after a blank line or a line that states something."""
    first, below = found[0], found[1 : _TOP_LINES + 1]
    stating = next((at for at, line in enumerate(below) if not _states(text, line, MetadataBuilder())), len(below))
    others = below[stating:]
    if not others:
        return False
    apart = stating or (len(others) > 1 and text.count("\n", first.end, others[0].start) > 1)
    return is_heading(first, max(others, key=lambda line: len(line.text)) if apart else others[0])


def _states(text: str, line: TextLine, gathering: MetadataBuilder) -> bool:
    """Gather what a byline, an 原创出品 line or a line with nothing but a date states; tell if the line is one."""
    if line_left_out(line.text):
        return False
    name = byline(line)
    original = _ORIGINAL.match(line.text)
    day = date(text, line.start, line.end) if len(line.text) <= _DATE_LINE_CHARACTERS else None
    if name:
        gathering.name(*name)
    elif publisher := publisher_line(line):
        gathering.state("publisher", publisher)
    elif original:
        gathering.state("publisher", stated(line.start + original.start("name"), original["name"]))
    elif (
        day
        and day.span
        and _LABEL.fullmatch(text[line.start : day.span.start])
        and _AFTER.fullmatch(text[day.span.end : line.end])
    ):
        gathering.state("published", day)
    else:
        return False
    return True
