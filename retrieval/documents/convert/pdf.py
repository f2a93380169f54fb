"""PDF -> Markdown, page by page, by pypdfium2: paragraphs, headings of larger type, and ruled tables."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from retrieval.documents.convert.markdown import Converted, Part, believable_author, believable_title
from retrieval.documents.convert.ruled import Box, Table, find_tables
from retrieval.documents.convert.table import markdown_table
from retrieval.model import Position

MAX_BROKEN_SHARE = 0.2
# The same character less than twice so far away, by its width, is the same one drawn again; a narrow one, which is
# drawn as far aside as others are, by the height of the line, but always nearer than the next one like it.
MIN_OVERPRINT_POINTS, OVERPRINT_RATIO = 0.3, 0.15
OVERPRINT_HEIGHT_RATIO, MAX_OVERPRINT_RATIO = 0.07, 0.45
# A gap between Chinese and Latin letters that is narrower, by the height of the line, is no space.
MAX_AIR_RATIO = 0.4
TITLE_LINES = 12
_MADE_SPACE = "\ue0fe"
_ACROSS = 1 << 24
NEAR = tuple(up * _ACROSS + across for up in (-1, 0, 1) for across in (-1, 0, 1))
# So many characters of a page, evenly spread, tell if its font says which characters they are.
BROKEN_SAMPLE = 200
MAX_HEADING_CHARACTERS = 60
# Type so much larger than most of the document's is that of a heading.
HEADING_RATIO = 1.2
# Lines so much further apart than most of the page's begin a paragraph.
GAP_RATIO = 1.35
_SENTENCE_ENDS = "。！？!?；;：:”」』）)"
_CJK = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_BULLET = re.compile(r"^[\ue000-\uf8ff•●▪◦‣]\s*")
_CHAPTER = re.compile(r"第[一二三四五六七八九十百零〇\d]{1,6}[编編章节節](?!第)")
_CLAUSE = re.compile(r"第[一二三四五六七八九十百零〇\d]{1,6}[条條编編章节節]")
_ITEM = re.compile(
    r"- |(?:\d{1,2}[.、)）]|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳])\s?(?!\d)\S"
)
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*+(第?\s*+\d{1,4}+(\s*+[页頁])?|page \d++)(\s*+(/|of|共)\s*+\d++(\s*+[页頁])?)?[-–—\s]*+",
    re.IGNORECASE,
)


class PageLine(NamedTuple):
    """A line of text: its size and the place of its foot in points, both 0 if unknown; a table is one line of rows."""

    text: str
    size: float = 0
    foot: float = 0


def convert(path: Path) -> Converted:
    """Convert a PDF. Raises ValueError with a reason if it is encrypted or damaged or has no text that can be read."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise ValueError("encrypted" if "password" in str(error).lower() else "damaged") from None
    pages = [_lines(page) for page in pdf]
    if not any(pages):
        raise ValueError("without a text layer: a scan needs text recognition first")
    running, sizes = _running_lines(pages), Counter[float]()
    for line in (line for lines in pages for line in lines):
        sizes[round(line.size)] += len(line.text)
    usual = float(sizes.most_common(1)[0][0])
    parts = [
        Part(text="\n\n".join(paragraphs(_body(lines, running), usual)), position=Position(page=number))
        for number, lines in enumerate(pages, 1)
    ]
    stated = pdf.get_metadata_dict()
    title = believable_title(stated.get("Title")) or _largest(pages[0], usual)
    return Converted(parts=tuple(parts), title=title, author=believable_author(stated.get("Author")))


def _largest(lines: Sequence[PageLine], usual: float) -> str | None:
    """Return the heading of the largest type among the first lines of a page, if there is one."""
    top = lines[:TITLE_LINES]
    marked = [
        (max((line.size for line in top if line.text in text), default=0), text)
        for text in paragraphs(top, usual)
        if text.startswith("## ")
    ]
    return believable_title(max(marked, key=lambda heading: heading[0])[1].removeprefix("## ")) if marked else None


