"""Outline of a page: its elements as a tree, and the runs of text in them."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from retrieval.documents.blocks import WHITE
from retrieval.documents.web.tags import NOTE_LINK, RAW, Tag, attributes, tags

_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
))  # fmt: skip
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "meta", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    # Those of MathML.
    "annotation", "annotation-xml", "math", "menclose", "mfenced", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover",
    "mpadded", "mphantom", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable",
    "mtd", "mtext", "mtr", "munder", "munderover", "semantics",
))  # fmt: skip
# What a start tag closes if it is open right around it.
_CLOSED_BY = {
    "li": ("li",), "tr": ("td", "th", "tr"), "td": ("td", "th"), "th": ("td", "th"), "dd": ("dd", "dt"),
    "dt": ("dd", "dt"), "option": ("option",), "tbody": ("td", "th", "tr", "thead"), "body": ("head",),
}  # fmt: skip
_NAMED = re.compile(r"\b(?:class|id|role|hidden|style|itemprop|aria-hidden)\b", re.IGNORECASE)
_NOT_SHOWN = re.compile(
    r"(?P<reference>&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});)"
    r"|(?:(?<![ \t\u00a0])[ \t\u00a0]++)?+[\r\n][ \t\r\n\u00a0]*+|[ \t]{2,}+"
)
_BLANK = re.compile(r"(?:&(?:nbsp|ensp|emsp|thinsp|#160|#12288|#xa0);|\s)\Z", re.IGNORECASE)
_BLANKS = re.compile(r"(?:&(?:nbsp|ensp|emsp|thinsp|#160|#12288|#xa0);|\s)++", re.IGNORECASE)
MAX_REFERENCE_CHARACTERS = 8
MAX_DEPTH = 500


class Element(NamedTuple):
    """An element: `parent` is the index of the one around it, -1 at the top."""

    name: str
    parent: int
    tag: Tag
    attributes: Mapping[str, tuple[int, str]] = {}


class TextRun(NamedTuple):
    """A run of text that no element breaks; `cuts` are the slices of it that are not shown, in order and apart.

    `element` is the index of the element that it stands in; of its `size` characters `linked` are in links.
    """

    start: int
    end: int
    element: int
    cuts: tuple[tuple[int, int], ...]
    size: int
    linked: int


class Outline(NamedTuple):
    """The elements of a page in the order of their tags, the ends of them, and the runs of text."""

    elements: Sequence[Element]
    ends: Sequence[int]
    runs: Sequence[TextRun]


def outline(text: str) -> Outline:
    """Return the outline of a page, however its tags are nested or left open."""
    builder = _Builder(text)
    at = 0
    for tag in tags(text):
        builder.write(at, tag.start)
        builder.see(tag)
        at = tag.end
    builder.write(at, len(text))
    builder.close(0, len(text))
    return Outline(builder.elements, builder.ends, builder.runs)


class _Builder:
    """The elements that are open, and the run of text that is being written."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.elements: list[Element] = []
        self.ends: list[int] = []
        self.runs: list[TextRun] = []
        self._open: list[int] = []
        self._count: dict[str, int] = {}
        self._pieces: list[tuple[int, int]] = []
        self._linked = 0

    def write(self, start: int, end: int) -> None:
        """Add text to the run."""
        if start >= end:
            return
        if "pre" in self._count and "\n" in self._text[start:end]:
            for line in self._text[start:end].splitlines(keepends=True):
                self._add(start, start + len(line))
                self._flush()
                start += len(line)
        else:
            self._add(start, end)

    def _add(self, start: int, end: int) -> None:
        if self._pieces or not self._text[start:end].isspace():
            self._pieces.append((start, end))
            if "a" in self._count:
                self._linked += _length(self._text[start:end])

    def see(self, tag: Tag) -> None:
        """Open or close the tag's element."""
        if not tag.name or tag.name in RAW:
            return
        if tag.name not in _INLINE:
            self._flush()
        if tag.closing:
            if self._count.get(tag.name):
                depth = next(at for at in range(len(self._open) - 1, -1, -1) if self._name(at) == tag.name)
                self.close(depth, tag.start)
        elif tag.name not in _VOID:
            self._enter(tag)

    def _enter(self, tag: Tag) -> None:
        closes = _CLOSED_BY.get(tag.name, ())
        while self._open and (
            self._name(-1) in closes or (self._name(-1) == "p" and tag.name not in _INLINE) or
            (self._name(-1) == "a" == tag.name)
        ):  # fmt: skip
            self.close(len(self._open) - 1, tag.start)
        if len(self._open) >= MAX_DEPTH:
            return
        if tag.name == "annotation" and "math" in self._count and self._is_tex(tag):
            # A formula is read as TeX if it is written so, too: without its tags, a fraction would be a product.
            formula = next(n for n in reversed(self._open) if self.elements[n].name == "math")
            self._unwrite(self.elements[formula].tag.start)
        named = _NAMED.search(self._text, tag.start, tag.end)
        found = attributes(self._text, tag) if named else {}
        self.elements.append(Element(tag.name, self._open[-1] if self._open else -1, tag, found))
        self.ends.append(len(self._text))
        self._open.append(len(self.elements) - 1)
        self._count[tag.name] = self._count.get(tag.name, 0) + 1

    def _is_unsaid(self, element: Element) -> bool:
        """Tell if an element that closes says nothing, or what is said beside it: what is hidden, a link back."""
        name, start = element.name, element.tag.start
        if name == "a" and "#" in self._text[start : element.tag.end]:
            return bool(NOTE_LINK.fullmatch("".join(self._text[a:b] for a, b in self._pieces if a >= start)))
        is_other = name.startswith("annotation") and not self._is_tex(element.tag)
        return is_other or element.attributes.get("aria-hidden", (0, ""))[1] == "true"

    def _is_tex(self, tag: Tag) -> bool:
        return "tex" in self._text[tag.start : tag.end].lower()

    def _unwrite(self, start: int) -> None:
        """Take what was written from a place on out of the run."""
        while self._pieces and self._pieces[-1][0] >= start:
            first, last = self._pieces.pop()
            if "a" in self._count:
                self._linked -= _length(self._text[first:last])

    def _name(self, depth: int) -> str:
        return self.elements[self._open[depth]].name

    def close(self, depth: int, at: int) -> None:
        """Close the elements from a depth on."""
        if any(self._name(d) not in _INLINE for d in range(depth, len(self._open))) or depth == 0:
            self._flush()
        while len(self._open) > depth:
            number = self._open.pop()
            self.ends[number] = at
            name = self.elements[number].name
            if name in _INLINE and self._is_unsaid(self.elements[number]):
                self._unwrite(self.elements[number].tag.start)
            self._count[name] -= 1
            if not self._count[name]:
                del self._count[name]

    def _flush(self) -> None:
        pieces, linked = self._pieces, self._linked
        self._pieces, self._linked = [], 0
        if not pieces:
            return
        block = next((n for n in reversed(self._open) if self.elements[n].name not in _INLINE), -1)
        run = _run(self._text, pieces, block, linked)
        if run:
            self.runs.append(run)


