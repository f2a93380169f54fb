"""Phrases of an English clause: who, what is done, to what, how much, when, and what a preposition leads."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from retrieval.facts.english_words import EnglishWord

_GROUP = frozenset(("verb", "auxiliary", "modal", "not", "to"))
_SAYS = frozenset(("pronoun", "auxiliary", "not", "modal", "determiner"))
# Where something is, whichever word says so.
_PLACES = frozenset(("in", "on", "at", "near", "off", "outside", "inside", "into", "onto", "beside"))
# Words in front of how much it is.
_MEASURES = frozenset(("at", "by", "against", "than"))
# A longer phrase with a date in it is no date.
_LONGEST_TIME = 2


class EnglishPart(NamedTuple):
    """A phrase of a clause: its words, and its role: subject, verb, object, amount, time, by, place, or what leads it.

    An `elliptic` one may leave out what is counted or measured, which the clause before it has.
    """

    role: str
    words: tuple[EnglishWord, ...]
    elliptic: bool = False

    @property
    def start(self) -> int:
        """The start of its first word."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """The end of its last word."""
        return self.words[-1].end

    @property
    def telling(self) -> tuple[EnglishWord, ...]:
        """The words that name or say something."""
        return tuple(word for word in self.words if word.tells)


def phrases(words: Sequence[EnglishWord], *, split: bool) -> Iterator[EnglishPart]:
    """Yield the phrases of a stretch without marks; `split`: a figure behind a thing is a phrase of its own."""
    found: list[list[EnglishWord]] = []
    for word in words:
        if found and not _begins(word, found[-1], split=split):
            found[-1].append(word)
        else:
            found.append([word])
    verbs = 0
    for phrase in found:
        if any(word.tells or word.kind in _SAYS for word in phrase):
            role = _role(phrase, behind=verbs > 0)
            verbs += role == "verb"
            yield EnglishPart("deed" if role == "verb" and verbs > 1 else role, tuple(phrase))


def _begins(word: EnglishWord, phrase: Sequence[EnglishWord], *, split: bool) -> bool:
    """Return if a word begins a phrase behind another."""
    before, grouped = phrase[-1], any(one.kind in _GROUP for one in phrase)
    if word.kind in _GROUP:
        return not grouped or word.kind == "to" or (before.kind == "verb" and word.kind != "verb")
    if word.kind == "adverb":
        return False
    if grouped:
        return True
    if word.kind == "preposition":
        return before.kind != "preposition" and word.text != "of"
    if before.kind in ("preposition", "determiner", "adverb"):
        return False
    if word.kind == "date":
        return phrase[0].kind != "determiner"
    return word.kind in ("determiner", "pronoun") or (split and word.kind == "figure")


def _role(phrase: Sequence[EnglishWord], *, behind: bool) -> str:
    """Return the role of a phrase; `behind`: the verb stands before it."""
    telling = [word for word in phrase if word.tells]
    if any(word.kind in _GROUP for word in phrase):
        return "verb"
    if any(word.kind == "date" for word in telling) and len(telling) <= _LONGEST_TIME:
        return "time"
    if phrase[0].text in _MEASURES and any(word.kind == "figure" for word in telling[:1]):
        return "amount"
    if phrase[0].kind == "preposition":
        # Paid for by him is by him.
        after = (two for one, two in pairwise(phrase) if one.kind == "preposition")
        leads = [phrase[0], *(word for word in after if word.kind == "preposition" and word.text != "of")]
        return "place" if leads[-1].text in _PLACES else leads[-1].text
    if any(word.kind == "figure" for word in telling) and (behind or telling[-1].kind == "figure"):
        return "amount"
    return "object" if behind else "subject"
