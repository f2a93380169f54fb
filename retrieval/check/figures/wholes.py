"""Figures of a whole that a claim says of a part, which has its own: 职工148人,其中司机83人."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.check.wording.words import places_of
from retrieval.facts.clauses import Place
from retrieval.facts.parsed import Wording
from retrieval.language.quantities import Quantity

# What leads from a whole to its parts, and where both end.
_PARTS = re.compile(r"其中(?!国)|包括|包含|,? of (?:which|whom|these|them)\b")
_END = re.compile(r"[。!！?？\n]|[;；](?!其中)")
# Sums of figures that are rounded may be off by so much.
_OFF = 1e-6
# As much of a word stands there that is it.
_SAID = 0.85
# What may stand between a figure and what it is said to be: 148人是司机, 148名司机.
_IS = re.compile(r"(?:都|全|全都)?[是为的]?")


class _Part(NamedTuple):
    """A figure of a part, and the words that name the part."""

    figure: Quantity
    name: Place


def whole_for_a_part(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding for a figure of a claim that a sentence has of a whole, and the claim of a part of it.

    `told` are the findings of the claim's figures and words.
    """
    there = evidence.wording
    figures = {(q.start, q.end) for q in claim.quantities}
    for finding in told:
        whole = next((q for q in there.quantities if (q.start, q.end) == finding.at), None)
        if whole is None or finding.state != "supported" or (finding.start, finding.end) not in figures:
            continue
        begin = max((m.end() for m in _END.finditer(there.folded, 0, whole.start)), default=0)
        parts = [p for p in _parts(there, whole) if not any(f.at == (p.figure.start, p.figure.end) for f in told)]
        named = [p for p in parts if _is_named(claim, finding, p, told, there.folded, (begin, whole.end))]
        part = max(named, default=None, key=lambda p: _share(p, told, there.folded))
        if part is not None:
            place = (part.figure.start, part.figure.end)
            found = there.text[slice(*place)]
            return [finding._replace(state="contradicted", found=found, at=place, share=0.0)]
    return []


def _parts(there: Wording, whole: Quantity) -> Iterator[_Part]:
    """Yield the figures of the parts that follow a whole: those behind 其中, or those that it is the sum of."""
    end = _END.search(there.folded, whole.end)
    stop = end.start() if end else len(there.folded)
    figures = [q for q in there.quantities if whole.end <= q.start < stop]
    alike = [q for q in figures if (q.kind, q.unit) == (whole.kind, whole.unit) and q.low < whole.low]
    mark = _PARTS.search(there.folded, whole.end, stop)
    begin = whole.end if any(_same(total, whole.low) for total in [*accumulate(q.low for q in alike)][1:]) else None
    begin = mark.end() if begin is None and mark else begin
    if begin is None:
        return
    ends = [begin, *(q.end for q in figures)]
    for before, figure in zip(ends, figures, strict=False):
        if figure in alike and begin <= figure.start:
            yield _Part(figure, (max(before, begin), figure.start))


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= _OFF * other


def _share(part: _Part, told: Sequence[ClaimSlice], folded: str) -> float:
    """Return how much of what a claim tells names a part."""
    return sum(f.weight for f in told if f.at and folded.find(folded[slice(*f.at)], *part.name) >= 0)


def _is_named(
    claim: Wording, figure: ClaimSlice, part: _Part, told: Sequence[ClaimSlice], folded: str, whole: Place
) -> bool:
    """Return if the word of a claim nearest to its figure names a part, and not what is said of the whole."""
    words = [f for f in told if f.kind in ("word", "name") and f.share > 0 and f.start not in claim.light]
    before = max((f for f in words if f.end <= figure.start), key=lambda f: f.end, default=None)
    # A single character right behind a figure is what it counts in: 11处.
    longer = (f for f in sorted(words) if f.end - f.start > 1)
    behind = next((f for f in longer if _IS.fullmatch(claim.folded, figure.end, f.start)), None)
    for word in (before, behind):
        if word is None or word.at is None or word.share < _SAID:
            continue
        places = list(places_of(folded[slice(*word.at)], folded))
        within = any(part.name[0] <= start and end <= part.name[1] for start, end in places)
        if within and not any(whole[0] <= start and end <= whole[1] for start, end in places):
            return True
    return False
