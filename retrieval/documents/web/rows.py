"""Rows of a page's tables, each with the header of its table."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retrieval.arrays.slices import Cut
from retrieval.documents.blocks import Block
from retrieval.documents.tables import MAX_SPAN, span_of
from retrieval.documents.web.outline import Outline
from retrieval.model import Span, Unit

# A table with a longer cell lays out a page.
MAX_CELL_CHARACTERS = 400
# A row with a longer cell names no columns.
MAX_NAME_CHARACTERS = 60


class TableRow(NamedTuple):
    """A row: its slice of the source, the runs of text in its cells, and the slice of its table's header.

    Rows of the header have the header as `header`; without one a row is not read by columns. `merged` are the cells of
    rows above that reach into its first columns.
    """

    start: int
    end: int
    runs: range
    header: tuple[int, int] | None
    merged: tuple[tuple[int, int], ...] = ()


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
        for row, merged in zip(rows, _merged(text, page, [table.rows[row] for row in rows]), strict=True):
            start, end = _slice(text, page, row)
            found.append(TableRow(start, end, runs[row], header if merged is not None else None, merged or ()))
    return sorted(found)


def row_block(page: Outline, row: TableRow, shift: int = 0) -> Block:
    """Return the block of a row, everything but the text of its cells as markup; addresses are moved by `shift`."""
    cuts: list[tuple[int, int]] = []
    at = row.start
    for run in (page.runs[number] for number in row.runs):
        cuts += [(at, run.start), *run.cuts]
        at = run.end
    cuts.append((at, row.end))
    markup = tuple(Cut(start + shift, end + shift) for start, end in cuts if start < end)
    unit = None
    if row.header:
        slices = () if row.header[0] <= row.start < row.header[1] else (row.header, *row.merged)
        context = tuple(Span(start=start + shift, end=end + shift) for start, end in slices)
        unit = Unit(start=row.start + shift, end=row.end + shift, kind="row", context=context)
    return Block(row.start + shift, row.end + shift, "text", markup=markup, unit=unit, whole=True)


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
    """Return the slice of the first rows that name the columns."""
    heads = 0
    while heads < len(rows) - 1 and _names_columns(page, table, rows[heads]):
        heads += 1
    if heads:
        return _slice(text, page, rows[0])[0], _slice(text, page, rows[heads - 1])[1]
    if table.headed:
        return None
    first = table.rows[rows[0]]
    words = [text[run.start : run.end] for run in page.runs if run.element in first]
    named = all(len(word) <= MAX_NAME_CHARACTERS and not word[:1].isdigit() for word in words)
    return _slice(text, page, rows[0]) if named else None


def _names_columns(page: Outline, table: _Table, row: int) -> bool:
    in_head = page.elements[page.elements[row].parent].name == "thead"
    return in_head or all(cell in table.headed for cell in table.rows[row])


def _merged(text: str, page: Outline, rows: Sequence[Sequence[int]]) -> Iterator[tuple[tuple[int, int], ...] | None]:
    """Yield for each row the cells of rows above that reach into its first columns; None if one reaches further."""
    open_cells: list[tuple[int, int, int, int]] = []
    for number, cells in enumerate(rows):
        open_cells = [cell for cell in open_cells if cell[0] > number]
        yield (
            tuple((start, end) for _, _, start, end in open_cells)
            if [column for _, column, _, _ in open_cells] == list(range(len(open_cells)))
            else None
        )
        column = len(open_cells)
        for cell in cells:
            tag = page.elements[cell].tag
            written = text[tag.start : tag.end]
            if (down := span_of(written, "rowspan")) > 1 and len(open_cells) < MAX_SPAN:
                open_cells.append((number + down, column, tag.start, page.ends[cell]))
            column += span_of(written, "colspan")
        open_cells.sort(key=lambda cell: cell[1])


def _slice(text: str, page: Outline, row: int) -> tuple[int, int]:
    """Return the slice of a row with its own tags."""
    end = page.ends[row]
    closing = text.find(">", end, end + 10) + 1 if text[end : end + 4].lower() == "</tr" else 0
    return page.elements[row].tag.start, closing or end
