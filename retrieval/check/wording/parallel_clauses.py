"""Clauses of a sentence side by side, and a claim that says of the thing of one what another says of its own.

生角綁藍頭巾,旦角戴銀髮簪 tells of two things. 戴銀髮簪的是生角 has crossed them, whatever kind of things they are and
whatever is said of them: a clause that begins with a thing of its own takes none from the one before it.
"""

import re
from collections.abc import Sequence
from itertools import permutations
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.check.wording.coverage import (
    CommonPart,
    CoveredClause,
    are_apart,
    common_parts,
    covered_by,
    covered_clauses,
    distinguishes,
    own_lead,
    says_more,
    unclaimed,
    whole_words,
)
from retrieval.facts.clauses import Place
from retrieval.facts.items import items
from retrieval.facts.kinds import NAMED, kinds_of
from retrieval.facts.parsed import Wording
from retrieval.language.dates import Moment, conflict, shared

_CONTRAST = re.compile(r"[则而却]|(?<!不)但|\bwhile\b|\bwhereas\b|\bbut\b")
_POINTS = re.compile(r"[他她它其该此这那]|\b(?:he|she|it|they|this|its|his|her)\b")
# So clear it is, of 2 for each of the two things and 3 for how the clauses are built, that they are side by side.
_CLEAR = 3
_LEAST_CHARACTERS = 2
_DEEDS_AND_THINGS = frozenset(("n", "v", "vn", "ng", "l"))


class _Crossing(NamedTuple):
    """A part of the lead of one clause, a part of what another says, and what stands in the place of each."""

    lead: CommonPart
    said: CommonPart
    own: Place
    instead: Place


def crossed(claim: Wording, evidence: Evidence) -> list[ClaimSlice]:
    """Return a finding for what a claim has of the thing of one clause, and says of that of another; or for the date of
    one with what another tells.
    """
    if any(one.places for one in evidence.spoken):
        # The cells of a row are all of its one thing.
        return []
    clauses = covered_clauses(claim, evidence)
    for item in items(claim):
        said = (item.start, item.end)
        telling = [c for c in clauses if not c.covered.isdisjoint(range(*said))]
        for one, other in permutations(telling, 2):
            found = _crossed(claim, said, evidence.wording, clauses, one, other)
            if found is not None:
                return [_finding(claim, evidence.wording, found)]
        dates = [m for m in claim.moments if said[0] <= m.start < said[1]]
        for date in dates if len(dates) == 1 else ():
            odd = _dated(claim, date, said, evidence.wording, clauses)
            if odd is not None:
                place = (odd.start, odd.end)
                return [
                    ClaimSlice(
                        date.start, date.end, "date", "contradicted", evidence.wording.text[slice(*place)], place
                    )
                ]
    return []


def _crossed(
    claim: Wording,
    said: Place,
    sentence: Wording,
    clauses: Sequence[CoveredClause],
    one: CoveredClause,
    other: CoveredClause,
) -> _Crossing | None:
    """Return what a claim says of the lead of one clause that another says of its own."""
    within = range(*said)
    here, there = ((a.covered - b.covered).intersection(within) for a, b in ((one, other), (other, one)))
    if not here or not there or any(here | there <= c.covered for c in clauses):
        return None
    together = _are_listed(one, other, sentence.folded) or _is_labelled(one, other, sentence.folded)
    if together or says_more(claim, said, one.covered | other.covered):
        return None
    parts = [*common_parts(there, claim, other, sentence.folded)]
    for lead in common_parts(here, claim, one, sentence.folded):
        instead = unclaimed(one, other, claim, lead.there[1])
        if instead is None or not _is_lead(lead, one, other, claim, sentence.folded):
            continue
        for part in parts:
            own = own_lead(clauses, other, part.there[0], sentence.folded)
            # What goes on from another clause may go on from before that.
            if own is None or own[0] < other.start or _POINTS.search(sentence.folded, other.start, part.there[0]):
                continue
            found = _Crossing(lead, part, own, instead)
            if distinguishes(claim, lead, one, sentence.folded, own) and _is_clear(claim, sentence, one, other, found):
                return found
    return None


def _is_lead(part: CommonPart, one: CoveredClause, other: CoveredClause, claim: Wording, folded: str) -> bool:
    """Return if a part is what a clause begins with, and does not go back with another word to what stands before."""
    # A clause whose deed no dictionary tells is all lead.
    head = folded[part.there[1] : one.lead[1]].strip("的 ") if one.end - one.lead[1] > 1 else ""
    back = one.start > other.start and _POINTS.search(folded, one.lead[1], one.end)
    return one.lead[0] <= part.there[0] < one.lead[1] and (not head or head in claim.folded) and not back


def _is_clear(claim: Wording, sentence: Wording, one: CoveredClause, other: CoveredClause, found: _Crossing) -> bool:
    """Return if it is clear that two clauses say something of a thing each."""
    whole, acts = _is_most(found.said, other), _acts(other, found.said.there)
    if are_apart(one, other, sentence.folded):
        return whole and acts and NAMED in kinds_of(claim, *found.lead.own) & kinds_of(sentence, *found.own)
    things = max(_alike(claim, found.lead.own, sentence, found.own), 2 * _has_its_kind(claim, one, sentence, found.own))
    told = _alike(claim, found.said.own, sentence, found.instead)
    placed = 2 * _in_one_place(sentence, found.said.there[0], found.instead[0])
    # What is named only later is not what an earlier clause is of.
    later = one.start > other.start and found.lead.there[1] >= one.lead[1] and acts
    things, told = max(things, 2 * (whole and later)), max(told, placed)
    return bool(things or told) and things + told + _built(one, other, sentence.folded) + whole >= _CLEAR


