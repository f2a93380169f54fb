"""A claim in English clause by clause beside the clauses of a sentence, phrase by phrase.

What one clause says all of is borne out, whatever figures other clauses have. What a claim takes from another clause, or
from the sentence beside it, stands in the place of what the clause says itself: the right button for the left one. Who
does it and to whom may be exchanged.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice, MismatchKind
from retrieval.check.wording.words import ClaimWord
from retrieval.facts.english_clauses import EnglishClause, EnglishPart, english_clauses
from retrieval.facts.english_words import EnglishWord
from retrieval.facts.parsed import Wording
from retrieval.language.agreement import agree, same_unit
from retrieval.language.dates import conflict, shared
from retrieval.language.stems import stem

# What a clause must have of a claim, the odd part aside, to say something else of the same thing.
_SAME = 0.6
# Another figure is of it in a clause that has so much of the rest.
_OF_IT = 0.5
# Verbs are chosen more freely than what they are said of.
_VERB = 0.5
_LEAST = 2
# Of so many sentences before, the things are known.
_BEFORE = 2
# Roles in which the same may stand: a report from him, to him.
_SIDES = {"from": "agent", "by": "agent", "to": "patient", "for": "patient"}
_EXCHANGED = (("agent", "patient"), ("from", "to"))

_CONDITIONS = frozenset(("if", "unless", "when", "whether", "once"))
# Words of which a clause has the same as another that says the same.
_FIRM = tuple(
    frozenset(words.split())
    for words in (
        "all every each both most many several some few half none no neither any either another",
        "will would shall should could may might must",
        "over under above below least most up than before after until",
    )
)
_BUT = frozenset(("not", "never", "without", "except", "neither", "nor", "hardly", "none", "no"))

Covered = dict[EnglishWord, EnglishWord]
Covers = Callable[[Sequence[EnglishWord], EnglishClause], Covered]


class Reading(NamedTuple):
    """What the clauses of a sentence say to a claim: findings, the places of it that one clause says, and if all are."""

    findings: tuple[ClaimSlice, ...] = ()
    borne: frozenset[int] = frozenset()
    whole: bool = False


class EnglishClaim:
    """A claim in English; one in another language has no clauses here, and nothing is read."""

    def __init__(self, claim: Wording, terms: Sequence[ClaimWord]) -> None:
        self._claim, self._terms = claim, terms

    @cached_property
    def _clauses(self) -> tuple[EnglishClause, ...]:
        return english_clauses(self._claim) if self._claim.folded.isascii() else ()

    @cached_property
    def _others(self) -> Mapping[int, frozenset[str]]:
        """The stems of the single words that may stand for each word."""
        return {
            term.word.start: frozenset(stem(o) for o in (*term.others, *term.loosely) if o.isascii() and " " not in o)
            for term in self._terms
        }

    def beside(self, evidence: Evidence) -> Reading:
        """Return what the clauses of a sentence say to the claim."""
        if not self._clauses or not evidence.folded.isascii():
            return Reading()
        theirs = english_clauses(evidence.wording)
        near = [c for one in evidence.before[:_BEFORE] for c in english_clauses(one)] if evidence.is_one else []
        findings, borne, open_ = list[ClaimSlice](), set[int](), False
        for said in self._clauses:
            words = [w for part in said.parts for w in part.telling]
            if len(words) < _LEAST or not theirs:
                continue
            beside = _Beside(said, words, theirs, self._covers)
            odd = beside.swapped() or (beside.crossed(near) if beside.missing else None)
            if odd is not None:
                findings.append(self._finding(odd, evidence.wording))
            elif not beside.missing and _as_said(said, beside.best):
                borne |= {at for w in words for at in range(w.start, w.end)}
            else:
                open_ = True
        return Reading(tuple(findings), frozenset(borne), bool(borne) and not open_ and not findings)

    def is_of_it(self, finding: ClaimSlice, evidence: Evidence) -> bool:
        """Return if what stands there in place of a figure or date is said in a clause of what the claim says it of."""
        if finding.at is None or not self._clauses or not evidence.folded.isascii():
            return True
        said = next((c for c in self._clauses if any(p.start <= finding.start < p.end for p in c.own)), None)
        there = [c for c in english_clauses(evidence.wording) if any(p.start <= finding.at[0] < p.end for p in c.own)]
        if said is None or not there:
            return True
        words = [w for p in said.parts for w in p.telling if not finding.start <= w.start < finding.end]
        has = max(_weight(self._covers(words, clause)) for clause in there)
        return has >= _OF_IT * _weight(words)

    def _covers(self, words: Sequence[EnglishWord], clause: EnglishClause) -> Covered:
        """Return the words of a claim that a clause has, each with the word that stands for it."""
        found: Covered = {}
        for word in words:
            for part in clause.parts:
                match = next((w for w in part.words if self._match(word, w) and not _goes_on(w, part, words)), None)
                if match is not None:
                    found.setdefault(word, match)
        return found

    def _match(self, word: EnglishWord, other: EnglishWord) -> bool:
        if word.figure and other.figure:
            return agree(word.figure, other.figure) and same_unit(word.figure, other.figure)
        if word.date and other.date:
            return bool(shared(word.date, other.date)) and not conflict(word.date, other.date)
        return word.stem == other.stem or other.stem in self._others.get(word.start, ())

    def _finding(self, odd: "_Odd", sentence: Wording) -> ClaimSlice:
        start, end = odd.words[0].start, odd.words[-1].end
        place = (odd.instead[0].start, odd.instead[-1].end)
        kind: MismatchKind = "number" if odd.words[0].figure else "date" if odd.words[0].date else "word"
        return ClaimSlice(start, end, kind, "contradicted", sentence.text[slice(*place)], place, gate="clauses")


class _Odd(NamedTuple):
    """Words of a claim, and those that stand in their place."""

    words: tuple[EnglishWord, ...]
    instead: tuple[EnglishWord, ...]


class _Beside:
    """A clause of a claim beside the clauses of a sentence, of which the best is the one that has most of it."""

    def __init__(
        self, said: EnglishClause, words: Sequence[EnglishWord], theirs: Sequence[EnglishClause], covers: Covers
    ) -> None:
        self._said, self._words, self._theirs, self._covers = said, words, theirs, covers
        self._covered = [covers(words, clause) for clause in theirs]
        at = max(range(len(theirs)), key=lambda n: (_weight(self._covered[n]), -len(_telling(theirs[n]))))
        self.best, self._has = theirs[at], self._covered[at]
        self.missing = [w for w in words if w not in self._has]

    def crossed(self, near: Sequence[EnglishClause]) -> _Odd | None:
        """Return what the claim has of another clause in the place of something of the best."""
        if _weight(self._has) < _SAME * _weight(self._words) or len(self._has) < _LEAST:
            return None
        for part in self._said.parts:
            odd = tuple(w for w in part.telling if w in self.missing and w.kind != "verb")
            if not odd or set(odd) != set(self.missing):
                continue
            for other in (*self._theirs, *near):
                if other is not self.best and (found := self._instead(part, odd, other, near)):
                    return _Odd(odd, found)
        return None

    def _instead(
        self, part: EnglishPart, odd: tuple[EnglishWord, ...], other: EnglishClause, near: Sequence[EnglishClause]
    ) -> tuple[EnglishWord, ...] | None:
        """Return what the best clause says in the place of words that another clause has; none if it does not."""
        has = self._covers(odd, other)
        if len(has) < len(odd):
            return None
        home = next((p for p in other.parts if has[odd[0]] in p.words), None)
        mine = self._place(part, odd)
        if home is None or mine is None:
            return None
        claimed = set(self._has.values())
        instead = tuple(w for w in mine.telling if w not in claimed and not self._said_in(w, home))
        heads = {w.stem for w in home.telling} & {w.stem for w in mine.telling}
        alike = home.role == mine.role or bool(heads)
        beside = other in near
        if not instead or not alike or (beside and not heads and not _same_verb(other, self.best)):
            return None
        return instead if _one_kind(odd, instead) else None

    def _place(self, part: EnglishPart, odd: Sequence[EnglishWord]) -> EnglishPart | None:
        """Return the phrase of the best clause that a phrase of the claim is in the place of."""
        rest = [self._has[w] for w in part.telling if w not in odd and w in self._has]
        held = next((p for p in self.best.parts if any(w in p.words for w in rest)), None)
        return held or next((p for p in self.best.parts if p.role == part.role), None)

    def _said_in(self, word: EnglishWord, part: EnglishPart) -> bool:
        return any(w.stem == word.stem for w in part.words)

    def swapped(self) -> _Odd | None:
        """Return who does it in the claim, if to them it is done there, and the other way round."""
        if _weight(self._has) < _SAME * _weight(self._words):
            return None
        mine, its = _sides(self._said), _sides(self.best)
        for one, other in _EXCHANGED:
            if not all(side in sides for side in (one, other) for sides in (mine, its)):
                continue
            crossed = [
                [w for w in mine[a] if self._has.get(w) in its[b] and not self._said_as(w, its[a])]
                for a, b in ((one, other), (other, one))
            ]
            if all(crossed):
                return _Odd(tuple(crossed[0]), its[one])
        return None

    def _said_as(self, word: EnglishWord, there: Sequence[EnglishWord]) -> bool:
        return any(w.stem == word.stem for w in there)


def _as_said(said: EnglishClause, there: EnglishClause) -> bool:
    """Return if a clause says what another does as firmly: neither denied, on a condition, nor of more or fewer."""
    if said.denied != there.denied or (there.after in _CONDITIONS) != (said.after in _CONDITIONS):
        return False
    mine, its = ({w.text for p in c.parts for w in p.words} for c in (said, there))
    return all((mine & words) == (its & words) for words in _FIRM) and not (its - mine) & _BUT


def _sides(clause: EnglishClause) -> dict[str, tuple[EnglishWord, ...]]:
    """Return the words for who does it and to whom, and from and to where, of a clause."""
    found: dict[str, tuple[EnglishWord, ...]] = {}
    for part in clause.parts:
        role = part.role
        if role == "subject":
            role = "patient" if clause.passive else "agent"
        elif role == "object":
            role = "patient"
        for side in dict.fromkeys((role, _SIDES.get(role, role))):
            found[side] = (*found.get(side, ()), *part.telling)
    return found


def _weight(words: Iterable[EnglishWord]) -> float:
    """Return how much words tell together."""
    return sum(_VERB if w.kind == "verb" else 1.0 for w in words)


def _telling(clause: EnglishClause) -> list[EnglishWord]:
    return [w for part in clause.parts for w in part.telling]


def _goes_on(word: EnglishWord, part: EnglishPart, claimed: Sequence[EnglishWord]) -> bool:
    """Return if a name with a figure goes on with what the claim does not have: V2 Plus for V2."""
    if not any(c.isdigit() for c in word.text) or word.figure or word.date:
        return False
    after = next((w for w in part.words if w.start == word.end + 1), None)
    return after is not None and after.kind == "name" and after.stem not in {w.stem for w in claimed}


def _same_verb(one: EnglishClause, other: EnglishClause) -> bool:
    verbs = [{w.stem for p in c.parts if p.role == "verb" for w in p.words if w.kind == "verb"} for c in (one, other)]
    return bool(verbs[0] & verbs[1])


def _one_kind(one: Sequence[EnglishWord], other: Sequence[EnglishWord]) -> bool:
    """Return if words may stand in each other's place: figures for figures, dates for dates."""
    kinds = [next((w.kind for w in words if w.kind in ("figure", "date")), "") for words in (one, other)]
    return kinds[0] == kinds[1]
