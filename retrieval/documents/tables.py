"""Rows of tables as files write them: with pipes, with tabs, or as elements of HTML."""

import html
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from retrieval.runtime import pattern
from retrieval.shown import Slice, reveal

_ELEMENT = pattern(
    r"<t[dh]\b(?P<attributes>[^>]{0,500})>(?P<words>.*?)(?=</t[dh]\s*>|<t[dh]\b|</tr\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_ROW = pattern(r"<tr\b", re.IGNORECASE)
_SPAN = {name: pattern(rf"\b{name}\s*=\s*[\"']?(\d{{1,3}})\b", re.IGNORECASE) for name in ("colspan", "rowspan")}
MAX_SPAN = 100
MAX_COLUMNS = 1000
_EDGE = pattern(r"(?<!\\)[|│┃]")
# Between cells that are set in columns by nothing but spaces.
GAP = pattern(r"(?: {2}|\u3000) *+(?=\S)|\u3000++(?=\S)")
_MARKUP = pattern(r"<[^<>]{1,500}>|\*\*|__|`|\[(?=[^\[\]]*\]\()|\]\([^()]*\)")


def cells_of(row: str) -> list[Slice]:
    """Return the slices of a row's cells without the white space around them, empty ones included."""
    if _is_html(row):
        return [_trimmed(row, *match.span("words")) for match in _ELEMENT.finditer(row)]
    if "\t" in row and not row.lstrip().startswith("|"):
        return _split(row, [at for at, character in enumerate(row) if character == "\t"], 0, len(row))
    edges = [match.start() for match in _EDGE.finditer(row)] or [match.start() for match in GAP.finditer(row)]
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


class Column(NamedTuple):
    """A column of a table: its name, and the slice of the header that names it most closely."""

    name: str
    start: int
    end: int


def header_columns(header: str) -> list[Column]:
    """Return the columns that a header names; one that is merged over columns is in the name of each of them."""
    if not _is_html(header):
        return [Column(_name(header[start:end]), start, end) for start, end in cells_of(header)]
    columns: list[list[Column]] = []
    free: list[int] = []
    edges = [*(match.start() for match in _ROW.finditer(header)), len(header)]
    for number, (first, last) in enumerate(pairwise(edges)):
        at = 0
        for cell in _ELEMENT.finditer(header, first, last):
            while at < len(free) and free[at] > number:
                at += 1
            start, end = _trimmed(header, *cell.span("words"))
            column = Column(_name(header[start:end]), start, end)
            for place in range(at, min(at + span_of(cell["attributes"], "colspan"), MAX_COLUMNS)):
                columns += [[]] if place == len(columns) else []
                free += [0] if place == len(free) else []
                columns[place].append(column)
                free[place] = number + span_of(cell["attributes"], "rowspan")
                at = place + 1
    names = [" ".join(dict.fromkeys(column.name for column in own if column.name)) for own in columns]
    return [Column(name, own[-1].start, own[-1].end) for name, own in zip(names, columns, strict=True)]


def columns_over(header: str, row: str, merged: int = 0) -> list[Column]:
    """Return the column of each cell of a row, of which the first `merged` are cells of rows above.

    Return none if the cells of a row of HTML are not as many as the columns.
    """
    columns = header_columns(header)
    if not _is_html(row):
        return columns
    widths = [span_of(cell["attributes"], "colspan") for cell in _ELEMENT.finditer(row)]
    if merged + sum(widths) != len(columns):
        return []
    found = []
    for width in widths:
        found.append(columns[merged])
        merged += width
    return found


def span_of(attributes: str, name: str) -> int:
    """Return over how many columns (`colspan`) or rows (`rowspan`) a cell is merged."""
    found = _SPAN[name].search(attributes)
    return min(MAX_SPAN, max(1, int(found[1]))) if found else 1


def _is_html(row: str) -> bool:
    return "<t" in row[:400].lower()


def _name(words: str) -> str:
    return " ".join(html.unescape(_MARKUP.sub("", words)).split())


def _split(row: str, edges: Sequence[int], start: int, end: int) -> list[Slice]:
    starts = [start, *(edge + 1 for edge in edges)]
    return [_trimmed(row, a, b) for a, b in zip(starts, [*edges, end], strict=True)]


def _trimmed(row: str, start: int, end: int) -> Slice:
    cell = row[start:end]
    left = start + len(cell) - len(cell.lstrip())
    return left, max(left, start + len(cell.rstrip()))
