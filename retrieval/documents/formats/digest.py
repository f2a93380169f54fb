"""Digests: many articles in one file, each a title line and a body line that ends with (publisher)."""

import re

from retrieval.documents.blocks import WHITE, Article, Block, TextLine, lines
from retrieval.documents.formats.news import split_items
from retrieval.documents.metadata import stated
from retrieval.documents.prose import paragraph, prose
from retrieval.model import Metadata

_PUBLISHER = re.compile(r"[(（](?P<name>[^()（）]{2,20})[)）]$")
_LONE_CHARACTER = re.compile(r"[\u4e00-\u9fff][A-Za-z]{4,}$")
_BODY_CHARACTERS = 300
_TITLE_CHARACTERS = 200
_FEWEST = 2


def read(text: str) -> tuple[Article, ...] | None:
    """Read a digest, or return None where fewer than two long lines end with a publisher under a title line."""
    found = lines(text)
    bodies = [at for at in range(1, len(found)) if _is_body(found[at]) and len(found[at - 1].text) <= _TITLE_CHARACTERS]
    if len(bodies) < _FEWEST:
        return None
    articles = []
    begin = 0
    for at in bodies:
        articles.append(_article(text, found[begin : at - 1], found[at - 1], found[at]))
        begin = at + 1
    return (*articles, *_rest(text, found[begin:]))


def _is_body(line: TextLine) -> bool:
    return len(line.text) >= _BODY_CHARACTERS and bool(_PUBLISHER.search(line.text, len(line.text) - 22))


def _article(text: str, before: list[TextLine], title: TextLine, body: TextLine) -> Article:
    """Return what stands between two articles, such as a row of hashtags, is left out with the later one."""
    match = _PUBLISHER.search(text, body.end - 22, body.end)
    assert match  # _is_body found it
    end = match.start()
    while text[end - 1] in WHITE:
        end -= 1
    blocks = [Block(start=line.start, end=line.end, left_out="navigation") for line in before]
    blocks.append(Block(start=title.start, end=title.end, role="title"))
    blocks += split_items(text, paragraph(text, TextLine(body.start, end, text[body.start : end])))
    blocks.append(Block(start=match.start(), end=match.end(), left_out="metadata"))
    publisher = match.start("name") + len(match["name"]) - len(_whole_name(match["name"]))
    return Article(
        blocks=tuple(blocks),
        metadata=Metadata(
            title=stated(title.start, title.text), publisher=stated(publisher, text[publisher : match.end("name")])
        ),
    )


def _whole_name(name: str) -> str:
    """Return the name without a single Chinese character before Latin letters: what is left of a name that was cut."""
    return name[1:] if _LONE_CHARACTER.match(name) else name


def _rest(text: str, found: list[TextLine]) -> tuple[Article, ...]:
    """Lines behind the last publisher are an article of their own, so that nothing is lost."""
    blocks = prose(text, found)
    return (Article(blocks=tuple(blocks)),) if any(block.role for block in blocks) else ()
