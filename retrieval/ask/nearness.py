"""Features of an English question: how near to each other its words stand in a sentence.

Words that stand together say more than the same words apart, and English has no pairs of characters to tell that by:

- `clause`: the share of the words' weight in the heading over a sentence and one of its clauses, the best of them; what
  stands for a word counts less; 0 for a heading;
- `together`: the share of the weight of neighbouring words of the question that are near each other there, too.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from retrieval.ask.heading_features import heads
from retrieval.ask.headings import heads_letter
from retrieval.ask.pool import Pool, QuestionTerms
from retrieval.ask.sentence_scores import OTHER_NAME
from retrieval.index.top_k import Scores
from retrieval.language.everyday import stems_of
from retrieval.language.stems import stem, stems_in
from retrieval.runtime import pattern

# Two words are near each other with so many others between them at most.
MAX_WORDS_BETWEEN = 2
_CLAUSE_END = pattern(r"[,;:.]\s|[—–]")
_WORD = pattern(r"[a-z0-9]+")


def by_nearness(asked: str, terms: QuestionTerms, pool: Pool) -> Mapping[str, Scores]:
    """Return one array of one number a candidate for each feature; `asked` is the folded question."""
    if not (asked.isascii() and terms.word_weight):
        return {"clause": np.zeros(len(pool.entries)), "together": np.zeros(len(pool.entries))}
    return {"clause": _clauses(terms, pool), "together": _together(terms, pool)}


def _clauses(terms: QuestionTerms, pool: Pool) -> Scores:
    above = {head: stems_of(head.rpartition("\n")[2]) for head in dict.fromkeys(pool.heads)}
    best = [
        max(_weight(terms, [*stems_of(clause), *above[head]]) for clause in _CLAUSE_END.split(text))
        for text, head in zip(pool.texts, pool.heads, strict=True)
    ]
    # What stands over a text has its words together, and says nothing of them.
    told = [not (heads(at, pool) or heads_letter(text)) for at, text in enumerate(pool.texts)]
    return np.array(best) * told / terms.word_weight


def _weight(terms: QuestionTerms, said: Sequence[str]) -> float:
    """Return the weight of the words that some stems say; what stands for a word counts less."""
    known, others = frozenset(said), terms.otherwise.said(said)
    return sum(
        term.weight * (1.0 if stems <= known else OTHER_NAME * max(others.get(one, 0.0) for one in stems))
        for term in terms.words
        if (stems := stems_in(term.text))
    )


def _together(terms: QuestionTerms, pool: Pool) -> Scores:
    placed = sorted((start, stem(term.text), term.weight) for term in terms.words for start, _ in term.spans)
    pairs = [(a, b, one + other) for (_, a, one), (_, b, other) in pairwise(placed) if a != b]
    whole = sum(weight for *_, weight in pairs)
    if not whole:
        return np.zeros(len(pool.entries))
    stems = {word for a, b, _ in pairs for word in (a, b)}
    found = [_places(text, stems) for text in pool.texts]
    return np.array([sum(w for a, b, w in pairs if _are_near(own.get(a, ()), own.get(b, ()))) for own in found]) / whole


def _places(text: str, stems: set[str]) -> Mapping[str, Sequence[int]]:
    """Return at which words of a text some stems stand."""
    found: dict[str, list[int]] = {}
    for at, word in enumerate(map(stem, _WORD.findall(text))):
        if word in stems:
            found.setdefault(word, []).append(at)
    return found


def _are_near(one: Sequence[int], other: Sequence[int]) -> bool:
    return any(abs(a - b) <= MAX_WORDS_BETWEEN + 1 for a in one for b in other)
