"""A claim clause by clause beside the clauses of a sentence: as much of it as one clause says, with what it inherits.

灯塔由甲设计,红楼出自乙之手 has all words of 红楼由甲设计, and no clause of it says that. A clause without a subject of
its own takes that of the one before; a date holds until the next one.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.check.wording.words import ClaimWord, places_of
from retrieval.facts.clauses import Clauses
from retrieval.facts.leads import Leads
from retrieval.facts.marks import marks
from retrieval.facts.parsed import Wording
from retrieval.language.agreement import agree, same_unit
from retrieval.language.dates import conflict, shared

# What stands around a sentence, or only in another clause of it, counts so much of what the clause itself says.
_AROUND, _ELSEWHERE = 0.7, 0.0
_MARK_KINDS = ("certainty", "scope", "order", "bound")


class Placed(NamedTuple):
    """A finding of a claim with the cells of a sentence that have it."""

    finding: ClaimSlice
    cells: frozenset[int]
    around: bool


class Locality(NamedTuple):
    """As much of a claim as single clauses of a sentence say.

    `share` is from 0 to 1, `missing` how much of it are nouns and names that the clauses lack; `rivalled`: a clause
    begins with another thing; `unmarked` counts marks that only the sentence has.
    """

    share: float = 0.0
    missing: float = 0.0
    rivalled: float = 0.0
    unmarked: float = 0.0


def locality(
    claim: Wording,
    own: Clauses,
    terms: Sequence[ClaimWord],
    evidence: Evidence,
    there: Clauses,
    told: Sequence[ClaimSlice],
) -> Locality:
    """Return as much of a claim as clauses of a sentence say, each clause of the claim beside the one nearest to it."""
    placed = list(_placed(claim, terms, evidence, there, told))
    if not placed:
        return Locality()
    leads = evidence.leads
    parts: dict[int, list[Placed]] = {}
    for one in placed:
        parts.setdefault(own.cell(one.finding.start), []).append(one)
    whole = sum(p.finding.weight for p in placed) or 1.0
    total = [0.0] * len(Locality._fields)
    for cell, part in parts.items():
        weight = sum(p.finding.weight for p in part)
        for at, value in enumerate(_beside(cell, part, claim, own, there, leads)):
            total[at] += value * weight / whole
    return Locality(*total)


def _beside(
    cell: int,
    part: Sequence[Placed],
    claim: Wording,
    own: Clauses,
    there: Clauses,
    leads: Leads,
) -> Locality:
    """Return a clause of a claim beside the clause of the sentence that says most of it."""
    whole = sum(p.finding.weight for p in part) or 1.0
    count = len(there.ends) + 1
    around = sum(p.finding.weight * p.finding.share for p in part if p.around and not p.cells)
    held = {id(p): _held(p, count, leads) for p in part}
    told = [0.0] * count
    for one in part:
        for at in held[id(one)]:
            told[at] += one.finding.weight * one.finding.share
    shares = [around + value for value in told]
    best = max(range(count), key=lambda at: (shares[at], -at))
    here = [p for p in part if best in held[id(p)]]
    lacking = [p for p in part if p not in here and (p.finding.noun or p.finding.kind == "name")]
    own_lead = leads.words.get(best)
    mine = {(m.kind, m.side) for m in marks(own.words(cell)) if m.kind in _MARK_KINDS}
    theirs = {(m.kind, m.side) for m in marks(there.words(best)) if m.kind in _MARK_KINDS}
    return Locality(
        share=shares[best] / whole,
        missing=sum(p.finding.weight for p in lacking) / whole,
        rivalled=float(own_lead is not None and own_lead not in claim.folded),
        unmarked=float(len(theirs - mine)),
    )


def _held(one: Placed, count: int, leads: Leads) -> frozenset[int]:
    """Return the cells, out of a count, that have what the claim says, or inherit it."""
    dated = one.finding.kind == "date"
    if not one.cells or not (one.finding.noun or one.finding.kind == "name" or dated):
        return one.cells
    first = min(one.cells)
    after = (at for at in range(first + 1, count) if at not in one.cells)
    return one.cells | {
        at for at in after if dated or any(not leads.parts(cell, at) for cell in one.cells if cell < at)
    }


def _placed(
    claim: Wording, terms: Sequence[ClaimWord], evidence: Evidence, there: Clauses, told: Sequence[ClaimSlice]
) -> Iterator[Placed]:
    by_start = {term.word.start: term for term in terms}
    figures = {figure.start: figure for figure in claim.quantities}
    dates = {moment.start: moment for moment in claim.moments}
    sentence = evidence.wording
    for finding in told:
        if finding.withholds or finding.weight == 0:
            continue
        places: set[int] = set()
        if finding.kind == "date" and (date := dates.get(finding.start)):
            places = {m.start for m in sentence.moments if shared(date, m) and not conflict(date, m)}
        elif (figure := figures.get(finding.start)) is not None:
            places = {q.start for q in sentence.quantities if agree(figure, q) and same_unit(figure, q)}
        elif (term := by_start.get(finding.start)) is not None:
            places = set(_places(term, evidence))
        if finding.at is not None:
            places.add(finding.at[0])
            if finding.kind == "name":
                places.update(at for at, _ in places_of(sentence.folded[slice(*finding.at)], sentence.folded))
        cells = frozenset(there.cell(at) for at in places) if finding.share > 0 else frozenset()
        yield Placed(finding, cells, finding.share > 0 and finding.at is None)


def _places(term: ClaimWord, evidence: Evidence) -> Iterator[int]:
    """Yield where a word, or another for it, stands in a sentence."""
    folded = evidence.folded
    ways = (term.word.text, *((term.run,) if len(term.run) > 1 else ()), *term.others, *term.loosely)
    for way in dict.fromkeys(ways):
        if way not in folded:
            continue
        if len(way) == 1:
            yield from (w.start for w in evidence.wording.words if w.text == way)
        else:
            yield from (at for at, _ in places_of(way, folded))
