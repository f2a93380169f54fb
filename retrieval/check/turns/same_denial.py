"""Denials that two texts share, each in its own words."""

import re
from collections.abc import Sequence

from retrieval.check.turns.reach import in_clause
from retrieval.check.verdict import ClaimSlice
from retrieval.check.wording.words import places_of
from retrieval.facts.parsed import Wording
from retrieval.language.polarity import Negator, denies_behind
from retrieval.language.stances import stances

_CAME_TO_NOTHING = re.compile(
    r"(?:原[拟定]|计划|原本|本来|拟|打算|想[要从把]?|试图|企图|考虑|planned|considered).*(?:取消|作罢|放弃|搁置|落空|未果|告吹|cancelled|abandoned|dropped)"
)
# What is not done yet, and what tells that it is to come; what rests does not do it.
_NOT_YET = re.compile(r"还没|还未|尚未|仍未|\bnot yet\b|\byet to\b")
_TO_COME = re.compile(r"[之以]?[后後][将會会]|正在|尚在|仍在|预计|预期|\bwill\b|\bexpected\b|\bonce\b")
_RESTS = re.compile(r"休息|休[馆业市诊]")
# So many characters behind a negation tell that both texts deny the same.
_DENIED_CHARACTERS, _BEHIND = 2, 8
_NO_LETTERS, _CLAUSE_END = re.compile(r"\W+"), re.compile(r"[,，。;；:：!！?？\n]")
_WITHOUT_IT = re.compile(r"[不没未无][^,，。;；不没未无]{1,12},?(?:就|则|便)?(?:不[能得可准许行]|无法|没法|不允许)")
# 没有他高 says what 不如他高 says.
_NOT_AS = re.compile(r"没有?[^,，。;；]{1,14}")
_LESS_THAN = re.compile(r"不如|不及|不若|逊于|逊色|比不上|赶不上")


def says_the_same(claim: Wording, there: Wording) -> bool:
    """Return if a claim may say in its own way what a sentence says, whatever is denied in one of the two.

    What came to nothing, rests or is to come is not done, 不穿防尘服不能进 is what 必须穿 says, and 几乎没有人 what
    很少有人 says.
    """
    if claim.negators and (_CAME_TO_NOTHING.search(there.folded) or _RESTS.search(there.folded)):
        return True
    if _NOT_YET.search(claim.folded) and _TO_COME.search(there.folded):
        return True
    if _WITHOUT_IT.search(claim.folded) and not denies_something(there):
        return True
    if any(_NOT_AS.search(a.folded) and _LESS_THAN.search(b.folded) for a, b in ((claim, there), (there, claim))):
        return True
    return all(any(s.side == "few" for s in stances(text.folded)) for text in (claim, there))


def behind(wording: Wording, negator: Negator) -> str:
    """Return the first letters behind a negation in its clause: 覆盖 of 没覆盖 and 没有覆盖, ch of 没有 `char`."""
    clause = _CLAUSE_END.split(wording.folded[negator.end : negator.end + _BEHIND], maxsplit=1)[0]
    return _NO_LETTERS.sub("", clause)[:_DENIED_CHARACTERS]


def denies_the_same(words: str, claim: Wording, there: Wording, findings: Sequence[ClaimSlice]) -> bool:
    """Return if a sentence denies words that a claim denies, in a clause with as much of the claim as any other with
    these words; or has them as the claim has, once denied and once not.
    """
    denying = [n.end for n in there.negators if words and behind(there, n) == words]
    if not denying:
        return False
    said = [start for start, _ in places_of(words, there.folded) if not any(0 <= start - at <= 1 for at in denying)]
    if not said or claim.folded.count(words) > 1:
        return True
    told = [(f.weight, there.folded[slice(*f.at)]) for f in findings if f.at]
    denied_here, other = (
        max(sum(w for w, word in told if in_clause(there.folded, word, at)) for at in places)
        for places in (denying, said)
    )
    return denied_here >= other


def denies_something(wording: Wording) -> bool:
    """Return if a text denies anything at all."""
    return bool(wording.negators) or denies_behind(wording.folded)
