"""Parallel items of a sentence, aligned part by part, and which of them the parts of a claim are from.

710年定都甲城,784年迁都乙城 has two items, each with a year and a place. A claim with the year of one and the place of
the other has crossed them, whatever kind the parts are of and whether a dictionary knows them: two characters in a row
that only one item has tell which is meant.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import isfinite
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice, MismatchKind
from retrieval.facts.clauses import Place
from retrieval.facts.items import OPENS, ItemPart, SentenceItem, items
from retrieval.facts.leads import plans
from retrieval.facts.parsed import Wording
from retrieval.language.agreement import agree, alike, same_unit
from retrieval.language.dates import conflict, shared

_END = re.compile(r"[。!！?？\n]")
# Characters that count or point, and single ones of other scripts, tell no two things apart.
_PLAIN = re.compile(r"[a-z0-9一二两三四五六七八九十个名位这那某各\W]")
_LATIN = re.compile(r"(?<![a-z0-9])[a-z]{3,}(?![a-z0-9])")
# What is since a date is not of it alone.
_SINCE = re.compile(r"[^,，。;；]{0,6}以[来降]")
# So clear it is of figures, dates and words of one form in one place that they are each other's counterparts.
_CLEAR = 2
# Most words that something is planned have so many characters.
_LENGTH = 2


class Sign(NamedTuple):
    """A part of one item that a claim has, at a place of it, and the part of the other item in whose place it is."""

    place: Place
    part: ItemPart
    instead: ItemPart
    clear: int


def aligned(claim: Wording, evidence: Evidence) -> list[ClaimSlice]:
    """Return a finding for a part of a claim that a sentence has in another item than the claim's other parts.

    The claim has no part in the place of either.
    """
    if _meets_a_condition(claim, evidence.wording):
        # 工作满十年不满二十年的 is a row for fifteen years, though neither of its figures is theirs.
        return []
    own = _statements(claim)
    for rows in evidence.items:
        for said in own if len(rows) > 1 else ():
            found = _Statement(said, own, claim, rows).crossed(evidence)
            if found is not None:
                return [found]
    return []


def _meets_a_condition(claim: Wording, sentence: Wording) -> bool:
    """Return if a figure of a claim lies between the ends of a condition of a sentence."""
    ends = [q for q in sentence.quantities if q.holds and q.low in q.holds and isfinite(q.holds[0] + q.holds[1])]
    return any(agree(c, q) and c.low != q.low for c in claim.quantities for q in ends)


@lru_cache(maxsize=4)  # one claim beside many sentences
def _statements(claim: Wording) -> tuple[SentenceItem, ...]:
    """Return the items of a claim, then each that has no part at its start together with the one before."""
    own = items(claim)
    joined = (pair for pair in pairwise(own) if not pair[1].parts or pair[1].parts[0].start > pair[1].start)
    return (
        *own,
        *(SentenceItem(a.start, b.end, claim.folded[a.start : b.end], (*a.parts, *b.parts)) for a, b in joined),
    )


class _Statement:
    """An item of a claim beside the items of a sentence."""

    def __init__(
        self, said: SentenceItem, own: Sequence[SentenceItem], claim: Wording, rows: Sequence[SentenceItem]
    ) -> None:
        self._said, self._claim, self._rows = said, claim, rows
        self._beside = [item for item in own if item is not said]

    def crossed(self, evidence: Evidence) -> ClaimSlice | None:
        """Return a finding for a part that is not of the item that the others are of."""
        told = [row for row in self._rows if any(_says(self._said, part, self._claim) for part in row.parts)]
        for at, one in enumerate(told):
            for other in told[at + 1 :]:
                if _END.search(evidence.folded, one.end, other.start):
                    break
                odd = self._misbound(self._signs(one, other), self._signs(other, one))
                if odd is not None:
                    place = (odd.instead.start, odd.instead.end)
                    found = evidence.wording.text[slice(*place)]
                    return ClaimSlice(*odd.place, _kind(odd.part), "contradicted", found, place)
        return None

    def _signs(self, one: SentenceItem, other: SentenceItem) -> list[Sign]:
        """Return what the claim has of one item and not of another."""
        signs = []
        for part in one.parts:
            for instead in other.parts:
                clear = 0 if self._is_since(part) else _clear(part, instead)
                place = _says(self._said, part, self._claim, instead) if clear else None
                if place and not _says(self._said, instead, self._claim, part):
                    signs.append(Sign(place, part, instead, clear))
        return signs

    def _is_since(self, part: ItemPart) -> bool:
        """Return if a part is a date since which the claim tells something."""
        own = [p for p in self._said.parts if part.dates and _equal(p, part)]
        return any(_SINCE.match(self._claim.folded, p.end) for p in own)

    def _misbound(self, firsts: Sequence[Sign], seconds: Sequence[Sign]) -> Sign | None:
        """Return the sign of the item that less of the claim is from; of two alike, that of what it says later."""
        for one in firsts:
            for other in seconds:
                if _is_crossing(one, other) and not self._may_be_so(one, other):
                    counts = (len({s.part.start for s in signs}) for signs in (firsts, seconds))
                    return min(zip(counts, (-one.place[0], -other.place[0]), (one, other), strict=True))[2]
        return None

    def _may_be_so(self, one: Sign, other: Sign) -> bool:
        """Return if some item has both parts, or the claim has, not crossed as well, what stands in their place."""
        if any(self._has_both(one, other, at) for at in range(len(self._rows))):
            return True
        rivals = [[_says(item, s.instead, self._claim, s.part) for s in (one, other)] for item in self._beside]
        return any(map(any, rivals)) and not any(map(all, rivals))

    def _has_both(self, one: Sign, other: Sign, at: int) -> bool:
        """Return if an item has one part itself, and the other itself or handed on."""
        here = [_stands(sign, self._rows[at]) for sign in (one, other)]
        return any(here) and all(own or self._hands_on(s, at) for own, s in zip(here, (one, other), strict=True))

    def _hands_on(self, sign: Sign, at: int) -> bool:
        """Return if an item before has a part that is no figure, and none up to this one has another in its place."""
        for row in reversed(self._rows[: at + 1]):
            if _stands(sign, row):
                return sign.part.figure is None
            if any(_clear(sign.part, part) for part in row.parts):
                return False
        return False


def _is_crossing(one: Sign, other: Sign) -> bool:
    """Return if two signs are of two places in the items, in the same order in both, and clear enough together."""
    if one.part == other.instead or one.instead == other.part:
        return False
    if one.place[0] < other.place[1] and other.place[0] < one.place[1]:
        return False
    ordered = (one.part.start < other.instead.start) == (one.instead.start < other.part.start)
    clear = [sign.clear for sign in (one, other)]
    if not _is_measured(one.part) and not _is_measured(other.part):
        # All clauses begin with a word.
        clear = [sign.clear - (sign.part.before == sign.instead.before == OPENS) for sign in (one, other)]
    return ordered and max(clear) >= _CLEAR and min(clear) > 0 and sum(clear) > _CLEAR


def _clear(one: ItemPart, other: ItemPart) -> int:
    """Return how clear it is that two parts stand in each other's place; 0 if they do not."""
    if one.figure and other.figure:
        fits = alike(one.figure, other.figure) and same_unit(one.figure, other.figure)
        return _CLEAR * (fits and not agree(one.figure, other.figure))
    if one.dates and other.dates:
        dates = zip(one.dates, other.dates, strict=False)
        return _CLEAR * (len(one.dates) == len(other.dates) and any(shared(a, b) and conflict(a, b) for a, b in dates))
    if any(plans(part.text, 0, _LENGTH) for part in (one, other)):
        # A clause that begins with 计划 goes on with the thing of the one before.
        return 0
    if _is_measured(one) or _is_measured(other) or one.text in other.text or other.text in one.text:
        return 0
    chinese = not one.text.isascii() and not other.text.isascii()
    ends = one.text[-1] == other.text[-1] if chinese else one.text.split()[-1] == other.text.split()[-1]
    form = ends or bool(_pairs(one.text) & _pairs(other.text))
    return form + (one.before == other.before != "") + (one.behind == other.behind != "")


