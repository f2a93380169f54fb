"""Rows of cells -> Markdown tables, whose first row is the header."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice, pairwise

# Further rows are cited by their sheet alone.
MAX_PLACES = 50_000


def markdown_table(rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table of the rows; empty rows and columns are left out.

    A table of one column is a line for each of its cells. A header that is merged over columns takes in the row below.
    """
    cleaned = [[" ".join(cell.split()).replace("|", "\\|") for cell in row] for row in rows]
    filled = [row for row in cleaned if any(row)]
    width = max(map(len, filled), default=0)
    padded = [row + [""] * (width - len(row)) for row in filled]
    used = [column for column in range(width) if any(row[column] for row in padded)]
    if len(used) < 2:
        return "\n\n".join(row[column] for row in padded for column in used if row[column])
    if len(padded) > 2 and any(first and first == second for first, second in pairwise(padded[0])):
        padded = [[_under(*cells) for cells in zip(*padded[:2], strict=True)], *padded[2:]]
    lines = [f"| {' | '.join(row[column] for column in used)} |" for row in padded]
    return "\n".join([lines[0], "|" + " --- |" * len(used), *lines[1:]])


def _under(head: str, below: str) -> str:
    """Return the header of a column from the two cells of its two rows."""
    return head if not below or head == below else f"{head} {below}".strip()


def sheet_text(rows: Iterable[Sequence[str]], row: int = 1, column: int = 1) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Return a sheet as Markdown, and for each of its rows the offset in it and the name of its first cell.

    Each run of rows is a table; a row of a single cell above a table is a paragraph. The first cell of the first row is
    that of `row` and `column`, counted from 1.
    """
    blocks: list[str] = []
    places: list[tuple[int, str]] = []
    run: list[tuple[str, Sequence[str]]] = []
    length = 0
    for number, cells in enumerate([*rows, ()], row):
        filled = [at for at, cell in enumerate(cells) if cell.strip()]
        name = f"{column_letters(column + filled[0])}{number}" if filled else ""
        if len(filled) > 1 or (run and filled):
            run.append((name, cells))
            continue
        made = [(markdown_table(own for _, own in run), [own for own, _ in run])] if run else []
        run = []
        if filled:
            made.append((" ".join(cells[filled[0]].split()), [name]))
        for text, names in made:
            if len(places) < MAX_PLACES:
                places += [(length + at, own) for at, own in islice(_offsets(text, names), MAX_PLACES)]
            blocks.append(text)
            length += len(text) + 2
    return "\n\n".join(blocks), tuple(places)


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 1: A, Z, AA.

    >>> column_letters(28)
    'AB'
    """
    before, last = divmod(column - 1, 26)
    return (column_letters(before) if before else "") + chr(65 + last)


def _offsets(text: str, names: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield for each line but the rule below a header where it begins, and the name of its row."""
    lines = text.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    under = max(0, len(names) + 1 - len(lines)) if len(names) > 1 else 0
    yield 0, names[0]
    for at, name in enumerate(names[1 + under :], 2):
        yield starts[at], name
