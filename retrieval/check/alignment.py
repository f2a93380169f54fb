"""Parallel items of a sentence, aligned part by part, and which of them the parts of a claim are from.

710年定都甲城,784年迁都乙城 has two items, each with a year and a place. A claim with the year of one and the place of
the other has crossed them, whatever kind the parts are of and whether a dictionary knows them: characters in a row
that only one item has tell which is meant.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice, MismatchKind
from retrieval.facts.clauses import Place
from retrieval.facts.parsed import Wording
from retrieval.language.agreement import agree, alike, same_unit
from retrieval.language.dates import Moment, conflict, shared
from retrieval.language.quantities import Quantity

_CUT = re.compile(
    r"(?<!\d)[,，、]|[,，、](?!\d)|[;；:：。!！?？\n]|以及|[和与及](?=\d)|(?<=[^\W\d_])而(?=在)|(?<=[a-z]), | and | while | whereas "
)
_END = re.compile(r"[。!！?？\n]")
_OPENS, _CLOSES = "(（〈《[【", ")）〉》]】"
# Words between two parts of an item.
_BETWEEN = frozenset(
    "的了着过之是为在由被把将向从到于归叫比按以给和与及或跟同对就也都还又则而并却仍已曾有至自等里中上下后前时其该这那"
)
_BETWEEN_TAGS = frozenset(("x", "uj", "ul", "u", "uz", "ud", "uv", "ug", "p", "c", "y"))
_VERBS = ("v", "vd", "vg", "vi", "vq")
# Words of time, place, number and the like name nothing.
_POINTING = ("t", "f", "r", "m", "d")
# Characters that count or point, and those of words in other scripts.
_PLAIN = re.compile(r"[a-z0-9一二两三四五六七八九十个名位这那某各]")
_RANGE = re.compile(r"\s?[至到~—–-]\s?")


class Part(NamedTuple):
    """A figure, a date or characters in a row, with what stands right before and behind it in its item."""

    start: int
    end: int
    kind: str
    before: str
    behind: str
    figure: Quantity | None = None
    dates: tuple[Moment, ...] = ()


class Item(NamedTuple):
    """A clause or an item of a list, with its parts."""

    start: int
    end: int
    text: str
    parts: tuple[Part, ...]


class Sign(NamedTuple):
    """A part of one item that a claim has, which the part of another item in its place does not have."""

    place: Place
    part: Part
    instead: Part
    clear: int


class _Sides(NamedTuple):
    """What a statement of a claim has of the one and of the other of two items."""

    firsts: tuple[Sign, ...]
    seconds: tuple[Sign, ...]


def aligned(claim: Wording, evidence: Evidence) -> list[ClaimSlice]:
    """Return a finding for a part of a claim that a sentence has in another item than the claim's other parts."""
    sentence = evidence.wording
    rows = list(items(sentence))
    if len(rows) < 2:
        return []
    own = list(_statements(claim))
    for said in own:
        for at, one in enumerate(rows):
            for other in rows[at + 1 :]:
                if _END.search(sentence.folded, one.end, other.start):
                    break
                found = _crossed(own, said, one, other, rows, claim, sentence)
                if found:
                    return [found]
    return []


def _crossed(
    own: Sequence[Item], said: Item, one: Item, other: Item, rows: Sequence[Item], claim: Wording, sentence: Wording
) -> ClaimSlice | None:
    sides = _sides(said, one, other, claim, sentence)
    for x in sides.firsts:
        for y in sides.seconds:
            if not _is_crossing(x, y) or any(_both(x, y, at, rows, sentence) for at in range(len(rows))):
                continue
            rivals = [_says(x.instead, x.part, part, claim, sentence) and _says(y.instead, y.part, part, claim, sentence) for part in own if part is not said]
            if not any(rivals) and any(_says(s.instead, s.part, part, claim, sentence) for s in (x, y) for part in own):
                continue
            odd = _misbound(x, y, sides)
            place = (odd.instead.start, odd.instead.end)
            return ClaimSlice(*odd.place, _kind(odd.part), "contradicted", sentence.text[slice(*place)], place)
    return None


