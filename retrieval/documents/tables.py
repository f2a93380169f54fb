"""Rows of tables as files write them: with pipes, with tabs, or as elements of HTML."""

import html
import re
from collections.abc import Sequence

from retrieval.shown import Slice, reveal

_ELEMENT = re.compile(r"<t[dh]\b[^>]{0,500}>(.*?)(?=</t[dh]\s*>|<t[dh]\b|</tr\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_EDGE = re.compile(r"(?<!\\)\|")
_MARKUP = re.compile(r"<[^<>]{1,500}>|\*\*|__|`|\[(?=[^\[\]]*\]\()|\]\([^()]*\)")


def cells_of(row: str) -> list[Slice]:
    """Return the slices of a row's cells without the white space around them, empty ones included."""
    if "<t" in row[:400].lower():
        return [_trimmed(row, *match.span(1)) for match in _ELEMENT.finditer(row)]
    if "\t" in row and not row.lstrip().startswith("|"):
        return _split(row, [at for at, character in enumerate(row) if character == "\t"], 0, len(row))
    edges = [match.start() for match in _EDGE.finditer(row)]
    start, end = _trimmed(row, 0, len(row))
    if edges and edges[0] == start:
        edges, start = edges[1:], start + 1
    if edges and edges[-1] == end - 1:
        edges, end = edges[:-1], end - 1
    return _split(row, edges, start, end)


def value_of(row: str, start: int, end: int, markup: Sequence[Slice]) -> str:
    """Return what a cell of a row shows."""
    cuts = [(max(a, start) - start, min(b, end) - start) for a, b in markup]
    return html.unescape(reveal(row[start:end], [cut for cut in cuts if cut[0] < cut[1]]).text).strip()


def header_of(row: str) -> list[str]:
    """Return the names that a header row gives to the columns."""
    return [" ".join(html.unescape(_MARKUP.sub("", row[start:end])).split()) for start, end in cells_of(row)]


def _split(row: str, edges: Sequence[int], start: int, end: int) -> list[Slice]:
    starts = [start, *(edge + 1 for edge in edges)]
    return [_trimmed(row, a, b) for a, b in zip(starts, [*edges, end], strict=True)]


def _trimmed(row: str, start: int, end: int) -> Slice:
    cell = row[start:end]
    left = start + len(cell) - len(cell.lstrip())
    return left, max(left, start + len(cell.rstrip()))
