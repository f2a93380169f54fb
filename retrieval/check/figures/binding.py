"""Figures of a claim that stand in a sentence, and whose figures they are there.

A figure is borne out only if the words that the claim has with it belong to that figure in the sentence. Where they
belong to another figure of the same kind, the claim has exchanged the two.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.check.evidence import Evidence
from retrieval.check.figures.anchors import Anchor, anchors_of, measures_of
from retrieval.check.figures.apart import is_a_difference
from retrieval.check.verdict import ClaimSlice
from retrieval.check.wording.words import ClaimWord
from retrieval.facts.clauses import Clauses, Place, Segment
from retrieval.facts.leads import plans
from retrieval.facts.parsed import Wording
from retrieval.language.agreement import agree, alike, same_unit
from retrieval.language.dates import Moment, conflict, shared
from retrieval.language.quantities import Quantity

# How firmly a word belongs to a figure: it stands in the figure's own words, or is handed on to it from elsewhere.
_OWN, _BEFORE, _BEFORE_WITH_FIGURE, _AFTER, _AROUND = 1.0, 0.9, 0.7, 0.6, 0.45
# What is left of what is handed on to a figure whose own words name something else.
_RIVALLED = 0.6
_ELSEWHERE = 0.1
# So near to the start of its cell a word is what the cell is about.
_TOPIC = 2
# So much more must be bound to another figure for it to be the one that the claim means.
_MARGIN = 1.5
_DIFFERENCE = 0.35
# Characters around two figures that tell them to be one.
_BETWEEN = 4
# As much of what is bound to one figure must be bound to another for one anchor to decide between them.
_COMPARABLE = 0.6
# What follows is only what the figure's thing is compared with.
_COMPARED = re.compile(r"[比较]|than\b")
# What has a number for a name: 322号, 3栋.
_NUMBERED = re.compile(r"\s?(?:号(?!召|称)|[路栋楼室弄])")


def bound(
    claim: Wording,
    own: Clauses,
    terms: Sequence[ClaimWord],
    evidence: Evidence,
    there: Clauses,
    told: Sequence[ClaimSlice],
) -> list[ClaimSlice]:
    """Return a finding for each figure that stands in the sentence for something else than in the claim."""
    found = []
    anchors: list[Anchor] = []
    for figure in claim.quantities:
        finding = next((f for f in told if f.start == figure.start and f.end == figure.end), None)
        segment = own.segment(figure)
        if finding is None or finding.state != "supported" or finding.at is None or finding.weight <= 1 or not segment:
            continue
        if _tell_a_difference(claim, figure, evidence.wording, finding.at):
            continue
        anchors = anchors or list(anchors_of(claim, terms, evidence, told))
        mine = [a for a in _own(anchors, segment, own) if not _of_the_one_before(a, segment, own, there)]
        mine += measures_of(claim, figure, evidence.wording)
        judged = _judge(segment, finding, mine, evidence.wording, there, own)
        if judged and judged.state == "contradicted" and (other := _claimed_too(judged, segment, own, evidence)):
            # Of two figures that the claim has both, only what it has with this one itself tells it from that.
            mine = _apart_from(other, mine, segment, own)
            judged = _judge(segment, finding, mine, evidence.wording, there, own)
        if judged:
            found.append(judged)
    return found


def _claimed_too(finding: ClaimSlice, segment: Segment, own: Clauses, evidence: Evidence) -> Segment | None:
    """Return the other figure of a claim that the one which contradicts a figure bears out; None if there is none."""
    rivals = [q for q in evidence.wording.quantities if (q.start, q.end) == finding.at]
    others = (s for s in own.segments if s is not segment)
    return next((s for s in others if any(agree(s.figure, q) and same_unit(s.figure, q) for q in rivals)), None)


def _apart_from(other: Segment, anchors: Sequence[Anchor], segment: Segment, own: Clauses) -> list[Anchor]:
    """Return the anchors that a claim has with one figure itself, and not with another one as well."""
    words = {own.folded[a.start : a.end] for a in anchors if other.holds((a.start, a.end))}
    words |= {own.folded[start:end] for start, end in other.own}
    near = [a for a in anchors if segment.holds((a.start, a.end))]
    return [a for a in near if not any(own.folded[a.start : a.end] in text for text in words)]


def _of_the_one_before(anchor: Anchor, segment: Segment, own: Clauses, there: Clauses) -> bool:
    """Return if an anchor between two figures of a claim is of the first in the sentence: 11个申请里有7个."""
    earlier = [s for s in own.segments if s.figure.end <= anchor.start < segment.figure.start]
    holding = (s for s in there.segments if any(s.holds(place) for place in anchor.places))
    return bool(earlier) and any(agree(earlier[-1].figure, s.figure) for s in holding)


def _stands_between(own: Clauses, figure: Quantity, sentence: str, found: Quantity) -> bool:
    """Return if two figures stand between the same characters, two before and two behind: 航空801号班机."""
    before, behind = own.folded[max(0, figure.start - 2) : figure.start], own.folded[figure.end : figure.end + 2]
    alike = before == sentence[max(0, found.start - 2) : found.start]
    return alike and behind == sentence[found.end : found.end + 2] and len(before + behind.strip()) == _BETWEEN


def _tell_a_difference(claim: Wording, figure: Quantity, sentence: Wording, at: Place) -> bool:
    """Return if a figure tells how far two things are apart both in a claim and in a place of the sentence."""
    found = next((q for q in sentence.quantities if (q.start, q.end) == at), None)
    return found is not None and is_a_difference(claim, figure) and is_a_difference(sentence, found)


def _judge(
    segment: Segment,
    finding: ClaimSlice,
    mine: Sequence[Anchor],
    sentence: Wording,
    there: Clauses,
    own: Clauses,
) -> ClaimSlice | None:
    figure = segment.figure
    chained = segment.earlier or segment.later
    equal = [s for s in there.segments if agree(figure, s.figure) and same_unit(figure, s.figure)]
    if not equal:
        return None
    if any(_stands_between(own, figure, sentence.folded, s.figure) for s in equal):
        return None
    known = _Known(mine, sentence, there)
    best = max(equal, key=known.strength)
    rivals = [s for s in there.segments if s not in equal and not chained and _rivals(figure, best, s)]
    rivals = [s for s in rivals if not _NUMBERED.match(sentence.folded, s.figure.end)]
    rivals = [s for s in rivals if s.figure not in (best.earlier, best.later) or known.decides(s, best)]
    rival = max(rivals, key=lambda s: (known.decides(s, best), known.strength(s)), default=None)
    if rival is not None:
        gained = known.strength(rival) - known.strength(best)
        apart = any(_parts(known.holds(a, rival), known.holds(a, best)) for a in mine)
        if (apart and gained >= _MARGIN) or known.decides(rival, best):
            place = (rival.figure.start, rival.figure.end)
            return finding._replace(state="contradicted", found=sentence.text[slice(*place)], at=place, share=0.0)
    if not chained and any(a.places and a.weight > 2 and known.holds(a, best) <= _ELSEWHERE for a in mine):
        return finding._replace(state="not_found", at=None, share=0.0, binding=False, withholds=True)
    return None


def _parts(rival: float, best: float) -> bool:
    """Return if an anchor tells two figures apart: it is the one's own, or speaks against the other."""
    return (rival == _OWN and best <= _OWN - _DIFFERENCE) or (rival >= _BEFORE and best == 0)


