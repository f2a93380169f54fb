"""Ruled tables of a PDF page: lines that pypdfium2 gives, joined to cells by pdfplumber's table finder."""

from collections.abc import Iterator
from typing import Any, NamedTuple

# A page with more lines is a drawing.
MAX_RULES = 4000
MAX_SEGMENTS = 400
MIN_RULE_POINTS = 3.0
MAX_SLANT_POINTS = 1.0
SNAP_POINTS = 3.0
# The time to find cells grows with the square of the crossings.
MAX_CROSSINGS = 4000


class Box(NamedTuple):
    """A rectangle of a page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, other: "Box") -> bool:
        """Return True if the middle of the other rectangle lies within this one."""
        across, up = (other.left + other.right) / 2, (other.bottom + other.top) / 2
        return self.left <= across <= self.right and self.bottom <= up <= self.top


class Table(NamedTuple):
    """A ruled table: its place, and its cells row by row; None is the rest of a merged cell."""

    box: Box
    rows: list[list[Box | None]]


def find_tables(page: Any) -> list[Table]:
    """Return the ruled tables of a page, from its top."""
    rules = []
    for rule in _rules(page):
        rules.append(rule)
        if len(rules) > MAX_RULES:
            return []
    upright = sum(rule["orientation"] == "v" for rule in rules)
    if upright < 2 or len(rules) - upright < 2:
        return []
    # The import takes a third of a second, which only a page with lines is worth.
    from pdfplumber.table import (
        Table as Found,
    )
    from pdfplumber.table import (
        cells_to_tables,
        edges_to_intersections,
        intersections_to_cells,
        merge_edges,
    )

    merged: list[dict[str, Any]] = merge_edges(rules, SNAP_POINTS, SNAP_POINTS, SNAP_POINTS, SNAP_POINTS)
    across = sum(rule["orientation"] == "h" for rule in merged)
    if across * (len(merged) - across) > MAX_CROSSINGS:
        return []
    cells = intersections_to_cells(edges_to_intersections(merged, SNAP_POINTS, SNAP_POINTS))
    # Neither a page nor its text is needed by what is asked of the tables.
    found = [Found(None, group) for group in cells_to_tables(cells)]  # type: ignore[arg-type]
    tables = [
        Table(_box(each.bbox), [[cell and _box(cell) for cell in row.cells] for row in each.rows]) for each in found
    ]
    return [table for table in tables if len(table.rows) > 1 and len(table.rows[0]) > 1]


def _box(bounds: tuple[float, float, float, float]) -> Box:
    """Return a rectangle from pdfplumber's bounds, whose vertical axis points down."""
    left, top, right, bottom = bounds
    return Box(left, -bottom, right, -top)


def _rules(page: Any) -> Iterator[dict[str, Any]]:
    """Yield the straight lines of a page as pdfplumber's edges; the vertical axis points down."""
    import pypdfium2.raw as raw

    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        matrix, before, first = drawn.get_matrix(), None, None
        count = raw.FPDFPath_CountSegments(drawn)
        for index in range(min(count, MAX_SEGMENTS)):
            segment = raw.FPDFPath_GetPathSegment(drawn, index)
            kind, point = raw.FPDFPathSegment_GetType(segment), _point(segment, matrix)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                first = point
            elif kind == raw.FPDF_SEGMENT_LINETO and before is not None:
                yield from _rule(before, point)
            if raw.FPDFPathSegment_GetClose(segment) and first is not None:
                yield from _rule(point, first)
            before = point


def _point(segment: Any, matrix: Any) -> tuple[float, float]:
    import ctypes

    import pypdfium2.raw as raw

    across, up = ctypes.c_float(), ctypes.c_float()
    raw.FPDFPathSegment_GetPoint(segment, across, up)
    placed: tuple[float, float] = matrix.on_point(across.value, up.value)
    return placed


def _rule(start: tuple[float, float], end: tuple[float, float]) -> Iterator[dict[str, Any]]:
    """Yield the line as an edge if it is long enough, and horizontal or vertical."""
    (x0, x1), (y0, y1) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    if x1 - x0 >= MIN_RULE_POINTS and y1 - y0 <= MAX_SLANT_POINTS:
        yield {"orientation": "h", "x0": x0, "x1": x1, "top": -y1, "bottom": -y1, "width": x1 - x0, "height": 0}
    elif y1 - y0 >= MIN_RULE_POINTS and x1 - x0 <= MAX_SLANT_POINTS:
        yield {"orientation": "v", "x0": x0, "x1": x0, "top": -y1, "bottom": -y0, "width": 0, "height": y1 - y0}
