"""Claim that names a row of a table by its first cell and a column by its header: the cell between them decides.

`P-02的责任人是冯远` is laid beside one cell, that of 责任人 in the row of P-02. Whatever else the claim says must be
words that join: with a word more it may speak of something that no cell holds.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice, MismatchKind
from retrieval.corpus.corpus import Material
from retrieval.documents.tables import cells_of
from retrieval.facts.parsed import Wording
from retrieval.facts.table_rows import RowCell, row_cells
from retrieval.language.agreement import agree, same_unit
from retrieval.language.fold import fold
from retrieval.language.quantities import quantities
from retrieval.model import Span
from retrieval.runtime import pattern

Place = tuple[int, int]
# Rows of a table that are looked through for what stands in a column.
MAX_ROWS = 400
_NUMBER = pattern(r"(?<![\d.])\d[\d,]*(?:\.\d+)?(?![\d.]*\d)")
_FIGURE = pattern(r"[^\w\s]{0,2}\s?(\d[\d,]*(?:\.\d+)?)\s?([^\d\s]{0,6})")
_DATE = pattern(r"(?:(?:19|20)\d\d[-/.])?(\d{1,2})[-/.](\d{1,2})")
_SIGNS = pattern(r"[$£€¥₩]")
# What makes another number of the one before it.
_TIMES = tuple("万亿千百%‰km")
# Words that only join; in Latin letters whole ones.
_JOINS = pattern(
    r"\b(?:the|a|an|of|is|are|was|were|in|on|at|for|has|have|had|with|by|to|its|and|per|holds?|costs?|takes?|year)\b|'s\b"
    r"|[的之为是在有由于共计达到了日号元个人年]|[\W_]"
)
# One column by several names: who answers for something.
_SAME_COLUMN = (("责任人", "负责人", "主责人"), ("owner", "responsible", "person in charge"))


class _Row(NamedTuple):
    """A row of a table: what its cells say, folded, the place of the one that names it, and its columns."""

    cells: Sequence[RowCell]
    words: Sequence[str]
    key: int


def told_by_a_cell(claim: Wording, evidence: Evidence, material: Material) -> tuple[ClaimSlice, ...]:
    """Return the findings of a claim that one cell of a row decides; none where the sentence or the claim is not so."""
    said = evidence.spoken[0]
    if len(evidence.entries) > 1 or said.table < 0 or said.places is None:
        return ()
    row = _row(material, evidence.entries[0])
    owner = _owner(row, claim.folded) if row else None
    column = _column(row, claim.folded, owner) if row and owner else None
    if row is None or owner is None or column is None:
        return ()
    number, header = column
    others = [words for words in _others(material, evidence.entries[0]) if len(words) == len(row.words)]
    if any(words[row.key] == row.words[row.key] for words in others):
        return ()
    rest = _without(claim.folded, (owner, header))
    found = _value(row, number, [words[number] for words in others], rest)
    if found is None or _says_more(rest, found[0], (row.cells[number].unit, row.cells[row.key].name)):
        return ()
    place, agrees, kind = found
    if agrees and _in_another_unit(claim, place, row.words[number], row.cells[number].unit):
        return ()
    begin, key = (said.places.index(row.cells[at].start) for at in (number, row.key))
    words, named = row.words[number], row.words[row.key]
    stated = ClaimSlice(*place, kind, "supported", at=(begin, begin + len(words)), share=1.0, sure=True, gate="cell")
    if not agrees:
        shown = said.text[begin : begin + len(words)]
        stated = stated._replace(state="contradicted", found=shown, share=0.0)
    return tuple(
        sorted(
            (
                ClaimSlice(*owner, "name", "supported", "", (key, key + len(named)), share=1.0, sure=True, gate="cell"),
                ClaimSlice(*header, "word", "supported", "", share=1.0, gate="cell"),
                stated,
            )
        )
    )


def _in_another_unit(claim: Wording, place: Place, value: str, unit: str) -> bool:
    """Return if a claim has a value with a unit, and its column another one: 310元 under 万元."""
    mine = next((q for q in claim.quantities if q.start <= place[0] < q.end), None)
    its = next(iter(quantities(fold(f"{value}{unit}"))), None) if unit else None
    return mine is not None and its is not None and bool(mine.unit) and not (agree(mine, its) and same_unit(mine, its))


def _row(material: Material, entry: int) -> _Row | None:
    """Return a sentence as a row that has a name, None if it is none."""
    cells = row_cells(material, entry)
    sentence = material.sentence(entry)
    if not cells or len(sentence.unit.context if sentence.unit else ()) > 1:
        return None
    start, hidden = sentence.start, sentence.markup
    written = material.collection.text(material.document(entry).file)[sentence.start : sentence.end]
    if any(_overlaps(cut, start + cell.start, start + cell.end) for cut in hidden for cell in cells):
        return None
    words = [fold(written[cell.start : cell.end]) for cell in cells]
    key = 1 if re.fullmatch(r"\d{1,3}[.、]?", words[0]) and len(words) > 2 else 0
    return _Row(cells, words, key) if words[key].strip() else None


def _overlaps(cut: Span, start: int, end: int) -> bool:
    return cut.start < end and start < cut.end


def _others(material: Material, entry: int) -> Iterator[list[str]]:
    """Yield what the cells of the other rows of a table say, at most `MAX_ROWS` before a row and as many behind it."""
    table = material.sentence(entry).unit
    text = material.collection.text(material.document(entry).file)
    own = material.index.range_of(material.passage(entry).document)
    for step, stop in ((-1, own.start - 1), (1, own.stop)):
        for at in list(range(entry + step, stop, step))[:MAX_ROWS]:
            sentence = material.sentence(at)
            if not table or not sentence.unit or sentence.unit.context[:1] != table.context[:1]:
                break
            row = text[sentence.start : sentence.end]
            yield [fold(row[a:b]) for a, b in cells_of(row)]


def _owner(row: _Row, claim: str) -> Place | None:
    """Return where a claim names a row, once; a day of the year in whichever form."""
    key = row.words[row.key]
    date = _DATE.fullmatch(key)
    forms = [key] + ([rf"{int(date[1])}月{int(date[2])}[日号]?"] if date else [])
    return next((place for form in forms if (place := _only(form, claim, escaped=form != key)) is not None), None)


def _column(row: _Row, claim: str, owner: Place | None) -> tuple[int, Place] | None:
    """Return the column that a claim names beside the row, with its place, if that is one only."""
    found: list[tuple[int, Place]] = []
    for number, cell in enumerate(row.cells):
        name = fold(cell.name)
        same = next((names for names in _SAME_COLUMN if name in names), (name,))
        places = [place for one in (name, *same) if one and (place := _only(one, claim)) is not None]
        if number != row.key and places and not (owner and places[0][0] < owner[1] and owner[0] < places[0][1]):
            found.append((number, places[0]))
    # 检修费用 names no column 检修.
    longest = [
        (number, place)
        for number, place in found
        if not any(o[0] <= place[0] and place[1] <= o[1] and o != place for _, o in found)
    ]
    return longest[0] if len(longest) == 1 else None


def _only(words: str, claim: str, *, escaped: bool = False) -> Place | None:
    """Return the one place of words in a claim, not within a longer word or code; None for none or several."""
    form = words if escaped else re.escape(words)
    within = r"(?<![a-z0-9-])(?:{})(?![a-z0-9-])" if words.isascii() else "(?:{})"
    found = [match.span() for match in re.finditer(within.format(form), claim)]
    return found[0] if len(found) == 1 else None


def _without(claim: str, places: Sequence[Place]) -> str:
    """Return a claim with spaces in some places."""
    for start, end in places:
        claim = claim[:start] + " " * (end - start) + claim[end:]
    return claim


def _value(row: _Row, number: int, others: Sequence[str], rest: str) -> tuple[Place, bool, MismatchKind] | None:
    """Return what the rest of a claim says in the place of a cell: where, if it is the same, and its kind."""
    own = row.words[number].strip()
    unit = fold(row.cells[number].unit)
    if figure := _FIGURE.fullmatch(own):
        stated = [*_NUMBER.finditer(rest)]
        times = tuple(t for t in _TIMES if t not in own + unit)
        if len(stated) != 1 or rest[stated[0].end() :].lstrip().startswith(times):
            return None
        start, end = stated[0].span()
        counted, sign = rest[end:].lstrip(), rest[:start].rstrip()[-1:]
        # Months are no years.
        if figure[2] and counted and not counted.startswith((figure[2], *" .。,，")):
            return None
        same_money = not (_SIGNS.search(own) and _SIGNS.search(sign)) or sign in own
        return (
            _with_unit((start, end), figure[2], own, rest),
            same_money and _amount(stated[0][0]) == _amount(figure[1]),
            "number",
        )
    place = _only(own, rest) if own else None
    if place is not None:
        return place, True, "name"
    found = {place for other in others if len(other.strip()) > 1 and (place := _only(other.strip(), rest))}
    return (next(iter(found)), False, "name") if len(found) == 1 else None


def _with_unit(place: Place, unit: str, own: str, rest: str) -> Place:
    """Return the place of a number with the sign or the unit of a cell that stand beside it: 68元, $55."""
    start, end = place
    signed = start > 0 and _SIGNS.match(rest, start - 1) and rest[start - 1] in own
    return start - bool(signed), end + (len(unit) if rest.startswith(unit, end) else 0)


def _amount(digits: str) -> float:
    return float(digits.replace(",", ""))


def _says_more(rest: str, value: Place, joined: Sequence[str]) -> bool:
    """Tell if a claim has words beside the row, the column, the value and what joins these."""
    left = _without(rest, (value,))
    for words in filter(None, map(fold, joined)):
        left = left.replace(words, " ")
    return bool(_JOINS.sub("", left))