def _lines(page: Any) -> list[PageLine]:
    """Return the lines of a page in reading order, with each ruled table as one of them."""
    characters = _characters(page.get_textpage())
    tables = find_tables(page) if characters else []
    contents: dict[int, list[tuple[str, Box | None]]] = {}
    lines: list[PageLine] = []
    line: list[tuple[str, Box | None]] = []
    inside: int | None = None
    for character, box in [*characters, ("\n", None)]:
        # A space has no place of its own.
        if box or character == "\n":
            inside = _table_around(tables, box) if tables and box else None
        if inside is not None and inside not in contents:
            lines += [_line(line), PageLine(f"\ue0ff{inside}")]
            contents[inside], line = [], []
        if inside is not None:
            contents[inside].append((character, box))
        elif character == "\n":
            lines.append(_line(line))
            line = []
        else:
            line.append((character, box))
    page.close()
    written = {at: markdown_table(_rows(tables[at].rows, found)) for at, found in contents.items()}
    return [
        PageLine(written[int(each.text[1:])]) if each.text.startswith("\ue0ff") else each
        for each in _without_hyphens(lines)
        if each.text
    ]


def _table_around(tables: Sequence[Table], box: Box) -> int | None:
    return next((at for at, table in enumerate(tables) if table.box.holds(box)), None)


