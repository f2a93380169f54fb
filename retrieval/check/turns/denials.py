"""Denials on the matter of a claim that denies nothing: 巧克力对猫有毒，千万不能喂 beside 猫可以吃巧克力."""

from collections.abc import Sequence

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.parsed import Wording


def denied_in_other_words(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding that withholds if a sentence denies something, and lacks the verb of a claim that denies none.

    It may deny just that, in another word.
    """
    if claim.negators or not evidence.wording.negators:
        return []
    verbs = {start for _, start, _, tag in claim.tagged if tag[0] == "v"}
    done = [f for f in told if f.kind == "word" and f.start in verbs and f.start not in claim.light]
    found = [f.at[0] for f in told if f.at is not None and f.share > 0 and f.start not in claim.light]
    if not done or not found or any(f.share > 0 for f in done):
        return []
    cell = evidence.clauses.cell
    if not any(cell(n.start) - cell(max(found)) in (0, 1) for n in evidence.wording.negators):
        return []
    one = done[-1]
    return [ClaimSlice(one.start, one.end, "negation", "not_found", weight=0.0, binding=False, withholds=True)]
