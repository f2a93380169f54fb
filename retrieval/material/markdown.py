"""Markdown, with the hint block and the bold key-value lines that exports put on top."""

import re
from collections.abc import Iterator, Mapping

from retrieval.material.blocks import WHITE, Article, Block, Line, lines
from retrieval.material.boilerplate import split_text
from retrieval.material.prose import prose
from retrieval.material.stated import date, stated
from retrieval.model import Stated

_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_QUOTED = re.compile(r"(?:>[ \t]?){1,3}")
_HINT = re.compile(r"\{%[^%\n]{0,200}%\}$")
_KEY_VALUE = re.compile(r"\*\*(?P<key>[^*:：\n]{1,20})[:：]\*\*[ \t]*(?P<value>\S.*)$")
_LINK = re.compile(r"\[(?P<words>[^\]\n]{1,200})\]\((?P<url>https?://[^)\s]{1,500})\)")
_FIELDS = {
    "author": "author", "作者": "author",
    "published": "published", "date": "published", "日期": "published", "发布": "published", "發布": "published",
    "publisher": "publisher", "source": "publisher", "来源": "publisher", "來源": "publisher",
    "original": "url", "url": "url", "link": "url", "原文": "url", "链接": "url", "連結": "url",
    "title": "title", "标题": "title", "標題": "title",
}  # fmt: skip


def read(text: str) -> tuple[Article, ...] | None:
    """Read a Markdown document, or return None where the text shows no heading of Markdown's."""
    found = lines(text)
    if not any(_HEADING.match(line.text) for line in found):
        return None
    blocks: list[Block] = []
    stated_fields: dict[str, Stated] = {}
    plain: list[Line] = []
    for line, in_hint in _hinted(found):
        special = _hint_block(line, stated_fields) if in_hint else _heading(text, line, blocks, plain, stated_fields)
        if special:
            blocks += prose(text, plain) + special
            plain = []
        else:
            plain.append(_unquoted(line))
    return (_article(text, blocks + prose(text, plain), stated_fields),)


def _hinted(found: list[Line]) -> Iterator[tuple[Line, bool]]:
    """Tell for each line whether it belongs to a hint block or is a bold key-value line."""
    inside = False
    for line in found:
        opens = bool(_HINT.match(line.text))
        yield line, inside or opens or bool(_KEY_VALUE.match(line.text))
        if opens:
            inside = "endhint" not in line.text and not inside


def _hint_block(line: Line, fields: dict[str, Stated]) -> list[Block]:
    match = _KEY_VALUE.match(line.text)
    name = _FIELDS.get(match["key"].strip().lower()) if match else None
    if match and name and name not in fields:
        value = _value(line, match, name)
        if value:
            fields[name] = value
    return [Block(start=line.start, end=line.end, left_out="metadata")]


def _value(line: Line, match: re.Match[str], name: str) -> Stated | None:
    start = line.start + match.start("value")
    link = _LINK.match(match["value"])
    if name == "published":
        found = date(match["value"], 0, len(match["value"]))
        return Stated(start=start + found.start, end=start + found.end, value=found.value) if found else None
    if link:
        part = "url" if name == "url" else "words"
        return stated(start + link.start(part), link[part])
    return stated(start, match["value"])


def _heading(
    text: str, line: Line, blocks: list[Block], plain: list[Line], fields: Mapping[str, Stated]
) -> list[Block]:
    match = _HEADING.match(line.text)
    if not match:
        return []
    start = line.start + match.end()
    words = text[start : line.end].rstrip("#" + WHITE)
    mark = Block(start=line.start, end=start, left_out="markup")
    first = not plain and not any(block.role for block in blocks)
    if len(match[1]) == 1 and first and "title" not in fields:
        return [mark, Block(start=start, end=start + len(words), role="title")]
    title = next((b for b in blocks if b.role == "title"), None)
    if title and text[title.start : title.end] == words:
        return [mark, Block(start=start, end=start + len(words), left_out="repeated")]
    return [mark, *split_text(text, start, start + len(words), "heading", len(match[1]))]


def _unquoted(line: Line) -> Line:
    mark = _QUOTED.match(line.text)
    return Line(line.start + mark.end(), line.end, line.text[mark.end() :]) if mark else line


def _article(text: str, blocks: list[Block], fields: dict[str, Stated]) -> Article:
    title = next((block for block in blocks if block.role == "title"), None)
    if title:
        fields["title"] = stated(title.start, text[title.start : title.end])
    return Article(blocks=tuple(blocks), **fields)
