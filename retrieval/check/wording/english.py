"""A claim in English clause by clause beside the clauses of a sentence, phrase by phrase.

What one clause says is borne out, whatever figures other clauses have. What a claim takes from another clause, or from
a sentence before, stands in the place of what the clause says itself: the left button for the right one. Who does it
and to whom may be exchanged.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice, MismatchKind
from retrieval.check.wording.english_beside import EnglishBeside, EnglishOdd
from retrieval.check.wording.english_cover import EnglishCover, weight
from retrieval.check.wording.english_parts import of_a_part
from retrieval.check.wording.english_party import other_party
from retrieval.check.wording.english_turns import is_as_said, is_conditional, turned
from retrieval.check.wording.words import ClaimWord
from retrieval.facts.english_clauses import EnglishClause, english_clauses
from retrieval.facts.english_words import is_english
from retrieval.facts.parsed import Wording

# Another figure is of it in a clause that has so much of the rest; one that agrees is of it in one that has so much.
_OF_IT, _SURE = 0.5, 0.75
_LEAST_WORDS = 2
# Of so many sentences before, the things are known.
_BEFORE = 2


class HasPlace(Protocol):
    """Something with a place in a text."""

    @property
    def start(self) -> int:
        """Its start."""


class ClauseReading(NamedTuple):
    """Findings of the clauses of a sentence on a claim, and the places of it that one clause says; `item` are
    those that an item says all of, with what it has from the clause before.
    """

    findings: tuple[ClaimSlice, ...] = ()
    borne: frozenset[int] = frozenset()
    item: frozenset[int] = frozenset()


class EnglishClaim:
    """A claim in English; one in another language has no clauses here, and nothing is read."""

    def __init__(self, claim: Wording, terms: Sequence[ClaimWord]) -> None:
        self._claim, self._terms = claim, terms

    @cached_property
    def _clauses(self) -> tuple[EnglishClause, ...]:
        return english_clauses(self._claim) if is_english(self._claim.folded) else ()

    @cached_property
    def _cover(self) -> EnglishCover:
        return EnglishCover(self._terms)

    def beside(self, evidence: Evidence) -> ClauseReading:
        """Return what the clauses of a sentence say to the claim; of a row of a table nothing."""
        rows = any(one.places is not None for one in evidence.spoken)
        if not self._clauses or rows or not is_english(evidence.folded):
            return ClauseReading()
        theirs = english_clauses(evidence.wording)
        before = [one for one in evidence.before[:_BEFORE] if "|" not in one.text] if evidence.is_one else []
        near = [clause for one in before for clause in english_clauses(one)]
        findings, borne, item = list[ClaimSlice](), set[int](), set[int]()
        for said in self._clauses if theirs else ():
            if len(said.telling) < _LEAST_WORDS:
                continue
            beside = EnglishBeside(said, theirs, self._cover)
            odd = beside.swapped() or turned(beside) or (beside.crossed(near) if beside.missing else None)
            odd = odd or other_party(beside)
            if odd is not None:
                findings.append(_contradicting(odd, evidence.wording))
            elif is_conditional(beside):
                findings.append(_withholding(said))
            else:
                borne |= _borne(beside)
                elliptic = not beside.missing and any(part.elliptic for part in beside.best.own)
                item |= _borne(beside) if elliptic else set()
        findings += of_a_part(self._claim, evidence.wording) if self._clauses and not findings else ()
        return ClauseReading(tuple(findings), frozenset(borne), frozenset(item))

    def is_of_it(self, evidence: Evidence, claimed: HasPlace, found: HasPlace) -> bool:
        """Return if what stands there in place of something is said in a clause of what the claim says it of."""
        if not self._clauses or not is_english(evidence.folded):
            return True
        said = next((c for c in self._clauses if any(p.start <= claimed.start < p.end for p in c.own)), None)
        there = [c for c in english_clauses(evidence.wording) if any(p.start <= found.start < p.end for p in c.own)]
        if said is None or not there:
            return True
        words = [word for word in said.telling if not word.start <= claimed.start < word.end]
        if any(word.date and word.start <= claimed.start < word.end for word in said.telling):
            # A date is of a deed.
            deeds = [word for word in words if word.kind == "verb"]
            there = [c for c in there if not deeds or self._cover.of(deeds, c)]
        shares = [weight(self._cover.of(words, c)) for c in there if c.denied == said.denied]
        return bool(shares) and max(shares) >= _OF_IT * weight(words)


def english_marks(claim: Wording) -> tuple[str, ...]:
    """Return the figures and names of a claim in English as they may stand in a sentence."""
    if not is_english(claim.folded):
        return ()
    figures = (claim.folded[q.start : q.end].lstrip("$€£").split()[0] for q in claim.quantities)
    return (*figures, *(claim.folded[name.start : name.end] for name in claim.names))


def _borne(beside: EnglishBeside) -> set[int]:
    """Return the places of a claim's clause that the best one bears out: all, or the figures and dates."""
    whole = not beside.missing and is_as_said(beside.said, beside.best)
    sure = [w for w in beside.has if whole or (beside.share >= _SURE and w.kind in ("figure", "date"))]
    return {at for word in sure for at in range(word.start, word.end)}


def _contradicting(odd: EnglishOdd, sentence: Wording) -> ClaimSlice:
    first, place = odd.words[0], (odd.instead[0].start, odd.instead[-1].end)
    kind: MismatchKind = "number" if first.figure else "date" if first.date else "word"
    words = sentence.text[slice(*place)]
    return ClaimSlice(first.start, odd.words[-1].end, kind, "contradicted", words, place, gate="clauses")


def _withholding(said: EnglishClause) -> ClaimSlice:
    start, end = min(word.start for word in said.telling), max(word.end for word in said.telling)
    return ClaimSlice(start, end, "word", "not_found", weight=0.0, binding=False, withholds=True, gate="clauses")
