"""A claim in English clause by clause beside the clauses of a sentence, phrase by phrase.

What one clause says all of is borne out, whatever figures other clauses have. What a claim takes from another clause, or
from the sentence beside it, stands in the place of what the clause says itself: the right button for the left one. Who
does it and to whom may be exchanged.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

from retrieval.check.comparison import ClauseShare
from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice, MismatchKind
from retrieval.check.wording.words import ClaimWord
from retrieval.facts.english_clauses import EnglishClause, EnglishPart, english_clauses
from retrieval.facts.english_words import EnglishWord
from retrieval.facts.parsed import Wording
from retrieval.language.agreement import agree, same_unit
from retrieval.language.dates import conflict, shared
from retrieval.language.quantities import Quantity, quantities
from retrieval.language.stems import stem
from retrieval.language.word_kinds import is_quality
from retrieval.runtime import pattern

# What a clause must have of a claim, the odd part aside, to say something else of the same thing.
_SAME = 0.6
# Another figure is of it in a clause that has so much of the rest.
_OF_IT = 0.5
# A figure that stands in a clause with so much of the rest is of it.
_SURE = 0.75
# Verbs are chosen more freely than what they are said of.
_VERB = 0.5
# Less of a clause that has its verb, and begins with another thing.
_LEAST_VERB = 0.3
# So much of a claim may stand neither in a sentence nor beside it.
_UNKNOWN = 0.35
_LEAST = 2
# Of so many sentences before, the things are known.
_BEFORE = 2
# Who does it, or from whom it is; and to whom.
_CLASS = {"agent": "a", "by": "a", "from": "a", "patient": "p", "to": "p", "for": "p"}
_NOT_ENGLISH = pattern(r"[\u3040-\u9fff]")

_CONDITIONS = frozenset(("if", "unless", "whether"))
# Words of which a clause has the same as another that says the same.
_FIRM = tuple(
    frozenset(words.split())
    for words in (
        "all every each both most many several some few half none no neither any either another",
        "will would shall should could may might must",
        "over under above below least most up than before after until",
    )
)
_ALL = frozenset(("all", "every", "each", "both"))
_SOME = frozenset(("some", "most", "many", "several", "few", "none", "no", "half", "neither"))
_EXCEPT = frozenset(("except", "besides", "excluding"))
_NOT = frozenset(("not", "never", "without", "neither", "nor", "hardly", "none", "no", "absent", "lacks"))
_BUT = _NOT | _EXCEPT

Covered = dict[EnglishWord, EnglishWord]
Covers = Callable[[Sequence[EnglishWord], EnglishClause], Covered]


class Placed(Protocol):
    """Something with a place in a text."""

    @property
    def start(self) -> int:
        """Its start."""


class Reading(NamedTuple):
    """What the clauses of a sentence say to a claim: findings, the places of it that one clause says, and how much."""

    findings: tuple[ClaimSlice, ...] = ()
    borne: frozenset[int] = frozenset()
    said: ClauseShare | None = None


class EnglishClaim:
    """A claim in English; one in another language has no clauses here, and nothing is read."""

    def __init__(self, claim: Wording, terms: Sequence[ClaimWord]) -> None:
        self._claim, self._terms = claim, terms

    @cached_property
    def _clauses(self) -> tuple[EnglishClause, ...]:
        return english_clauses(self._claim) if is_english(self._claim.folded) else ()

    @cached_property
    def _others(self) -> Mapping[int, frozenset[str]]:
        """The stems of the words, or of the first words of expressions, that may stand for each word."""
        return {
            term.word.start: frozenset(" ".join(map(stem, o.split())) for o in (*term.others, *term.loosely) if o.isascii())
            for term in self._terms
        }

    def beside(self, evidence: Evidence) -> Reading:
        """Return what the clauses of a sentence say to the claim."""
        rows = any(one.places is not None for one in evidence.spoken)
        if not self._clauses or rows or not is_english(evidence.folded):
            return Reading()
        theirs = english_clauses(evidence.wording)
        near = [c for one in evidence.before[:_BEFORE] if "|" not in one.text for c in english_clauses(one)] if evidence.is_one else []
        findings, borne, shares = list[ClaimSlice](), set[int](), list[tuple[float, float]]()
        for said in self._clauses:
            words = [w for part in said.parts for w in part.telling]
            if len(words) < _LEAST or not theirs:
                continue
            beside = _Beside(said, words, theirs, self._covers)
            shares.append((beside.share, _weight(words)))
            odd = beside.swapped() or beside.excepted() or beside.counted()
            odd = odd or (beside.crossed(near) if beside.missing else beside.denied())
            if odd is not None:
                findings.append(self._finding(odd, evidence.wording))
                continue
            if beside.conditional:
                findings.append(_withholding(words))
                continue
            whole = not beside.missing and _as_said(said, beside.best)
            sure = [w for w in beside.found if whole or (beside.share >= _SURE and (w.figure or w.date))]
            borne |= {at for w in sure for at in range(w.start, w.end)}
        if not shares:
            return Reading()
        mean = sum(share * weight for share, weight in shares) / sum(weight for _, weight in shares)
        whole = all(w.start in borne for c in self._clauses for p in c.own for w in p.telling) and not findings
        return Reading(tuple(findings), frozenset(borne), ClauseShare(mean, min(shares)[0], whole))

    def is_of_it(self, evidence: Evidence, claimed: Placed, found: Placed) -> bool:
        """Return if what stands there in place of a figure or date is said in a clause of what the claim says it of."""
        if not self._clauses or not is_english(evidence.folded):
            return True
        said = next((c for c in self._clauses if any(p.start <= claimed.start < p.end for p in c.own)), None)
        there = [c for c in english_clauses(evidence.wording) if any(p.start <= found.start < p.end for p in c.own)]
        if said is None or not there:
            return True
        there = [c for c in there if c.denied == said.denied] or there[:0]
        words = [w for p in said.parts for w in p.telling if not claimed.start <= w.start < claimed.end]
        has = max((_weight(self._covers(words, clause)) for clause in there), default=-1.0)
        return has >= _OF_IT * _weight(words)

    def _covers(self, words: Sequence[EnglishWord], clause: EnglishClause) -> Covered:
        """Return the words of a claim that a clause has, each with the word that stands for it."""
        found: Covered = {}
        for word in words:
            for part in clause.parts:
                fits = (w for w in part.words if self._match(word, w, part) and not _goes_on(word, words, w, part))
                match = next(fits, None)
                if match is not None:
                    found.setdefault(word, match)
        return found

    def _match(self, word: EnglishWord, other: EnglishWord, part: EnglishPart) -> bool:
        if word.figure and other.figure:
            same = agree(word.figure, other.figure) and same_unit(word.figure, other.figure)
            return same or (part.elliptic and _is_bare(other.figure) and _number(word) == other.figure.low)
        if word.date and other.date:
            return bool(shared(word.date, other.date)) and not conflict(word.date, other.date)
        if word.stem == other.stem:
            return True
        ways = self._others.get(word.start, ())
        if other.stem in ways or not any(way.startswith(other.stem + " ") for way in ways):
            return other.stem in ways
        behind = " ".join(w.stem for w in part.words if w.start >= other.start)
        return any(f"{behind} ".startswith(way + " ") for way in ways)

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
        self, said: EnglishClause, words: Sequence[EnglishWord], theirs: Sequence[EnglishClause], covers: Covers, at: int | None = None
    ) -> None:
        self._said, self._words, self._theirs, self._covers = said, words, theirs, covers
        self._covered = [covers(words, clause) for clause in theirs]
        if at is None:
            at = max(range(len(theirs)), key=lambda n: (_weight(self._covered[n]), -len(_telling(theirs[n]))))
        self.best, self._has = theirs[at], self._covered[at]
        self.missing = [w for w in words if w not in self._has]

    def crossed(self, near: Sequence[EnglishClause]) -> _Odd | None:
        """Return what the claim has of another clause in the place of something of the best, or of one with its verb."""
        if all(w.kind == "verb" for w in self.missing):
            return None
        found = self._crossed(near)
        least = 0.9 * _weight(self._has)
        verbs = {w for p in self._said.parts if p.role == "verb" for w in p.telling}
        for at, clause in enumerate(self._theirs):
            has = self._covered[at]
            likely = _weight(has) >= least
            if found is None and clause is not self.best and (likely or (verbs & has.keys() and len(has) >= _LEAST)):
                other = _Beside(self._said, self._words, self._theirs, self._covers, at)
                found = other._crossed(near, subject=not likely)
        return found

    def _crossed(self, near: Sequence[EnglishClause], *, subject: bool = False) -> _Odd | None:
        others = [c for c in (*self._theirs, *near) if c is not self.best and not self._tells_of(c)]
        known = set[EnglishWord]().union(*(self._covers(self.missing, c) for c in others))
        whole = _weight(w for w in self._words if w in self._has or w in known)
        unknown = _weight(self._words) - whole
        least = _LEAST_VERB if subject else _SAME
        if _weight(self._has) < least * whole or len(self._has) < _LEAST or unknown > _UNKNOWN * _weight(self._words):
            return None
        for other in others:
            has = self._covers(self.missing, other)
            if not has or not known <= has.keys():
                continue
            for part in self._said.parts:
                odd = tuple(w for w in part.telling if w in has and w.kind != "verb")
                if odd and (not subject or part.role == "subject"):
                    found = self._instead(part, odd, other, near, subject=subject)
                    if found is not None:
                        return _Odd(odd, found)
        return None

    def _tells_of(self, other: EnglishClause) -> bool:
        """Return if one of two clauses in a row only goes on with the other: what he says, which it is."""
        if other not in self._theirs:
            return False
        first, second = sorted((self._theirs.index(other), self._theirs.index(self.best)))
        return second - first == 1 and self._theirs[second].after in ("that", "which", "who")

    def _instead(
        self,
        part: EnglishPart,
        odd: tuple[EnglishWord, ...],
        other: EnglishClause,
        near: Sequence[EnglishClause],
        *,
        subject: bool,
    ) -> tuple[EnglishWord, ...] | None:
        """Return what the best clause says in the place of words that another clause has; none if it does not."""
        has = self._covers(odd, other)
        home = next((p for p in other.parts if has[odd[0]] in p.words), None)
        mine = self.best.part("subject") if subject else self._place(part, odd)
        if home is None or mine is None:
            return None
        claimed = set(self._has.values())
        instead = tuple(w for w in mine.telling if w not in claimed and not self._said_in(w, home))
        heads = {w.stem for w in home.telling} & {w.stem for w in mine.telling}
        alike = home.role == mine.role or bool(heads) or {home.role, mine.role} == {"subject", "amount"}
        beside = other in near
        if not any(map(_names_a_thing, instead)) or not alike or (beside and not heads and not _same_verb(other, self.best)):
            return None
        return instead if _one_kind(odd, instead) else None

    def _place(self, part: EnglishPart, odd: Sequence[EnglishWord]) -> EnglishPart | None:
        """Return the phrase of the best clause that a phrase of the claim is in the place of."""
        rest = [self._has[w] for w in part.telling if w not in odd and w in self._has]
        held = next((p for p in self.best.parts if any(w in p.words for w in rest)), None)
        return held or next((p for p in self.best.parts if p.role == part.role), None)

    def _said_in(self, word: EnglishWord, part: EnglishPart) -> bool:
        return any(w.stem == word.stem for w in part.words)

    @property
    def found(self) -> Iterable[EnglishWord]:
        """The words of the claim's clause that the best one has."""
        return self._has

    @property
    def share(self) -> float:
        """Return how much of the claim's clause the best one says."""
        return _weight(self._has) / _weight(self._words)

    @property
    def conditional(self) -> bool:
        """Tell if only a condition says it, and the claim is none."""
        others = [has for clause, has in zip(self._theirs, self._covered, strict=True) if clause is not self.best]
        alone = all(_weight(has) < _weight(self._has) for has in others)
        return alone and self.best.after in _CONDITIONS and self._said.after not in (*_CONDITIONS, "as")

    def excepted(self) -> _Odd | None:
        """Return what the claim says it of, if the best clause says it of all but that."""
        if any(w.text in _NOT for part in self._said.parts for w in part.words) or _weight(self._has) < _SAME * _weight(self._words):
            return None
        mine = {w for part in self._said.parts if part.role not in _EXCEPT for w in part.telling}
        for part in self.best.parts:
            odd = tuple(w for w in self._words if w in mine and self._has.get(w) in part.words)
            if part.role in _EXCEPT and odd:
                return _Odd(odd, part.telling)
        return None

    def denied(self) -> _Odd | None:
        """Return what the claim says it of, if an item denies it of that: the weights room is open, the sauna not yet."""
        for part in self.best.own if self.best.denied != self._said.denied else ():
            odd = tuple(w for w in self._words if self._has[w] in part.words and w.kind != "verb")
            if part.elliptic and odd:
                return _Odd(odd, part.telling)
        return None

    def counted(self) -> _Odd | None:
        """Return the word for all in a claim, if a clause says it of some, or of so many of a number."""
        every = next((w for part in self._said.parts for w in part.words if w.text in _ALL), None)
        if every is None:
            return None
        for clause, has in zip(self._theirs, self._covered, strict=True):
            if _weight(has) < _OF_IT * _weight(self._words):
                continue
            claimed = set(has.values())
            for part in clause.own:
                some = [w for w in part.words if w not in claimed and (w.text in _SOME or (w.figure and _is_part(w, part)))]
                held = any(w in claimed for w in part.telling)
                if some and (held or part.elliptic) and not any(w.text in _ALL for w in part.words):
                    return _Odd((every,), tuple(some))
        return None

    def swapped(self) -> _Odd | None:
        """Return who does it in the claim, if to them it is done there, and the other way round."""
        if _weight(self._has) < _SAME * _weight(self._words):
            return None
        mine = [(side, w) for side, w in _sides(self._said) if w in self._has]
        its = {w: side for side, w in _sides(self.best)}
        for side, word in mine:
            for other, whom in mine:
                there, theirs = its.get(self._has[word]), its.get(self._has[whom])
                if there is None or theirs is None or side == other or whom == word:
                    continue
                sides = (_CLASS.get(side), _CLASS.get(other))
                way = self._same_deed() and sides == ("a", "p") and (_CLASS.get(there), _CLASS.get(theirs)) == ("p", "a")
                if (way or (side, other) == ("patient", "to") == (theirs, there)) and self._clearly(word, whom, its):
                    return _Odd((word,), (self._has[whom],))
        return None

    def _same_deed(self) -> bool:
        """Return if the verb is the same, or the clause tells from whom it is, and to whom."""
        return _same_verb(self._said, self.best) or {"from", "to"} <= {p.role for p in self.best.parts}

    def _clearly(self, one: EnglishWord, other: EnglishWord, its: Mapping[EnglishWord, str]) -> bool:
        """Return if neither of two words stands in the place of the other there as well, and both are things."""
        stems = [w.stem for w in its]
        return all(stems.count(self._has[w].stem) == 1 and w.kind in ("noun", "name") for w in (one, other))


