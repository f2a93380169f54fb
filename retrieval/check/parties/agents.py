"""Agents and patients: a claim that has who does something, and to whom, the other way round than the sentence.

A委托B beside B委托A: all words stand there, and it is another fact. The word that both have is what is done; one thing
of the claim stands before it and another after it, and in one clause of the sentence it is the other way round. A
passive says the same with the two exchanged, and is laid aside.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import product

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.check.wording.words import places_of
from retrieval.facts.parsed import Wording

_BREAK = re.compile(r"[,，。;；:：!！?？\n]|\.(?=\s|$)")
_PASSIVE = re.compile(
    r"[被由受遭让给获所]|\bby\b|\b(?:was|were|is|are|been|be|being) (?:\w+ly )?\w+(?:ed|en|wn|lt|ght|ld|de|id|st)\b"
)
# What stands after a place or a time is no one to whom something is done.
_PLACE_BEFORE = re.compile(
    r"(?:[在于到至往]|\b(?:in|at|on|of|for|near|during|under|within|through|across))\s?(?:\b(?:the|a|an|its|their)\s)?(?:\w+\s)?$"
)
_ENGLISH_VERB = re.compile(r"[a-z]{2,}(?:ed|es|s|ing|ght|ld|ew|ave|ade|ook|ote|id)")
_BY = re.compile(
    r"(?:ed|n|t|d)?(?: \w+ly)? by (?P<who>[^,.;]{2,40}?)"
    r"(?=[,.;]|\s(?:and|in|on|for|at|to|from|with|who|which|during)\b|$)"
)
_ARTICLES = frozenset(("the", "an", "its", "their", "our"))
_ACTS = ("v", "vn")
# A word that the dictionary has for a noun may be what is done, if it stands right between the two: 委托.
_BETWEEN_CHARACTERS = 2
_SAME_WORDS = 0.85


def turned_round(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding if the sentence has what is done by one thing to another, but the two exchanged.

    It contradicts if the sentence has nearly all that the claim says, else it withholds. `told` are the findings of
    the claim's figures, names and words.
    """
    sentence = evidence.wording
    borne = [f for f in told if f.at is not None and f.state == "supported" and f.share > 0]
    things = [f for f in borne if f.kind == "name" or (f.kind == "word" and f.noun)]
    by_another = _done_by_another(claim, sentence, borne)
    if by_another:
        return by_another
    for act in _acts(claim, borne):
        start, end = _clause(claim.folded, act.start)
        if _PASSIVE.search(claim.folded, start, end):
            continue
        before = [f for f in things if start <= f.start and f.end <= act.start]
        after = [f for f in things if act.end <= f.start and f.end <= end and not _placed(claim.folded, f.start)]
        for one, other in product(before, after):
            place = _exchanged(sentence, act, one, other)
            if place is None or (act.noun and not _is_between(claim.folded, act, one, other)):
                continue
            if not (_does_more(claim, one.end, other.start, act) or _does_more(sentence, *place, act)):
                return [_finding(claim, sentence, (one.start, other.end), place, told)]
    return []


def _done_by_another(claim: Wording, sentence: Wording, borne: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding if the sentence says by whom it was done, and that is not who does it in the claim."""
    for act in _acts(claim, borne):
        by = _BY.match(sentence.folded, act.at[1]) if act.at else None
        start, _ = _clause(claim.folded, act.start)
        who = claim.folded[start : act.start]
        doers = [f for f in borne if start <= f.start and f.end <= act.start and (f.noun or f.kind == "name")]
        if by is None or not doers or _PASSIVE.search(claim.folded) or not who.isascii():
            continue
        words = set(re.findall(r"[a-z]{2,}", by["who"])) - _ARTICLES
        if words and not words & set(re.findall(r"[a-z]{2,}", claim.folded)):
            place = by.span("who")
            return [ClaimSlice(start, act.start, "word", "contradicted", sentence.text[slice(*place)], place)]
    return []


def _acts(claim: Wording, borne: Sequence[ClaimSlice]) -> Iterator[ClaimSlice]:
    """Yield the words of a claim for what is done."""
    verbs = {start for _, start, _, tag in claim.tagged if tag in _ACTS}
    for finding in borne:
        word = claim.folded[finding.start : finding.end]
        act = _ENGLISH_VERB.fullmatch(word) if word.isascii() else finding.start in verbs or finding.noun
        if act and finding.kind == "word" and len(word) > 1:
            yield finding


def _exchanged(sentence: Wording, act: ClaimSlice, one: ClaimSlice, other: ClaimSlice) -> tuple[int, int] | None:
    """Return the stretch of a clause that has the second thing before what is done, and the first only after it."""
    folded = sentence.folded
    done, first, second = (sorted(places_of(folded[slice(*f.at)], folded)) for f in (act, one, other) if f.at)
    if len(done) != 1:
        return None
    start, end = _clause(folded, done[0][0])
    first, second = ([p for p in places if start <= p[0] < end] for places in (first, second))
    if not first or not second or first[0][0] < done[0][1] or second[-1][1] > done[0][0]:
        return None
    if _PASSIVE.search(folded, second[-1][1], first[0][0]) or _placed(folded, first[0][0]):
        return None
    return second[-1][0], first[0][1]


def _is_between(folded: str, act: ClaimSlice, one: ClaimSlice, other: ClaimSlice) -> bool:
    """Return if a word of a claim stands right between two things."""
    return folded.isascii() or (act.start == one.end and other.start - act.end <= _BETWEEN_CHARACTERS)


def _does_more(wording: Wording, start: int, end: int, act: ClaimSlice) -> bool:
    """Return if something is denied or also done in a stretch besides what is done: 发热不能吃."""
    if any(start <= n.start < end for n in wording.negators):
        return True
    own = {act.start, *((act.at[0],) if act.at else ())}
    verbs = (begin for word, begin, _, tag in wording.tagged if tag == "v" and not word.isascii())
    return any(start <= begin < end and begin not in own for begin in verbs)


def _placed(folded: str, at: int) -> bool:
    return bool(_PLACE_BEFORE.search(folded, max(0, at - 24), at))


def _clause(folded: str, at: int) -> tuple[int, int]:
    """Return the ends of the clause that a place is in."""
    start = max((m.end() for m in _BREAK.finditer(folded, 0, at)), default=0)
    end = _BREAK.search(folded, at)
    return start, end.start() if end else len(folded)


def _finding(
    claim: Wording, sentence: Wording, slot: tuple[int, int], place: tuple[int, int], told: Sequence[ClaimSlice]
) -> ClaimSlice:
    whole = sum(f.weight for f in told) or 1.0
    if sum(f.weight * f.share for f in told if f.at is not None) < _SAME_WORDS * whole:
        return ClaimSlice(*slot, "word", "not_found", weight=0.0, binding=True, withholds=True)
    return ClaimSlice(*slot, "word", "contradicted", sentence.text[slice(*place)], place)
