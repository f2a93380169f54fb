"""Speaker of a line, who tells of himself or of his house, and a claim that tells it of another who speaks nearby.

`Bram: I paid` and `白鲸社长 郝美：去年亏了80万` say it of Bram and of 白鲸: not of Nell, nor of 铁砧.
"""

import re
from collections.abc import Sequence

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.clauses import Place
from retrieval.facts.leads import lead_of
from retrieval.facts.parsed import Wording
from retrieval.facts.speakers import called
from retrieval.language.fold import fold

_FIRST_PERSON = re.compile(r"\b(?:i|my|me|we|our|us)\b|我|咱|本[人店社队司家]")
# Somebody else of whom a line may tell, without a name.
_OTHERS = re.compile(r"[他她它你您]|对方|贵[方司社队]|\b(?:he|she|they|you|his|her|their|your|it)\b")
_STOP = re.compile(r"[。!！?？\n]")
_JOINS = re.compile(r"[和与跟及同、]|\band\b")
_IS, _WORDS = re.compile(r"是$|\b(?:is|was) $"), re.compile(r"\w")
# Before who it is of, a claim has no more than so many characters besides a date.
_LEAST_BEFORE = 4
# What a label tells, the line does not say itself.
_BY_LABEL = 0.85
# As much of the rest of a claim a line has that tells it.
_TOLD = 0.6


def told_by_speaker(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding if a claim is of one speaker, and the line in which another tells it of himself names nobody; a
    supported one if it is of the speaker of the line.

    `told` are the findings of its figures, names and words.
    """
    own = fold(evidence.speaker)
    if not own or not evidence.is_of_one_speaker:
        return []
    alone = len(evidence.entries) == 1
    before, _, behind = evidence.folded.partition(own)
    said = behind.partition(":")[2] if behind else before
    himself = _FIRST_PERSON.search(said) or _leaves_out_who(evidence.wording, len(evidence.folded) - len(said))
    if named := next((name for name in called(own) if name in claim.folded), None):
        at = claim.folded.index(named)
        own_words = alone and himself and named not in evidence.folded
        return [ClaimSlice(at, at + len(named), "name", "supported", share=_BY_LABEL)] if own_words else []
    place = _of_whom(claim, evidence, own)
    if place is None or claim.folded[slice(*place)] in evidence.line or _OTHERS.search(said):
        return []
    rest = [f for f in told if f.start >= place[1] or f.end <= place[0]]
    borne = sum(f.weight * f.share for f in rest if f.at is not None or f.kind == "date")
    if alone and himself and borne >= _TOLD * sum(f.weight for f in rest):
        return [ClaimSlice(*place, "name", "contradicted", evidence.speaker)]
    return [ClaimSlice(*place, "name", "not_found", weight=0.0, binding=False, withholds=True)]


def _of_whom(claim: Wording, evidence: Evidence, own: str) -> Place | None:
    """Return where a claim begins with another who speaks nearby, or with his house, or ends with it behind 是."""
    found = [
        (at, at + len(name))
        for label in evidence.labels
        if label != own
        for name in called(label)
        if name not in own and (at := claim.folded.find(name)) >= 0
    ]
    place = max(found, key=lambda p: (p[1] - p[0], -p[0]), default=None)
    if place is None or _JOINS.match(claim.folded, place[1]):
        return None
    before = claim.folded[: place[0]]
    if _IS.search(before) and not _WORDS.search(claim.folded, place[1]):
        return place
    dated = sum(m.end - m.start for m in claim.moments if m.end <= place[0])
    return place if len(before) - dated <= _LEAST_BEFORE else None


def _leaves_out_who(sentence: Wording, start: int) -> bool:
    """Return if a line begins with what is done, and does not say by whom."""
    words = [t for t in sentence.tagged if t[1] >= start and not t[0].isspace()]
    begin, end = lead_of(sentence, words, start)
    return begin == end