def _rivals(figure: Quantity, best: Segment, other: Segment) -> bool:
    """Return if another figure could be the one that is meant: of the same kind and unit, and not next to the first."""
    same = alike(figure, other.figure) and same_unit(figure, other.figure) and alike(best.figure, other.figure)
    units = {best.figure.unit, other.figure.unit}
    unit = len(units) == 1 or units <= {"", "个"}
    touching = best.figure.end == other.figure.start or other.figure.end == best.figure.start
    return same and (unit or best.figure.kind == "money") and not touching


class _Known:
    """The anchors of a figure beside the figures of one sentence."""

    def __init__(self, anchors: Sequence[Anchor], sentence: Wording, there: Clauses) -> None:
        self._anchors, self._sentence, self._there = anchors, sentence, there
        self._shares: dict[Segment, float] = {}
        self._places = [place for anchor in anchors for place in anchor.places]

    def strength(self, segment: Segment) -> float:
        """Return how much of the anchors belongs to a figure."""
        return sum(a.weight * self.holds(a, segment) for a in self._anchors)

    def decides(self, rival: Segment, best: Segment) -> bool:
        """Return if an anchor is the rival's own and none of the other's, of which all else is about as true."""
        own = any(
            self.holds(a, rival) >= (_OWN if a.date is None else _BEFORE)
            and (self.holds(a, best) <= _ELSEWHERE or self._has_another_modifier(a, best))
            for a in self._anchors
            if a.weight > 2
        )
        return own and self.strength(rival) >= _COMPARABLE * self.strength(best)

    def holds(self, anchor: Anchor, segment: Segment) -> float:
        """Return how firmly an anchor belongs to a figure, from 0 to 1."""
        if anchor.date is not None:
            return _dated(anchor.date, segment, self._sentence)
        if any(segment.bars(place) for place in anchor.places):
            return _ELSEWHERE
        handed = self._shares[segment] if segment in self._shares else self._handed(segment)
        self._shares[segment] = handed
        places = [p for p in anchor.places if not self._labels_another(p, segment)]
        if not places and anchor.places:
            return _ELSEWHERE
        found = [_at(place, segment, self._there, handed) for place in places]
        return max(found, default=_AROUND if anchor.around else 0.0)

    def _labels_another(self, place: Place, segment: Segment) -> bool:
        """Return if a place is the label of another figure, and this one has its own: 去程98%,回程95%."""
        owner = self._there.owner(place)
        if (
            owner is None
            or owner is segment
            or place[1] != owner.figure.start
            or not alike(owner.figure, segment.figure)
        ):
            return False
        begin = segment.figure.start - (place[1] - place[0])
        label = next((w for w in self._sentence.words if (w.start, w.end) == (begin, segment.figure.start)), None)
        cell = self._there.span(segment.cell)[0]
        opposed = any(word.start == begin for word in self._sentence.polar)
        tells = label is not None and (opposed or label.start not in self._sentence.light)
        return tells and begin == cell == segment.own[0][0]

    def _has_another_modifier(self, anchor: Anchor, segment: Segment) -> bool:
        """Return if a figure's own words have the noun behind an anchor with another word in the anchor's place."""
        if anchor.date is not None or any(segment.holds(place) for place in anchor.places):
            return False
        heads = {p for a in self._anchors if a.start == anchor.end and a.date is None for p in a.places}
        compound = any(place[1] == head[0] for place in anchor.places for head in heads)
        own = [head for head in heads if segment.holds(head)]
        led = [re.fullmatch(r"[\u4e00-\u9fff]", self._sentence.folded[head[0] - 1 : head[0]]) for head in own]
        return compound and bool(own) and all(led)

    def _handed(self, segment: Segment) -> float:
        """Return how far words before a segment are handed on to it: less if it names something else itself."""
        sentence = self._sentence
        named = [*((w.start, w.end) for w in sentence.words), *((n.start, n.end) for n in sentence.names)]
        words = [
            (start, end)
            for start, end in named
            if any(begin <= start and end <= min(stop, segment.figure.start) for begin, stop in segment.own)
            and end - start > 1
            and start in self._nouns
            and not plans(sentence.folded, start, end)
            and not any(p[0] < end and start < p[1] for p in self._places)
        ]
        singles = [
            w
            for w in sentence.words
            if len(w.text) == 1
            and w.start not in sentence.light
            and any(begin <= w.start and w.end <= min(stop, segment.figure.start) for begin, stop in segment.own)
            and not any(p[0] < w.end and w.start < p[1] for p in self._places)
        ]
        unlisted = any(one.end == other.start for one, other in pairwise(singles))
        return _RIVALLED if words or unlisted else 1.0

    @property
    def _nouns(self) -> frozenset[int]:
        return self._sentence.nouns | frozenset(name.start for name in self._sentence.names)


