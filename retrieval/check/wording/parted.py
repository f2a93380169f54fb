"""Parts of a claim that two sentences tell, and neither of them alone: 吃 in the one, 巧克力 in the other."""

from collections.abc import Sequence

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.check.wording.words import places_of
from retrieval.facts.parsed import Wording

# What a claim is of, and two parts of what it says of that.
_TOPIC_AND_TWO = 3


def parted(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding that withholds if what a claim ends with stands in one of two sentences, and what comes before
    it only in the other.

    What a claim begins with may be told before; what is said of it belongs together.
    """
    found = [f for f in sorted(told) if f.share > 0 and f.start not in claim.light]
    if len(found) < _TOPIC_AND_TWO or evidence.is_one:
        return []
    before, last = found[-2:]
    if last.at is None or not _in_two(before, last, evidence):
        return []
    return [ClaimSlice(last.start, last.end, last.kind, "not_found", weight=0.0, binding=False, withholds=True)]


def of_another(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding that withholds if the thing that a claim begins with is told nowhere, and another begins the
    clause that has the rest: 狗 beside 猫可以吃….
    """
    first = min((f for f in told if f.start not in claim.light), default=None)
    found = [f.at[0] for f in told if f.at is not None and f.share > 0 and f.start not in claim.light]
    if first is None or first.share > 0 or first.kind != "word" or not found:
        return []
    if not any(start == first.start and tag[:1] == "n" for _, start, _, tag in claim.tagged):
        return []
    cell, words = evidence.clauses.cell, evidence.wording.tagged
    lead = next((w for w in words if cell(w[1]) == cell(min(found)) and w[3][:1] == "n"), None)
    other = lead is not None and lead[1] < min(found) and lead[0] not in claim.folded
    withheld = ClaimSlice(first.start, first.end, "name", "not_found", weight=0.0, binding=False, withholds=True)
    return [withheld] if other else []


def _in_two(one: ClaimSlice, other: ClaimSlice, evidence: Evidence) -> bool:
    if one.at is None:
        return False
    break_at = len(evidence.spoken[0].text)
    sides = [{at < break_at for at, _ in places_of(_words(f, evidence), evidence.folded)} for f in (one, other)]
    return not sides[0] & sides[1]


def _words(finding: ClaimSlice, evidence: Evidence) -> str:
    return evidence.folded[slice(*finding.at)] if finding.at else ""
