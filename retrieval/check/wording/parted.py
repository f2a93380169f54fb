"""Parts of a claim that two sentences tell, and neither of them alone: 吃 in the one, 巧克力 in the other."""

import re
from collections.abc import Iterator, Sequence

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.check.wording.coverage import covered_clauses, own_lead, pairs_of, says_more
from retrieval.check.wording.words import places_of
from retrieval.facts.clauses import Place
from retrieval.facts.kinds import NAMED, kinds_of
from retrieval.facts.leads import lead_of
from retrieval.facts.parsed import Wording

# What a claim is of, and two parts of what it says of that.
_TOPIC_AND_TWO = 3
# As much is told of a name or word that only stands around a sentence, and more than of one that stands there in part.
_AROUND = 0.65
# 甲 of 教书的是甲 and of 那匹骡子是甲的.
_SINGLED = re.compile(r"的是(?P<who>[^,，。;；]{2,12})[。.]?$|是(?P<of>[^,，。;；]{2,6})的[。.]?$")


def parted(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding that withholds if the thing or name that a claim ends with stands only around a sentence, or in
    one of two sentences and what comes before it only in the other.

    What a claim begins with may be told before; what is said of it belongs together.
    """
    found = [f for f in sorted(told) if f.share > 0 and f.start not in claim.light]
    if len(found) < _TOPIC_AND_TWO:
        return []
    last = found[-1]
    things = {start for _, start, _, tag in claim.tagged if tag[0] == "n"}
    if len(evidence.entries) == 1:
        apart = last.at is None and last.share >= _AROUND and (last.kind == "name" or last.start in things)
    else:
        apart = not evidence.is_one and last.at is not None and _in_two(found[-2], last, evidence)
    withheld = ClaimSlice(last.start, last.end, last.kind, "not_found", weight=0.0, binding=False, withholds=True)
    return [withheld] if apart else []


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


def led_by_another(claim: Wording, evidence: Evidence) -> list[ClaimSlice]:
    """Return a finding that withholds if a clause has what a claim says of somebody, and begins with another, and the
    sentence does not have who the claim is of.
    """
    clauses = covered_clauses(claim, evidence)
    for start, end in _subjects(claim):
        mine = frozenset(range(start, end))
        rest = frozenset(range(len(claim.folded))) - mine
        best = max(clauses, key=lambda c: len(c.covered & rest), default=None)
        if not mine or best is None or any(mine & c.covered for c in clauses):
            continue
        if NAMED not in kinds_of(claim, start, end) or says_more(claim, (0, len(claim.folded)), best.covered | mine):
            continue
        own = own_lead(clauses, best, best.end, evidence.folded)
        other = own is not None and not any(at in claim.folded for at in pairs_of(evidence.folded[slice(*own)]))
        if own and other and NAMED in kinds_of(evidence.wording, *own):
            return [ClaimSlice(start, end, "name", "not_found", weight=0.0, binding=False, withholds=True)]
    return []


def _subjects(claim: Wording) -> Iterator[Place]:
    """Yield what a claim may be of: what it begins with, and what it singles out at its end."""
    yield lead_of(claim, claim.tagged, 0)
    match = _SINGLED.search(claim.folded)
    if match:
        yield match.span("who" if match["who"] else "of")


def _in_two(one: ClaimSlice, other: ClaimSlice, evidence: Evidence) -> bool:
    if one.at is None:
        return False
    break_at = len(evidence.spoken[0].text)
    sides = [{at < break_at for at, _ in places_of(_words(f, evidence), evidence.folded)} for f in (one, other)]
    return not sides[0] & sides[1]


def _words(finding: ClaimSlice, evidence: Evidence) -> str:
    return evidence.folded[slice(*finding.at)] if finding.at else ""
