"""Tables of RST, AsciiDoc, Org and TeX -> tables of Markdown, in place of the lines that they take."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from retrieval.documents.convert.table import markdown_table

_SIMPLE_BORDER = re.compile(r"\s*=+(?: +=+)+\s*")
_GRID_BORDER = re.compile(r"\s*\+(?:[-=]+\+)+\s*")
_RULE = re.compile(r"[-\s]+")
_DIRECTIVE_TABLE = re.compile(r"\s*\.\. (?P<kind>list-table|csv-table)::[ \t]*(?P<title>.*)")
_HEADER_OPTION = re.compile(r"\s+:header:\s*(?P<cells>.*)")
_OPTION = re.compile(r"\s+:[\w-]+:.*")
_LIST_CELL = re.compile(r"\s*+(?P<row>\* )?\s*+- ?(?P<words>.*)")
_ADOC_EDGE = re.compile(r"\|={3,}\s*")
_ADOC_COLUMNS = re.compile(r"\[.*?cols\s*=\s*\"?(?P<columns>[^\"\]]+)\"?.*\]")
_ADOC_CELL = re.compile(r"(?<!\\)(?:(?<!\S)(?:(?P<count>\d{1,2})(?:\.\d+)?[+*])?[<^>.]{0,3}[aehlmsdv]?)?\|")
_ORG_ROW = re.compile(r"\s*\|.*")
_ORG_RULE = re.compile(r"\s*\|[-+]+\|?\s*")
_TEX_BEGIN = re.compile(
    r"\s*+(?:\\(?:centering|small|footnotesize|scriptsize|begin\{(?:center|table)\}(?:\[[^\]]*\])?)\s*+)*+"
    r"\\begin\{(?P<kind>tabular[x*]?|longtable|tabulary)\}(?P<after>.*)"
)
# The place and the columns of a table; before the columns, the width of some.
_TEX_COLUMNS = re.compile(r"\s*(?:\[[^\]]*\])?\{(?:[^{}]|\{[^{}]*\})*+\}")
_TEX_RULE = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot|endlastfoot|(?:cline|cmidrule)(?:\([^)]*\))?\{[^}]*\})"
)
_TEX_END_OF_ROW = re.compile(r"\\\\(?:\[[^\]]*\])?")
_TEX_MERGED = re.compile(r"\s*\\multicolumn\{(?P<count>\d{1,2})\}\{[^{}]*\}\{(?P<words>.*)\}\s*")
_TEX_TALL = re.compile(r"\\multirow\{[^{}]*\}\{[^{}]*\}\{(?P<words>[^{}]*)\}")
MAX_TABLE_LINES = 5000
MAX_BORDERS = 3
MAX_ATTRIBUTE_CHARACTERS = 400


class _Row(NamedTuple):
    """A row of a table, and the index of the line on which it begins."""

    line: int
    cells: Sequence[str]


class _Found(NamedTuple):
    """A table from the line at which it was looked for: its rows, a title, and the index of the line after it."""

    rows: Sequence[_Row]
    end: int
    title: str = ""


class NumberedLine(NamedTuple):
    """A line, and the number of that of the original which it is made of, from 1."""

    number: int
    text: str


def with_tables(lines: Sequence[str], kind: str) -> list[NumberedLine]:
    """Return the lines of a text of some kind, such as `.rst`, with its tables as Markdown writes them."""
    find = {".rst": _rst, ".adoc": _adoc, ".org": _org, ".tex": _tex}[kind]
    written: list[NumberedLine] = []
    at = 0
    while at < len(lines):
        found = find(lines, at)
        if found is None or not any(any(row.cells) for row in found.rows):
            end = at + 1 if found is None else found.end
            written += [NumberedLine(number + 1, lines[number]) for number in range(at, end)]
        else:
            end = found.end
            table = [NumberedLine(at + 1, words) for words in ([found.title, ""] if found.title else [])]
            table += [*_numbered(found.rows), NumberedLine(end, "")]
            # The lines after a table keep their numbers if it is no longer than before.
            written += [*table, *(NumberedLine(number + 1, "") for number in range(at + len(table), end))]
        at = end
    return written


def _numbered(rows: Sequence[_Row]) -> Iterator[NumberedLine]:
    """Yield the lines of a table of Markdown, each with the number of the line on which its row begins."""
    filled = [row.line + 1 for row in rows if any(cell.strip() for cell in row.cells)]
    text = markdown_table(row.cells for row in rows)
    if not text.startswith("| "):
        for number, line in zip(filled, text.split("\n\n"), strict=False):
            yield from (NumberedLine(number, line), NumberedLine(number, ""))
        return
    header, rule, *others = text.split("\n")
    yield from (NumberedLine(filled[0], header), NumberedLine(filled[0] + 1, rule))
    # A header of two rows is one.
    for number, line in zip(filled[len(filled) - len(others) :], others, strict=True):
        yield NumberedLine(number, line)


def _rst(lines: Sequence[str], at: int) -> _Found | None:
    if _SIMPLE_BORDER.fullmatch(lines[at]):
        return _simple(lines, at)
    if _GRID_BORDER.fullmatch(lines[at]):
        end = _while(lines, at, re.compile(r"\s*[+|].*"))
        return _Found(list(_grid_rows(lines[at:end], at)), end)
    if directive := _DIRECTIVE_TABLE.fullmatch(lines[at]):
        end = _while(lines, at + 1, re.compile(r"\s*|\s+.*"))
        body = [(number, lines[number]) for number in range(at + 1, end) if lines[number].strip()]
        rows = _list_rows(body) if directive["kind"] == "list-table" else _csv_rows(body)
        return _Found(rows, end, directive["title"].strip())
    return None


def _while(lines: Sequence[str], at: int, pattern: "re.Pattern[str]") -> int:
    """Return the index of the first line from a place on that is not of a pattern."""
    end = at
    while end < min(len(lines), at + MAX_TABLE_LINES) and pattern.fullmatch(lines[end]):
        end += 1
    return end


def _simple(lines: Sequence[str], at: int) -> _Found | None:
    """Read a table between borders of equals signs, of which the last is before a blank line."""
    end, borders = at + 1, 1
    while end < min(len(lines), at + MAX_TABLE_LINES) and borders <= MAX_BORDERS:
        border = bool(_SIMPLE_BORDER.fullmatch(lines[end]))
        borders += border
        end += 1
        if border and (end == len(lines) or not lines[end].strip()):
            columns = [match.start() for match in re.finditer(r"(?<![=])=", lines[at])]
            rows: list[_Row] = []
            for number, line in enumerate(lines[at + 1 : end], at + 1):
                if not line.strip() or _SIMPLE_BORDER.fullmatch(line) or _RULE.fullmatch(line):
                    continue
                cells = _cut(line, columns)
                if rows and not cells[0]:
                    rows[-1] = rows[-1]._replace(cells=_joined([rows[-1].cells, cells]))
                else:
                    rows.append(_Row(number, cells))
            return _Found(rows, end)
    return None


def _grid_rows(lines: Sequence[str], first: int) -> Iterator[_Row]:
    edges = [match.start() for match in re.finditer(r"\+", lines[0])][:-1]
    waiting: list[list[str]] = []
    for number, line in enumerate(lines, first):
        if not line.lstrip().startswith("+"):
            # A cell that is merged over columns has no edge where they begin.
            own = [edge for edge in edges if _padded(line)[edge : edge + 1] in ("|", "+")] or edges[:1]
            cells = dict(zip(own, _cut(line, own), strict=True))
            waiting.append([cells.get(edge, "").strip("| ") for edge in edges])
        elif waiting:
            yield _Row(number - len(waiting), _joined(waiting))
            waiting = []
    if waiting:
        yield _Row(first + len(lines) - len(waiting), _joined(waiting))


def _cut(line: str, columns: Sequence[int]) -> list[str]:
    """Cut a line where columns begin; a wide character takes the place of two."""
    padded = _padded(line)
    edges = pairwise([*columns, max(len(padded), *columns)])
    return [padded[start:end].replace("\0", "").strip() for start, end in edges]


def _padded(line: str) -> str:
    return "".join(c + "\0" * (unicodedata.east_asian_width(c) in "WF") for c in line)


def _joined(rows: Sequence[Sequence[str]]) -> list[str]:
    return [" ".join(cell for cell in cells if cell) for cells in zip(*rows, strict=True)]


def _list_rows(body: Sequence[tuple[int, str]]) -> list[_Row]:
    rows: list[tuple[int, list[str]]] = []
    for number, line in body:
        cell = _LIST_CELL.fullmatch(line)
        if cell and (cell["row"] or rows):
            rows += [(number, [])] if cell["row"] else []
            rows[-1][1].append(cell["words"].strip())
        elif rows and rows[-1][1]:
            rows[-1][1][-1] = f"{rows[-1][1][-1]} {line.strip()}"
    return [_Row(*row) for row in rows]


def _csv_rows(body: Sequence[tuple[int, str]]) -> list[_Row]:
    header = [(n, match["cells"]) for n, line in body if (match := _HEADER_OPTION.fullmatch(line))][:1]
    source = [*header, *((n, line.strip()) for n, line in body if not _OPTION.fullmatch(line))]
    reader = csv.reader(io.StringIO("\n".join(line for _, line in source)), skipinitialspace=True)
    rows: list[_Row] = []
    try:
        begin = 0
        for cells in reader:
            rows.append(_Row(source[begin][0], cells))
            begin = min(reader.line_num, len(source) - 1)
    except csv.Error:
        return []
    return rows


def _adoc(lines: Sequence[str], at: int) -> _Found | None:
    """Read a table between two marks; its cells make rows by the number of its columns."""
    if not _ADOC_EDGE.fullmatch(lines[at]):
        return None
    end = next(
        (n for n in range(at + 1, min(len(lines), at + MAX_TABLE_LINES)) if _ADOC_EDGE.fullmatch(lines[n])), None
    )
    if end is None:
        return None
    body = lines[at + 1 : end]
    first = next((line for line in body if line.strip()), "")
    before = (line for line in lines[max(0, at - 3) : at] if len(line) < MAX_ATTRIBUTE_CHARACTERS)
    stated = next((match for line in before if (match := _ADOC_COLUMNS.fullmatch(line))), None)
    width = _width(stated["columns"]) if stated else len(_ADOC_CELL.findall(first))
    cells: list[tuple[int, str]] = []
    marks = list(_ADOC_CELL.finditer(text := "\n".join(body)))
    for mark, after in pairwise([*marks, None]):
        words = text[mark.end() : after.start() if after else len(text)] if mark else ""
        number = at + 1 + text.count("\n", 0, mark.end() if mark else 0)
        cells += [(number, " ".join(words.split()))] * int((mark and mark["count"]) or 1)
    starts = range(0, len(cells), width) if width else ()
    rows = [_Row(cells[start][0], [words for _, words in cells[start : start + width]]) for start in starts]
    return _Found(rows, end + 1)


def _width(columns: str) -> int:
    """Return the number of columns that an attribute states, as in `1,2a` or `3*`."""
    many = re.match(r"(\d{1,3})\*", columns.lstrip())
    return int(many[1]) if many else len(re.split(r"[,;]", columns.strip()))


def _org(lines: Sequence[str], at: int) -> _Found | None:
    if not _ORG_ROW.fullmatch(lines[at]):
        return None
    end = _while(lines, at, _ORG_ROW)
    rows = [
        _Row(number, [cell.strip() for cell in line.strip().strip("|").split("|")])
        for number, line in enumerate(lines[at:end], at)
        if not _ORG_RULE.fullmatch(line)
    ]
    return _Found(rows, end)


def _tex(lines: Sequence[str], at: int) -> _Found | None:
    begin = _TEX_BEGIN.fullmatch(_uncommented(lines[at]))
    if not begin:
        return None
    closing = f"\\end{{{begin['kind']}}}"
    first, within, _ = begin["after"].partition(closing)
    places = range(at + 1, min(len(lines), at + MAX_TABLE_LINES))
    end = at if within else next((n for n in places if closing in lines[n] or _TEX_BEGIN.fullmatch(lines[n])), None)
    if end is None or closing not in lines[end]:
        return None
    others = [_uncommented(line).partition(closing)[0] for line in lines[at + 1 : end + 1]]
    body = "\n".join([_after_columns(first, begin["kind"]), *others])
    rows: list[_Row] = []
    number = at
    for row in _TEX_END_OF_ROW.split(_TEX_RULE.sub("", body)):
        blank = len(row) - len(row.lstrip())
        rows += [_Row(number + row.count("\n", 0, blank), _tex_cells(row))] if row.strip() else []
        number += row.count("\n")
    return _Found(rows, end + 1)


def _uncommented(line: str) -> str:
    return re.sub(r"(?<!\\)%.*", "", line)


def _after_columns(words: str, kind: str) -> str:
    """Return what follows the columns of a table on the line that begins it; nothing if they end further below."""
    for _ in range(1 if kind in ("tabular", "longtable") else 2):
        columns = _TEX_COLUMNS.match(words)
        words = words[columns.end() :] if columns else ""
    return words


def _tex_cells(row: str) -> list[str]:
    cells: list[str] = []
    for cell in re.split(r"(?<!\\)&", _TEX_TALL.sub(lambda tall: tall["words"], " ".join(row.split()))):
        merged = _TEX_MERGED.fullmatch(cell)
        cells += [merged["words"].strip()] * int(merged["count"]) if merged else [cell.strip()]
    return cells
