"""Denials of what a claim says of one thing, in a later clause of a sentence that says the same of another before."""

import re
from collections.abc import Sequence

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.parsed import Wording

# As much of a claim must stand in a sentence for a clause that denies it to be of the same matter.
_SAME_MATTER = 0.7
# A clause that goes on with a denial has it so near its start.
_OPENING = 3
_FIGURES = ("number", "percentage", "period")
_DENIES_ALL = re.compile(r"(?:没有|没|不行|不能|不可以|不可|不会|不是|\bnot|n't)[\s。;；.!！]*$")


def denied_itself(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding if a sentence denies in a later clause of what the claim speaks of what it says before of
    another: 离港航班延误15分钟,抵港的航班不受影响.

    It contradicts if the clause has more of the claim, or only the denial, and withholds otherwise.
    """
    sentence, there = evidence.wording, evidence.clauses
    if claim.negators or not sentence.negators or not there.ends:
        return []
    borne = [f for f in sorted(told) if f.at is not None and f.state == "supported" and f.start not in claim.light]
    subject = next((f for f in borne if _is_denied(f, evidence)), None)
    if subject is None or subject.at is None:
        return []
    cell = there.cell(subject.at[0])
    start, end = there.span(cell)[0], _end_of(cell, evidence)
    others = [f for f in borne if f is not subject and f.at]
    said = [f for f in others if not f.noun and (f.end - f.start > 1 or f.kind != "word")]
    earlier = [f for f in others if not f.noun and f.at and there.cell(f.at[0]) < cell]
    apart = bool(said) and all(f in earlier for f in said)
    refused = [f for f in others if f.at and f.at[0] < start and _is_refused(f, claim, sentence, start, end)]
    apart, earlier = apart or bool(refused), [*earlier, *refused]
    if not earlier or (not apart and len(earlier) < sum(not f.noun for f in others)):
        return []
    beside = any(f.at and start <= f.at[0] < end and f.end - f.start > 1 for f in others)
    beside = beside or bool(refused)
    if apart and (beside or _DENIES_ALL.search(sentence.folded, start, end)) and _is_same_matter(told):
        found = sentence.text[subject.at[0] : end].rstrip(" ,，。;；、")
        place = (subject.at[0], subject.at[0] + len(found))
        stop = _end_of_noun(claim, subject, told)
        return [ClaimSlice(subject.start, stop, "word", "contradicted", found, place, sure=True)]
    return [ClaimSlice(subject.start, subject.end, "word", "not_found", weight=0.0, binding=False, withholds=True)]


def _is_denied(finding: ClaimSlice, evidence: Evidence) -> bool:
    """Return if something that a sentence names once has a denial after it in its clause, or in one that goes on."""
    sentence, there = evidence.wording, evidence.clauses
    named = finding.noun or finding.kind == "name" or finding.end - finding.start == 1
    if finding.at is None or not named or sentence.folded.count(sentence.folded[slice(*finding.at)]) != 1:
        return False
    cell = there.cell(finding.at[0])
    start, end = there.span(cell)
    # Only what a clause begins with is what the next one goes on with.
    if not sentence.folded[start : finding.at[0]].strip():
        end = _end_of(cell, evidence)
    return any(finding.at[1] <= n.start and n.end <= end for n in sentence.negators)


def _end_of(cell: int, evidence: Evidence) -> int:
    """Return where a clause ends with the one behind it, if that has no thing of its own and denies something."""
    there, sentence = evidence.clauses, evidence.wording
    end = there.span(cell)[1]
    if cell >= len(there.ends) or cell + 1 in evidence.leads.words:
        return end
    following = there.span(cell + 1)
    denies = any(following[0] <= n.start < following[0] + _OPENING for n in sentence.negators)
    return following[1] if denies else end


def _is_refused(finding: ClaimSlice, claim: Wording, sentence: Wording, start: int, end: int) -> bool:
    """Return if a word of a claim stands right behind a denial between two places of a sentence."""
    word = claim.folded[finding.start : finding.end]
    denials = (n.end for n in sentence.negators if start <= n.start < end)
    return len(word) > 1 and any(sentence.folded.startswith(word, at) for at in denials)


def _is_same_matter(told: Sequence[ClaimSlice]) -> bool:
    """Return if a sentence has most of a claim, with all of its figures."""
    here = sum(f.weight * f.share for f in told if f.at) >= _SAME_MATTER * sum(f.weight for f in told)
    return here and all(f.state == "supported" for f in told if f.kind in _FIGURES)


def _end_of_noun(claim: Wording, first: ClaimSlice, told: Sequence[ClaimSlice]) -> int:
    """Return where the nouns end that go on after one: riders of casual riders."""
    ends = {f.start: f.end for f in told if f.noun or f.end - f.start == 1}
    stop = first.end
    while (following := stop + claim.folded.startswith(" ", stop)) in ends:
        stop = ends[following]
    return stop
