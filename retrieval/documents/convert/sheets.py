"""XLSX, XLS and ODS -> Markdown tables, one part a sheet, by python-calamine."""

import datetime
from collections.abc import Iterable
from pathlib import Path

from retrieval.documents.convert.markdown import Converted, Part
from retrieval.documents.convert.sandbox import open_archive
from retrieval.documents.convert.table import sheet_text
from retrieval.model import Position

MAX_CELLS = 2_000_000
# The first and the last cell of a merged one, as rows and columns counted from 0.
_Range = tuple[tuple[int, int], tuple[int, int]]


def convert(path: Path) -> Converted:
    """Convert a workbook. Raises ValueError with a reason if it is damaged, encrypted, too large or empty."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    if path.suffix.lower() != ".xls":
        open_archive(path).close()
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        parts: list[Part] = []
        cells = 0
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            rows = sheet.to_python(skip_empty_area=True)
            cells += sum(map(len, rows))
            if cells > MAX_CELLS:
                raise ValueError("too large to convert")
            first, column = sheet.start or (0, 0)
            table = [[_cell(value) for value in row] for row in rows]
            _fill_merged(table, sheet.merged_cell_ranges or (), first, column)
            text, places = sheet_text(table, first + 1, column + 1)
            if text:
                head = f"## {name}\n\n"
                inner = tuple((len(head) + at, Position(sheet=name, cell=cell)) for at, cell in places)
                parts.append(Part(text=head + text, position=Position(sheet=name), inner=inner))
    except PasswordError:
        raise ValueError("encrypted") from None
    except CalamineError:
        raise ValueError("damaged") from None
    if not parts:
        raise ValueError("empty")
    return Converted(parts=tuple(parts), title=path.stem)


def _fill_merged(table: list[list[str]], ranges: Iterable[_Range], first: int, column: int) -> None:
    """Repeat each merged cell down all rows that it spans, and across its columns if it is in a header.

    One that is all of its rows stays a line of its own. `first` and `column` are those of the table's first cell.
    """
    left = MAX_CELLS
    for (top, start), (bottom, end) in ranges:
        top, start, end = max(0, top - first), max(0, start - column), end - column + 1
        spanned = table[top : bottom - first + 1]
        text = spanned[0][start] if spanned and start < len(spanned[0]) else ""
        if not text or not any(map(any, (row[:start] + row[end:] for row in spanned))):
            continue
        stop = end if _is_head(table, top) else start + 1
        for row in spanned:
            count = len(row[start:stop])
            left -= count
            if left < 0:
                return
            row[start:stop] = [text] * count


def _is_head(table: list[list[str]], number: int) -> bool:
    """Tell if a row may be the first one of a table: above it is at most one filled cell."""
    return number == 0 or sum(map(bool, table[number - 1])) < 2


def _cell(value: object) -> str:
    """Return a cell as people see it: whole numbers without a point, dates without a midnight, TRUE and FALSE."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ")
    return str(value)