def _at(place: tuple[int, int], segment: Segment, there: Clauses, handed: float) -> float:
    if segment.bars(place):
        return _ELSEWHERE
    if segment.holds(place):
        return _OWN
    cell, owner = there.cell(place[0]), there.owner(place)
    rivalled = owner is not None and alike(owner.figure, segment.figure)
    if place[0] < segment.own[0][0] or place[0] < segment.figure.start:
        topic = place[0] - there.span(cell)[0] <= _TOPIC
        return handed * (_BEFORE_WITH_FIGURE if rivalled and not topic else _BEFORE)
    if cell == segment.cell and owner is None:
        return _OWN
    return _ELSEWHERE if rivalled else _AFTER


def _dated(date: Moment, segment: Segment, sentence: Wording) -> float:
    if segment.year is not None and date.year is not None:
        return _OWN if segment.year == date.year else 0.0
    own = [m for m in sentence.moments if segment.holds((m.start, m.end))]
    before = [m for m in sentence.moments if m.start < segment.figure.start and not segment.bars((m.start, m.end))]
    if segment.later is not None:
        base = _base(segment, segment.figure, sentence)
        own = before = [m for m in own if base <= m.start < segment.figure.start]
    if segment.earlier is not None:
        base = _base(segment, segment.earlier, sentence)
        before = [m for m in before if not base <= m.start < segment.earlier.start]
        own = [m for m in before if m in own]
    said = own[-1] if own else before[-1] if before else None
    if said is None or not shared(date, said):
        return _AROUND
    if conflict(date, said):
        return 0.0
    return _OWN if own else _BEFORE


def _base(segment: Segment, earlier: Quantity, sentence: Wording) -> int:
    """Return where a chain names what a figure came from: 由2024年同期的936亿."""
    return max(segment.own[0][0], *(sentence.folded.rfind(c, segment.own[0][0], earlier.start) for c in "从由自较"))


def _own(anchors: Sequence[Anchor], segment: Segment, own: Clauses) -> list[Anchor]:
    """Return the anchors that the claim has with a figure; not those of a figure before it that has its own."""
    near = [a for a in anchors if segment.holds((a.start, a.end))]
    named = any(a.weight > 2 and a.date is None for a in near)
    return [*near, *(a for a in anchors if a not in near and _handed_on(a, segment, own, named=named))]


def _handed_on(anchor: Anchor, segment: Segment, own: Clauses, *, named: bool) -> bool:
    place = (anchor.start, anchor.end)
    owner = own.owner(place)
    if anchor.start > segment.figure.end and _COMPARED.search(own.folded, segment.figure.end, anchor.start):
        return False
    taken = owner is not None and (anchor.start > segment.figure.end or (named and alike(owner.figure, segment.figure)))
    return not taken and _at(place, segment, own, 1.0) > _ELSEWHERE
