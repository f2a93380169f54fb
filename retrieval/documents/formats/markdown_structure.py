"""Block structure of Markdown, line by line, by pulldown-cmark."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import numpy as np
import pyromark

# Items and indentation have no kind of their own, so that what is in them is read as if it stood outside: a fence below
# an item or in an admonition is a fence.
_MARK = r"(?:[-*+]|\d{1,9}[.)])[ \t]++(?=\S)"
_INDENTATION = re.compile(rf"\n(?:[ \t]++(?:{_MARK})?|{_MARK})")
# A table without outer pipes is told from the paragraph above it only with them.
_BARE_TABLE = re.compile(r"^([^|\n]++\|[^\n]*+)\n(?=[ \t]*+:?-++:?[ \t]*+\|[-:| \t]*+$)", re.M)
_BARE_DELIMITER = re.compile(r"\n[ \t]*+:?-++:?[ \t]*+\|[-:| \t]*+$", re.M)
# A line that begins like words, maybe in code, emphasis or a link, and has none of the signs of tables and elements:
# what is in it says nothing of structure, and the parser would tell each of its words and links.
_WORDS = re.compile(
    r"\n(?:[^\W\d_]|[^\x00-\x7f]|`(?!``)|[*_]{1,3}+[^\W_]|\d++(?![.)][ \t\n])|[!$%&',./;?@\\^{}]|\[(?![^\[\]\n]*+\]:)(?!\n)"
    r"|[(\"](?!\n))[^|<>\n]*+(?=\n)"
)
# Nor does a paragraph of such lines between blank ones.
_PARAGRAPH = re.compile(r"(?<=\n\n)(?:x\n)++(?=\n)")
# Every line that is no text has one of these signs, or underlines one.
_SIGN = re.compile(r"[#|<>]|```|~~~|^[-=]+[ \t]*+$|[-*_][ \t]*+[-*_]", re.M)
_ITEM = re.compile(r"[ \t]*+(?:[-*+]|\d{1,9}[.)])[ \t]")
_ELEMENTS = frozenset(("HtmlBlock", "TableHead", "TableRow"))
_SILENT_TAG = re.compile(rb"<(?:script|style)\b", re.I)

Kind = Literal["text", "heading", "code", "markup", "html", "header", "row", "metadata"]


class MarkdownStructure(NamedTuple):
    """Structure of a text: the kind of each line by its number, the rank of headings, the header line of each row."""

    kinds: dict[int, Kind]
    levels: dict[int, int]
    headers: dict[int, int]


class _Element(NamedTuple):
    """An element of the bytes `start:end`, by the parser's name for it; a heading has a level."""

    name: str
    start: int
    end: int
    level: int = 0


def structure_of(body: str) -> MarkdownStructure:
    """Return the structure of a text whose lines end in a line feed."""
    found = MarkdownStructure({}, {}, {})
    flat = _INDENTATION.sub("\n", f"\n{body}")[1:]
    if _BARE_DELIMITER.search(flat):
        flat = _BARE_TABLE.sub(r"|\1\n|", flat)
    if not _SIGN.search(flat):
        return found
    # What no file holds, half a character, takes as many bytes here and there.
    bare = _PARAGRAPH.sub(lambda found: "\n" * found[0].count("\n"), _WORDS.sub("\nx", flat))
    written = bare.encode("utf-8", "replace")
    elements = list(_elements(written.decode()))
    breaks = np.flatnonzero(np.frombuffer(written, np.uint8) == ord("\n"))
    firsts = breaks.searchsorted([element.start for element in elements]).tolist()
    lasts = breaks.searchsorted([element.end - 1 for element in elements]).tolist()
    rows = body.split("\n")
    header = 0
    for element, first, last in zip(elements, firsts, lasts, strict=True):
        if element.name == "TableHead":
            header = first
            found.kinds[first], found.kinds[first + 1] = "header", "markup"
        elif element.name == "TableRow":
            found.kinds[first], found.headers[first] = "row", header
        else:
            _add(found, element, range(first, last + 1), rows, written)
    return found


def _elements(flat: str) -> Iterator[_Element]:
    """Yield the elements that are no paragraphs, in order."""
    for event, place in pyromark.events_with_range(flat, options=pyromark.Options.ENABLE_TABLES):
        if isinstance(event, str):
            if event == "Rule":
                yield _Element("Rule", place["start"], place["end"])
            continue
        # Most events are words and ends.
        if "Start" not in event:
            continue
        start = event["Start"]
        if isinstance(start, str):
            if start in _ELEMENTS:
                yield _Element(start, place["start"], place["end"])
        elif "CodeBlock" in start:
            yield _Element("CodeBlock", place["start"], place["end"])
        elif "Heading" in start:
            yield _Element("Heading", place["start"], place["end"], int(start["Heading"]["level"][1]))


def _add(found: MarkdownStructure, element: _Element, lines: range, rows: Sequence[str], written: bytes) -> None:
    """Add the lines of an element that is no part of a table; `rows` are all lines of the text."""
    first, last = lines[0], lines[-1]
    if element.name == "Rule":
        found.kinds[first] = "markup"
    elif element.name == "CodeBlock":
        found.kinds.update(dict.fromkeys(lines, "code"))
        found.kinds[first] = "markup"
    elif element.name == "HtmlBlock":
        silent = _SILENT_TAG.match(written, element.start)
        found.kinds.update(dict.fromkeys(lines, "markup" if silent else "html"))
    elif last == first:
        found.kinds[first], found.levels[first] = "heading", element.level
    else:
        # What underlines several lines, or an item, is a rule.
        found.kinds[last] = "markup"
        if last == first + 1 and not _ITEM.match(rows[first]):
            found.kinds[first], found.levels[first] = "heading", element.level
