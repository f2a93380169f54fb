"""Block structure of Markdown, line by line, by pulldown-cmark."""

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

import numpy as np
import pyromark

from retrieval.arrays import kernels

# Items and indentation have no kind of their own, so that what is in them is read as if it stood outside: a fence below
# an item or in an admonition is a fence.
_MARK = r"(?:[-*+]|[0-9]{1,9}[.)])[ \t]++(?=\S)"
_INDENTATION = re.compile(rf"\n(?:[ \t]++(?:{_MARK})?|{_MARK})")
# A table without outer pipes is told from the paragraph above it only with them.
_BARE_TABLE = re.compile(r"^([^|\n]++\|[^\n]*+)\n(?=[ \t]*+:?-++:?[ \t]*+\|[-:| \t]*+$)", re.M)
_BARE_DELIMITER = re.compile(r"\n[ \t]*+:?-++:?[ \t]*+\|[-:| \t]*+$", re.M)
# A line that begins like words, maybe in code, emphasis or a link, and has none of the signs of tables and elements:
# what is in it says nothing of structure, and the parser would tell each of its words and links.
_WORDS = re.compile(
    r"\n(?:[A-Za-z]|[^\x00-\x7f]|[!$%&',./;?@\\^{}]|[0-9]++(?![.)][ \t\n])|`(?!``)"
    r"|[*_]{1,3}+(?:[A-Za-z0-9]|[^\x00-\x7f])|\[(?![^\[\]\n]*+\]:)(?!\n)|[(\"](?!\n))[^|<>\n]*+(?=\n)"
)
# Nor does a paragraph of such lines between blank ones.
_PARAGRAPH = re.compile(r"\n(?<=\n\n)(?:x\n)++(?=\n)")
# Every line that is no text has one of these signs, or underlines one.
_SIGN = re.compile(r"[#|<>]|```|~~~|^[-=]+[ \t]*+$|[-*_][ \t]*+[-*_]", re.M)
_ITEM = re.compile(r"[ \t]*+(?:[-*+]|\d{1,9}[.)])[ \t]")
_ELEMENTS = frozenset(("HtmlBlock", "Rule", "TableHead", "TableRow"))
_SILENT_TAG = re.compile(rb"<(?:script|style)\b", re.I)

Kind = Literal["text", "heading", "code", "markup", "html", "header", "row", "metadata"]


class MarkdownStructure(NamedTuple):
    """Structure of a text: the kind of each line by its number, the rank of headings, the header line of each row."""

    kinds: dict[int, Kind]
    levels: dict[int, int]
    headers: dict[int, int]


def structure_of(body: str) -> MarkdownStructure:
    """Return the structure of a text whose lines end in a line feed."""
    found = MarkdownStructure({}, {}, {})
    written = _without_words(body)
    elements = list(_elements(written.decode()))
    breaks = np.flatnonzero(np.frombuffer(written, np.uint8) == ord("\n"))
    firsts = breaks.searchsorted([element[1] for element in elements]).tolist()
    lasts = breaks.searchsorted([element[2] - 1 for element in elements]).tolist()
    rows: list[str] = []
    header = 0
    for (name, start, _, level), first, last in zip(elements, firsts, lasts, strict=True):
        if level and first == last:
            found.kinds[first], found.levels[first] = "heading", level
        elif name == "TableRow":
            found.kinds[first], found.headers[first] = "row", header
        elif name == "TableHead":
            header = first
            found.kinds[first], found.kinds[first + 1] = "header", "markup"
        elif name == "Rule":
            found.kinds[first] = "markup"
        elif name == "CodeBlock":
            found.kinds.update(dict.fromkeys(range(first, last + 1), "code"))
            found.kinds[first] = "markup"
        elif name == "HtmlBlock":
            silent = _SILENT_TAG.match(written, start)
            found.kinds.update(dict.fromkeys(range(first, last + 1), "markup" if silent else "html"))
        else:
            # What underlines several lines, or an item, is a rule.
            rows = rows or body.split("\n")
            found.kinds[last] = "markup"
            if last == first + 1 and not _ITEM.match(rows[first]):
                found.kinds[first], found.levels[first] = "heading", level
    return found


def _without_words(body: str) -> bytes:
    """Return a text as bytes without what says nothing of structure, with as many lines; empty if nothing does."""
    if kernels.compiled and (written := kernels.compiled.structure(body)) is not None:
        return bytes(written)
    flat = _INDENTATION.sub("\n", f"\n{body}")[1:]
    if _BARE_DELIMITER.search(flat):
        flat = _BARE_TABLE.sub(r"|\1\n|", flat)
    if not _SIGN.search(flat):
        return b""
    bare = _PARAGRAPH.sub(lambda found: "\n" * ((found.end() - found.start() + 1) // 2), _WORDS.sub("\nx", flat))
    # What no file holds, half a character, takes as many bytes here and there.
    return bare.encode("utf-8", "replace")


def _elements(flat: str) -> Iterator[tuple[str, int, int, int]]:
    """Yield the elements that are no paragraphs, in order: name, first and last byte, and the level of a heading."""
    for event, place in pyromark.events_with_range(flat, options=pyromark.Options.ENABLE_TABLES):
        # Most events are words and ends.
        start: Any = event if isinstance(event, str) else event.get("Start")
        if start is None:
            continue
        if isinstance(start, str):
            if start in _ELEMENTS:
                yield start, place["start"], place["end"], 0
        elif "CodeBlock" in start:
            yield "CodeBlock", place["start"], place["end"], 0
        elif "Heading" in start:
            yield "Heading", place["start"], place["end"], int(start["Heading"]["level"][1])
