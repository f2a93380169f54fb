"""Tags of an HTML source, and their attributes.

Every search goes forward from where the last one ended, or is not made again, so the time is linear in the text.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

# Elements whose content is no text of the page.
RAW = frozenset(("script", "style", "noscript", "template", "svg", "iframe", "textarea", "title"))
# What leads from a text to its note and back says nothing.
NOTE_LINK = re.compile(
    r"\A\s*(?:\d{1,3}|[\[【〔(（]\s*\d{1,3}\s*[\]】〕)）]|\[?[↑↩↵⤴⏎⮌⬆^][\ufe0e\ufe0f↑↩↵⤴⏎⮌⬆^]*\]?)\s*"
)
_NAME = re.compile(r"<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]{0,30})")
_TAG_END = re.compile(r"(?:[^<>\"'=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')|[=\"'])*+>")
_ATTRIBUTE = re.compile(
    r"""([A-Za-z:_-]{1,40})(?:\s{0,9}=\s{0,9}(?:"([^"]{0,5000})"|'([^']{0,5000})'|([^\s"'>]{1,5000})))?"""
)
MAX_TAG_CHARACTERS = 10_000
# Each failed search for the end of a tag may go through the whole text.
MAX_FAILURES = 30


class Tag(NamedTuple):
    """A tag from `start` to `end`; `name` is empty for a comment or a declaration.

    An element of `RAW` is one tag as far as its closing tag.
    """

    start: int
    end: int
    name: str
    closing: bool = False


def tags(text: str) -> Iterator[Tag]:
    """Yield the tags of a source in order; what is between them is text."""
    search = _Search(text)
    at = text.find("<")
    while at >= 0:
        tag = search.tag(at)
        if tag:
            yield tag
        at = text.find("<", tag.end if tag else at + 1)


def attributes(text: str, tag: Tag) -> Mapping[str, tuple[int, str]]:
    """Return the values of a tag's attributes by their names in lower case, each with where it starts."""
    found: dict[str, tuple[int, str]] = {}
    start = tag.start + 1 + len(tag.name)
    end = min(tag.end - 1, start + MAX_TAG_CHARACTERS)
    for match in _ATTRIBUTE.finditer(text, start, end):
        group = match.lastindex or 1
        value = (match.end(), "") if group == 1 else (match.start(group), match[group])
        found.setdefault(match[1].lower(), value)
    return found


class _Search:
    """A search for the ends of tags, which knows what was looked for in vain."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._endless: set[str] = set()
        self._failures = 0

    def tag(self, at: int) -> Tag | None:
        """Return the tag that begins at a place, or None if the < is a character of the text."""
        text = self._text
        if text.startswith("<!--", at):
            return Tag(at, self._after("-->", at), "")
        match = _NAME.match(text, at)
        if not match:
            return Tag(at, self._after(">", at), "") if text[at + 1 : at + 2] in ("!", "?") else None
        name, closing = match["name"].lower(), bool(match["slash"])
        stop = self._end(match.end())
        if name in RAW and not closing and name not in self._endless:
            end = re.compile(f"</{name}\\s{{0,9}}>", re.IGNORECASE).search(text, stop)
            if end:
                return Tag(at, end.end(), name)
            self._endless.add(name)
        return Tag(at, stop, name, closing)

    def _end(self, at: int) -> int:
        """Return the end of a tag; a > in a quoted value does not end it."""
        quoted = _TAG_END.match(self._text, at) if self._failures < MAX_FAILURES else None
        if quoted:
            return quoted.end()
        self._failures += 1
        return self._after(">", at)

    def _after(self, mark: str, at: int) -> int:
        """Return the end of the next mark, or of the character at the place if no mark follows."""
        found = -1 if mark in self._endless else self._text.find(mark, at)
        if found < 0:
            self._endless.add(mark)
            return at + 1
        return found + len(mark)