def _has_its_kind(claim: Wording, one: CoveredClause, sentence: Wording, own: Place) -> bool:
    """Return if the lead of a clause and the claim have the last word of the other lead: crane of red crane."""
    last = sentence.folded[slice(*own)].split()[-1:]
    return (
        bool(last)
        and last[0].isascii()
        and all(last[0] in text.split() for text in (sentence.folded[slice(*one.lead)], claim.folded))
    )


def _finding(claim: Wording, sentence: Wording, found: _Crossing) -> ClaimSlice:
    """Return a finding on what a claim says later of the two: what it is of comes first, what it tells of that last."""
    later = found.lead.own > found.said.own
    part, place = (found.lead, found.own) if later else (found.said, found.instead)
    start, end = whole_words(claim, part.own)
    return ClaimSlice(start, end, "word", "contradicted", sentence.text[slice(*place)].strip(), place)


def _dated(
    claim: Wording, date: Moment, said: Place, sentence: Wording, clauses: Sequence[CoveredClause]
) -> Moment | None:
    """Return the date of what a claim tells, if the claim has that of another clause."""
    times = {c: [m for m in sentence.moments if c.start <= m.start < c.end] for c in clauses}
    own = [c for c in clauses if any(shared(date, m) and not conflict(date, m) for m in times[c])]
    if not own:
        return None
    # A clause without a date has that of the one before it; what an earlier clause begins with goes on.
    handed = [c for c in clauses if not times[c] and any(o.start < c.start for o in own)]
    known = frozenset[int]().union(*(c.covered for c in (*own, *handed)), range(date.start, date.end))
    telling = {
        at
        for _, a, b, tag in claim.tagged
        if tag in _DEEDS_AND_THINGS
        for at in range(max(a, said[0]), min(b, said[1]))
    }
    for other in clauses:
        odd = next((m for m in times[other] if conflict(date, m)), None)
        if odd is None or other in own or are_apart(own[0], other, sentence.folded):
            continue
        going = covered_by(claim, sentence.folded[slice(*other.lead)]) if other.start < own[0].start else frozenset()
        if len((other.covered - known - going) & telling) < _LEAST_CHARACTERS:
            continue
        if unclaimed(own[0], other, claim, own[0].start) and not says_more(claim, said, known | other.covered):
            return odd
    return None


def _are_listed(one: CoveredClause, other: CoveredClause, folded: str) -> bool:
    """Return if two stretches are members of a list, of which no two words are the same: 甲、乙和丙."""
    between = folded[min(one.end, other.end) : max(one.start, other.start)]
    listed = "、" in between and not re.search(r"[,，;；]", between)
    return listed and not {t[0] for t in one.words if len(t[0]) > 1 or t[3][0] in "vp"} & {t[0] for t in other.words}


def _is_labelled(one: CoveredClause, other: CoveredClause, folded: str) -> bool:
    """Return if nothing but a colon stands between two stretches: the one says what the other is."""
    return folded[min(one.end, other.end) : max(one.start, other.start)].strip() == ":"


def _acts(clause: CoveredClause, place: Place) -> bool:
    """Return if something is done in a stretch of a clause."""
    return any(tag[0] == "v" for _, a, b, tag in clause.words if place[0] <= a and b <= place[1])


def _is_most(part: CommonPart, clause: CoveredClause) -> bool:
    """Return if a part is at least half of what its clause says from there on."""
    words = sum(b - a for _, a, b, tag in clause.words if a >= part.there[0] and tag[0] not in "xu")
    return 2 * (part.there[1] - part.there[0]) >= words


def _in_one_place(sentence: Wording, one: int, other: int) -> bool:
    """Return if the same word that links or does stands before two places, or begins the first: 穿 of 穿号衣."""
    first, second = (
        next((t for t in reversed(sentence.tagged) if t[2] <= at and t[0].strip()), None) for at in (one, other)
    )
    begins = next((t[0] for t in sentence.tagged if t[1] == one), "")
    return second is not None and second[3][0] != "x" and second[0] in (first[0] if first else "", begins)


def _alike(claim: Wording, own: Place, sentence: Wording, place: Place) -> int:
    """Return how clear it is that two stretches name things of one kind."""
    if kinds_of(claim, *own) & kinds_of(sentence, *place):
        return 2
    mine, theirs = claim.folded[slice(*own)], sentence.folded[slice(*place)]
    return int(not mine.isascii() and bool({*mine} & {*theirs}))


def _built(one: CoveredClause, other: CoveredClause, folded: str) -> int:
    """Return how much alike two clauses are built: with a word in common, and one for a contrast."""
    first, second = ({t[0] for t in c.words if t[3][0] != "x" and t[0] != "的"} for c in (one, other))
    later = max(one, other, key=lambda c: c.start)
    contrast = _CONTRAST.search(folded, max(0, later.start - 7), later.end)
    return bool(first & second) + bool(contrast)