def _sides(said: Item, one: Item, other: Item, claim: Wording, sentence: Wording) -> _Sides:
    firsts, seconds = [], []
    for x in one.parts:
        for y in other.parts:
            clear = _clear(x, y, sentence)
            if not clear:
                continue
            told, rival = _says(x, y, said, claim, sentence), _says(y, x, said, claim, sentence)
            if told and not rival:
                firsts.append(Sign(told, x, y, clear))
            elif rival and not told:
                seconds.append(Sign(rival, y, x, clear))
    return _Sides(tuple(firsts), tuple(seconds))


def _is_crossing(x: Sign, y: Sign) -> bool:
    """Return if two signs are of two places in the items, in the same order there, and clear enough together."""
    if x.part == y.instead or x.instead == y.part or _overlap(x.place, y.place):
        return False
    same = (x.part.start < y.instead.start) == (x.instead.start < y.part.start)
    return same and max(x.clear, y.clear) > 1


def _misbound(x: Sign, y: Sign, sides: _Sides) -> Sign:
    """Return the sign of the item that less of the claim is from; of two alike, that of what the claim says later."""
    one, two = (len({s.part.start for s in side}) for side in sides)
    return min((one, -x.place[0], x), (two, -y.place[0], y))[2]


def _kind(part: Part) -> MismatchKind:
    return "date" if part.kind == "date" else "number" if part.kind == "figure" else "word"


