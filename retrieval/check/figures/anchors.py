"""Words, names and dates of a claim that say which of the figures of a sentence is meant."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.check.wording.words import ClaimWord, places_of
from retrieval.facts.models import models
from retrieval.facts.parsed import Wording
from retrieval.language.agreement import agree
from retrieval.language.dates import Moment
from retrieval.language.quantities import Quantity

# What a date or a name tells of which figure is meant, beside the weights of words.
_DATE_WEIGHT = 5.0
_NAME_WEIGHT = 6.0
# In a small folder most words are frequent, and a word tells at least this.
_NOUN_WEIGHT, _WORD_WEIGHT = 4.0, 2.5


class Anchor(NamedTuple):
    """A word, name or date of a claim that says which figure is meant, and where it stands in a sentence."""

    start: int
    end: int
    weight: float
    places: tuple[tuple[int, int], ...]
    around: bool
    date: Moment | None = None


def anchors_of(
    claim: Wording, terms: Sequence[ClaimWord], evidence: Evidence, told: Sequence[ClaimSlice]
) -> Iterator[Anchor]:
    """Yield the words, names and dates of a claim that stand in a sentence or around it, and its exact names."""
    there = evidence.wording.folded
    for term in terms:
        word = term.word
        places = _places(word.text if len(word.text) > 1 else term.run, there)
        for other in (*term.others, *term.loosely) if not places and len(word.text) > 1 else ():
            places += _places(other, there)
        around = len(word.text) > 1 and word.text in evidence.around
        if places or around:
            plain = word.start in claim.light or (len(word.text) == 1 and len(term.run) < 2)
            named = _NOUN_WEIGHT / len(term.run) if len(term.run) > 1 else 0.0
            weight = (
                max(named, term.weight)
                if plain or named
                else max(term.weight, _NOUN_WEIGHT if term.noun else _WORD_WEIGHT)
            )
            yield Anchor(word.start, word.end, weight, places, around)
    yield from _compounds(terms, there)
    for model in models(claim.folded):
        places = tuple((m.start, m.end) for m in models(there) if m.form == model.form)
        yield Anchor(model.start, model.end, _NAME_WEIGHT, places, model.form in evidence.around)
    for finding in told:
        if finding.kind == "name" and finding.state == "supported" and finding.at is not None:
            places = _places(there[slice(*finding.at)], there)
            yield Anchor(finding.start, finding.end, _NAME_WEIGHT, places, False)
    for date in claim.moments:
        yield Anchor(date.start, date.end, _DATE_WEIGHT, (), False, date)


def measures_of(claim: Wording, figure: Quantity, sentence: Wording) -> Iterator[Anchor]:
    """Yield the figures of another kind that say which thing is meant: 21公里 of 21公里组的报名费."""
    for other in claim.quantities:
        if other.end > figure.start or other.kind == figure.kind or other.kind not in ("size", "duration", "number"):
            continue
        named = claim.folded[other.end : other.end + 1] in "组級级档款型类班" and other.end < len(claim.folded)
        places = tuple((q.start, q.end) for q in sentence.quantities if agree(other, q)) if named else ()
        if places:
            yield Anchor(other.start, other.end, _NAME_WEIGHT, places, False)


def _compounds(terms: Sequence[ClaimWord], there: str) -> Iterator[Anchor]:
    """Yield two words of the claim that stand side by side there too: 旧管网 is not any 管网."""
    for one, other in pairwise(terms):
        text = one.word.text + other.word.text
        if one.word.end == other.word.start and other.noun and len(text) > 2:
            places = _places(text, there)
            if places:
                yield Anchor(one.word.start, other.word.end, _WORD_WEIGHT, places, False)


def _places(word: str, there: str) -> tuple[tuple[int, int], ...]:
    """Return where a word of several characters stands, one in Latin letters or digits only as a whole."""
    if len(word) < 2 or word not in there or not word.isascii():
        return tuple(places_of(word, there)) if len(word) > 1 else ()
    return tuple(m.span() for m in re.finditer(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9]|-[a-z0-9])", there))
