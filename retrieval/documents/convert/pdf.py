"""PDF -> Markdown, page by page, by pypdfium2; ruled tables by pdfplumber."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from retrieval.documents.convert.markdown import Converted, Part, believable_title
from retrieval.documents.convert.table import markdown_table
from retrieval.model import Position

# A page with fewer drawn paths has no ruled table that is worth the time.
MIN_TABLE_PATHS = 4
MIN_TABLE_ROWS = 2
MAX_BROKEN_SHARE = 0.2
_SENTENCE_ENDS = "。！？!?；;：:”」』）)"
_CJK = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
_RADICALS = re.compile(r"[\u2e80-\u2fdf]")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(第?\s*\d{1,4}\s*页?|page \d+)(\s*(/|of|共)\s*\d+\s*页?)?[-–—\s]*", re.IGNORECASE)


class Box(NamedTuple):
    """A rectangle of a page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


def convert(path: Path) -> Converted:
    """Convert a PDF. Raises ValueError with a reason if it is encrypted or damaged or has no text that can be read."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise ValueError("encrypted" if "password" in str(error).lower() else "damaged") from None
    pages = [_lines(page, path, number) for number, page in enumerate(pdf)]
    if not any(pages):
        raise ValueError("without a text layer: a scan needs text recognition first")
    running = _running_lines(pages)
    parts = [
        Part(text="\n\n".join(paragraphs("\n".join(_body(lines, running)))), position=Position(page=number))
        for number, lines in enumerate(pages, 1)
    ]
    stated = pdf.get_metadata_dict()
    return Converted(
        parts=tuple(parts), title=believable_title(stated.get("Title")), author=stated.get("Author") or None
    )


def _lines(page: Any, path: Path, number: int) -> list[str]:
    """Return the lines of a page in reading order, with each ruled table as one block of rows."""
    text = page.get_textpage()
    characters = _characters(text)
    paths = sum(1 for _ in page.get_objects(filter=[2], max_depth=4))
    tables = _tables(path, number, text) if paths >= MIN_TABLE_PATHS and characters else []
    lines: list[str] = []
    waiting = list(tables)
    line = ""
    for character, box in [*characters, ("\n", None)]:
        table = box and next((each for each, _ in tables if _within(box, each)), None)
        if table:
            for each in [each for each in waiting if each[0] == table]:
                lines += [line, "", each[1], ""]
                line = ""
                waiting.remove(each)
        elif character == "\n":
            lines.append(line)
            line = ""
        else:
            line += character
    page.close()
    return _joined([line.strip() for line in lines])


def _characters(text: Any) -> list[tuple[str, Box | None]]:
    """Return the characters of a page; what is drawn over itself appears once. Raises ValueError with a reason."""
    import pypdfium2.raw as raw

    found: list[tuple[str, Box | None]] = []
    drawn: set[tuple[str, int, int]] = set()
    broken = 0
    count = text.count_chars()
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        broken += raw.FPDFText_HasUnicodeMapError(text, index) == 1
        if code in (0x0A, 0x0D):
            if code == 0x0A:
                found.append(("\n", None))
            continue
        character = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if character in " \x02":
            found.append((character, None))
            continue
        box = Box(*text.get_charbox(index))
        place = {
            (character, round(box.left / 2) + x, round(box.bottom / 2) + y) for x in (-1, 0, 1) for y in (-1, 0, 1)
        }
        if place & drawn:
            continue
        drawn.add((character, round(box.left / 2), round(box.bottom / 2)))
        found.append((character, box))
    if broken > MAX_BROKEN_SHARE * max(1, count):
        raise ValueError("without a map to Unicode: its characters cannot be told")
    return found


def _joined(lines: list[str]) -> list[str]:
    """Return the lines with words put together that a hyphen cut, and radicals and control characters folded."""
    whole = re.sub("\x02\n?", "", "\n".join(lines))
    whole = _RADICALS.sub(lambda radical: unicodedata.normalize("NFKC", radical[0]), whole)
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]", "", whole).split("\n") if whole.strip() else []


def _tables(path: Path, number: int, text: Any) -> list[tuple[Box, str]]:
    """Return the ruled tables of a page, from its top: the place of each, and its Markdown."""
    import pdfplumber

    with pdfplumber.open(path, pages=[number + 1]) as pdf:
        page = pdf.pages[0]
        height = float(page.height)
        found = sorted(page.find_tables(), key=lambda table: table.bbox[1])
        tables = [
            (
                Box(table.bbox[0], height - table.bbox[3], table.bbox[2], height - table.bbox[1]),
                [[_cell(text, cell, height) for cell in row.cells] for row in table.rows],
            )
            for table in found
        ]
    return [
        (box, markdown_table(rows))
        for box, rows in tables
        if len(rows) >= MIN_TABLE_ROWS and max(sum(map(bool, row)) for row in rows) > 1
    ]


def _cell(text: Any, cell: tuple[float, float, float, float] | None, height: float) -> str:
    if cell is None:
        return ""
    found: str = text.get_text_bounded(cell[0], height - cell[3], cell[2], height - cell[1])
    lines = [line.strip() for line in found.replace("\x02", "").splitlines()]
    return next(iter(paragraphs("\n".join(line for line in lines if line))), "") if any(lines) else ""


def _within(box: Box, table: Box) -> bool:
    across, up = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    return table.left <= across <= table.right and table.bottom <= up <= table.top


def _running_lines(pages: list[list[str]]) -> set[str]:
    """Return the first and last lines that appear, but for their figures, on more than half of at least three pages."""
    filled = [[line for line in lines if line] for lines in pages]
    edges = Counter(edge for lines in filled if lines for edge in {re.sub(r"\d+", "#", lines[at]) for at in (0, -1)})
    return {edge for edge, count in edges.items() if len(pages) >= 3 and count > len(pages) / 2}


def _body(lines: list[str], running: set[str]) -> list[str]:
    """Return the lines of a page without running heads, running feet and page numbers."""
    filled = [at for at, line in enumerate(lines) if line]
    edges = {filled[0], filled[-1]} if filled else set()
    return [
        line
        for at, line in enumerate(lines)
        if not (at in edges and (re.sub(r"\d+", "#", line) in running or _PAGE_NUMBER.fullmatch(line)))
    ]


def paragraphs(page: str) -> Iterator[str]:
    """Put lines together to paragraphs: one ends at a blank line, a table, or where a short line ends a sentence.

    A line that is much shorter than the longest is one of its own.
    """
    lines = [line.strip() for line in page.splitlines()]
    longest = max((len(line) for line in lines if not line.startswith("|")), default=0)
    paragraph = ""
    for line in lines:
        row = line.startswith("|") and paragraph.startswith("|")
        if paragraph and line:
            glued = _CJK.match(paragraph[-1]) or _CJK.match(line[0])
            paragraph += "\n" + line if row else line if glued else f" {line}"
        else:
            paragraph = paragraph or line
        short = len(line) < 0.9 * longest and not line.startswith("|")
        if not line or (short and (line[-1] in _SENTENCE_ENDS or len(line) < 0.5 * longest)):
            if paragraph:
                yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph
