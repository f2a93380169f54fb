"""Clauses of a sentence side by side, and a claim that has the beginning of one and the end of another.

生角綁藍頭巾,旦角戴銀髮簪 tells of two, and 戴銀髮簪的是生角 has crossed them, whatever is done by whom. It is the two
that stand there in the place of what the claim has that tell: a clause that begins with a thing of its own takes none
from the one before it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.clauses import Place
from retrieval.facts.items import SentenceItem, items, is_between
from retrieval.facts.parsed import Tagged, Wording
from retrieval.language.dates import conflict, shared
from retrieval.language.names import SURNAMES

_END = re.compile(r"[。!！?？\n]|(?<=[a-z]{2})\. ")
_PLAIN = re.compile(r"[的了是之这那\W]")
_CONTRAST = re.compile(r"[则而却]|(?<!不)但|\bwhile\b|\bwhereas\b|\bbut\b")
_LATIN = re.compile(r"[a-z][a-z'-]+")
_MOST_CHARACTERS = 12
_CLEAR = 3


class _Clause(NamedTuple):
    """A clause of a sentence: its ends, its words, and the places of a claim that it has."""

    start: int
    end: int
    words: tuple[Tagged, ...]
    covered: frozenset[int]


class _Part(NamedTuple):
    """Characters in a row that a claim and one clause have and another has not."""

    own: Place
    there: Place


def crossed(claim: Wording, evidence: Evidence) -> list[ClaimSlice]:
    """Return a finding for what a claim has of one clause with what it has of another."""
    clauses = list(_clauses(claim, evidence))
    for said in _statements(claim):
        for x, one in enumerate(clauses):
            for y, other in enumerate(clauses):
                if x != y:
                    found = _between(claim, evidence, said, clauses, x, y)
                    if found:
                        return [found]
    return []


def _statements(claim: Wording) -> list[Place]:
    own = items(claim)
    return [(item.start, item.end) for item in own]


def _clauses(claim: Wording, evidence: Evidence) -> Iterator[_Clause]:
    sentence = evidence.wording
    for item in evidence.items[0]:
        words = tuple(t for t in sentence.tagged if item.start <= t[1] and t[2] <= item.end)
        yield _Clause(item.start, item.end, words, _covered(claim, item.text))


def _covered(claim: Wording, text: str) -> frozenset[int]:
    folded = claim.folded
    pairs = (at for at in range(len(folded) - 1) if folded[at : at + 2] in text and not folded[at : at + 2].isascii())
    found = {at + n for at in pairs if not _PLAIN.search(folded[at : at + 2]) for n in (0, 1)}
    theirs = set(_LATIN.findall(text))
    latin = {n for m in _LATIN.finditer(folded) if m[0] in theirs for n in range(*m.span())}
    return frozenset(found | latin)


def _between(
    claim: Wording, evidence: Evidence, said: Place, clauses: Sequence[_Clause], x: int, y: int
) -> ClaimSlice | None:
    """Return what a claim begins with of one clause and goes on with of another."""
    one, other = clauses[x], clauses[y]
    if _END.search(evidence.folded, min(one.end, other.end), max(one.start, other.start)):
        return None
    here = [at for at in range(*said) if at in one.covered and at not in other.covered]
    there = [at for at in range(*said) if at in other.covered and at not in one.covered]
    if not here or not there or any({*here, *there} <= c.covered for c in clauses):
        return None
    for a in _runs(here, claim, one, evidence.folded):
        for b in _runs(there, claim, other, evidence.folded):
            # a begins its clause, b ends its own
            behind = _rest(one, a.there[1], one.end, claim)
            before = _rest(other, other.start, b.there[0], claim) if behind else None
            if behind and before is None:
                before = _before(clauses, x, y, claim)
            if not behind or before is None:
                continue
            clear = _alike(claim, a.own, evidence.wording, before) + _alike(claim, b.own, evidence.wording, behind)
            clear += _skeleton(one, other, claim, evidence.folded)
            if clear >= _CLEAR:
                counts = len(here) - len(there)
                wrong, instead = (a, before) if counts < 0 or (counts == 0 and a.own > b.own) else (b, behind)
                if wrong is b:
                    wrong, instead = b, behind
                text = evidence.wording.text[slice(*instead)]
                start, end = _whole(claim, wrong.own)
                return ClaimSlice(start, end, "word", "contradicted", text, instead)
    return None


def _runs(at: Sequence[int], claim: Wording, clause: _Clause, folded: str) -> Iterator[_Part]:
    start = at[0]
    for here, following in zip(at, [*at[1:], -1], strict=True):
        if following == here + 1:
            continue
        words = claim.folded[start : here + 1]
        place = folded.find(words, clause.start, clause.end) if len(words) > 1 else -1
        if place >= 0:
            yield _Part((start, here + 1), (place, place + len(words)))
        start = following


def _rest(clause: _Clause, start: int, end: int, claim: Wording) -> Place | None:
    """Return the words between two places of a clause that say something, and that a claim has not."""
    words = [t for t in clause.words if start <= t[1] and t[2] <= end and not is_between(t[0], "")]
    words = [t for t in words if t[3][0] not in "xcdyp" and t[3] not in ("uj", "ul", "uz", "ug")]
    if not words or any(len(t[0]) > 1 and t[0] in claim.folded for t in words):
        words = [t for t in words if t[0] not in claim.folded]
    if not words or words[-1][2] - words[0][1] < 2:
        return None
    return words[0][1], words[-1][2]


def _before(clauses: Sequence[_Clause], x: int, y: int, claim: Wording) -> Place | None:
    return None


def _alike(claim: Wording, own: Place, sentence: Wording, place: Place) -> int:
    """Return how clear it is that two stretches are of one kind."""
    one, other = claim.folded[slice(*own)], sentence.folded[slice(*place)]
    kinds = _kinds(claim, own), _kinds(sentence, place)
    if kinds[0] & kinds[1]:
        return 2
    if one[-1] == other[-1] and not one.isascii():
        return 2
    if one.isascii() and one.split()[-1] == other.split()[-1]:
        return 2
    return int(bool({*one} & {*other}) and not one.isascii())


def _kinds(wording: Wording, place: Place) -> set[str]:
    inside = [t for t in wording.tagged if place[0] <= t[1] and t[2] <= place[1]]
    found = {t[3][:2] for t in inside[-1:] if t[3][:2] in ("nr", "ns", "nt")}
    found |= {n.kind for n in wording.names if place[0] <= n.start < place[1]}
    text = wording.folded[slice(*place)]
    if inside and inside[0][0][0] in SURNAMES and len(text) <= 3 and not text.isascii():
        found.add("nr")
    if text.isascii() and wording.text[place[0] : place[0] + 1].isupper():
        found.add("capital")
    return found


def _skeleton(one: _Clause, other: _Clause, claim: Wording, folded: str) -> int:
    """Return how much alike two clauses are built."""
    first, second = ({t[0] for t in c.words if t[3][0] != "x" and t[0] != "的"} for c in (one, other))
    later = max(one, other, key=lambda c: c.start)
    contrast = _CONTRAST.search(folded, max(0, later.start - 7), later.end)
    return bool(first & second) + bool(contrast)


def _whole(claim: Wording, own: Place) -> Place:
    words = [(a, b) for _, a, b, _ in claim.tagged if a < own[1] and own[0] < b]
    return words[0][0], words[-1][1]