def _characters(text: Any) -> list[tuple[str, Box | None]]:
    """Return the characters of a page; what is drawn over itself appears once. Raises ValueError with a reason."""
    import pypdfium2.raw as raw

    found: list[tuple[str, Box | None]] = []
    drawn: set[int] = set()
    # The library's own object would be turned into this handle again for each of several calls a character.
    handle, count, place = text.raw, text.count_chars(), raw.FS_RECTF()
    unicode_of, box_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    tried = range(0, count, 1 + count // BROKEN_SAMPLE)
    if sum(raw.FPDFText_HasUnicodeMapError(handle, index) == 1 for index in tried) > MAX_BROKEN_SHARE * len(tried):
        raise ValueError("without a map to Unicode: its characters cannot be told")
    for index in range(count):
        code = unicode_of(handle, index)
        if code in (0x0A, 0x0D):
            if code == 0x0A:
                found.append(("\n", None))
            continue
        character = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if character in " \x02":
            made = character == " " and raw.FPDFText_IsGenerated(handle, index) == 1
            found.append((_MADE_SPACE if made else character, None))
            continue
        box_of(handle, index, place)
        box = Box(place.left, place.bottom, place.right, place.top)
        key = _place(code, box)
        if drawn.isdisjoint([key + step for step in NEAR]):
            drawn.add(key)
            found.append((character, box))
    return list(_spaced(found))


def _spaced(characters: Sequence[tuple[str, Box | None]]) -> Iterator[tuple[str, Box | None]]:
    """Yield the characters without the spaces that the library makes of the air around Latin letters in Chinese."""
    for at, (character, box) in enumerate(characters):
        if character != _MADE_SPACE:
            yield character, box
            continue
        (before, left), (after, right) = characters[at - 1], characters[min(at + 1, len(characters) - 1)]
        narrow = at and left and right and right.left - left.right < MAX_AIR_RATIO * (left.top - left.bottom)
        if not (narrow and bool(_CJK.match(before)) != bool(_CJK.match(after))):
            yield " ", None


def _place(code: int, box: Box) -> int:
    """Return a number of a character at a place; `NEAR` are the differences to places right beside it."""
    width, height = box.right - box.left, box.top - box.bottom
    narrow = min(OVERPRINT_HEIGHT_RATIO * height, MAX_OVERPRINT_RATIO * width)
    grid = max(MIN_OVERPRINT_POINTS, OVERPRINT_RATIO * width, narrow)
    return (code * _ACROSS + round(box.bottom / grid)) * _ACROSS + round(box.left / grid)


def _line(characters: Sequence[tuple[str, Box | None]]) -> PageLine:
    text = _ordinary("".join(character for character, _ in characters)).strip()
    boxes = [box for _, box in characters if box]
    if not boxes:
        return PageLine(text)
    return PageLine(text, median(box.top - box.bottom for box in boxes), median(box.bottom for box in boxes))


def _ordinary(text: str) -> str:
    """Return the text without control characters but hyphens of U+0002."""
    return _CONTROL.sub(lambda control: control[0] if control[0] == "\x02" else "", _BULLET.sub("- ", text.lstrip()))


def _without_hyphens(lines: Iterable[PageLine]) -> Iterator[PageLine]:
    """Yield the lines, each that ends in the mark of a hyphen together with the next."""
    waiting: PageLine | None = None
    for line in lines:
        whole = line if waiting is None else waiting._replace(text=waiting.text[:-1] + line.text)
        waiting = whole if whole.text.endswith("\x02") else None
        if waiting is None:
            yield whole._replace(text=whole.text.replace("\x02", ""))
    if waiting is not None:
        yield waiting._replace(text=waiting.text.replace("\x02", ""))


def _rows(rows: Sequence[Sequence[Box | None]], characters: Sequence[tuple[str, Box | None]]) -> list[list[str]]:
    """Return the text of each cell; the rest of a cell that is merged over columns has the same text."""
    written: list[list[str]] = []
    cells = [(cell, [""]) for row in rows for cell in row if cell]
    last: list[str] = [""]
    for character, box in characters:
        if box:
            last = next((text for cell, text in cells if cell.holds(box)), [""])
        last[0] += character
    known = {cell: _cell(text[0]) for cell, text in cells}
    for row in rows:
        found: list[str] = []
        for at, cell in enumerate(row):
            over = next((own for own in reversed(row[:at]) if own), None)
            reached = over is not None and any(
                below is not None and below.left < over.right - 1 for below in (other[at] for other in rows)
            )
            found.append(known[cell] if cell else found[-1] if reached and found else "")
        written.append(found)
    return written


def _cell(text: str) -> str:
    lines = [PageLine(line) for each in text.replace("\x02", "").splitlines() if (line := _ordinary(each).strip())]
    return " ".join(paragraphs(lines, 0))


def _running_lines(pages: Sequence[Sequence[PageLine]]) -> set[str]:
    """Return the first and last lines that appear, but for their figures, on more than half of at least three pages."""
    edges = Counter(edge for lines in pages if lines for edge in {_pattern(lines[0]), _pattern(lines[-1])})
    return {edge for edge, count in edges.items() if len(pages) >= 3 and count > len(pages) / 2}


def _pattern(line: PageLine) -> str:
    return re.sub(r"\d+", "#", line.text)


def _body(lines: Sequence[PageLine], running: set[str]) -> list[PageLine]:
    """Return the lines of a page without running heads, running feet and page numbers."""
    return [
        line
        for at, line in enumerate(lines)
        if not (at in (0, len(lines) - 1) and (_pattern(line) in running or _PAGE_NUMBER.fullmatch(line.text)))
    ]


def paragraphs(lines: Sequence[PageLine], usual: float) -> Iterator[str]:
    """Put lines together to paragraphs, and mark those of larger type as headings.

    A paragraph ends at a table, a wider gap, another size of type, a clause number or bullet, or where a short line
    ends a sentence. A line that is much shorter than the longest is one of its own.
    """
    longest = max((len(line.text) for line in lines if line.foot), default=0)
    gaps = [gap for gap in (above.foot - below.foot for above, below in pairwise(lines)) if gap > 0]
    widest = GAP_RATIO * median(gaps) if gaps else 0
    paragraph, before = "", PageLine("")
    for line in lines:
        # Of larger type a line holds fewer characters, and the next one is further below.
        scale = max(1.0, line.size / usual) if usual else 1.0
        if paragraph and _parted(before, line, longest / scale, widest * scale):
            yield _marked(paragraph, before, usual)
            paragraph = ""
        glued = paragraph and (_CJK.match(paragraph[-1]) or _CJK.match(line.text[0]))
        paragraph += line.text if glued or not paragraph else f" {line.text}"
        before = line
    if paragraph:
        yield _marked(paragraph, before, usual)


def _parted(before: PageLine, line: PageLine, longest: float, widest: float) -> bool:
    """Return True if a line begins another paragraph than the one before it."""
    if "|" in (before.text[0], line.text[0]) or _ITEM.match(line.text) or _CLAUSE.match(line.text):
        return True
    if before.size and line.size and not 0.87 < before.size / line.size < 1.15:
        return True
    if widest and before.foot - line.foot > widest:
        return True
    if _CHAPTER.match(before.text) and len(before.text) < 0.6 * longest:
        return True
    short = len(before.text) < 0.9 * longest
    return short and (before.text[-1] in _SENTENCE_ENDS or len(before.text) < 0.5 * longest)


def _marked(paragraph: str, line: PageLine, usual: float) -> str:
    larger = usual and line.size > HEADING_RATIO * usual and not paragraph.startswith("|")
    short = len(paragraph) <= MAX_HEADING_CHARACTERS and paragraph[-1] not in "。，；;,.：:"
    return f"## {paragraph}" if larger and short else paragraph
