"""Rows of tables as candidates: the figures that their headers name, and what they answer to yes and no.

- `row_agrees`: of the columns that say yes or no, the one that a question speaks of is taken: 1 for a row that says
  there what the question looks for, -1 for one that says the opposite; 0 for all others, and for the row of the thing
  that the question names, which answers it either way: `吊兰有毒吗`, but not `哪些植物有毒`.
"""

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from retrieval.ask.intent import Cue, yes_or_no
from retrieval.ask.pool import Pool
from retrieval.corpus.corpus import Material
from retrieval.documents.tables import cells_of, columns_over
from retrieval.index.top_k import Scores
from retrieval.language.fold import fold
from retrieval.language.polarity import negators
from retrieval.language.stems import holds, stems_in
from retrieval.language.tokenizer import stop_words
from retrieval.model import Span
from retrieval.runtime import pattern

# A column's unit is in brackets or after a slash: 价格(元), weight / kg.
_UNIT_OF_COLUMN = pattern(r"[(（\[/]\s*([^()（）\[\]/]{1,8}?)\s*[)）\]]?$")
_YES = pattern(r"(?:是|有|可以?|能|支持|允许|需要?|对|yes|y|true|allowed|✓|✔|√|✅|☑|[●○]?是)\W*")
_NO = pattern(r"(?:否|无|没有|不(?:可以?|能|支持|允许|需要?|是)|未|不|no|n|none|false|not allowed|✗|✘|×|❌|☐)\W*")
# A column is spoken of if this share of its name is in the question.
SPOKEN_OF = 0.6
MAX_ROWS, MAX_ROWS_READ = 8, 1000
_ASKS_WHETHER = pattern(r"是否|能否|可否|有无|[(（\[?？].*$")


class HeadedCell(NamedTuple):
    """A cell of a row: what heads it, what it says, and where that begins in the row."""

    header: str
    value: str
    start: int = 0


def figure_in_row(cue: Cue, entry: int, material: Material) -> bool:
    """Tell if a row has a figure of a kind by what heads its column: 1899 under 价格, or under a unit, (元)."""
    return any(shows_in_cell(cue, cell.header, cell.value) for cell in cells_in(entry, material))


def shows_in_cell(cue: Cue, header: str, value: str) -> bool:
    """Tell if a folded cell holds a figure of a kind by what heads it."""
    return any(map(str.isdigit, value)) and bool(
        cue.asked.search(f"{header}多少") or cue.shown.search(value + "".join(_UNIT_OF_COLUMN.findall(header)))
    )


def rows_agreeing(asked: str, pool: Pool, material: Material) -> Scores:
    """Return `row_agrees` of each candidate for a folded question; a yes or no wants the row of one thing."""
    if yes_or_no(asked):
        return np.zeros(len(pool.entries))
    found = np.zeros(len(pool.entries))
    for at in material.index.units[pool.entries].nonzero()[0].tolist():
        found[at] = _agrees(asked, int(pool.entries[at]), material)
    return found


def agreeing_rows(asked: str, entries: Sequence[int], material: Material) -> list[int]:
    """Return the first rows that agree with a folded question in the table of the first of some sentences that is a
    row and says either; few of its rows may be among them.
    """
    if yes_or_no(asked):
        return []
    known = np.array(entries, np.int32)
    rows = known[material.index.units[known] > 0].tolist()
    first = next((entry for entry in rows if _agrees(asked, entry, material)), None)
    if first is None:
        return []
    table = header_of(first, material)
    rows = material.index.range_of(material.index.document_of(first))[:MAX_ROWS_READ]
    own = (at for at in rows if header_of(at, material) == table and _agrees(asked, at, material) > 0)
    return [*islice(own, MAX_ROWS)]


def heads_rows(entry: int, material: Material) -> bool:
    """Tell if a sentence is the header of the rows after it."""
    header = header_of(entry + 1, material) if entry + 1 < len(material.index.entries) else None
    return header is not None and header.start == material.sentence(entry).start


def _agrees(asked: str, entry: int, material: Material) -> float:
    cells = cells_in(entry, material)
    told = [(_spoken_of(asked, cell.header), bool(_YES.fullmatch(cell.value))) for cell in cells if _says_either(cell)]
    share, said = max(told, default=(0.0, False))
    if share < SPOKEN_OF or _names(asked, cells[0].value):
        return 0.0
    return 1.0 if said is not bool(negators(asked)) else -1.0


def _says_either(cell: HeadedCell) -> bool:
    return bool(_YES.fullmatch(cell.value) or _NO.fullmatch(cell.value))


def _names(asked: str, value: str) -> bool:
    return bool(value) and (value in asked if not value.isascii() else stems_in(value) <= stems_in(asked))


def _spoken_of(asked: str, header: str) -> float:
    """Return the share of a column's name that a question has, in any order."""
    name = _ASKS_WHETHER.sub("", header)
    if name.isascii():
        words = [word for word in stems_in(name) if word not in stop_words()]
        return sum(holds(asked, word) for word in words) / len(words) if words else 0.0
    characters = [one for one in name if one.isalnum()]
    return sum(one in asked for one in characters) / len(characters) if characters else 0.0


def header_of(entry: int, material: Material) -> Span | None:
    """Return the header of the table that a sentence is a row of; None of any other sentence."""
    if not material.index.units[entry]:
        return None
    unit = material.sentence(entry).unit
    return unit.context[0] if unit and unit.kind == "row" and unit.context else None


def cells_in(entry: int, material: Material) -> list[HeadedCell]:
    """Return the folded cells of a row with what heads each; none of any other sentence."""
    unit = material.sentence(entry).unit if material.index.units[entry] else None
    if unit is None or unit.kind != "row" or not unit.context:
        return []
    text = material.collection.text(material.document(entry).file)
    row, header = fold(text[unit.start : unit.end]), fold(text[unit.context[0].start : unit.context[0].end])
    names = [column.name for column in columns_over(header, row, len(unit.context) - 1)]
    return [HeadedCell(name, row[start:end], start) for name, (start, end) in zip(names, cells_of(row), strict=False)]
