"""Reason that a claim gives for something, beside the one that the sentence gives for it."""

import re
from collections.abc import Sequence

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.parsed import Wording

_BECAUSE = (
    r"是?卡在|归[咎结][于为]|是?因为|是?由于|归因于|源于|得益于|要归功于|because of|because|due to|owing to|thanks to"
)
_GIVEN = (
    re.compile(rf"^(?:{_BECAUSE})\s?(?P<why>[^,，]{{2,40}})[,，](?P<what>.{{3,}})$"),
    re.compile(
        rf"^(?P<what>.{{3,}}?)[,，]?\s?(?:主要|多半|大多|其实|就|都)*(?:{_BECAUSE})\s?(?P<why>.{{2,60}}?)[。.!！]?$"
    ),
    re.compile(
        r"^(?P<what>.{3,}?)[,，]?(?:主要|多半|大多|其实)*是(?P<why>[^,，是]{2,30}?)"
        r"(?:闹的|的关系|的缘故|造成的|引起的|害的|导致的|的原因)[。.!！]?$"
    ),
)
# 没办成,是人手不够 gives a reason only beside a sentence that gives one.
_PERHAPS = re.compile(r"^(?P<what>.{3,}?)(?<!的)[,，]\s?(?:主要|其实|就)*是(?P<why>[^,，是的]{2,20})[。.!！]?$")
_THERE = re.compile(
    r"(?:是因为|因为|是由于|由于|考虑到|得益于|归[因结咎][于为]|源于|出于|主因是|原因是|理由是|(?<=[,，;；])主要(?:还)?是(?![为由从在指用])|(?<![原主起内外成])因(?![此而为子果素])"
    r"|because of|because|due to)\s?(?P<why>[^。;；\n]{2,40}?)(?=[,，。;；\n]|$)"
)
_DENIED = re.compile(r"(?:而非|而不是|不是|并非|不在于|\bnot\b|rather than)[^,，。;；]{0,6}$")
# What is said besides to be no reason: 因为换轮停机,跟来水没关系.
_ASIDE = re.compile(r"[,，;；]\s?(?:并?不|并非|而[非不]|[跟与和同](?=.*[无没不])|not\b|rather than)")
# What follows from the reason stands behind it: 由于甲而乙.
_HAS_EFFECT = re.compile(r"而(?![是非且])|导致|使得?")
# As much of what is explained must stand in the sentence, and so little of the claim's reason.
_EXPLAINED, _SAME_REASON = 0.55, 0.34
# So far from its start a reason opens a sentence.
_OPENING = 4


def wrong_cause(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding if the sentence gives another reason than the claim, or says that the claim's is none.

    `told` are the findings of the claim's figures, names and words.
    """
    match = next((m for form in (*_GIVEN, _PERHAPS) if (m := form.search(claim.folded))), None)
    if match is None or _HAS_EFFECT.search(match["why"]) or _DENIED.search(claim.folded, 0, match.start("why")):
        return []
    why, what = match.span("why"), match.span("what")
    aside = _ASIDE.search(claim.folded, *why)
    why = (why[0], aside.start() if aside else why[1])
    sentence = evidence.wording
    there = [m for m in _THERE.finditer(sentence.folded) if not _DENIED.search(sentence.folded, 0, m.start())]
    there = [m for m in there if _is_of_it(m.start(), evidence, told, what)]
    if not there and match.re is not _PERHAPS and _is_unsaid(told, why):
        return [ClaimSlice(*why, "word", "not_found", weight=0.0, binding=False, withholds=True)]
    if not there or _share(told, what, around=True) < _EXPLAINED or not _stands(told, what):
        return []
    if any(f.kind == "name" and f.state == "contradicted" and what[0] <= f.start < what[1] for f in told):
        # The reason is given for what another one did, or did elsewhere.
        return []
    own = [_within(f, [m.span("why") for m in there]) for f in told if why[0] <= f.start < why[1]]
    denied = [f for f in own if f.at is not None and _DENIED.search(sentence.folded, 0, f.at[0]) and f.weight > 1]
    elsewhere = _stands_elsewhere(own, [m.span("why") for m in there], sentence)
    if not denied and not elsewhere and (not own or _share(own, why, around=False) > _SAME_REASON):
        return []
    place = there[0].span("why")
    return [ClaimSlice(*why, "word", "contradicted", sentence.text[slice(*place)], place, sure=True)]


def _is_of_it(at: int, evidence: Evidence, told: Sequence[ClaimSlice], what: tuple[int, int]) -> bool:
    """Return if a reason opens its sentence, and so is of the one before, or stands in one that says some of what is
    explained.
    """
    start, end = evidence.sentence_at(at)
    said = (f.at[0] for f in told if f.at and what[0] <= f.start < what[1])
    return at - start <= _OPENING or any(start <= place < end for place in said)


def _within(finding: ClaimSlice, reasons: Sequence[tuple[int, int]]) -> ClaimSlice:
    """Return a finding as missing if a word stands for it only outside of the reasons: no 雨 of 雨水管 for 下雨."""
    at = finding.at
    told = at is None or finding.share == 1 or any(start <= at[0] < end for start, end in reasons)
    return finding if told else finding._replace(at=None)


def _stands_elsewhere(own: Sequence[ClaimSlice], reasons: Sequence[tuple[int, int]], sentence: Wording) -> bool:
    """Return if all that stands there of a claim's reason stands outside of the sentence's reasons."""
    told = [sentence.folded[slice(*f.at)] for f in own if f.at is not None and f.weight > 1]
    return bool(told) and not any(sentence.folded.find(words, *reason) >= 0 for words in told for reason in reasons)


def _is_unsaid(told: Sequence[ClaimSlice], why: tuple[int, int]) -> bool:
    """Return if hardly anything of a reason stands in the sentence or around it."""
    return any(why[0] <= f.start < why[1] for f in told) and _share(told, why, around=True) < _SAME_REASON


def _share(told: Sequence[ClaimSlice], part: tuple[int, int], *, around: bool) -> float:
    """Return how much of a part of the claim stands in the sentence, or also around it."""
    own = [f for f in told if part[0] <= f.start < part[1]]
    whole = sum(f.weight for f in own)
    return sum(f.weight * f.share for f in own if around or f.at is not None) / whole if whole else 0.0


def _stands(told: Sequence[ClaimSlice], part: tuple[int, int]) -> bool:
    """Return if the sentence itself has enough of a part of the claim that tells what it is about."""
    telling = any(part[0] <= f.start < part[1] and f.at is not None and f.weight > 1 for f in told)
    return telling and _share(told, part, around=False) >= _SAME_REASON
