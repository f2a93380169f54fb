"""Questions with a slip of the pen: a word that stands nowhere, and one that sounds the same and does.

People type Chinese by sound, so that the wrong word of the same sound is the slip that they make.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

from retrieval.answering.material import Material
from retrieval.answering.query import Query
from retrieval.language.analysis import Token, stop_words
from retrieval.language.sound import sounds_alike

MOST = 8
MOST_TERMS = 3
# In a shorter word, another character makes another word.
SHORTEST = 3
_CHINESE = re.compile("[\u4e00-\u9fff]+")


class Spelling(NamedTuple):
    """A question written otherwise, and the word that was put into it."""

    question: str
    instead: str


def respelled(question: str, asked: Query, material: Material) -> Iterator[Spelling]:
    """The question with one word put in place of one that stands nowhere, `MOST` times at most.

    Only the question itself is looked at, not what was asked before it.
    """
    part = asked.parts[0]
    count = 0
    for start, end in _strange(part.text, part.tokens, material):
        for word in _alike(part.text[start:end], material):
            yield Spelling(part.text[:start] + word + part.text[end:], word)
            count += 1
            if count == MOST:
                return


def _strange(text: str, tokens: Sequence[Token], material: Material) -> list[tuple[int, int]]:
    """Where two neighbouring characters stand that are a word, or two words of one character, and nowhere a pair."""
    words = {(token.start, token.end) for token in tokens}
    found = []
    for at in range(len(text) - 1):
        one_word = (at, at + 2) in words
        two_words = (at, at + 1) in words and (at + 1, at + 2) in words
        pair = text[at : at + 2]
        if (one_word or two_words) and _is_content(pair) and pair not in material.index.pairs:
            found.append((at, at + 2))
    return found


def _alike(pair: str, material: Material) -> list[str]:
    """The pairs of the material that sound like a pair, the commonest first."""
    pairs = material.index.pairs
    found = [other for other in pairs if len(other) == len(pair) and _is_content(other) and sounds_alike(pair, other)]
    return sorted(found, key=lambda other: (pairs.idf(other), other))


def _is_content(pair: str) -> bool:
    """Whether both are Chinese characters, and neither is a stop word, as slips in those harm nothing."""
    return bool(_CHINESE.fullmatch(pair)) and not any(character in stop_words() for character in pair)


def nearest_terms(words: Sequence[str], material: Material) -> tuple[str, ...]:
    """Words of the material that differ from some words, which stand nowhere, in one character; the commonest first.

    Words of two characters have none: what sounds the same is found by `respelled`.
    """
    vocabulary = [term for term in material.index.words if len(term) > 1 and not term.startswith("#")]
    found = [
        (material.index.words.idf(term), term)
        for word in words
        if len(word) >= SHORTEST
        for term, _, _ in extract(word, vocabulary, scorer=Levenshtein.distance, score_cutoff=1, limit=MOST)
    ]
    return tuple(dict.fromkeys(term for _, term in sorted(found)))[:MOST_TERMS]
