"""Words of a claim that must belong together in the sentence, and stand there in clauses on different things.

A clause hands its subject on to the next ones until one of them begins with another thing. In
灯塔由甲设计,红楼出自乙之手 nothing says that 甲 designed the 红楼, though all of these words are there.
"""

from collections.abc import Sequence
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.clauses import Clauses
from retrieval.facts.parsed import Wording

_FIGURES = ("number", "percentage", "period")


class Bound(NamedTuple):
    """A noun, name or figure of the claim with the cells of the sentence in which it stands."""

    finding: ClaimSlice
    cells: frozenset[int]


def scattered(
    claim: Wording, own: Clauses, evidence: Evidence, there: Clauses, told: Sequence[ClaimSlice]
) -> list[ClaimSlice]:
    """Return a finding that withholds if no clause of the sentence holds what the claim says together."""
    sentence = evidence.wording
    anchors = [
        Bound(f, _cells(f, sentence, there))
        for f in told
        if f.at is not None
        and f.state == "supported"
        and (f.noun or f.kind == "name" or (f.kind in _FIGURES and f.weight > 1))
    ]
    measured = any(f.kind in _FIGURES and f.weight > 1 for f in told)
    if len(anchors) < 2 or not there.ends or any(end < len(claim.folded) for end in own.ends):
        return []
    leads = {cell: kind for cell, kind in _leads(claim, sentence, there).items() if kind == "name" or not measured}
    cells = sorted({cell for anchor in anchors for cell in anchor.cells})
    loose = min(([a for a in anchors if not _holds(a, cell, leads)] for cell in cells), key=len)
    if not loose:
        return []
    first = loose[0].finding
    return [ClaimSlice(first.start, first.end, first.kind, "not_found", weight=0.0, binding=False, withholds=True)]


def _cells(finding: ClaimSlice, sentence: Wording, there: Clauses) -> frozenset[int]:
    assert finding.at is not None
    word = sentence.folded[slice(*finding.at)]
    places, at = [finding.at[0]], sentence.folded.find(word)
    while at >= 0 and finding.kind not in _FIGURES:
        places.append(at)
        at = sentence.folded.find(word, at + 1)
    return frozenset(there.cell(place) for place in places)


def _holds(anchor: Bound, cell: int, leads: dict[int, str]) -> bool:
    """Return if an anchor stands in a cell or is handed on to it."""
    kind = "name" if anchor.finding.kind == "name" else "noun"
    for at in anchor.cells:
        between = range(min(at, cell) + (at < cell), max(at, cell) + 1)
        if at == cell or not any(leads.get(step) == kind for step in between):
            return True
    return False


def _leads(claim: Wording, sentence: Wording, there: Clauses) -> dict[int, str]:
    """Return the cells that begin with a thing or name that the claim does not have, and which of the two it is."""
    names = {(n.start, n.end) for n in sentence.names}
    words = sorted({*((w.start, w.end) for w in sentence.words), *names})
    leads: dict[int, str] = {}
    seen: set[int] = set()
    for start, end in words:
        cell = there.cell(start)
        if cell in seen or (start in sentence.light and (start, end) not in names) or end - start < 2:
            continue
        seen.add(cell)
        if sentence.folded[start:end] in claim.folded:
            continue
        if (start, end) in names:
            leads[cell] = "name"
        elif start in sentence.nouns:
            leads[cell] = "noun"
    return leads
