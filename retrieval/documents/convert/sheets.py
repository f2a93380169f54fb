"""XLSX, XLS and ODS -> Markdown tables, one part a sheet, by python-calamine."""

import datetime
from pathlib import Path
from typing import Any

from retrieval.documents.convert.markdown import Converted, Part
from retrieval.documents.convert.table import markdown_table
from retrieval.model import Position

MAX_CELLS = 2_000_000


def convert(path: Path) -> Converted:
    """Convert a workbook. Raises ValueError with a reason if it is damaged, encrypted, too large or empty."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        workbook = CalamineWorkbook.from_path(str(path))
        parts: list[Part] = []
        cells = 0
        for name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=True)
            cells += sum(map(len, rows))
            if cells > MAX_CELLS:
                raise ValueError("too large")
            if text := "\n\n".join(_blocks([[_cell(value) for value in row] for row in rows])):
                parts.append(Part(text=f"## {name}\n\n{text}", position=Position(sheet=name)))
    except PasswordError:
        raise ValueError("encrypted") from None
    except CalamineError:
        raise ValueError("damaged") from None
    if not parts:
        raise ValueError("empty")
    return Converted(parts=tuple(parts))


def _blocks(rows: list[list[str]]) -> list[str]:
    """Return a table for each run of rows; a row of a single cell above a table is a paragraph."""
    blocks: list[str] = []
    run: list[list[str]] = []
    for row in [*rows, []]:
        filled = [cell for cell in row if cell.strip()]
        if len(filled) > 1 or (run and filled):
            run.append(row)
            continue
        if run:
            blocks.append(markdown_table(run))
            run = []
        if filled:
            blocks.append(" ".join(filled[0].split()))
    return blocks


def _cell(value: Any) -> str:
    """Return a cell as people write it: whole numbers without a point, dates without a midnight."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ")
    return str(value)
