"""Figures of parallel clauses: of which of them a claim has the words, and of which the figure.

海之蓝27元,天之蓝16元 has two figures, each with a word that the other lacks. A claim with the word of the one and the
figure of the other has crossed them. What the first clause of such a list says of all is nobody's own: a clause hands
on what the next has nothing of its own for.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.figures.placed import PlacedWord, leads_up, placed_words
from retrieval.check.figures.rows import FigureRow, counted, dimension
from retrieval.check.figures.values import set_aside
from retrieval.check.verdict import ClaimSlice, apart
from retrieval.check.wording.words import ClaimWord
from retrieval.facts.clauses import Clauses, Segment
from retrieval.facts.parsed import Wording
from retrieval.language.agreement import alike
from retrieval.language.quantities import Quantity

# Characters beside a figure that tell nothing of it.
_LINKS = "的了是为有约达近共仅只到至就才超过在于和与及从由比占其中个名人位元年月日号里多余左以每各第"


_LISTED = re.compile(r"[\s、,，和及与]+")


class Crossing(NamedTuple):
    """Findings for the figures that are crossed, and the starts of those that are sure not to be."""

    crossed: tuple[ClaimSlice, ...]
    confirmed: frozenset[int]

    def joined(self, claim: Wording, sentence: Wording, bound: Sequence[ClaimSlice]) -> list[ClaimSlice]:
        """Return the findings with those of figures bound to others, but none by a figure that the claim sets aside:
        509.2米 is not told by 508 for a claim that says 不是508.
        """
        bound = apart([f for f in bound if f.start not in self.confirmed], self.crossed)
        # A figure of another date is told by the figure or by the date.
        found = [*(f for f in self.crossed if f.kind != "date" or not any(b.at for b in bound)), *bound]
        aside = {q.low for q in claim.quantities if set_aside(claim, q)}
        named = {(q.start, q.end): q.low for q in sentence.quantities}
        return [f for f in found if f.state != "contradicted" or f.at is None or named.get(f.at) not in aside]


def crossing(
    claim: Wording,
    own: Clauses,
    terms: Sequence[ClaimWord],
    evidence: Evidence,
    there: Clauses,
    told: Sequence[ClaimSlice],
) -> Crossing:
    """Return the figures that a claim has with the words of another one of a parallel clause."""
    if len(there.segments) < 2:
        return Crossing((), frozenset())
    crossed: list[ClaimSlice] = []
    confirmed: set[int] = set()
    labelled = False
    known: list[PlacedWord] = []
    for finding in told:
        figure = _alone(finding, claim, own)
        if figure is None:
            continue
        known = known or list(placed_words(claim, terms, evidence))
        row = FigureRow(figure, claim.folded[figure.start : figure.end], evidence, there)
        mine = _of(figure, known, own)
        dated = row.dated(claim.moments)
        if (
            _counts_the_same(claim.folded, figure, row)
            or _is_labelled(claim, figure, row)
            or _is_dated(row, dated, mine)
        ):
            confirmed.add(figure.start)
            continue
        of_its_date = dated and len(claim.quantities) == 1 and not row.has_its_date(claim.moments)
        rival = dated[0].figure if of_its_date else _rival(figure, row, claim, mine)
        if rival is not None:
            labelled = labelled or rival == _labels_another(claim, figure, row)
            place, found = (rival.start, rival.end), evidence.wording.text[rival.start : rival.end]
            crossed.append(finding._replace(gate="crossed", state="contradicted", found=found, at=place, share=0.0))
            continue
        date = next((d for d in claim.moments if row.instead_of(d) is not None), None)
        instead = row.instead_of(date) if date and len(claim.quantities) == 1 else None
        if date is not None and instead is not None:
            place, found = (instead.start, instead.end), evidence.wording.text[instead.start : instead.end]
            crossed.append(ClaimSlice(date.start, date.end, "date", "contradicted", found, place, gate="crossed"))
        elif row.is_own(mine, claim.moments):
            confirmed.add(figure.start)
    # The rival of one figure is that of another which the claim has rightly.
    right = {f.at for f in told if f.at and f.start not in {c.start for c in crossed}} if not labelled else set()
    return Crossing(tuple(c for c in crossed if c.at not in right), frozenset(confirmed))


def _is_dated(row: FigureRow, dated: Sequence[Segment], words: Sequence[PlacedWord]) -> bool:
    """Return if a claim has its figure right behind its date there, and no word that a later one has for itself.

    What an earlier one has is handed on: 孵化率52%,低于2023年的68%.
    """
    own = [segment for segment in dated if segment in row.equal]
    rival = row.rival(words) if own else None
    return bool(own) and (rival is None or rival.start < own[0].figure.start)


def _rival(figure: Quantity, row: FigureRow, claim: Wording, words: Sequence[PlacedWord]) -> Quantity | None:
    """Return the figure of the row that the claim has the thing, dimension or words of."""
    own = row.counted(counted(claim, figure)) or row.measured(dimension(claim.folded, figure))
    now = None if claim.moments else row.present(claim.folded) or row.became(claim.folded)
    return own or row.rival(words) or row.done(claim.folded) or now or _beside_another(claim, figure, row)


def _counts_the_same(claim: str, figure: Quantity, row: FigureRow) -> bool:
    """Return if what a claim has right behind a figure is right beside it there, and beside no other of the row:
    罚9万元 for 9万元罚款. What a whole counts is not all that is said of its part.
    """
    counted = _beside(claim, figure)[1]
    if any(s.whole == one.figure for s in row.others for one in row.equal):
        return False
    own, others = ([s for s in some if counted in _beside(row.folded, s.figure)] for some in (row.equal, row.others))
    return bool(counted and own and not others)


def _beside_another(claim: Wording, figure: Quantity, row: FigureRow) -> Quantity | None:
    """Return the figure that stands beside what a claim has its own beside."""
    return _labels_another(claim, figure, row) or _counted_by_another(claim.folded, figure, row)


def _is_labelled(claim: Wording, figure: Quantity, row: FigureRow) -> bool:
    """Return if a claim with one figure names the word right before it there, and that of no other of the row:
    甲3.1%,乙1.4%.
    """
    others = {label for one in row.others if (label := row.label(one)) and label in claim.folded}
    own = [one for one in row.equal if (label := row.label(one)) and label in claim.folded]
    listed = any(_shares_its_label(one.figure, other.figure, row) for one in own for other in row.others)
    alone = len(claim.quantities) == 1 and claim.quantities[0] == figure
    return alone and bool(own and row.others) and not others and not listed


def _labels_another(claim: Wording, figure: Quantity, row: FigureRow) -> Quantity | None:
    """Return the figure right behind the word that a claim has right before its own, of which its own has nothing."""
    nouns = claim.nouns | {name.start for name in claim.names}
    before = (w.text for w in claim.words if w.end == figure.start and len(w.text) > 1 and w.start in nouns)
    label = next(before, "")
    if not label or leads_up(label):
        return None
    if any(label in row.folded[slice(*place)] for one in row.equal for place in one.own):
        return None
    theirs = (s.figure for s in row.others if row.label(s) == label)
    apart = (q for q in theirs if not any(_shares_its_label(q, one.figure, row) for one in row.equal))
    return next(apart, None)


def _shares_its_label(one: Quantity, other: Quantity, row: FigureRow) -> bool:
    """Return if a figure follows another in a list, which has its label once: 图书4000册、6000册."""
    return _LISTED.fullmatch(row.folded, one.end, other.start) is not None


def _counted_by_another(claim: str, figure: Quantity, row: FigureRow) -> Quantity | None:
    """Return the figure that has right before it what a claim has right behind its own, which has it not.

    What stands behind one figure of a row is counted by all: 28盏灯,其中阅览室19盏.
    """
    counted = _beside(claim, figure)[1]
    if not counted or any(counted in row.folded[slice(*place)] for one in row.equal for place in one.own):
        return None
    return next((s.figure for s in row.others if counted == _beside(row.folded, s.figure)[0]), None)


def _beside(folded: str, figure: Quantity) -> tuple[str, str]:
    """Return the characters right before and right behind a figure; nothing for those that tell nothing of it."""
    end = figure.end + folded.startswith("的", figure.end)
    before, behind = folded[max(0, figure.start - 1) : figure.start], folded[end : end + 1]
    one, other = (c if "\u4e00" <= c <= "\u9fff" and c not in _LINKS else "" for c in (before, behind))
    return one, other


def _alone(finding: ClaimSlice, claim: Wording, own: Clauses) -> Quantity | None:
    """Return the figure of a claim that a finding has in the sentence, if no other is chained to it."""
    if finding.state != "supported" or finding.at is None or finding.weight <= 1:
        return None
    figure = next((q for q in claim.quantities if (q.start, q.end) == (finding.start, finding.end)), None)
    segment = own.segment(figure) if figure else None
    return None if segment and (segment.earlier or segment.later) else figure


def _of(figure: Quantity, words: Sequence[PlacedWord], own: Clauses) -> list[PlacedWord]:
    """Return the words of a claim that are of one of its figures: in its text, in that of none, or handed on to it."""
    segment = own.segment(figure)
    held = [word for word in words if segment is None or segment.holds((word.start, word.end))]
    kept = []
    for word in words:
        owner = own.owner((word.start, word.end))
        before = owner is not None and owner.figure.start < figure.start
        handed = before and not held and owner is not None and word.end <= owner.figure.start
        if word in held or owner is None or handed or (before and owner and not alike(owner.figure, figure)):
            kept.append(word)
    return kept