def _run(text: str, pieces: Sequence[tuple[int, int]], element: int, linked: int) -> TextRun | None:
    """Return the run of some pieces of text, without the white space at either end."""
    shown = [(start, end) for start, end in pieces if text[start:end].strip(WHITE)]
    if not shown:
        return None
    first, last = text[slice(*shown[0])], text[slice(*shown[-1])]
    start = shown[0][0] + len(first) - len(first.lstrip(WHITE))
    end = shown[-1][1] - len(last) + len(last.rstrip(WHITE))
    start, end = _without_blanks(text, start, end)
    if start >= end:
        return None
    cuts: list[tuple[int, int]] = []
    at, size = start, 0
    for begin, stop in pieces:
        begin, stop = max(begin, start), min(stop, end)
        if begin >= stop:
            continue
        _cut(text, cuts, at, begin)
        for found in _NOT_SHOWN.finditer(text, begin, stop):
            if found["reference"]:
                cuts.append(found.span())
            else:
                _cut(text, cuts, *found.span())
        size += _length(text[begin:stop])
        at = stop
    return TextRun(start, end, element, tuple(cuts), max(1, size), linked)


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a slice without the references to white space at either end."""
    if before := _BLANKS.match(text, start, end):
        start = before.end()
    while after := _BLANK.search(text, max(start, end - MAX_REFERENCE_CHARACTERS), end):
        end = after.start()
    return start, max(start, end)


def _cut(text: str, cuts: list[tuple[int, int]], start: int, end: int) -> None:
    """Add a slice, joined with the last one if they touch and that is no reference."""
    if start >= end:
        return
    if cuts and cuts[-1][1] == start and text[cuts[-1][0]] != "&":
        cuts[-1] = (cuts[-1][0], end)
    else:
        cuts.append((start, end))


def _length(words: str) -> int:
    return len(words) - sum(map(words.count, " \n\t\r"))
