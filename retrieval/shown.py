"""Slices of files as people are shown them: markup left out, cells of rows apart, and nothing else changed."""

import html
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

Slice = tuple[int, int]
_CELL_EDGE = re.compile(r"[|│┃\t]|</?t[dhr]\b", re.IGNORECASE)
BETWEEN_CELLS = " · "
WIDE_FROM = "\u2e80"
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—]")
_TIME_OF_CUE, _MARK = re.compile(r"\d --> \d"), re.compile(r"[。，、；：！？,.;:!?…—～”」』）)》]")
_SPACE = re.compile(r"\s")
_ALIAS = re.compile(r"\[\[[^\[\]|]*\|")
_TAG = re.compile(r"<[^<>]*>")
_REFERENCES = re.compile(r"(?:&#?[A-Za-z0-9]{2,31};)+")


class Shown(NamedTuple):
    """A text as it is shown; character i of the original is shown at `places[i]`, the end of it at `places[-1]`."""

    text: str
    places: Sequence[int]

    def slices(self, slices: Iterable[Slice]) -> tuple[Slice, ...]:
        """Return the slices that show some slices of the original; one of nothing but markup is left out."""
        moved = ((self.places[start], self.places[end]) for start, end in slices)
        return tuple((start, end) for start, end in moved if start < end)


def reveal(text: str, markup: Sequence[Slice], labels: Sequence[tuple[int, str]] = ()) -> Shown:
    """Leave the slices of markup out of a text, and put labels before some of its characters.

    `markup` come in order and apart. Markup with white space in it, between two words that need a space, becomes one,
    and so does the time of a subtitle between two without a mark; the edge of a table's cell becomes a dot between two
    cells; references of HTML become their characters.

    >>> reveal("see [the guide](a.md)", [(4, 5), (14, 21)]).text
    'see the guide'
    """
    if not markup and not labels:
        return Shown(text, range(len(text) + 1))
    put = dict(labels)
    pieces: list[str] = []
    places: list[int] = []
    shown, at, before = 0, 0, 0
    words_end = _words_end(text, markup)
    for start, end in [*markup, (len(text), len(text))]:
        for character in range(at, start):
            label = put.get(character, "")
            places.append(shown + len(label))
            pieces += [label, text[character]]
            shown += len(label) + 1
        reference = _character(text[start:end])
        joint = _joint(text, before, start, end) if not reference and shown and end < words_end else reference
        # White space right after a reference is white space after its character.
        before = -1 if reference else end
        pieces.append(joint)
        places += [shown] * (end - start)
        shown += len(joint)
        at = end
    return Shown("".join(pieces), [*places, shown])


def _words_end(text: str, markup: Sequence[Slice]) -> int:
    """Return the end of what is more than markup and white space: the cells after it are empty."""
    words_end = len(text)
    for start, end in reversed(markup):
        if text[end:words_end].strip() or _character(text[start:end]).strip():
            break
        words_end = start
    return words_end


def _character(cut: str) -> str:
    """Return what references of HTML stand for, or nothing for other markup."""
    if not cut.startswith("&") or not _REFERENCES.fullmatch(cut):
        return ""
    return html.unescape(cut).replace("\u00a0", " ")


def _joint(text: str, before: int, start: int, end: int) -> str:
    """Return what is shown in the place of markup."""
    cut = _ALIAS.sub("", text[start:end])
    if _CELL_EDGE.search(cut):
        return BETWEEN_CELLS
    if not _SPACE.search(_TAG.sub("", cut)) or start == before or text[start - 1].isspace() or text[end].isspace():
        return ""
    if _TIME_OF_CUE.search(cut) and not _MARK.match(text, start - 1):
        # Chinese subtitles have no mark where one goes on in the next.
        return " "
    return "" if _WIDE.match(text, start - 1) or _WIDE.match(text, end) else " "
