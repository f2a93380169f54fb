"""Block structure of Markdown, line by line, by markdown-it."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from markdown_it import MarkdownIt

_SILENT_TAG = re.compile(r"<(?:script|style)\b", re.IGNORECASE)
# What a text has if a rule of the parser may apply to one of its lines.
_SIGNS = {
    "table": re.compile(r"\|"),
    "fence": re.compile(r"```|~~~"),
    "html_block": re.compile(r"<(?:(?<=[\s>]<)|(?<=\A<))"),
    "blockquote": re.compile(r">(?:(?<=[\s>]>)|(?<=\A>))"),
    "lheading": re.compile(r"\n[ \t>]*+[-=]++[ \t]*+(?:\n|\Z)"),
    "hr": re.compile(r"[-*_](?:(?<=-)(?:[ \t]*+-){2}|(?<=\*)(?:[ \t]*+\*){2}|(?<=_)(?:[ \t]*+_){2})"),
}

Kind = Literal["text", "heading", "code", "markup", "html", "header", "row", "metadata"]


class MarkdownStructure(NamedTuple):
    """Structure of a text: the kind of each line by its number, the rank of headings, the header line of each row."""

    kinds: dict[int, Kind]
    levels: dict[int, int]
    headers: dict[int, int]


def structure_of(body: str) -> MarkdownStructure:
    """Return the structure of a text whose lines end in a line feed."""
    found = MarkdownStructure({}, {}, {})
    header = 0
    for token in _parser(_needless(body)).parse(body):
        if token.map is None:
            continue
        first, last = token.map
        if token.type == "heading_open":
            found.kinds[first], found.levels[first] = "heading", int(token.tag[1])
            if token.markup in ("-", "="):
                one = last - first == 2
                found.kinds.update(dict.fromkeys(range(first, last), "text") if not one else {})
                found.kinds[last - 1] = "markup"
        elif token.type == "fence":
            found.kinds.update(dict.fromkeys(range(first, last), "code"))
            found.kinds[first] = "markup"
        elif token.type == "html_block":
            silent = bool(_SILENT_TAG.match(token.content.lstrip()))
            found.kinds.update(dict.fromkeys(range(first, last), "markup" if silent else "html"))
        elif token.type == "hr":
            found.kinds[first] = "markup"
        elif token.type == "thead_open":
            header = first
            found.kinds[first], found.kinds[first + 1] = "header", "markup"
        elif token.type == "tr_open" and first > header + 1 and found.kinds.get(first) != "header":
            found.kinds[first], found.headers[first] = "row", header
    return found


@lru_cache(64)
def _parser(without: tuple[str, ...]) -> MarkdownIt:
    """Return the parser of blocks: definitions of links and indented code are read line by line instead."""
    return MarkdownIt("commonmark").enable("table").disable(["inline", "reference", "code", *without])


def _needless(body: str) -> tuple[str, ...]:
    """Return the rules of the parser that no line of a text can meet: not to ask them saves a quarter of its time."""
    return tuple(rule for rule, sign in _SIGNS.items() if not sign.search(body))
