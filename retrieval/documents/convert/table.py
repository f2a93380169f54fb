"""Rows of cells -> a Markdown table, whose first row is the header."""

from collections.abc import Iterable, Sequence


def markdown_table(rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table of the rows; empty rows and columns are left out.

    A table of one column is a line for each of its cells.
    """
    cleaned = [[" ".join(cell.split()).replace("|", "\\|") for cell in row] for row in rows]
    filled = [row for row in cleaned if any(row)]
    width = max(map(len, filled), default=0)
    padded = [row + [""] * (width - len(row)) for row in filled]
    used = [column for column in range(width) if any(row[column] for row in padded)]
    if len(used) < 2:
        return "\n\n".join(row[column] for row in padded for column in used if row[column])
    lines = [f"| {' | '.join(row[column] for column in used)} |" for row in padded]
    return "\n".join([lines[0], "|" + " --- |" * len(used), *lines[1:]])
