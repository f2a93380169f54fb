"""XLSX, XLS and ODS -> Markdown tables, one part a sheet, by python-calamine."""

import datetime
from pathlib import Path

from retrieval.documents.convert.markdown import Converted, Part
from retrieval.documents.convert.sandbox import open_archive
from retrieval.documents.convert.table import sheet_text
from retrieval.model import Position

MAX_CELLS = 2_000_000


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
            text, places = sheet_text([[_cell(value) for value in row] for row in rows], first + 1, column + 1)
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


def _cell(value: object) -> str:
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
