"""A clause of an English claim beside those of a sentence: what it takes from another, and who does it to whom."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from retrieval.check.wording.english_cover import Covered, EnglishCover, weight
from retrieval.facts.english_clauses import GOES_ON, EnglishClause
from retrieval.facts.english_phrases import EnglishPart
from retrieval.facts.english_words import EnglishWord
from retrieval.language.word_kinds import is_quality
from retrieval.runtime import pattern

SAME = 0.6
"""What a clause must have of a claim, what is odd aside, to say something else of the same thing."""
# A clause with almost as much as the best may be meant as well.
_AS_GOOD = 0.9
# Less of a clause that has the verb, and begins with another thing.
_SAME_DEED = 0.3
# Less of one that has nothing but what the claim says in common with another.
_MOST = 0.5
# So much of a claim may stand neither in a sentence nor beside it.
_UNKNOWN = 0.35
_LEAST_WORDS = 2
_ORDER = pattern(r"(?:^|-)(?:first|second|third|last|next)$|(?:ou|fif|six|seven|eigh|nin|ten|een|lf|tie)th$")
# Who does it, or from whom it is; and to whom.
_SIDES = {"agent": "doer", "by": "doer", "from": "doer", "patient": "other", "to": "other", "for": "other"}


class EnglishOdd(NamedTuple):
    """Words of a claim, and those that stand in their place."""

    words: tuple[EnglishWord, ...]
    instead: tuple[EnglishWord, ...]


class EnglishBeside:
    """A clause of a claim beside the clauses of a sentence; `best` is the one of them that has most of it, or that at a
    place.
    """

    def __init__(
        self, said: EnglishClause, theirs: Sequence[EnglishClause], cover: EnglishCover, at: int | None = None
    ) -> None:
        self.said, self.theirs, self._cover = said, theirs, cover
        self.covered = [cover.of(said.telling, clause) for clause in theirs]
        order = sorted(range(len(theirs)), key=lambda n: (-weight(self.covered[n]), len(theirs[n].telling)))
        self._at = order[0] if at is None else at
        self.best, self.has = theirs[self._at], self.covered[self._at]
        self.missing = [word for word in said.telling if word not in self.has]

    @property
    def share(self) -> float:
        """Return how much of the claim's clause the best one has."""
        return weight(self.has) / weight(self.said.telling)

    def crossed(self, near: Sequence[EnglishClause]) -> EnglishOdd | None:
        """Return what the claim has of another clause, of the sentence or `near` it, in the place of something of the
        best, or of one with its verb.
        """
        if all(word.kind == "verb" for word in self.missing):
            return None
        deeds = {w for part in self.said.parts if part.role == "verb" for w in part.telling}
        most, found = weight(self.has), self._crossed(near, alone=False)
        for at, has in enumerate(self.covered):
            likely, as_good = weight(has) >= _AS_GOOD * most, weight(has) >= most
            told = likely or (deeds & has.keys() and len(has) >= _LEAST_WORDS)
            if at == self._at or not told or (found and not as_good):
                continue
            odd = EnglishBeside(self.said, self.theirs, self._cover, at)._crossed(near, alone=not likely)
            # Of two that may be wrong, the one that is said later: what it is of comes first.
            found = max((one for one in (found, odd) if one), key=lambda one: one.words[0].start, default=None)
        return found

    def _crossed(self, near: Sequence[EnglishClause], *, alone: bool) -> EnglishOdd | None:
        """Return what the claim has of another clause; `alone`: only who or what it says it of."""
        others = [c for c in (*self.theirs, *near) if c is not self.best and not self._goes_on_with(c)]
        known = set[EnglishWord]().union(*(self._cover.of(self.missing, other) for other in others))
        told = weight(word for word in self.said.telling if word in self.has or word in known)
        unknown = weight(self.said.telling) - told
        if unknown > _UNKNOWN * weight(self.said.telling) or len(self.has) < _LEAST_WORDS:
            return None
        if weight(self.has) < (_SAME_DEED if alone else _MOST) * told:
            return None
        for other in others:
            has = self._cover.of(self.missing, other)
            found = self._instead(has, other, near, alone=alone) if has and known <= has.keys() else None
            if found is not None:
                return found
        return None

    def _goes_on_with(self, other: EnglishClause) -> bool:
        """Return if of two clauses in a row one only goes on with the other: what he says, which it is."""
        places = [at for at, clause in enumerate(self.theirs) if clause is other]
        if not places or abs(places[0] - self._at) != 1:
            return False
        return self.theirs[max(places[0], self._at)].after in GOES_ON

    def _instead(
        self, has: Covered, other: EnglishClause, near: Sequence[EnglishClause], *, alone: bool
    ) -> EnglishOdd | None:
        """Return words that another clause has, with what the best says in their place, if it says anything there."""
        for part in self.said.parts:
            odd = tuple(word for word in part.telling if word in has and word.kind != "verb")
            if not odd or (alone and part.role != "subject"):
                continue
            home = next((p for p in other.parts if has[odd[0]] in p.words), None)
            mine = self.best.part("subject") if alone else self._place(part, odd) or self._of_item(home)
            if home is None or mine is None:
                continue
            claimed, there = {*self.has.values()}, {word.stem for word in home.words}
            instead = tuple(w for w in mine.telling if w not in claimed and w.stem not in there)
            if _may_exchange(odd, instead) and self._alike(home, mine, other, near):
                return EnglishOdd(odd, instead)
        return None

    def _alike(self, home: EnglishPart, mine: EnglishPart, other: EnglishClause, near: Sequence[EnglishClause]) -> bool:
        """Return if two phrases are in one place of their clauses, or name one kind of thing."""
        heads = {word.stem for word in home.telling} & {word.stem for word in mine.telling}
        roles = {home.role, mine.role}
        if any(clause is other for clause in near) and not heads and not _same_deed(other, self.best):
            return False
        return bool(heads) or len(roles) == 1 or roles == {"subject", "amount"}

    def _place(self, part: EnglishPart, odd: Sequence[EnglishWord]) -> EnglishPart | None:
        """Return the phrase of the best clause that a phrase of the claim is in the place of."""
        rest = [self.has[word] for word in part.telling if word not in odd and word in self.has]
        phrases = (p for p in self.best.parts if p.role not in ("verb", "deed"))
        held = next((p for p in phrases if any(word in p.words for word in rest)), None)
        return held or self.best.part(part.role)

    def _of_item(self, home: EnglishPart | None) -> EnglishPart | None:
        """Return the phrase of the best clause that a phrase of an item is in the place of."""
        mine = self.best.part(home.role) if home is not None else None
        return mine if home is not None and mine is not None and (mine.elliptic or home.elliptic) else None

    def swapped(self) -> EnglishOdd | None:
        """Return who does it in the claim, if to them it is done there, and the other way round."""
        if self.share < SAME:
            return None
        mine = [(side, word) for side, word in _sides(self.said) if word in self.has]
        its = {word: side for side, word in _sides(self.best)}
        fits = _same_deed(self.said, self.best) or {"from", "to"} <= {part.role for part in self.best.parts}
        for side, word in mine:
            for other, whom in mine:
                there, theirs = its.get(self.has[word]), its.get(self.has[whom])
                if there is None or theirs is None or side == other or word is whom:
                    continue
                turned = fits and _is_done(side, other) and _is_done(theirs, there)
                turned = turned or (side, other) == ("patient", "to") == (theirs, there)
                if turned and self._are_single(word, whom, its):
                    return EnglishOdd((word,), (self.has[whom],))
        return None

    def _are_single(self, one: EnglishWord, other: EnglishWord, its: Mapping[EnglishWord, str]) -> bool:
        """Return if two words are things that a clause has once each."""
        stems = [word.stem for word in its]
        return all(stems.count(self.has[word].stem) == 1 and word.kind in ("noun", "name") for word in (one, other))


