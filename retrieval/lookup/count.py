"""Occurrences of a word or phrase in the material; if there are none, what is spelled nearly like it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from retrieval.corpus.corpus import Material
from retrieval.corpus.phrase import find_phrase
from retrieval.errors import ClaimEmpty, ClaimTooLong
from retrieval.language.compounds import MARK as COMPOUND_MARK
from retrieval.language.fold import fold
from retrieval.language.numerals import MARK as NUMBER_MARK
from retrieval.language.tokenizer import Token, grams, stop_words
from retrieval.model import Quote, Value

MAX_PHRASE_CHARACTERS = 200
_QUOTED = re.compile(r"[\"“”「『‘'《](?P<words>[^\"“”「」『』‘’'《》]*\w[^\"“”「」『』‘’'《》]*)[\"“”」』’'》]")
MAX_NEAR_PHRASES = 5
# A term with a larger share of edits is no slip of the pen; one in letters has more of them to be alike by chance.
_NEAR, _NEAR_LATIN = 0.5, 0.7
# So many sentences are looked at for words in a row.
_ALIKE = 1000
# Terms that are no words of the text.
_MARKS = (COMPOUND_MARK, NUMBER_MARK)
# Several of the nearest may be parts of others.
_LOOKED_AT = 4


class DocumentOccurrences(Value):
    """Occurrences of a phrase in one document: its sentences, each with the places marked."""

    document: str
    published: str | None
    places: int
    quotes: tuple[Quote, ...]


class CountedWord(Value):
    """A word of the material, in folded form, and how often it stands there."""

    term: str
    places: int


class Occurrences(Value):
    """Occurrences of a phrase in the material, in any script, width and case.

    `documents` come in order of their dates, those without one last, then in the order of the files. `nearest` are
    terms spelled nearly like it, the nearest first, told where it stands nowhere.
    """

    phrase: str
    places: int
    documents: tuple[DocumentOccurrences, ...] = ()
    nearest: tuple[CountedWord, ...] = ()
    milliseconds: float = 0.0


def count(phrase: str, material: Material) -> Occurrences:
    """Count a phrase in the sentences of the material; quotation marks around it are no part of it.

    Raises ClaimEmpty without a letter or digit, and ClaimTooLong over `MAX_PHRASE_CHARACTERS` characters.
    """
    phrase = phrase.strip()
    quoted = _QUOTED.fullmatch(phrase)
    phrase = quoted["words"] if quoted else phrase
    if len(phrase) > MAX_PHRASE_CHARACTERS:
        raise ClaimTooLong(length=len(phrase), limit=MAX_PHRASE_CHARACTERS)
    if not any(character.isalnum() for character in phrase):
        raise ClaimEmpty()
    found = find_phrase(phrase, phrase, material, len(material.index.entries))
    if not found.quotes:
        return Occurrences(phrase=phrase, places=0, nearest=_nearest(phrase, material))
    by_document: dict[str, list[Quote]] = {}
    for quote in found.quotes:
        by_document.setdefault(quote.document, []).append(quote)
    documents = [
        DocumentOccurrences(
            document=id,
            published=quotes[0].published,
            places=sum(len(quote.highlights) for quote in quotes),
            quotes=tuple(quotes),
        )
        for id, quotes in by_document.items()
    ]
    documents.sort(key=lambda stands: (stands.published is None, stands.published or ""))
    return Occurrences(phrase=phrase, places=sum(s.places for s in documents), documents=tuple(documents))


def _nearest(phrase: str, material: Material) -> tuple[CountedWord, ...]:
    """Return the words of the material, and a few in a row, that take the fewest edits; of equal ones the frequent
    first.

    Words in a row are looked for in the sentences that have most in common with the phrase.
    """
    words = material.index.words
    in_a_row = Counter(term for at in _alike(phrase, material) for term in _terms(_tokens(at, material)))
    found = {term: words.count(term) or count for term, count in in_a_row.items()}
    # Two characters that meet once, such as 火不 in 下火不热, are no term.
    found = {term: count for term, count in found.items() if count > 1 or len(term) > 2 or words.count(term)}
    found |= {word: words.count(word) for word in words if len(word) > 1 and word[0] not in _MARKS}
    terms = sorted(found, key=lambda term: (-found[term], term))
    likeness, least = OSA.normalized_similarity, _NEAR_LATIN if phrase.isascii() else _NEAR
    scored = process.extract(
        fold(phrase), terms, scorer=likeness, score_cutoff=_NEAR, limit=_LOOKED_AT * MAX_NEAR_PHRASES
    )
    forms = dict.fromkeys(material.index.written(term) for term, _, _ in scored)
    # A term may be a stem, which is like more words than it is the stem of.
    written = [term for term in forms if likeness(fold(phrase), fold(term)) >= least]
    counts = {term: sum(1 for _ in material.index.find(term)) for term in written}
    # 淘宝闪 stands nowhere but in 淘宝闪购.
    parts = {t for t in counts for o in counts if t != o and counts[o] == counts[t] and t in o}
    return tuple(CountedWord(term=t, places=counts[t]) for t in counts if t not in parts)[:MAX_NEAR_PHRASES]


def _alike(phrase: str, material: Material) -> list[int]:
    """Return the sentences with most characters and pairs of them in common with a phrase, ties in order."""
    tokens, index = material.analyzer.tokens(phrase), material.index
    scores = index.pairs.scores(dict.fromkeys(grams(tokens, 2), 1.0))
    scores += index.singles.scores(dict.fromkeys(grams(tokens, 1), 1.0))
    order = np.argsort(-scores, kind="stable")[:_ALIKE]
    return [int(at) for at in order if scores[at] > 0]


def _tokens(entry: int, material: Material) -> list[Token]:
    return material.analyzer.tokens(material.index.folded[entry])


def _terms(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the words of a sentence, and two and three in a row with nothing between them; of two characters or more.

    None begins or ends with a word that carries no content: 88vip, but not 88vip的.
    """
    for size in (1, 2, 3):
        for run in (tokens[at : at + size] for at in range(len(tokens) - size + 1)):
            term = "".join(token.text for token in run)
            whole = not ({run[0].text, run[-1].text} & stop_words())
            if len(term) > 1 and whole and run[-1].end - run[0].start == len(term):
                yield term