def _overlap(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _both(x: Sign, y: Sign, at: int, rows: Sequence[Item], sentence: Wording) -> bool:
    """Return if an item has both parts, or has them handed on, so that the claim may be from there."""
    here = [_stands(s.part, s.instead, rows[at], sentence) for s in (x, y)]
    return any(here) and all(own or _handed_on(s.part, s.instead, at, rows, sentence) for own, s in zip(here, (x, y), strict=True))


def _handed_on(part: Part, instead: Part, at: int, rows: Sequence[Item], sentence: Wording) -> bool:
    """Return if an item has a date or thing of one before it, as none between has another in its place."""
    for row in reversed(rows[: at + 1]):
        if _stands(part, instead, row, sentence):
            return part.kind != "figure"
        if any(_clear(part, p, sentence) for p in row.parts):
            return False
    return False


def _stands(part: Part, instead: Part, row: Item, sentence: Wording) -> bool:
    if part.kind == "run":
        other = _pairs(sentence.folded[instead.start : instead.end])
        return bool((_pairs(sentence.folded[part.start : part.end]) - other) & _pairs(row.text))
    return any(_equal(part, p) for p in row.parts)


def _equal(one: Part, other: Part) -> bool:
    if one.figure and other.figure:
        return agree(one.figure, other.figure) and same_unit(one.figure, other.figure)
    if one.dates and other.dates and len(one.dates) == len(other.dates):
        return all(shared(a, b) and not conflict(a, b) for a, b in zip(one.dates, other.dates, strict=True))
    return False


def _clear(x: Part, y: Part, sentence: Wording) -> int:
    """Return how clear it is that two parts stand in each other's place; 0 if they do not."""
    if x.kind != y.kind:
        return 0
    if x.figure and y.figure:
        return 2 * (alike(x.figure, y.figure) and same_unit(x.figure, y.figure) and not agree(x.figure, y.figure))
    if x.kind == "date":
        pairs = zip(x.dates, y.dates, strict=False)
        return 2 * (len(x.dates) == len(y.dates) and any(shared(a, b) and conflict(a, b) for a, b in pairs))
    one, two = sentence.folded[x.start : x.end], sentence.folded[y.start : y.end]
    if one in two or two in one:
        return 0
    affix = one[-1] == two[-1] or (min(len(one), len(two)) > 2 and one[:2] == two[:2])
    return affix + (x.before == y.before != "") + (x.behind == y.behind != "")


def _says(part: Part, instead: Part, said: Item, claim: Wording, sentence: Wording) -> Place | None:
    """Return where a statement of a claim has a part of one item, and not only what the part in its place has too."""
    if part.kind != "run":
        return next(((p.start, p.end) for p in said.parts if _equal(p, part)), None)
    mine, theirs = (_pairs(sentence.folded[p.start : p.end]) for p in (part, instead))
    own = mine - theirs
    found = [at for at in range(said.start, said.end - 1) if claim.folded[at : at + 2] in own]
    if not found:
        return None
    start, end = found[0], found[-1] + 2
    while start > said.start and claim.folded[start - 1 : start + 1] in mine:
        start -= 1
    words = [(a, b) for _, a, b, _ in claim.tagged if a < end and start < b]
    return words[0][0], words[-1][1]


def _pairs(text: str) -> set[str]:
    return {pair for at in range(len(text) - 1) if not _PLAIN.search(pair := text[at : at + 2])}


def _statements(claim: Wording) -> Iterator[Item]:
    """Yield the items of a claim, each that has no thing of its own at its start with the one before."""
    rows = list(items(claim))
    yield from rows
    for one, other in zip(rows, rows[1:], strict=False):
        first = other.parts[0] if other.parts else None
        if first is None or first.start > other.start:
            yield Item(one.start, other.end, claim.folded[one.start : other.end], (*one.parts, *other.parts))


def items(wording: Wording) -> Iterator[Item]:
    """Yield the items of a text with their parts; what stands in brackets is of the item before them."""
    folded = wording.folded
    measured = [(q.start, q.end) for q in wording.quantities] + [(m.start, m.end) for m in wording.moments]
    depth, inside = 0, set()
    for at, character in enumerate(folded):
        depth = max(0, depth + (character in _OPENS) - (character in _CLOSES))
        if depth:
            inside.add(at)
    start = 0
    for mark in [*_CUT.finditer(folded), None]:
        end = mark.start() if mark else len(folded)
        if mark and (mark.start() in inside or any(a < mark.end() and mark.start() < b for a, b in measured)):
            continue
        if end > start:
            yield Item(start, end, folded[start:end], tuple(_parts(wording, start, end)))
        start = mark.end() if mark else end


def _parts(wording: Wording, start: int, end: int) -> Iterator[Part]:
    folded = wording.folded
    found: list[tuple[int, int, str, Quantity | None, tuple[Moment, ...]]] = []
    for q in wording.quantities:
        if start <= q.start and q.end <= end and q.kind != "ordinal":
            found.append((q.start, q.end, "figure", q, ()))
    for m in wording.moments:
        if start <= m.start and m.end <= end:
            last = found[-1] if found and found[-1][2] == "date" else None
            if last and _RANGE.fullmatch(folded, last[1], m.start):
                found[-1] = (last[0], m.end, "date", None, (*last[4], m))
            else:
                found.append((m.start, m.end, "date", None, (m,)))
    taken = [(a, b) for a, b, *_ in found]
    run: tuple[int, int] | None = None
    for word, a, b, tag in wording.tagged:
        if a < start or b > end or any(a < y and x < b for x, y in taken):
            continue
        if _between(word, tag):
            run = None
            continue
        if run and run[1] == a:
            found.remove((*run, "run", None, ()))
            run = (run[0], b)
        else:
            run = (a, b)
        found.append((*run, "run", None, ()))
    for a, b, kind, figure, dates in sorted(found, key=lambda f: f[0]):
        if kind == "run" and b - a < 2:
            continue
        yield Part(a, b, kind, _left(wording, start, a), _right(wording, b, end), figure, dates)


def _between(word: str, tag: str) -> bool:
    return word in _BETWEEN or tag in _BETWEEN_TAGS or (len(word) > 1 and tag in (*_VERBS, *_POINTING))


def _left(wording: Wording, start: int, at: int) -> str:
    """Return the word right before a place; a sign for the beginning of the item."""
    return next((w for w, a, b, _ in wording.tagged if b == at and a >= start), "^" if at == start else "")


def _right(wording: Wording, at: int, end: int) -> str:
    return next((w for w, a, b, _ in wording.tagged if a == at and b <= end), "")
