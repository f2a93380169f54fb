"""Words of an English claim that a clause of a sentence has: themselves, in another form, or others for them."""

from collections.abc import Iterable, Mapping, Sequence

from retrieval.check.wording.words import ClaimWord
from retrieval.facts.english_clauses import EnglishClause
from retrieval.facts.english_phrases import EnglishPart
from retrieval.facts.english_words import EnglishWord
from retrieval.language.agreement import agree, same_unit
from retrieval.language.dates import conflict, shared
from retrieval.language.quantities import quantities
from retrieval.language.stems import stem

# Verbs are chosen more freely than what they are said of.
_VERB = 0.5

Covered = Mapping[EnglishWord, EnglishWord]
"""Words of a claim, each with the word of a clause that stands for it."""


class EnglishCover:
    """The words by which a claim may be said in another way."""

    def __init__(self, terms: Sequence[ClaimWord]) -> None:
        self._others = {
            term.word.start: frozenset(
                " ".join(map(stem, other.split())) for other in (*term.others, *term.loosely) if other.isascii()
            )
            for term in terms
        }

    def of(self, words: Iterable[EnglishWord], clause: EnglishClause) -> Covered:
        """Return those of some words of the claim that a clause has."""
        claimed, found = tuple(words), dict[EnglishWord, EnglishWord]()
        for word in claimed:
            for part in clause.parts:
                fits = (w for w in part.words if self._stands(word, w, part) and not _goes_on(word, claimed, w, part))
                match = next(fits, None)
                if match is not None:
                    found.setdefault(word, match)
        return found

    def _stands(self, word: EnglishWord, other: EnglishWord, part: EnglishPart) -> bool:
        """Return if a word of a phrase stands for one of the claim."""
        if word.figure and other.figure:
            same = agree(word.figure, other.figure) and same_unit(word.figure, other.figure)
            bare = other.figure.kind == "number" and other.figure.unit == ""
            return same or (part.elliptic and bare and _written(word) == other.figure.low)
        if word.date and other.date:
            return bool(shared(word.date, other.date)) and not conflict(word.date, other.date)
        if word.stem == other.stem:
            return True
        ways = self._others.get(word.start, frozenset())
        if other.stem in ways or not any(way.startswith(f"{other.stem} ") for way in ways):
            return other.stem in ways
        behind = " ".join(w.stem for w in part.words if w.start >= other.start)
        return any(f"{behind} ".startswith(f"{way} ") for way in ways)


def weight(words: Iterable[EnglishWord]) -> float:
    """Return how much words tell together."""
    return sum(_VERB if word.kind == "verb" else 1.0 for word in words)


def _written(word: EnglishWord) -> float | None:
    """Return the number of a figure with a unit as it is written: 12 of twelve months."""
    bare = quantities(word.text.lstrip("$€£").split()[0].partition("-")[0])
    return bare[0].low if bare else None


def _goes_on(word: EnglishWord, claimed: Sequence[EnglishWord], other: EnglishWord, part: EnglishPart) -> bool:
    """Return if one of two names with a figure goes on with what the other does not have: V2 Plus for V2."""
    if word.kind != "name" or word.figure or word.date or not any(c.isdigit() for c in word.text):
        return False
    mine, its = (
        next((w.stem for w in words if w.start == one.end + 1 and w.kind == "name"), None)
        for one, words in ((word, claimed), (other, part.words))
    )
    return mine != its and (its is not None or all(w.stem != mine for w in part.words))
