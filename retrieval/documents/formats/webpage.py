"""Web pages as they are saved: the tags are left out, and so is what stands beside the article.

Addresses count the characters of the HTML source, so a piece of text ends at every tag.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from retrieval.documents.blocks import Article, Block, LeftOut, TextLine
from retrieval.documents.boilerplate import line_left_out, split_text
from retrieval.documents.metadata import Gathering, One, date, stated
from retrieval.documents.prose import once
from retrieval.model import Stated

_MARKUP = ("script", "style", "noscript", "template", "svg", "iframe", "select")
_NAVIGATION = ("button", "nav", "footer", "aside", "form")
_SILENT: dict[str, LeftOut] = {
    **dict.fromkeys(_MARKUP, "markup"),
    **dict.fromkeys(_NAVIGATION, "navigation"),
    "figcaption": "caption",
}
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]{0,30})")
_HEADING = re.compile(r"h[1-6]$")
_ATTRIBUTE = re.compile(
    r"""([A-Za-z:_-]{1,40})\s{0,9}=\s{0,9}(?:"([^"]{0,2000})"|'([^']{0,2000})'|([^\s"'>]{1,2000}))"""
)
_META: dict[str, tuple[One | None, str]] = {
    "author": (None, "authors"), "article:author": (None, "authors"),
    "og:title": ("title", ""), "og:site_name": ("publisher", ""), "og:url": ("url", ""),
    "article:published_time": ("published", ""), "date": ("published", ""), "pubdate": ("published", ""),
}  # fmt: skip


class MarkupRun(NamedTuple):
    """A run of text or of markup; `name` is the element in which text stands directly, or that a tag belongs to."""

    start: int
    end: int
    name: str
    left_out: LeftOut | None


def read(text: str) -> tuple[Article, ...]:
    """Read a page as one article: its title from the head or the first h1, headings from h1 to h6."""
    gathering = Gathering()
    blocks: list[Block] = []
    written = False
    for piece in _pieces(text):
        if piece.left_out:
            _state(text, piece, gathering)
            blocks.append(Block(start=piece.start, end=piece.end, left_out=piece.left_out))
        elif piece.name == "title":
            gathering.state("title", _stated(text, piece.start, piece.end))
            blocks.append(Block(start=piece.start, end=piece.end, left_out="metadata"))
        else:
            if not _HEADING.match(piece.name):
                own = list(_text(text, piece))
            elif written:
                own = split_text(text, piece.start, piece.end, "heading", int(piece.name[1]))
            else:
                own = split_text(text, piece.start, piece.end, "title")
            written = written or any(block.role for block in own)
            blocks += own
    titled = next((block for block in blocks if block.role == "title"), None)
    if titled:
        gathering.state("title", stated(titled.start, text[titled.start : titled.end]))
    found = once(text, blocks)
    return (Article(blocks=found, metadata=gathering.metadata()),) if found else ()


def _text(text: str, piece: MarkupRun) -> Iterator[Block]:
    line = TextLine(piece.start, piece.end, text[piece.start : piece.end].strip())
    reason = line_left_out(line.text)
    if reason:
        yield Block(start=piece.start, end=piece.end, left_out=reason)
    else:
        yield from split_text(text, piece.start, piece.end)


def _pieces(text: str) -> Iterator[MarkupRun]:
    """Tags, comments, silent elements and the text between them, in order; white space is in none of them.

    Every search goes forward from where the last one ended, or is not made again, so the time is linear in the text.
    """
    at, element, endless = 0, "", set[str]()
    while at < len(text):
        tag = text.find("<", at)
        end = len(text) if tag < 0 else tag
        if text[at:end].strip():
            yield MarkupRun(at + _leading(text, at, end), end, element, None)
        if tag < 0:
            return
        stop, name, reason = _tag(text, tag, endless)
        if name and not text.startswith("</", tag):
            element = name
        elif name:
            element = ""
        yield MarkupRun(tag, stop, name, reason)
        at = stop


def _leading(text: str, start: int, end: int) -> int:
    return (end - start) - len(text[start:end].lstrip())


def _tag(text: str, at: int, endless: set[str]) -> tuple[int, str, LeftOut]:
    """Return where what begins with < at a place ends, the name of its element, and why it is left out."""
    if text.startswith("<!--", at):
        return _behind(text, "-->", at, endless), "", "markup"
    match = _NAME.match(text, at)
    if not match:
        return _behind(text, ">", at, endless), "", "markup"
    name = match[1].lower()
    stop = _behind(text, ">", match.end(), endless)
    if name in _SILENT and text[at + 1] != "/" and name not in endless:
        closing = re.compile(f"</{name}\\s{{0,9}}>", re.IGNORECASE).search(text, stop)
        if closing:
            return closing.end(), "", _SILENT[name]
        endless.add(name)
    return stop, name, "markup"


def _behind(text: str, mark: str, at: int, endless: set[str]) -> int:
    """Just behind the next mark, or behind the character at the place where there is none any more."""
    found = -1 if mark in endless else text.find(mark, at)
    if found < 0:
        endless.add(mark)
        return at + 1
    return found + len(mark)


def _state(text: str, piece: MarkupRun, gathering: Gathering) -> None:
    """Read what a meta or link element says."""
    if piece.name not in ("meta", "link") or piece.end - piece.start > 5000:
        return
    found: dict[str, tuple[int, str]] = {}
    for match in _ATTRIBUTE.finditer(text, piece.start, piece.end):
        group = match.lastindex or 0
        found[match[1].lower()] = (match.start(group), match[group])
    if piece.name == "link" and found.get("rel", (0, ""))[1] == "canonical" and "href" in found:
        gathering.state("url", stated(*found["href"]))
    key = (found.get("property") or found.get("name") or (0, ""))[1].lower()
    if key in _META and found.get("content", (0, ""))[1]:
        start, words = found["content"]
        one, _ = _META[key]
        if one == "published":
            gathering.state(one, date(text, start, start + len(words)))
        elif one:
            gathering.state(one, _stated(text, start, start + len(words)))
        else:
            gathering.name("authors", _stated(text, start, start + len(words)))


def _stated(text: str, start: int, end: int) -> Stated:
    """Words of the source as metadata, its character references resolved in what is shown."""
    words = text[start:end].strip()
    found = stated(start + _leading(text, start, end), words)
    return found.model_copy(update={"value": html.unescape(words)})
