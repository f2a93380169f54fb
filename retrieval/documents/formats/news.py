"""Scraped news: pages with a breadcrumb or a dateline on top, and items strung together in one paragraph."""

import re
from collections.abc import Iterator, Sequence

from retrieval.documents.blocks import Article, Block, TextLine, lines
from retrieval.documents.boilerplate import is_breadcrumb, line_left_out, split_text
from retrieval.documents.metadata import MetadataBuilder, byline, date, dateline_publisher, publisher_line, stated
from retrieval.documents.prose import prose

_DATELINE = re.compile(r"IP属地|IP屬地|时间\s?[:：]|時間\s?[:：]|来源\s?[:：]|來源\s?[:：]|发布|發布")
_TOP_LINES = 8
_DATELINE_CHARACTERS = 80
_ITEM_DATELINE = re.compile(
    r"\d{1,2}\s?月\s?\d{1,2}\s?日(?:凌晨|清晨|早间|早間|上午|中午|下午|傍晚|晚间|晚間|晚上)?(?:消息|讯|訊|电|電)[,，]"
)
_NUMBER = re.compile(r"(?<=[。！？”」])0\d[ 　](?=[^\d\s])|(?<=[。！？”」])[▌■●◆]")
_FEWEST_ITEMS = 3
_HEADLINE = range(8, 90)
_REPEATED = 5
_SENTENCE = re.compile(r"[^。！？!?\n]{1,400}")


def read(text: str) -> tuple[Article, ...] | None:
    """Read a news page, or return None where neither a breadcrumb nor a dateline stands among its first lines."""
    found = lines(text)
    top = found[:_TOP_LINES]
    crumbs = [line for line in top if is_breadcrumb(line.text)]
    datelines = [line for line in top if _is_dateline(line)]
    if not crumbs and not datelines:
        return None
    gathering = MetadataBuilder()
    head = {line.start: Block(start=line.start, end=line.end, left_out="metadata") for line in datelines[:1]}
    for line in datelines[:1]:
        gathering.state("published", date(text, line.start, line.end))
        gathering.state("publisher", dateline_publisher(line))
    for line in top:
        if line.start not in head and (publisher := publisher_line(line)):
            gathering.state("publisher", publisher)
            head[line.start] = Block(start=line.start, end=line.end, left_out="metadata")
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


def _is_dateline(line: TextLine) -> bool:
    """Return a short line with a full date and a word that says what date it is."""
    short = len(line.text) <= _DATELINE_CHARACTERS
    return short and bool(_DATELINE.search(line.text)) and date(line.text, 0, len(line.text)) is not None


def split_items(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Split the text blocks of a body where a news item or a numbered section begins.

    News items are told by the picture credits between them, three at least; a headline ends where its dateline begins,
    or where the text takes up words of the headline again. A numbered section opens, but its heading cannot be told
    from the sentence that it is glued to.
    """
    credits_between = sum(block.left_out == "caption" for block in blocks) >= _FEWEST_ITEMS
    begins = True
    for block in blocks:
        if block.role != "text":
            begins = begins or block.left_out == "caption"
            yield block
            continue
        end = _headline_end(text, block) if credits_between and begins else None
        if end:
            yield Block(start=block.start, end=end, role="heading", level=2)
            yield from _numbered(text, block._replace(start=end))
        else:
            yield from _numbered(text, block._replace(opens=credits_between and begins))
        begins = False


def _headline_end(text: str, block: Block) -> int | None:
    dateline = _ITEM_DATELINE.search(text, block.start + _HEADLINE.start, min(block.end, block.start + _HEADLINE.stop))
    sentence = _SENTENCE.match(text, block.start, block.end)
    if dateline:
        return dateline.start()
    if sentence is None:
        return None
    for at in range(block.start + _HEADLINE.start, min(block.start + _HEADLINE.stop, sentence.end() - _REPEATED)):
        words = text[at : at + _REPEATED]
        if words in text[block.start : at] and text[at - 1] not in ",，、:：“「《":
            return at
    return None


def _numbered(text: str, block: Block) -> Iterator[Block]:
    start, opens = block.start, block.opens
    for match in _NUMBER.finditer(text, block.start, block.end):
        for piece in split_text(text, start, match.start()):
            yield piece._replace(opens=opens)
        start, opens = match.start(), True
    for piece in split_text(text, start, block.end):
        yield piece._replace(opens=opens)
