"""Tables of HTML within Markdown: rows with the header of their table, however its cells are broken into lines."""

import re
from collections.abc import Container, Iterator, Sequence

from retrieval.documents.blocks import WHITE, Block
from retrieval.documents.boilerplate import split_text
from retrieval.documents.inline import apart, inline_markup
from retrieval.documents.web.outline import outline
from retrieval.documents.web.rows import row_block, table_rows

# Searched for by their first characters, which ignoring the case would not allow.
_TABLE = re.compile(r"<[Tt][Aa][Bb][Ll][Ee]\b")
_END = re.compile(r"</[Tt][Aa][Bb][Ll][Ee]\s*>")
MAX_TABLE_CHARACTERS = 200_000


def with_html_rows(text: str, blocks: Sequence[Block], code: Container[int]) -> list[Block]:
    """Return the blocks with those of tables of HTML in place of what stood for their lines; `code` are lines of code.

    A table that holds a heading lays out a page, and stays as it is.
    """
    rows = [row for table in _tables(text, code) for row in table]
    if not rows:
        return list(blocks)
    found: list[Block] = []
    at = 0
    for block in blocks:
        while at < len(rows) and rows[at].end <= block.start:
            found.append(rows[at])
            at += 1
        within = at
        start = block.start
        while within < len(rows) and rows[within].start < block.end:
            found += _piece(text, block, start, rows[within].start)
            start = rows[within].end
            if start < block.end:
                found.append(rows[within])
                at = within + 1
            within += 1
        found += [block] if within == at and start == block.start else _piece(text, block, start, block.end)
    return sorted([*found, *rows[at:]], key=lambda block: block.start)


def _tables(text: str, code: Container[int]) -> Iterator[list[Block]]:
    """Yield the rows of each table that is no code."""
    at = 0
    while begin := _TABLE.search(text, at):
        ending = _END.search(text, begin.end(), begin.end() + MAX_TABLE_CHARACTERS)
        at = ending.end() if ending else begin.end()
        line = text[text.rfind("\n", 0, begin.start()) + 1 : begin.start()]
        if ending and begin.start() - len(line.lstrip(WHITE)) not in code:
            yield _rows(text, begin.start(), ending.end())


def _rows(text: str, start: int, end: int) -> list[Block]:
    """Return the rows of the table at a slice; the markup of Markdown in their cells is markup too."""
    page = outline(text[start:end])
    if any(re.fullmatch("h[1-6]", element.name) for element in page.elements):
        return []
    found = []
    for row in table_rows(text[start:end], page):
        block = row_block(page, row, start)
        cells = (page.runs[number] for number in row.runs)
        inner = [cut for run in cells for cut in inline_markup(text, run.start + start, run.end + start)]
        found.append(block._replace(markup=apart([*block.markup, *inner])))
    return found


def _piece(text: str, block: Block, start: int, end: int) -> list[Block]:
    """Return what is left of a block between rows: its tags are markup."""
    words = text[start:end]
    if start >= end or not words.strip(WHITE):
        return []
    if block.role is None:
        begin = start + len(words) - len(words.lstrip(WHITE))
        return [Block(begin, start + len(words.rstrip(WHITE)), None, block.left_out)]
    return split_text(text, start, end, block.role, block.level, marks=inline_markup)
