"""Merge conflicts that somebody left in a file: both versions are read, lines that they share once."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from retrieval.documents.blocks import Block, lines

_OPENS, _BASE, _TURNS, _CLOSES = (re.compile(re.escape(mark * 7) + r"(?:[ \t].*)?$") for mark in "<|=>")


class SharedLines(NamedTuple):
    """The lines of later versions that an earlier version has too, in order: where each starts and ends."""

    starts: Sequence[int]
    ends: Sequence[int]


def shared_lines(text: str) -> SharedLines:
    """Find them in the whole text of a file; there are none where nobody left a conflict."""
    found = list(_shared_lines(text)) if "<<<<<<<" in text else []
    return SharedLines([start for start, _ in found], [end for _, end in found])


def without(shared: SharedLines, blocks: Sequence[Block]) -> Iterable[Block]:
    """Leave out, as repeated, what stands on a shared line."""
    return _without(shared, blocks) if shared.starts else blocks


def _without(shared: SharedLines, blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        nearest = bisect_right(shared.starts, block.start) - 1
        if block.role and nearest >= 0 and block.start < shared.ends[nearest]:
            yield Block(start=block.start, end=block.end, left_out="repeated")
        else:
            yield block


def _shared_lines(text: str) -> Iterator[tuple[int, int]]:
    seen: set[str] | None = None
    later = False
    for line in lines(text):
        if _OPENS.match(line.text):
            seen, later = set(), False
        elif _CLOSES.match(line.text):
            seen = None
        elif seen is not None and (_TURNS.match(line.text) or _BASE.match(line.text)):
            later = True
        elif seen is not None:
            if later and line.text in seen:
                yield line.start, line.end
            seen.add(line.text)