def _as_said(said: EnglishClause, there: EnglishClause) -> bool:
    """Return if a clause says what another does as firmly: neither denied, on a condition, nor of more or fewer."""
    if said.denied != there.denied or (there.after in _CONDITIONS) != (said.after in _CONDITIONS):
        return False
    mine, its = ({w.text for p in c.parts for w in p.words} for c in (said, there))
    return all((mine & words) == (its & words) for words in _FIRM) and not (its - mine) & _BUT


def _names_a_thing(word: EnglishWord) -> bool:
    return word.kind in ("name", "figure", "date") or (word.kind == "noun" and not is_quality(word.text))


def _is_part(figure: EnglishWord, phrase: EnglishPart) -> bool:
    """Return if a figure is so many of a number: sixteen of the twenty-two."""
    behind = next((w for w in phrase.words if w.start > figure.start), None)
    return behind is not None and behind.text == "of"


def _withholding(words: Sequence[EnglishWord]) -> ClaimSlice:
    start, end = words[0].start, words[-1].end
    return ClaimSlice(
        start, max(start + 1, end), "word", "not_found", weight=0.0, binding=False, withholds=True, gate="clauses"
    )


def is_english(folded: str) -> bool:
    """Return if a folded text has no Chinese in it."""
    return _NOT_ENGLISH.search(folded) is None


def _is_bare(figure: Quantity) -> bool:
    return figure.kind == "number" and figure.unit == ""


def _number(word: EnglishWord) -> float | None:
    """Return the number of a figure with a unit as it is written: 12 of twelve months."""
    bare = quantities(word.text.lstrip("$€£").split()[0].partition("-")[0])
    return bare[0].low if bare else None


def _sides(clause: EnglishClause) -> Iterator[tuple[str, EnglishWord]]:
    """Yield the words for who does it and to whom, and from and to where, of a clause."""
    deeds = any(w.kind == "verb" for part in clause.parts for w in part.words)
    for part in clause.parts if deeds else ():
        role = part.role
        if role == "subject":
            role = "patient" if clause.passive else "agent"
        elif role == "object":
            role = "patient"
        if role in _CLASS:
            yield from ((role, word) for word in part.telling)


def _weight(words: Iterable[EnglishWord]) -> float:
    """Return how much words tell together."""
    return sum(_VERB if w.kind == "verb" else 1.0 for w in words)


def _telling(clause: EnglishClause) -> list[EnglishWord]:
    return [w for part in clause.parts for w in part.telling]


def _goes_on(word: EnglishWord, claimed: Sequence[EnglishWord], other: EnglishWord, part: EnglishPart) -> bool:
    """Return if one of two names with a figure goes on with what the other does not have: V2 Plus for V2."""
    if not any(c.isdigit() for c in word.text) or word.figure or word.date or word.kind != "name":
        return False
    mine, its = (
        next((w.stem for w in words if w.start == one.end + 1 and w.kind == "name"), None)
        for one, words in ((word, claimed), (other, part.words))
    )
    return mine != its and (its is not None or any(w.stem == mine for w in part.words) is False)


def _same_verb(one: EnglishClause, other: EnglishClause) -> bool:
    verbs = [{w.stem for p in c.parts if p.role == "verb" for w in p.words if w.kind == "verb"} for c in (one, other)]
    return bool(verbs[0] & verbs[1])


def _one_kind(one: Sequence[EnglishWord], other: Sequence[EnglishWord]) -> bool:
    """Return if words may stand in each other's place: figures for figures, dates for dates."""
    kinds = [next((w.kind for w in words if w.kind in ("figure", "date")), "") for words in (one, other)]
    return kinds[0] == kinds[1]
