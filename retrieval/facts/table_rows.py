"""Rows of tables as sentences: for each column its thing, its header and its value, with the header's unit.

A row of 东湖店, 310, 402 under the header 门店, 一季度（万元）, 三季度（万元） says:
东湖店一季度310万元，东湖店三季度402万元.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from retrieval.corpus.corpus import Material
from retrieval.documents.tables import cells_of, columns_over
from retrieval.language.fold import fold
from retrieval.language.quantities import quantities
from retrieval.model import Sentence, Span

_UNIT = re.compile(r"\s?[(（\[](?:单位|單位)?[:：]?(?P<unit>[^（）()\[\]]{1,8})[)）\]]$")
_CAPTION = re.compile(
    r"[(（\[](?:单位|單位)?[:：]?(?P<unit>[^（）()\[\]：:]{1,8})[)）\]]|(?:单位|單位)[:：]\s?(?P<named>[^\s，,；;。、（）()\[\]]{1,8})"
)
# A heading tells the unit of the table under it, perhaps only of its sums of money.
_NOTED = re.compile(r"(?P<money>金[额額])?(?:单位|單位)[:：]\s?(?P<unit>[^\s，,；;。、（）()\[\]]{1,8})")
_MONEY = re.compile(r"收入|成本|费|費|利润|利潤|支出|[额額款价價值盈亏虧薪税稅]|票房|资产|資產|负债|負債|合计|合計")
_NUMBER = re.compile(r"[+-]?\d[\d,，]*(?:\.\d+)?$")
# Numbers of which no unit says what they count.
_NO_AMOUNT = re.compile(r"年|月|日|时|時|号|號|名|率|比|序|电话|電話|date|year|no\.|id", re.IGNORECASE)
_COUNT = re.compile(r"(?:第|no\.?|#)?\s?\d{1,3}[.、]?(?:名|位)?", re.IGNORECASE)
_NUMBERING = re.compile(r"^(?:附?表|Table)\s?[\d一二三四五六七八九十.-]{1,6}\s?[.:：、]?\s?")
_TAG = re.compile(r"<[^<>]{0,500}>")
_ENDS = ("。", "！", "？", ".", "!", "?", "；", ";")
MAX_CAPTION_CHARACTERS = 60
_BETWEEN = "，"


class Spoken(NamedTuple):
    """The words of a sentence; `places[i]` is the index of character i in its slice of the file, -1 for an added one.

    `places` is None if the words are the slice. `key` is the first cell of a row, folded.
    """

    text: str
    places: tuple[int, ...] | None = None
    key: str = ""
    table: int = -1

    def originals(self, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        """Return the slices of the sentence that slices of the words come from, in order and apart."""
        if self.places is None:
            return tuple(spans)
        known = sorted({self.places[at] for start, end in spans for at in range(start, end)} - {-1})
        found: list[tuple[int, int]] = []
        for at in known:
            if found and found[-1][1] == at:
                found[-1] = (found[-1][0], at + 1)
            else:
                found.append((at, at + 1))
        return tuple(found)


def spoken(material: Material, entry: int) -> Spoken:
    """Return the words of a sentence of the index; those of a row of a table as a sentence."""
    sentence = material.sentence(entry)
    unit = sentence.unit
    if unit is None or unit.kind != "row" or not unit.context:
        return Spoken(material.words(entry))
    text = material.collection.text(material.document(entry).file)
    header = unit.context[0]
    row, merged = text[sentence.start : sentence.end], unit.context[1:]
    names = [column.name for column in columns_over(text[header.start : header.end], row, len(merged))]
    cells = [_shown(text, sentence, start, end) for start, end in cells_of(row)]
    if len(names) != len(cells) or len(cells) < 2:
        return Spoken(material.words(entry))
    caption = _caption(material, entry, header)
    shared = _shared_unit(caption, material, entry, header)
    above = (" ".join(_TAG.sub(" ", text[span.start : span.end]).split()) for span in merged)
    lead = " ".join([_NUMBERING.sub("", _CAPTION.sub("", caption)).strip(), *above]).strip()
    pieces: list[tuple[str, int]] = []
    # What only counts the rows names none.
    at = 1 if _COUNT.fullmatch("".join(character for character, _ in cells[0])) and len(cells) > 2 else 0
    key = cells.pop(at)
    names.pop(at)
    label = "".join(character for character, _ in key)
    key, own = key[: len(_name(label))], unit_of(label)
    for name, value in zip(names, cells, strict=True):
        words = "".join(character for character, _ in value)
        if words:
            said = "".join(character for character, _ in key)
            named = _between(said, _name(name), " ") + _name(name)
            link = " is " if f"{said}{named}".isascii() else "为"
            added = named + _between(said + named, words, link)
            pieces += [*key, *((character, -1) for character in added), *value]
            pieces += [(character, -1) for character in _unit(name, words, shared.of(label + name), own) + _BETWEEN]
    if not pieces:
        return Spoken(material.words(entry))
    said = "".join(character for character, _ in key)
    pieces = [*((character, -1) for character in (f"{lead}：" if lead else "")), *pieces]
    return Spoken("".join(c for c, _ in pieces[:-1]), tuple(at for _, at in pieces[:-1]), fold(said), header.start)


class RowCell(NamedTuple):
    """A cell of a row: its slice of the sentence, and the name and unit that its column has."""

    start: int
    end: int
    name: str
    unit: str


def row_cells(material: Material, entry: int) -> list[RowCell]:
    """Return the cells of a sentence that is a row with a header, the first included; none for any other sentence."""
    sentence = material.sentence(entry)
    unit = sentence.unit
    if unit is None or unit.kind != "row" or not unit.context:
        return []
    text = material.collection.text(material.document(entry).file)
    header = unit.context[0]
    row = text[sentence.start : sentence.end]
    names = [c.name for c in columns_over(text[header.start : header.end], row, len(unit.context) - 1)]
    cells = cells_of(row)
    if len(names) != len(cells) or len(cells) < 2:
        return []
    shared = _shared_unit(_caption(material, entry, header), material, entry, header)
    return [
        RowCell(start, end, _name(name), _unit(name, row[start:end], shared.of(name)))
        for name, (start, end) in zip(names, cells, strict=True)
    ]


class _SharedUnit(NamedTuple):
    """A unit that a caption or heading gives for a table, or nothing; `money` if only for its sums."""

    unit: str = ""
    money: bool = False

    def of(self, name: str) -> str:
        """Return the unit of what has a name."""
        return self.unit if not self.money or _MONEY.search(name) else ""


def _shared_unit(caption: str, material: Material, entry: int, header: Span) -> _SharedUnit:
    """Return the unit that a caption gives for a table, or else the heading right before it."""
    units = (match["unit"] or match["named"] for match in _CAPTION.finditer(caption))
    unit = next((unit for unit in units if _is_unit(unit)), "")
    at = None if unit else _before(material, entry, header)
    note = _NOTED.search(material.words(at)) if at is not None else None
    return _SharedUnit(note["unit"], bool(note["money"])) if note and _is_unit(note["unit"]) else _SharedUnit(unit)


def speaks_of(rows: Sequence[Spoken], claim: str) -> list[bool]:
    """Tell for each sentence if it may speak of what a folded claim names.

    A row does not if the claim names the first cell of another row of the same table, and not its own.
    """
    named: dict[int, set[str]] = {}
    for row in rows:
        if row.table >= 0 and row.key and row.key in claim:
            named.setdefault(row.table, set()).add(row.key)
    longest = {
        table: {key for key in keys if not any(key != other and key in other for other in keys)}
        for table, keys in named.items()
    }
    return [row.table not in longest or row.key in longest[row.table] for row in rows]


def _between(before: str, behind: str, link: str) -> str:
    """Return what parts two texts that would make one code or figure together, such as CS20 and 3.5; or nothing."""
    ends = f"{before[-1:]}{behind[:1]}"
    return link if len(ends) == 2 and ends.isascii() and ends.isalnum() else ""


def _shown(text: str, sentence: Sentence, start: int, end: int) -> list[tuple[str, int]]:
    """Return the characters of a cell that are shown, each with its index in the sentence."""
    hidden = {at - sentence.start for cut in sentence.markup for at in range(cut.start, cut.end)}
    return [(text[sentence.start + at], at) for at in range(start, end) if at not in hidden]


def _name(name: str) -> str:
    found = _UNIT.search(name)
    return name[: found.start()] if found and _is_unit(found["unit"]) else name


def unit_of(name: str) -> str:
    """Return the unit that a column or a row has in brackets behind its name, or nothing."""
    found = _UNIT.search(name)
    return found["unit"] if found and _is_unit(found["unit"]) else ""


def _unit(name: str, value: str, shared: str, own: str = "") -> str:
    """Return the unit that the header, the row itself, or else the caption gives to a value that is a bare number."""
    if not _NUMBER.match(value):
        return ""
    return unit_of(name) or own or ("" if _NO_AMOUNT.search(name) else shared)


def _is_unit(words: str) -> bool:
    """Tell if words right after a number are its unit."""
    folded = fold(f"1{words}")
    return any(one.start == 0 and one.end == len(folded) for one in quantities(folded))


def _caption(material: Material, entry: int, header: Span) -> str:
    """Return the line right before a table's header if it is short and no sentence, or nothing."""
    at = _before(material, entry, header)
    if at is None or material.sentence(at).role != "text":
        return ""
    caption = material.words(at).strip()
    return "" if len(caption) > MAX_CAPTION_CHARACTERS or caption.endswith(_ENDS) else caption


def _before(material: Material, entry: int, header: Span) -> int | None:
    """Return the sentence right before a table's header; None if nothing of the document is before it."""
    first = material.index.range_of(material.passage(entry).document).start
    return next((at for at in range(entry, first - 1, -1) if material.sentence(at).start < header.start), None)
