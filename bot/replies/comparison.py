"""Pasted text beside the documents: what it has and they do not is struck through, what they have is underlined."""

from collections.abc import Iterator
from typing import NamedTuple

from bot.replies.message import escaped
from bot.text import clipped, visible
from retrieval import Location
from retrieval.lookup.locate import FoundPlace

_COMPARED_UNITS = 600
_CHANGE_UNITS = 80
_MOST_CHANGES = 12  # two entities each, beside the quotes' 60; Telegram keeps about a hundred in a message
_LAST_LATIN = "\u024f"
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
    for tag, words in _pieces(location.text, location.places[0]):
        changes += bool(tag)
        if len(shown) + len(words) > _COMPARED_UNITS or changes > 2 * _MOST_CHANGES:
            return ComparedText(html + "…", shown + "…")
        html += f"<{tag}>{escaped(words)}</{tag}>" if tag else escaped(words)
        shown += words
    return ComparedText(html, shown)


def _pieces(text: str, place: FoundPlace) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text in order, each with its tag: s, u, or none for what is the same, and for spaces."""
    at = 0
    for change in sorted(place.differences, key=lambda d: (d.own.start, d.there.start)):
        yield "", _same(text[at : change.own.start], first=not at, last=False)
        at = change.own.end
        claimed, found = (clipped(visible(words), _CHANGE_UNITS) for words in (change.claimed, change.found))
        if claimed:
            yield "s", claimed
        if found:
            before = "" if claimed else _character(place, change.there.start - 1)
            yield "", _space((claimed or text[:at])[-1:], found[0], before)
            yield "u", found
            yield "", _space(found[-1], text[at : at + 1], _character(place, change.there.end))
    yield "", _same(text[at:], first=not at, last=True)


def _character(place: FoundPlace, at: int) -> str:
    """Return a character of the file, if it is in a sentence of the place."""
    return next((quote.text[at - quote.start] for quote in place.quotes if quote.start <= at < quote.end), "")


def _space(left: str, right: str, in_file: str) -> str:
    """Return the space that is missing between two characters of which the file has another beside one of them.

    Two words never run together; a word and Chinese are apart if they are in the file.
    """
    if not left.strip() or not right.strip():
        return ""
    run_together = _is_in_words(left + right) and not in_file.isalnum()
    return " " if run_together or (in_file.isspace() and (_is_in_words(left) or _is_in_words(right))) else ""


def _same(text: str, *, first: bool, last: bool) -> str:
    """Return a stretch that is the same, without its middle, beginning or end if that is far from every change."""
    text = visible(text)
    start, end = min(_AROUND, len(text)), max(len(text) - _AROUND, 0)
    while start < len(text) and _is_in_words(text[start - 1 : start + 1]):
        start += 1
    while end and _is_in_words(text[end - 1 : end + 1]):
        end -= 1
    if end - start <= 1:
        return text
    before, after = "" if first else text[:start], "" if last else text[end:]
    return f"{before}…{after}"


def _is_in_words(characters: str) -> bool:
    return all(character.isalnum() and character <= _LAST_LATIN for character in characters)
