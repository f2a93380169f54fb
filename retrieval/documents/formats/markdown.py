"""Markdown, with the front matter, hint block and bold key-value lines that exports put on top."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from retrieval.documents.blocks import WHITE, Article, Block, Line, lines
from retrieval.documents.boilerplate import split_text
from retrieval.documents.metadata import Gathering, Many, One, date, moved, stated
from retrieval.documents.prose import prose
from retrieval.model import Stated

_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_QUOTED = re.compile(r"(?:>[ \t]?){1,3}")
_HINT = re.compile(r"\{%[^%\n]{0,200}%\}$")
_BOLD_FIELD = re.compile(r"\*\*(?P<key>[^*:：\n]{1,20})[:：]\*\*[ \t]*(?P<value>\S.*)$")
_FRONT_FIELD = re.compile(r"(?P<key>[A-Za-z_0-9]{1,20}):[ \t]{1,4}[\"']?(?P<value>[^\s\"'].*?)[\"']?$")
_LINK = re.compile(r"\[(?P<words>[^\]\n]{1,200})\]\((?P<url>https?://[^)\s]{1,500})\)")
_PAGE = re.compile(r"<!-- page \d{1,6} -->$")
_ONE: dict[str, One] = {
    "published": "published", "date": "published", "日期": "published", "发布": "published", "發布": "published",
    "publisher": "publisher", "source": "publisher", "来源": "publisher", "來源": "publisher",
    "original": "url", "url": "url", "link": "url", "原文": "url", "链接": "url", "連結": "url",
    "title": "title", "标题": "title", "標題": "title",
}  # fmt: skip
_MANY: dict[str, Many] = {"author": "authors", "作者": "authors", "editor": "editors", "编辑": "editors"}


def read(text: str) -> tuple[Article, ...] | None:
    """Read a Markdown document, or return None where the text shows neither a heading nor front matter."""
    found = lines(text)
    fenced = _front_matter(found)
    if not fenced and not any(_HEADING.match(line.text) for line in found):
        return None
    blocks: list[Block] = []
    gathering = Gathering()
    plain: list[Line] = []
    head = _Head()
    for line, kind in _kinds(found, fenced):
        if kind == "field":
            special = _field(line, gathering)
        elif kind == "code":
            special = split_text(text, line.start, line.end)
        else:
            special = _marked(text, line, head, bool(plain), gathering)
        if special:
            own = prose(text, plain) + special
            head.take(text, own)
            blocks += own
            plain = []
        else:
            mark, unquoted = _unquoted(line)
            blocks += mark
            plain += unquoted
    blocks = sorted(blocks + prose(text, plain), key=lambda block: block.start)
    return (Article(blocks=tuple(blocks), metadata=gathering.metadata()),)


def _front_matter(found: list[Line]) -> int:
    """How many lines belong to the front matter: a fence, fields, a fence; 0 where there is none."""
    if not found or found[0].text != "---":
        return 0
    for at, line in enumerate(found[1:40], 1):
        if line.text == "---":
            return at + 1
        if not _FRONT_FIELD.match(line.text):
            return 0
    return 0


def _kinds(found: list[Line], fenced: int) -> Iterator[tuple[Line, Literal["field", "code", "text"]]]:
    """Tell for each line whether it states metadata, stands in a block of code, or is text.

    Metadata stands in front matter, in a hint block, or as a bold key with its value. No line of code is a heading.
    """
    in_hint = in_code = False
    for at, line in enumerate(found):
        opens = bool(_HINT.match(line.text))
        fence = line.text.startswith(("```", "~~~"))
        if at < fenced or in_hint or opens or _BOLD_FIELD.match(line.text) or fence:
            yield line, "field"
        else:
            yield line, "code" if in_code else "text"
        if opens:
            in_hint = "endhint" not in line.text and not in_hint
        in_code ^= fence


def _field(line: Line, gathering: Gathering) -> list[Block]:
    match = _BOLD_FIELD.match(line.text) or _FRONT_FIELD.match(line.text)
    if match:
        key = match["key"].strip().lower()
        if key in _ONE:
            gathering.state(_ONE[key], _value(line, match, _ONE[key]))
        elif key in _MANY:
            gathering.name(_MANY[key], _value(line, match) or stated(line.start + match.start("value"), match["value"]))
    return [Block(start=line.start, end=line.end, left_out="metadata")]


def _value(line: Line, match: re.Match[str], name: One | None = None) -> Stated | None:
    start = line.start + match.start("value")
    link = _LINK.match(match["value"])
    if name == "published":
        found = date(match["value"], 0, len(match["value"]))
        return moved(found, start) if found else None
    if link:
        part = "url" if name == "url" else "words"
        return stated(start + link.start(part), link[part])
    return stated(start, match["value"])


class _Head:
    """What is known of the beginning of a document: its title, and whether any text has come."""

    def __init__(self) -> None:
        self.title: str | None = None
        self.written = False

    def take(self, text: str, blocks: Sequence[Block]) -> None:
        """Go on behind these blocks."""
        self.written = self.written or any(block.role for block in blocks)
        if self.title is None:
            self.title = next((text[b.start : b.end] for b in blocks if b.role == "title"), None)


def _marked(text: str, line: Line, head: _Head, begun: bool, gathering: Gathering) -> list[Block]:
    """The blocks of a heading or a page mark; none for any other line."""
    if _PAGE.match(line.text):
        return [Block(start=line.start, end=line.end, left_out="page mark")]
    match = _HEADING.match(line.text)
    if not match:
        return []
    start = line.start + match.end()
    words = text[start : line.end].rstrip("#" + WHITE)
    mark = Block(start=line.start, end=start, left_out="markup")
    if words == head.title:
        return [mark, Block(start=start, end=start + len(words), left_out="repeated")]
    if len(match[1]) == 1 and not begun and not head.written and head.title is None:
        gathering.state("title", stated(start, words))
        return [mark, Block(start=start, end=start + len(words), role="title")]
    return [mark, *split_text(text, start, start + len(words), "heading", len(match[1]))]


def _unquoted(line: Line) -> tuple[list[Block], list[Line]]:
    """The mark of a quoted line, and the line without it unless nothing is left."""
    match = _QUOTED.match(line.text)
    if not match:
        return [], [line]
    start = line.start + match.end()
    rest = [Line(start, line.end, line.text[match.end() :])] if start < line.end else []
    return [Block(start=line.start, end=start, left_out="markup")], rest
