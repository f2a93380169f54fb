"""Weights of the terms of a question: how it is asked finds less than what is asked about."""

from collections.abc import Iterable, Mapping

from retrieval.language.tokenizer import Token, weak_words
from retrieval.runtime import pattern

LATIN_WEIGHT = 1.5
WEAK_WEIGHT = 0.5
_LATIN = pattern(r"[a-z]")
# The noun behind what is the kind of the answer, which often goes without saying: 什么作物.
_ASKED_KIND = pattern(r"(?:[什甚]么|何种)$")


def weight_in(token: Token, text: str) -> float:
    """Return what a word of a folded question weighs: less if it says how is asked, or of what kind the answer is."""
    is_kind = _ASKED_KIND.search(text, max(0, token.start - 2), token.start)
    return WEAK_WEIGHT if is_kind or token.text in weak_words() else 1.0


def weighted(terms: Iterable[tuple[str, float]]) -> Mapping[str, float]:
    """Weights added up; names and numbers in Latin letters, of which a question has few, count more."""
    found: dict[str, float] = {}
    for term, weight in terms:
        found[term] = found.get(term, 0.0) + weight * (LATIN_WEIGHT if _LATIN.search(term) else 1.0)
    return found
