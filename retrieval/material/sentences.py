"""Paragraphs -> sentences, on the text as it is written: no character is changed, dropped or moved."""

import re

from retrieval.material.blocks import WHITE, Block
from retrieval.model import Sentence

LONGEST = 240
_CLOSERS = "”’」』）)】》〉\"'"
# A sentence ends behind 。！？；, a run of them, or ……; an ASCII stop ends one only before white space or the end.
_END = re.compile(r"(?:[。！？!?；;]|…{2}|\.{3,6})[。！？!?…]*(?![》〉])|\.(?=\s|$)")
_CLAUSE = re.compile(r"，|、|：|——|(?<!\d)[,:]|[,:](?!\d)")
_SPACE = re.compile(r"\s")
_OPENERS = {"”": "“", "’": "‘", "」": "「", "』": "『", "）": "（", ")": "(", "】": "【", "》": "《", "〉": "〈"}


def sentences(text: str, block: Block) -> tuple[Sentence, ...]:
    """Split a block into sentences, in order; closing quotation marks and brackets stay with their sentence.

    A title or heading is one sentence. Whatever is longer than `LONGEST` is cut, behind a clause if it has any.
    """
    assert block.role is not None
    found = []
    at = block.start
    whole = block.role in ("title", "heading")
    for end in [block.end] if whole else [*_ends(text, block.start, block.end), block.end]:
        start = at
        while start < end and text[start] in WHITE:
            start += 1
        at = end
        stop = end
        while stop > start and text[stop - 1] in WHITE:
            stop -= 1
        found += [Sentence(start=a, end=b, role=block.role) for a, b in _clauses(text, start, stop)]
    return tuple(found)


def _ends(text: str, start: int, end: int) -> list[int]:
    """Where sentences end inside `text[start:end]`: behind the mark and whatever closes with it."""
    found: list[int] = []
    for match in _END.finditer(text, start, end):
        at = match.end()
        while at < end and text[at] in _CLOSERS:
            at += 1
        inside = match.group() in ("；", ";") and _is_open(text, found[-1] if found else start, at)
        if at > (found[-1] if found else start) and not inside and any(c.isalnum() for c in text[at:end][:400]):
            found.append(at)
    return found


def _is_open(text: str, start: int, end: int) -> bool:
    """Whether a bracket or quotation mark opens in `text[start:end]` and does not close there."""
    piece = text[start:end]
    return any(piece.count(opener) > piece.count(closer) for closer, opener in _OPENERS.items())


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut what is too long for one quote behind clauses, in pieces as long as allowed."""
    pieces = []
    while end - start > LONGEST:
        cut = _cut(text, start)
        pieces.append((start, cut))
        start = cut
        while start < end and text[start] in WHITE:
            start += 1
    return [*pieces, (start, end)] if start < end else pieces


def _cut(text: str, start: int) -> int:
    """The last good place to cut in the next `LONGEST` characters: behind a clause, else at a space, else anywhere."""
    low, high = start + LONGEST // 3, start + LONGEST
    for pattern in (_CLAUSE, _SPACE):
        ends = [match.end() for match in pattern.finditer(text, low, high)]
        if ends:
            return ends[-1]
    return high
