"""Text in runs, plain and bold: how an answer's quotes and a page's sentences are cut to a length and become HTML."""

import re
from collections.abc import Iterable, Sequence

from bot.replies.message import escaped
from bot.text import fitting, length, visible
from retrieval.model import Value

_SHARE_BEFORE = 3  # one in three of the characters shown beside the bold comes before it
_END_CHARACTERS = 8  # after a place, the end of a sentence is recognised within these
_CLOSING = "”」』’）)"
# A text may be cut after the one and, if it is reversed, before the other.
_SENTENCE = re.compile(rf"[。！？!?…；;\n][{_CLOSING}]*|\.(?=\s)")
_TURNED_SENTENCE = re.compile(rf"(?<![{_CLOSING}])(?=[{_CLOSING}]*[。！？!?…；;\n]|\s\.)")
# More white space than anybody writes on purpose would push the words out of the message.
_WIDE = re.compile(r"\s{9,}")
# The space that the mark of a list item leaves.
_ITEM_SPACE = re.compile(r"(?<=\n) (?=\S)")


class Run(Value):
    """A stretch of visible text; a text may be cut before and after a run."""

    text: str
    bold: bool = False


def runs_of(text: str, slices: Iterable[tuple[int, int]]) -> tuple[Run, ...]:
    """Return a text as runs, with some slices of it (in order and apart) in bold; empty runs are left out."""
    runs, at = [], 0
    for start, end in slices:
        runs += [Run(text=narrowed(text[at:start])), Run(text=narrowed(text[start:end]), bold=True)]
        at = end
    runs.append(Run(text=narrowed(text[at:])))
    return tuple(run for run in runs if run.text)


def narrowed(text: str) -> str:
    """Return the visible text, with one line break or one space for every wide stretch of white space.

    Items of a list begin at the edge.
    """
    return _ITEM_SPACE.sub("", _WIDE.sub(lambda found: "\n" if "\n" in found[0] else " ", visible(text)))


def units_of(runs: Iterable[Run]) -> int:
    """Return how many UTF-16 units the runs take."""
    return sum(length(run.text) for run in runs)


def fitted(runs: Sequence[Run], units: int) -> tuple[Run, ...]:
    """Return the runs in at most `units` UTF-16 units: the first bold one stays in sight, and … marks what is cut.

    Cut between runs or at the end of a sentence if that fills most of the room, else at a character.
    """
    if units_of(runs) <= units:
        return tuple(runs)
    middle = next((at for at, run in enumerate(runs) if run.bold), 0)
    room = units - 2
    kept = _cut([runs[middle]], room)
    spare = room - units_of(kept)
    before, behind = [_turned(run) for run in reversed(runs[:middle])], runs[middle + 1 :]
    most = max(spare // _SHARE_BEFORE, spare - units_of(behind))
    front = [_turned(run) for run in reversed(_cut(before, most, turned=True))]
    back = _cut(behind, spare - units_of(front)) if kept == [runs[middle]] else []
    whole_front, whole_back = units_of(front) == units_of(before), units_of(back) == units_of(behind)
    head = [] if whole_front else [Run(text="…")]
    tail = [] if whole_back and kept == [runs[middle]] else [Run(text="…")]
    return (*head, *front, *kept, *back, *tail)


def html_of(runs: Iterable[Run]) -> str:
    """Return the runs as HTML."""
    return "".join(f"<b>{escaped(run.text)}</b>" if run.bold else escaped(run.text) for run in runs)


def _cut(runs: Sequence[Run], units: int, *, turned: bool = False) -> list[Run]:
    """Return the beginning of the runs in at most `units`: whole runs, and a part of one if half of the room would
    stay empty.
    """
    kept: list[Run] = []
    left = units
    for run in runs:
        if length(run.text) > left:
            part = run.text[: _sentences(run.text, fitting(run.text, left), turned=turned)]
            return [*kept, run.model_copy(update={"text": part})] if part and left * 2 > units else kept
        kept.append(run)
        left -= length(run.text)
    return kept


def _sentences(text: str, end: int, *, turned: bool) -> int:
    """Return the last end of a sentence up to `end`, or `end` itself if that would leave half of the text out."""
    found = _TURNED_SENTENCE.finditer(text, 0, end + _END_CHARACTERS) if turned else _SENTENCE.finditer(text, 0, end)
    last = max((place.start() if turned else place.end() for place in found if place.start() <= end), default=0)
    return last if last * 2 >= end else end


def _turned(run: Run) -> Run:
    return run.model_copy(update={"text": run.text[::-1]})
