"""Certainty, scope, order and bounds of a claim beside those of a sentence; and exact names.

A plan is no deed, a part is no whole, the first time is not the third.
"""

import re
from collections.abc import Iterator, Sequence

from retrieval.check.evidence import Evidence
from retrieval.check.turns.exceptions import set_aside
from retrieval.check.turns.parts_of import only_a_part
from retrieval.check.turns.times import of_another_time
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.clauses import Clauses
from retrieval.facts.marks import Mark, asks, marks
from retrieval.facts.models import models, siblings
from retrieval.facts.parsed import Wording
from retrieval.language.agreement import alike

_OPPOSED = {
    ("certainty", "done", "planned"),
    ("certainty", "done", "perhaps"),
    ("certainty", "certain", "perhaps"),
    ("scope", "whole", "part"),
    ("bound", "most", "least"),
    ("bound", "least", "most"),
}
_OPEN = ("planned", "perhaps")
_WHOLES = (
    "全部",
    "全都",
    "所有",
    "一律",
    "清一色",
    "全是",
    "全",
    "统统",
    "通通",
    "悉数",
    "尽数",
    "全体",
    "无一例外",
    "all",
)
_FIGURES = ("number", "percentage", "period")
_DONE = ("已经", "已", "早已", "早就", "了")


def qualify(
    claim: Wording, own: Clauses, evidence: Evidence, there: Clauses, told: Sequence[ClaimSlice]
) -> list[ClaimSlice]:
    """Return findings that withhold or contradict; `told` are those of the claim's figures, names and words."""
    sentence = evidence.wording
    if _only_asked(sentence, told) and not asks(claim.folded):
        return [_open(claim, told)] if told else []
    found = list(_exact(claim, evidence))
    theirs = marks(sentence.folded)
    mine = marks(claim.folded)
    for mark in mine:
        finding = _beside(mark, mine, own, claim, theirs, there, sentence, told)
        if finding is not None:
            found.append(finding)
    found += set_aside(claim, sentence, told)
    found += of_another_time(claim, sentence, there, told, _cells(told, there))
    found += _unsaid(mine, theirs, there, claim, told)
    found += _of_a_part(mine, theirs, there, sentence, told)
    return found


def _only_asked(sentence: Wording, told: Sequence[ClaimSlice]) -> bool:
    """Return if all that the sentences say of the claim is said in questions."""
    if asks(sentence.folded):
        return True
    ends = [m.end() for m in re.finditer(r"[。!！?？\n]", sentence.folded)]
    if not any(sentence.folded[end - 1] in "?？" for end in ends):
        return False
    borne = [f.at[0] for f in told if f.at is not None and f.start >= 0 and f.share > 0]
    answering = [at for at in borne if sentence.folded[next((e for e in ends if e > at), 0) - 1] not in "?？"]
    return bool(borne) and not answering


def _open(claim: Wording, told: Sequence[ClaimSlice]) -> ClaimSlice:
    first = min(told)
    return ClaimSlice(first.start, first.end, "word", "not_found", weight=0.0, withholds=True)


def _exact(claim: Wording, evidence: Evidence) -> Iterator[ClaimSlice]:
    """Yield a finding for each exact name of the claim that the sentence has only in another form, or not at all."""
    own = models(claim.folded)
    if not own:
        return
    forms = {model.form for model in models(evidence.wording.folded)}
    around = {model.form for model in models(evidence.around)}
    for model in own:
        if model.form in forms or (model.form in around and not any(siblings(model.form, f) for f in forms)):
            continue
        yield ClaimSlice(model.start, model.end, "name", "not_found", weight=0.0, withholds=True)


def _beside(
    mark: Mark,
    mine: Sequence[Mark],
    own: Clauses,
    claim: Wording,
    theirs: Sequence[Mark],
    there: Clauses,
    sentence: Wording,
    told: Sequence[ClaimSlice],
) -> ClaimSlice | None:
    """Return what a mark of the claim meets in the sentence; None if it is borne out or does not matter."""
    cells = _cells(told, there, wide=mark.kind == "scope")
    near = [m for m in theirs if m.kind == mark.kind and (not cells or _reaches(m, there, cells))]
    if any(m.side == mark.side for m in near):
        return None
    if mark.side == "whole" and (part := only_a_part(claim, mark, sentence, there, cells)):
        return part
    if mark.kind in ("certainty", "scope") and not any((mark.kind, mark.side, m.side) in _OPPOSED for m in near):
        return _lacking(mark, theirs)
    other = next((m for m in near if m.side != mark.side), None)
    if other is None:
        return _lacking(mark, theirs)
    if any(m.kind == other.kind and m.side == other.side for m in mine):
        # It may have been: has both sides.
        return None
    if (
        mark.kind == "bound"
        and claim.folded[mark.start : mark.end][0] != "最"
        and not _of_one_figure(mark, other, told)
    ):
        return None
    words = sentence.text[other.start : other.end]
    return ClaimSlice(mark.start, mark.end, "word", "contradicted", words, (other.start, other.end))


