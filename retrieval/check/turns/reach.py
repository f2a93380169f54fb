"""Clauses of a text, and how far in them what is denied, ended or excepted reaches."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from retrieval.check.verdict import ClaimSlice
from retrieval.check.wording.words import places_of
from retrieval.facts.parsed import Wording
from retrieval.language.polarity import GONE, REFUSED, Negator, denied_behind

_CLAUSE = "，,。；;：:！？!?、"
_STOP = re.compile(r"\.(?=[\s\"”]|$)")
# How far what ended or is lacking stands from what it is said of.
_NEAR = 16
_EXCEPT = re.compile(r"除(?!非)[^。;；]{1,32}?外")
# What follows these is not denied.
_ENDS_REACH = re.compile(r"的|以及|并且|而且|但|却|更|是?因为|由于|所以|导致")
# With whom, for whom or where something is not done: 没有与甲有任何往来.
_WITH = re.compile(r"[与和跟同对向为给在从因将把被由按以][^,，。;；]")
# Those who have not done something are no denial: 还没交报名表的,明天截止.
_WHO = re.compile(r"(?:^|[,，。;；:：!！?？\n]\s*)(?:还|尚|仍|凡)?(?:没有?|未)[^,，。;；:：!！?？]{2,20}的(?=[,，])")
# How many words behind a negation it denies.
_REACH = 3


def in_one_clause(folded: str, one: int, other: int) -> bool:
    """Return if two places are in the same clause."""
    marks = _marks(folded)
    return bisect_left(marks, one) == bisect_left(marks, other)


@lru_cache(maxsize=64)  # the texts that are laid beside each other just now
def _marks(folded: str) -> list[int]:
    """Return where the clauses of a text end."""
    stops = {m.start() for m in _STOP.finditer(folded)}
    return [at for at, character in enumerate(folded) if character in _CLAUSE or at in stops]


def in_clause(folded: str, words: str, at: int) -> bool:
    """Return if words stand in the clause of a place."""
    return any(in_one_clause(folded, start, at) for start, _ in places_of(words, folded))


def denies(wording: Wording, at: int) -> bool:
    """Return if the clause of a place has a negation, wherever it stands."""
    return any(in_one_clause(wording.folded, negator.start, at) for negator in wording.negators)


def denied(wording: Wording, at: int) -> Negator | None:
    """Return the negation whose reach a place is in; two of them deny nothing: 没有一位不会."""
    reaching = [negator for negator in wording.negators if _reaches(wording, negator, at)]
    if reaching:
        return reaching[0] if len(reaching) % 2 else None
    return denied_behind(wording.folded, at)


def _reaches(wording: Wording, negator: Negator, at: int) -> bool:
    if any(m.start() <= negator.start < m.end() for m in _WHO.finditer(wording.folded)):
        return False
    if negator.end > at or not in_one_clause(wording.folded, negator.end, at):
        return False
    first = _past_a_phrase(wording, negator.end, at)
    # 没有经验的骑手 denies nothing of what follows.
    between = [word for word in wording.words if first <= word.start < at]
    return not _ENDS_REACH.search(wording.folded, first, at) and len(between) < _REACH


def _past_a_phrase(wording: Wording, start: int, at: int) -> int:
    """Return where what a negation denies begins: with the verb, if a phrase on with whom or where comes first."""
    phrase = _WITH.match(wording.folded, start, at)
    if phrase is None:
        return start
    verbs = (begin for _, begin, _, tag in wording.tagged if tag[0] == "v" and phrase.end() <= begin < at)
    return next(verbs, start)


def is_gone(there: Wording, places: Sequence[int], finding: ClaimSlice, findings: Sequence[ClaimSlice]) -> bool:
    """Return if a sentence says of what a claim denies that it ended, or that it is so except for what the claim
    names: 取消了语音输入, 除周一闭馆外.
    """
    # What both texts say ended is the matter itself.
    own = {at + by for at in places for by in range(finding.end - finding.start)}
    ended = [m.start() for m in GONE.finditer(there.folded) if not own.intersection(range(*m.span()))]
    if any(abs(at - end) <= _NEAR and in_one_clause(there.folded, at, end) for at in places for end in ended):
        return True
    refused = [m.end() for m in REFUSED.finditer(there.folded)]
    if any(end <= at and in_one_clause(there.folded, at, end) for at in places for end in refused):
        return True
    match = _EXCEPT.search(there.folded)
    return match is not None and any(f.at and f != finding and match.start() <= f.at[0] < match.end() for f in findings)
