"""Clauses of a sentence with what a claim has of each: characters in a row, or words."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.facts.clauses import Place
from retrieval.facts.items import is_between
from retrieval.facts.leads import lead_of
from retrieval.facts.parsed import Tagged, Wording
from retrieval.language.tokenizer import stop_words

_END = re.compile(r"[。!！?？\n]|(?<=[a-z]{2})\. ?(?=[a-z])")
_PLAIN = re.compile(r"[的了是之这那\W]")
_LATIN = re.compile(r"[a-z][a-z'-]+")
# More than one part of so many that stands nowhere is something else.
_MOST_MISSING = 3


class CoveredClause(NamedTuple):
    """A clause of a sentence: its ends, what it begins with, its words, and the places of a claim that it has."""

    start: int
    end: int
    lead: Place
    words: tuple[Tagged, ...]
    covered: frozenset[int]


class CommonPart(NamedTuple):
    """Characters in a row that a claim and a clause have, with their place in both."""

    own: Place
    there: Place


def covered_clauses(claim: Wording, evidence: Evidence) -> list[CoveredClause]:
    """Return the clauses of a sentence, and members of its lists."""
    sentence, found = evidence.wording, []
    for item in evidence.items[0]:
        cuts = [m.end() for m in _END.finditer(sentence.folded, item.start, item.end)]
        for start, end in pairwise((item.start, *cuts, item.end)):
            words = tuple(t for t in sentence.tagged if start <= t[1] and t[2] <= end)
            covered = covered_by(claim, sentence.folded[start:end])
            found.append(CoveredClause(start, end, lead_of(sentence, words, start), words, covered))
    return found


def covered_by(claim: Wording, text: str) -> frozenset[int]:
    """Return the places of a claim at which it has characters in a row, or words, of a text; no figures or dates."""
    found = {at + n for at, pair in _telling_pairs(claim) if pair in text for n in (0, 1)}
    theirs = set(_LATIN.findall(text)) - stop_words()
    latin = {n for m in _LATIN.finditer(claim.folded) if m[0] in theirs for n in range(*m.span())} if theirs else set()
    return frozenset((found | latin) - _measured(claim))


@lru_cache(maxsize=4)  # one claim beside many sentences
def _telling_pairs(claim: Wording) -> tuple[tuple[int, str], ...]:
    """Return the pairs of characters of a claim that tell something, each with its place; none in Latin letters."""
    pairs = ((at, claim.folded[at : at + 2]) for at in range(len(claim.folded) - 1))
    return tuple((at, pair) for at, pair in pairs if not pair.isascii() and not _PLAIN.search(pair))


@lru_cache(maxsize=4)
def _measured(claim: Wording) -> frozenset[int]:
    """Return the places of the figures and dates of a claim."""
    spans = [(q.start, q.end) for q in claim.quantities] + [(m.start, m.end) for m in claim.moments]
    return frozenset(at for start, end in spans for at in range(start, end))


def are_apart(one: CoveredClause, other: CoveredClause, folded: str) -> bool:
    """Return if a sentence ends between two clauses."""
    return _END.search(folded, min(one.end, other.end) - 1, max(one.start, other.start)) is not None


def common_parts(at: frozenset[int], claim: Wording, clause: CoveredClause, folded: str) -> Iterator[CommonPart]:
    """Yield the stretches of a claim at some places that a clause has, in whole words if it has them."""
    start = -1
    for here in sorted(at):
        start = here if here - 1 not in at else start
        if here + 1 in at:
            continue
        for own in dict.fromkeys((whole_words(claim, (start, here + 1)), (start, here + 1))):
            place = folded.find(claim.folded[slice(*own)], clause.start, clause.end)
            if place >= 0 and own[1] - own[0] > 1:
                yield CommonPart(own, (place, place + own[1] - own[0]))
                break


def whole_words(claim: Wording, own: Place) -> Place:
    """Return a stretch of a claim with the rest of the words that it begins and ends in."""
    words = [(a, b) for _, a, b, _ in claim.tagged if a < own[1] and own[0] < b]
    return (words[0][0], words[-1][1]) if words else own


def own_lead(clauses: Sequence[CoveredClause], clause: CoveredClause, until: int, folded: str) -> Place | None:
    """Return what a clause begins with before a place, or the last one before it that begins with a thing."""
    start, end = clause.lead
    if end > until and (clause.end - end > 2 or until - start < 1):
        # What goes on with the same name is not said of it.
        return None
    if min(end, until) > start:
        return start, min(end, until)
    earlier = [c for c in clauses if c.start < clause.start and not _END.search(folded, c.end, clause.start)]
    before = [c.lead for c in earlier if c.lead[1] - c.lead[0] > 1]
    return before[-1] if before else None


def unclaimed(clause: CoveredClause, other: CoveredClause, claim: Wording, start: int) -> Place | None:
    """Return what a clause says from a place on, as far as neither a claim nor the other clause has it."""
    known = {t[0] for t in other.words}
    words = [t for t in clause.words if t[1] >= start and t[3][0] not in "xcdu" and t[0] not in claim.folded]
    words = [t for t in words if t[0] not in known and not is_between(t[0], "")]
    return (words[0][1], words[-1][2]) if words else None


def says_more(claim: Wording, said: Place, covered: frozenset[int]) -> bool:
    """Return if much of what a stretch of a claim tells is not covered."""
    words = [(a, b) for _, a, b, tag in claim.tagged if said[0] <= a and b <= said[1] and tag[0] not in "xucpdr"]
    words = [(a, b) for a, b in words if claim.folded[a:b] not in stop_words()]
    measured = _measured(claim)
    missing = sum(b - a for a, b in words if not (covered | measured) & {*range(a, b)})
    return _MOST_MISSING * missing > sum(b - a for a, b in words)


def distinguishes(claim: Wording, part: CommonPart, clause: CoveredClause, folded: str, place: Place) -> bool:
    """Return if a claim has nothing of what tells a thing of a sentence from the one that a part of it names."""
    words, mine, lead = (folded[slice(*at)] for at in (place, part.there, clause.lead))
    if words in mine or mine in words:
        return False
    if words.isascii():
        own = {*_LATIN.findall(lead), *_LATIN.findall(claim.folded), *stop_words()}
        return bool(set(_LATIN.findall(words)) - own)
    rest = claim.folded[: part.own[0]] + " " + claim.folded[part.own[1] :]
    return words[-1] not in rest and not any(pair in rest for pair in pairs_of(words) if pair not in lead)


def pairs_of(words: str) -> list[str]:
    """Return all two characters in a row."""
    return [words[at : at + 2] for at in range(len(words) - 1)]