def _is_measured(part: ItemPart) -> bool:
    return part.figure is not None or bool(part.dates)


def _kind(part: ItemPart) -> MismatchKind:
    return "number" if part.figure else "date" if part.dates else "word"


def _equal(one: ItemPart, other: ItemPart) -> bool:
    """Return if two parts have the same figure, or the same dates."""
    if one.figure and other.figure:
        return agree(one.figure, other.figure) and same_unit(one.figure, other.figure)
    same = bool(one.dates) and len(one.dates) == len(other.dates)
    dates = zip(one.dates, other.dates, strict=False)
    return same and all(shared(a, b) and not conflict(a, b) for a, b in dates)


def _stands(sign: Sign, row: SentenceItem) -> bool:
    """Return if an item has a part, and not only what the part in its place has too."""
    if _is_measured(sign.part):
        return any(_equal(sign.part, part) for part in row.parts)
    return bool((_pairs(sign.part.text) - _pairs(sign.instead.text)) & _pairs(row.text))


def _says(said: SentenceItem, part: ItemPart, claim: Wording, instead: ItemPart | None = None) -> Place | None:
    """Return where an item of a claim has a part, and not only what the part in its place has too, in whole words."""
    if _is_measured(part):
        return next(((p.start, p.end) for p in said.parts if _equal(p, part)), None)
    mine, folded = _pairs(part.text), claim.folded
    own = mine - _pairs(instead.text) if instead else mine
    if own.isdisjoint(_pairs(said.text)):
        return None
    found = [(at, at + 2) for at in range(said.start, said.end - 1) if folded[at : at + 2] in own]
    found += [match.span() for match in _LATIN.finditer(folded, said.start, said.end) if match[0] in own]
    if not found:
        return None
    start, end = min(found)[0], max(found)[1]
    while start > said.start and folded[start - 1 : start + 1] in mine:
        start -= 1
    words = [(a, b) for _, a, b, _ in claim.tagged if a < end and start < b]
    return words[0][0], words[-1][1]


@lru_cache(maxsize=4096)  # the parts of the sentences that one claim is laid beside
def _pairs(text: str) -> frozenset[str]:
    """Return all two characters in a row that tell things apart, and the words in Latin letters."""
    pairs = (pair for at in range(len(text) - 1) if not _PLAIN.search(pair := text[at : at + 2]))
    return frozenset((*pairs, *_LATIN.findall(text)))
