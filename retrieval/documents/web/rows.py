"""Rows of a page's tables, each with the header of its table."""

from collections.abc import Sequence
from typing import NamedTuple

from retrieval.documents.web.outline import Outline

# A table with a longer cell lays out a page.
MAX_CELL_CHARACTERS = 400


class TableRow(NamedTuple):
    """A row: its slice of the source, the runs of text in its cells, and the slice of its table's header.

    A header has itself as `header`; without one a row is not read by columns.
    """

    start: int
    end: int
    runs: range
    header: tuple[int, int] | None


class _Table:
    """The rows of a table by the indexes of their elements, and for each its cells and the sizes of them."""

    def __init__(self) -> None:
        self.rows: dict[int, list[int]] = {}
        self.nested = False
        self.headed: set[int] = set()


def table_rows(text: str, page: Outline) -> list[TableRow]:
    """Return the rows of all tables that hold data, in order; a table that holds another one does not."""
    tables, sizes = _tables(page)
    runs = _runs(page)
    found = []
    for table in tables.values():
        rows = [row for row in table.rows if row in runs]
        cells = [len(table.rows[row]) for row in rows]
        longest = max((sizes.get(cell, 0) for row in rows for cell in table.rows[row]), default=0)
        if table.nested or len(rows) < 2 or max(cells) < 2 or longest > MAX_CELL_CHARACTERS:
            continue
        header = _header(text, page, table, rows)
        for row in rows:
            start, end = _slice(text, page, row)
            found.append(TableRow(start, end, runs[row], header))
    return sorted(found)


def _tables(page: Outline) -> tuple[dict[int, _Table], dict[int, int]]:
    """Return the tables by the indexes of their elements, and the sizes of cells."""
    tables: dict[int, _Table] = {}
    table_of: list[int] = []
    row_of: list[int] = []
    cell_of: list[int] = []
    for number, element in enumerate(page.elements):
        up = element.parent
        table, row, cell = (table_of[up], row_of[up], cell_of[up]) if up >= 0 else (-1, -1, -1)
        if element.name == "table":
            if table >= 0:
                tables[table].nested = True
            tables[number] = _Table()
            table, row, cell = number, -1, -1
        elif element.name == "tr" and table >= 0:
            tables[table].rows[number] = []
            row, cell = number, -1
        elif element.name in ("td", "th") and row >= 0 and cell < 0:
            tables[table].rows[row].append(number)
            cell = number
            if element.name == "th":
                tables[table].headed.add(number)
        table_of.append(table)
        row_of.append(row)
        cell_of.append(cell)
    sizes: dict[int, int] = {}
    for run in page.runs:
        if run.element >= 0 and cell_of[run.element] >= 0:
            cell = cell_of[run.element]
            sizes[cell] = sizes.get(cell, 0) + run.size
    return tables, sizes


def _runs(page: Outline) -> dict[int, range]:
    """Return for each row with text the indexes of the runs in it."""
    rows: list[int] = []
    for number, element in enumerate(page.elements):
        if element.name == "tr":
            rows.append(number)
        else:
            rows.append(-1 if element.name == "table" else rows[element.parent] if element.parent >= 0 else -1)
    found: dict[int, range] = {}
    for number, run in enumerate(page.runs):
        row = rows[run.element] if run.element >= 0 else -1
        if row >= 0:
            found[row] = range(found[row].start if row in found else number, number + 1)
    return found


def _header(text: str, page: Outline, table: _Table, rows: Sequence[int]) -> tuple[int, int] | None:
    """Return the slice of the first row if it names the columns."""
    first = table.rows[rows[0]]
    if all(cell in table.headed for cell in first) or page.elements[page.elements[rows[0]].parent].name == "thead":
        return _slice(text, page, rows[0])
    if table.headed:
        return None
    words = (text[run.start : run.end] for run in page.runs if run.element in first)
    return None if any(word[:1].isdigit() for word in words) else _slice(text, page, rows[0])


def _slice(text: str, page: Outline, row: int) -> tuple[int, int]:
    """Return the slice of a row with its own tags."""
    end = page.ends[row]
    closing = text.find(">", end, end + 10) + 1 if text[end : end + 4].lower() == "</tr" else 0
    return page.elements[row].tag.start, closing or end
