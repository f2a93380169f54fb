"""Occurrence of what a claim tells: done or only refused, done or still to come, before something or after it.

The words are the same on both sides. What tells the two apart is the word that they depend on: rejected a proposal to
sell, will be demolished, 改造后.
"""

import re
from collections.abc import Iterator, Sequence

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.parsed import Wording

_BREAK = re.compile(r"[,，。;；:：!！?？\n]|\.(?=\s|$)|\b(?:and|but)\b")
_REFUSED = re.compile(
    r"反对|否决|驳回|拒绝|谢绝|婉拒|抵制|不同意|不赞成|否认|叫停"
    r"|\b(?:reject(?:s|ed|ing)?|refus(?:e[sd]?|ing)|declin(?:e[sd]?|ing) to|oppos(?:e[sd]?|ing)|den(?:y|ies|ied|ying)"
    r"|veto(?:es|ed)?|rule[sd]? out|vot(?:e|ed) against|fail(?:s|ed)? to)\b"
)
_AGAINST = re.compile(
    rf"{_REFUSED.pattern}|[不没未无非拒否]|n't"
    r"|\b(?:not|no|never|without|nobody|none|unable|against|turned down|dropped)\b"
)
_COMING = re.compile(
    r"\b(?:will|is to|are to|plans? to|going to|due to|scheduled to)\s(?:not )?(?:be )?(?P<act>[a-z]{3,})"
)
_PAST = re.compile(r"\b(?:was|were|has been|have been|had been)\s(?:\w+ly )?(?P<act>[a-z]{3,}(?:ed|en|wn|t|d))\b")
_SIDE = re.compile(r"(?:之|以)?(?P<side>[前后])(?![来续果台者勤卫面门天日方往座院])")
_FROM = re.compile(r"(?:从|由|自|原来?的?|from )(?:约|近)?$")
_STEM_CHARACTERS = 4
_IN_TIME = re.compile(r"\b(?:before|after)\b|早于|晚于|先于")


def occurs_otherwise(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return findings for what the sentence has only as refused, as still to come, or on the other side of something.

    `told` are the findings of the claim's figures, names and words.
    """
    sentence = evidence.wording
    refused = (*_refused(claim, sentence, told), *_to_come(claim, sentence), *_other_side(claim, sentence))
    return [*refused, *_turned_in_time(claim, sentence, told)][:1]


def _refused(claim: Wording, sentence: Wording, told: Sequence[ClaimSlice]) -> Iterator[ClaimSlice]:
    """Yield a finding for what the claim says was done, or wanted, and somebody of the sentence is against."""
    if claim.negators or _AGAINST.search(claim.folded):
        return
    for match in _REFUSED.finditer(sentence.folded):
        stop = _BREAK.search(sentence.folded, match.end())
        end = stop.start() if stop else len(sentence.folded)
        acts = [f for f in told if f.at and match.end() <= f.at[0] < end and f.state == "supported" and not f.noun]
        acts = [f for f in acts if f.kind in ("word", "direction") and f.weight > 1 and f.end - f.start > 1]
        told_before = [f for f in told if f.at and f.at[0] < match.start() and f.weight > 1]
        if acts and told_before:
            place = (match.start(), max(f.at[1] for f in acts if f.at))
            found = sentence.text[slice(*place)]
            yield ClaimSlice(acts[0].start, acts[-1].end, "negation", "contradicted", found, place)
            return


def _to_come(claim: Wording, sentence: Wording) -> Iterator[ClaimSlice]:
    """Yield a finding for what the claim says was done and the sentence that it will be."""
    past = {m["act"][:_STEM_CHARACTERS]: m for m in _PAST.finditer(claim.folded)}
    for match in _COMING.finditer(sentence.folded) if past else ():
        mine = past.get(match["act"][:_STEM_CHARACTERS])
        done = any(m["act"][:_STEM_CHARACTERS] in past for m in _PAST.finditer(sentence.folded))
        if mine and not done:
            found = sentence.text[slice(*match.span())]
            yield ClaimSlice(*mine.span(), "word", "contradicted", found, match.span())
            return


def _other_side(claim: Wording, sentence: Wording) -> Iterator[ClaimSlice]:
    """Yield a finding that withholds for what the claim has before something and the sentence after it."""
    figures = {q.low for q in claim.quantities}
    if any(q.low in figures and _FROM.search(sentence.folded, 0, q.start) for q in sentence.quantities):
        # From one figure to another has both sides.
        return
    there = {(what, match["side"]) for what, match in _sides(sentence)}
    for what, match in _sides(claim):
        if (what, "前后".replace(match["side"], "")) in there and (what, match["side"]) not in there:
            yield ClaimSlice(*match.span(), "word", "not_found", weight=0.0, binding=True, withholds=True)
            return


def _turned_in_time(claim: Wording, sentence: Wording, told: Sequence[ClaimSlice]) -> Iterator[ClaimSlice]:
    """Yield a finding for two things that the sentence has before each other the other way round."""
    mine = [*_IN_TIME.finditer(claim.folded)]
    theirs = [m.start() for m in _IN_TIME.finditer(sentence.folded) if mine and m[0] == mine[0][0]]
    if len(mine) != 1 or not theirs:
        return
    borne = [f for f in told if f.at and f.state == "supported" and f.weight > 1]
    first = [f.at[0] for f in borne if f.at and f.end <= mine[0].start()]
    second = [f.at[0] for f in borne if f.at and f.start >= mine[0].end()]
    if first and second and all(max(second) < at < max(first) for at in theirs):
        start, end = min(f.start for f in borne), max(f.end for f in borne)
        place = (min(*first, *second), max(f.at[1] for f in borne if f.at))
        yield ClaimSlice(start, end, "word", "contradicted", sentence.text[slice(*place)], place)


def _sides(wording: Wording) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield what is done, and the words after it that tell before or after: 改造, 前."""
    for word, _, end, tag in wording.tagged:
        match = _SIDE.match(wording.folded, end) if tag in ("v", "vn") and len(word) > 1 else None
        if match:
            yield word, match