def _is_done(side: str, other: str) -> bool:
    """Return if of two roles the first is of who does it, and the second of whom it is done to."""
    return (_SIDES.get(side), _SIDES.get(other)) == ("doer", "other")


def _sides(clause: EnglishClause) -> Iterator[tuple[str, EnglishWord]]:
    """Yield the words for who does it and to whom, and from and to where, of a clause, each with its role."""
    deeds = any(word.kind == "verb" for word in clause.telling)
    for part in clause.parts if deeds else ():
        role = "patient" if part.role == "object" else part.role
        if role == "subject":
            role = "patient" if clause.passive else "agent"
        if role in _SIDES:
            yield from ((role, word) for word in part.telling)


def _same_deed(one: EnglishClause, other: EnglishClause) -> bool:
    """Return if two clauses have a verb in common."""
    mine, its = ({w.stem for w in c.telling if w.kind == "verb" and _leads(c, w)} for c in (one, other))
    return bool(mine & its)


def _leads(clause: EnglishClause, word: EnglishWord) -> bool:
    return any(word in part.words for part in clause.parts if part.role == "verb")


def _may_exchange(one: Sequence[EnglishWord], other: Sequence[EnglishWord]) -> bool:
    """Return if words name things of one kind: figures, dates, or others that are no mere qualities."""
    kinds = [next((word.kind for word in words if word.kind in ("figure", "date")), "") for words in (one, other)]
    nouns = (w.kind == "noun" and not is_quality(w.text) and not _ORDER.search(w.text) for w in other)
    things = (w.kind in ("name", "figure", "date") or noun for w, noun in zip(other, nouns, strict=True))
    return kinds[0] == kinds[1] and any(things)
