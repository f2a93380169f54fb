"""Scraped news pages: a breadcrumb or a dateline on top, bylines, the article, a disclaimer."""

import re

from retrieval.documents.blocks import Article, Block, Line, lines
from retrieval.documents.boilerplate import is_breadcrumb, line_left_out
from retrieval.documents.metadata import Gathering
from retrieval.documents.prose import prose
from retrieval.documents.stated import byline, date, dateline_publisher, stated

_DATELINE = re.compile(r"IP属地|IP屬地|时间\s?[:：]|時間\s?[:：]|来源\s?[:：]|來源\s?[:：]|发布|發布")
_TOP_LINES = 8
_DATELINE_CHARACTERS = 80


def read(text: str) -> tuple[Article, ...] | None:
    """Read a news page, or return None where neither a breadcrumb nor a dateline stands among its first lines."""
    found = lines(text)
    top = found[:_TOP_LINES]
    crumbs = [line for line in top if is_breadcrumb(line.text)]
    datelines = [line for line in top if _is_dateline(line)]
    if not crumbs and not datelines:
        return None
    gathering = Gathering()
    head = {line.start: Block(start=line.start, end=line.end, left_out="metadata") for line in datelines[:1]}
    for line in datelines[:1]:
        gathering.state("published", date(text, line.start, line.end))
        gathering.state("publisher", dateline_publisher(line))
    for line in found:
        name = byline(line)
        if name:
            gathering.name(*name)
            head[line.start] = Block(start=line.start, end=line.end, left_out="metadata")
    # The title stands right above the dateline; what may stand above the title is none.
    above = [line for line in top if not datelines or line.start < datelines[0].start] or top
    titles = [line for line in above if line.start not in head and not line_left_out(line.text)]
    title = titles[-1 if datelines else 0] if titles else None
    if title:
        gathering.state("title", stated(title.start, title.text))
        head[title.start] = Block(start=title.start, end=title.end, role="title")
    blocks = [*head.values(), *prose(text, [line for line in found if line.start not in head])]
    return (Article(blocks=tuple(sorted(blocks, key=lambda block: block.start)), metadata=gathering.metadata()),)


def _is_dateline(line: Line) -> bool:
    """A short line with a full date and a word that says what date it is."""
    short = len(line.text) <= _DATELINE_CHARACTERS
    return short and bool(_DATELINE.search(line.text)) and date(line.text, 0, len(line.text)) is not None
