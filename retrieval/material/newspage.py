"""Scraped news pages: a breadcrumb or a dateline on top, bylines, the article, a disclaimer."""

import re

from retrieval.material.blocks import Article, Block, lines
from retrieval.material.boilerplate import is_breadcrumb
from retrieval.material.prose import prose
from retrieval.material.stated import byline, date, dateline_publisher, stated
from retrieval.model import Stated

_DATELINE = re.compile(r"(?:IP属地|IP屬地|时间\s?[:：]|時間\s?[:：]|来源\s?[:：]|來源\s?[:：]|发布)")
_TOP_LINES = 8
_DATELINE_CHARACTERS = 80


def read(text: str) -> tuple[Article, ...] | None:
    """Read a news page, or return None where neither a breadcrumb nor a dateline stands among its first lines."""
    found = lines(text)
    top = found[:_TOP_LINES]
    crumbs = [line for line in top if is_breadcrumb(line.text)]
    datelines = [
        line
        for line in top
        if len(line.text) <= _DATELINE_CHARACTERS and _DATELINE.match(line.text) and date(line.text, 0, len(line.text))
    ]
    if not crumbs and not datelines:
        return None
    fields: dict[str, Stated] = {}
    head: dict[int, Block] = {}
    for line in datelines[:1]:
        published, publisher = date(text, line.start, line.end), dateline_publisher(line)
        fields |= {"published": published} if published else {}
        fields |= {"publisher": publisher} if publisher else {}
        head[line.start] = Block(start=line.start, end=line.end, left_out="metadata")
    for line in top:
        name = byline(line)
        if name:
            if name[0] == "author":
                fields.setdefault("author", name[1])
            head[line.start] = Block(start=line.start, end=line.end, left_out="metadata")
    title = next((line for line in top if line.start not in head and line not in crumbs), None)
    if title:
        fields["title"] = stated(title.start, title.text)
        head[title.start] = Block(start=title.start, end=title.end, role="title")
    blocks = [*head.values(), *prose(text, [line for line in found if line.start not in head])]
    return (Article(blocks=tuple(sorted(blocks, key=lambda block: block.start)), **fields),)
