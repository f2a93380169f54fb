"""Pasted text beside the documents: what it has and they do not is struck through, what they have is underlined."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.replies.message import escaped
from bot.text import clipped, visible
from retrieval import Difference, Location

_COMPARED_UNITS = 600
_CHANGE_UNITS = 80
_MOST_CHANGES = 12  # two entities each, beside the quotes' 60; Telegram keeps about a hundred in a message
_WORD = re.compile(r"[A-Za-z]+")
# Characters around a change that are shown of a stretch that is the same.
_AROUND = 16


class ComparedText(NamedTuple):
    """A text with its differences as HTML, and as the characters that it shows."""

    html: str = ""
    shown: str = ""


def compared_text(location: Location | None) -> ComparedText:
    """Return an altered text with its first differences, each in its surroundings; empty if it is as it was or new."""
    if location is None or location.status not in ("altered", "abridged"):
        return ComparedText()
    html, shown = "", ""
    changes = 0
    for tag, words in _pieces(location.text, location.places[0].differences):
        changes += bool(tag)
        if len(shown) + len(words) > _COMPARED_UNITS or changes > 2 * _MOST_CHANGES:
            return ComparedText(html + "…", shown + "…")
        html += f"<{tag}>{escaped(words)}</{tag}>" if tag else escaped(words)
        shown += words
    return ComparedText(html, shown)


def _pieces(text: str, differences: tuple[Difference, ...]) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text in order, each with its tag: s, u, or none for what is the same."""
    ordered = sorted(differences, key=lambda d: (d.own.start, d.there.start))
    changes = [(d.own.start, d.own.end, d.claimed, d.found) for d in ordered]
    at = 0
    for number, change in enumerate(changes):
        until = changes[number + 1][0] if number + 1 < len(changes) else len(text)
        start, end, claimed, found = _in_whole_words(text, change, at, until)
        yield "", _same(text[at:start], first=not at, last=False)
        if claimed:
            yield "s", clipped(visible(claimed), _CHANGE_UNITS)
        if found:
            yield "u", clipped(visible(found), _CHANGE_UNITS)
        at = end
    yield "", _same(text[at:], first=not at, last=True)


def _in_whole_words(text: str, change: tuple[int, int, str, str], least: int, most: int) -> tuple[int, int, str, str]:
    """Return a change inside a word of letters as one of the whole word, unless other changes are in that word."""
    start, end, claimed, found = change
    first, last = start, end
    while first > 0 and _WORD.fullmatch(text[first - 1]):
        first -= 1
    while last < len(text) and _WORD.fullmatch(text[last]):
        last += 1
    inside = claimed and found and _WORD.fullmatch(claimed) and _WORD.fullmatch(found)
    if not inside or first < least or last > most:
        return change
    return first, last, text[first:start] + claimed + text[end:last], text[first:start] + found + text[end:last]


def _same(text: str, *, first: bool, last: bool) -> str:
    """Return a stretch that is the same, without its middle, beginning or end if that is far from every change."""
    text = visible(text)
    if len(text) <= 2 * _AROUND + 1:
        return text
    before, after = "" if first else text[:_AROUND], "" if last else text[-_AROUND:]
    return f"{before}…{after}"
