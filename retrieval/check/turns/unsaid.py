"""Parts of a claim that a sentence must say itself for a tick: denials, what it is of, and whole words."""

import re
from collections.abc import Sequence

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.parsed import Wording

# What denies, leaves out or lacks in any way, so that something denied may rest on it.
_ANY_DENIAL = re.compile(
    r"[不没未无非勿别禁免拒停仅止只才除缺少失闭关废弃撤反零空否驳欠]|取消|暂缓|推迟|落选|输给|\b(?:no|not|never|none|nor|only|without|except|cannot|shut|banned|forbidden|prohibited|fail"
    r"|fails|failed|rejected|refused|vetoed|declined|lack|lacks|stop|stops|stopped|end|ended|closed|free|few|little|neither|instead|rather|un(?!der|til|i)\w{3,})\b|n't"
)


def undenied(claim: Wording, evidence: Evidence) -> list[ClaimSlice]:
    """Return a finding that withholds for what a claim denies beside a sentence in and around which nothing is."""
    if not claim.negators or any(_ANY_DENIAL.search(said) for said in (evidence.wording.folded, evidence.around)):
        return []
    return [ClaimSlice(*claim.negators[0], "negation", "not_found", weight=0.0, binding=True, withholds=True)]


def ends_another(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding that withholds for each word that stands only as the end of one for somebody or something
    beside it: 产假 in 陪产假, 主任 in 副主任.
    """
    there = evidence.folded
    whole = (f for f in told if f.end - f.start > 1 and claim.folded[f.start - 1 : f.start] not in ("副", "陪", "准"))
    nouns = ((f, claim.folded[f.start : f.end]) for f in whole)
    ends = [f for f, word in nouns if there.count(word) == sum(there.count(one + word) for one in "副陪准") > 0]
    return [f._replace(state="not_found", weight=0.0, binding=True, withholds=True) for f in ends]


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
