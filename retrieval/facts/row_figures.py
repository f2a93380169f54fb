"""Figures of a thing in the rows of tables: the row names whose they are, its column which, the header the unit.

In a row of 东湖店, 2024-03-01, 310 under 门店, 日期, 收入（万元）, 310万元 is the 收入 of 东湖店 at 2024-03-01.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from retrieval.corpus.corpus import Material
from retrieval.facts.figure_dates import FigureDate, dated
from retrieval.facts.table_rows import RowCell, row_cells
from retrieval.language.dates import moments
from retrieval.language.fold import fold
from retrieval.language.quantities import Quantity, quantities

_TIME = re.compile(r"日期|时间|年份|年度|月份|季度|期间|^[年月日]$|date|year|month|quarter|period", re.IGNORECASE)
_BARE = re.compile(r"[的之\s]+|^的|的$")
_DATE_IN_NAME = re.compile(
    r"(?:19|20)\d\d\s?年?(?:度|\d{1,2}月|[上下]半年|第?[一二三四1-4]季度?|q[1-4])?|[（(\[].*?[)）\]]"
)
_UNIT_IN_NAME = re.compile(r"\s?[（(\[]([^)）\]]{1,8})[)）\]]$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGITS = re.compile(r"((?:19|20)\d\d)[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
# So few letters name no measure.
_MIN_LETTERS = 2


class DatedFigure(NamedTuple):
    """A figure: its slice of the sentence, its words with the unit, and the date that is told, in the words `told`."""

    start: int
    end: int
    words: str
    figure: Quantity
    date: FigureDate
    told: str


def row_figures(entry: int, term: str, same: tuple[str, ...], material: Material) -> Iterator[DatedFigure]:
    """Yield the figures that a row has for a folded term, of which `same` are other words for its measure.

    The term is what a cell says with what a header says; a date is no figure.
    """
    cells = row_cells(material, entry)
    said = {cell: _spelled_out(fold(material.words(entry)[cell.start : cell.end]).strip()) for cell in cells}
    asked = _BARE.sub("", term)
    owners = {_UNIT_IN_NAME.sub("", w): c for c, w in said.items() if not _is_time(c, w)}
    owners = {w: c for w, c in owners.items() if len(w) >= _MIN_LETTERS and _BARE.sub("", w) in asked}
    owner = max(owners, key=len, default=None)
    if owner is None and not _is_of_a_time(said, asked, entry, material):
        return
    measure = asked.replace(_BARE.sub("", owner), "") if owner else asked
    own_unit = _unit_of(said[owners[owner]]) if owner else ""
    times = [f"{w}年" if _YEAR.fullmatch(w) else w for c, w in said.items() if _is_time(c, w)]
    for cell, words in said.items():
        unit = cell.unit or own_unit
        figure = _figure(words, unit)
        if figure is None or _is_time(cell, words) or not _measures(fold(cell.name), measure, same):
            continue
        context = ",".join([*times, fold(cell.name)]) + " "
        date = dated(context + words, len(context), material.document(entry).published)
        told = context[date.start : date.end] if date.source == "sentence" else ""
        shown = material.words(entry)[cell.start : cell.end] + unit
        yield DatedFigure(cell.start, cell.end, shown, figure, date, told)


def _is_of_a_time(said: Mapping[RowCell, str], asked: str, entry: int, material: Material) -> bool:
    """Return if a row has figures of a time and names no thing, and the title or heading has what else is asked for."""
    if not any(_is_time(c, w) for c, w in said.items()):
        return False
    others = [c for c, w in said.items() if w and not _is_time(c, w) and _figure(w, c.unit) is None]
    names = (_BARE.sub("", _DATE_IN_NAME.sub("", fold(cell.name))) for cell in said)
    rest = [asked.replace(name, "") for name in names if len(name) >= _MIN_LETTERS and name in asked]
    about = _BARE.sub("", fold(f"{material.document(entry).name} {material.section(entry) or ''}"))
    return not others and any(one in about for one in rest)


def _unit_of(words: str) -> str:
    """Return the unit that the name of a row has in brackets, or nothing."""
    found = _UNIT_IN_NAME.search(words)
    return found[1] if found else ""


def _spelled_out(words: str) -> str:
    """Return a date of digits with its marks: 2024-03-01 as 2024年3月1日."""
    match = _DIGITS.fullmatch(words)
    if match is None:
        return words
    year, month, day = match.groups()
    return f"{year}年{int(month)}月" + (f"{int(day)}日" if day else "")


def _is_time(cell: RowCell, words: str) -> bool:
    """Return if a cell says when: by its header, or as a date and nothing else."""
    whole = any(m.start == 0 and m.end == len(words) for m in moments(words))
    return whole or bool(_TIME.search(_DATE_IN_NAME.sub("", cell.name)))


def _figure(words: str, unit: str) -> Quantity | None:
    """Return the figure that a cell is, with its unit; None for any other cell."""
    told = words + unit
    found = [q for q in quantities(told) if q.start == 0 and q.end == len(told) and q.kind != "ordinal"]
    return found[0] if found else None


def _measures(name: str, measure: str, same: tuple[str, ...]) -> bool:
    """Return if a header names what is asked for, whatever date it has besides."""
    own = _BARE.sub("", _DATE_IN_NAME.sub("", name))
    return not measure or (len(own) >= _MIN_LETTERS and (own in measure or measure in own)) or own in same