def _reaches(mark: Mark, there: Clauses, cells: set[int]) -> bool:
    """Return if a mark is in one of some clauses, or ends the one before: 甲期望,…."""
    cell = there.cell(mark.start)
    ends = cell < len(there.ends) and mark.end + 1 == there.ends[cell] and mark.kind == "certainty"
    return cell in cells or (ends and cell + 1 in cells)


def _of_one_figure(mark: Mark, other: Mark, told: Sequence[ClaimSlice]) -> bool:
    """Return if two bounds stand right behind the same figure: 三天以上, 三天以内."""
    ends = {(f.end, f.at[1]) for f in told if f.kind in _FIGURES and f.at is not None}
    return (mark.start, other.start) in ends


def _lacking(mark: Mark, theirs: Sequence[Mark]) -> ClaimSlice | None:
    """Return a finding that withholds what the sentence must say itself: an order, the whole."""
    whole = mark.side == "whole" and mark.words in _WHOLES and not any(m.side == "whole" for m in theirs)
    if whole or (mark.kind == "order" and mark.side != "2"):
        return ClaimSlice(mark.start, mark.end, "word", "not_found", weight=0.0, binding=False, withholds=True)
    return None


def _unsaid(
    mine: Sequence[Mark], theirs: Sequence[Mark], there: Clauses, claim: Wording, told: Sequence[ClaimSlice]
) -> Iterator[ClaimSlice]:
    """Yield findings for what the sentence restricts and the claim does not: a plan, an average."""
    cells = _cells(told, there)
    for mark in theirs:
        if there.cell(mark.start) not in cells:
            continue
        if (
            mark.kind == "measure"
            and mark.side == "average"
            and ("measure", "average") not in {(m.kind, m.side) for m in mine}
        ):
            figure = next((f for f in told if f.at and f.kind in _FIGURES and f.at[0] >= mark.end), None)
            if figure is not None:
                yield ClaimSlice(
                    figure.start, figure.end, figure.kind, "not_found", weight=0.0, binding=False, withholds=True
                )
        if mark.kind == "certainty" and mark.side in _OPEN and not any(m.kind == "certainty" for m in mine):
            done = claim.folded.rstrip("。.!！ ").endswith("了")
            reached = [
                f for f in told if f.at and f.at[0] >= mark.end and there.cell(f.at[0]) == there.cell(mark.start)
            ]
            if done and reached:
                at = claim.folded.rstrip("。.!！ ").rfind("了")
                yield ClaimSlice(at, at + 1, "word", "not_found", weight=0.0, binding=False, withholds=True)
                return


def _of_a_part(
    mine: Sequence[Mark], theirs: Sequence[Mark], there: Clauses, sentence: Wording, told: Sequence[ClaimSlice]
) -> Iterator[ClaimSlice]:
    """Yield a finding for a figure that the claim has as a total and the sentence as a part: 共640只,其中线上410只."""
    if any(m.kind == "scope" for m in mine) or not any((m.kind, m.side) == ("measure", "total") for m in mine):
        return
    for finding in told:
        if finding.kind != "number" or finding.at is None or finding.state != "supported" or finding.weight <= 1:
            continue
        at = finding.at[0]
        part = next(
            (m for m in theirs if m.words == "其中" and m.end <= at and there.cell(m.start) == there.cell(at)), None
        )
        figure = next((q for q in sentence.quantities if q.start == at), None)
        if part and any(f.at and part.end <= f.at[0] < at for f in told):
            continue
        wholes = [q for q in sentence.quantities if part and figure and q.end <= part.start and alike(q, figure)]
        if figure is not None and wholes and wholes[-1].low > figure.low:
            place = (wholes[-1].start, wholes[-1].end)
            yield finding._replace(state="contradicted", found=sentence.text[slice(*place)], at=place, share=0.0)


def _cells(told: Sequence[ClaimSlice], there: Clauses, *, wide: bool = False) -> set[int]:
    """Return the cells that bear out what the claim rests on: its figures, or else, or if `wide`, its heavier words."""
    borne = [f for f in told if f.at is not None]
    figures = [f for f in borne if f.kind in ("number", "percentage", "period") and f.weight > 1]
    heavy = [f for f in borne if f.weight > 3 or f.kind != "word"]
    if wide:
        words = {there.folded[slice(*f.at)] for f in heavy or borne if f.at is not None and f.kind not in _FIGURES}
        repeated = {there.cell(m.start()) for word in words for m in re.finditer(re.escape(word), there.folded)}
        return repeated | {there.cell(f.at[0]) for f in figures if f.at is not None}
    return {there.cell(f.at[0]) for f in figures or heavy or borne if f.at is not None}
