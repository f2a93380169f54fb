"""A query -> the sentences that answer it, best first: weighted sums of what they have in common with it.

The features are those of `retrieval.ask.features`, the weights those of `retrieval.ask.features`.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import repeat
from typing import NamedTuple

import numpy as np

from retrieval.arrays.tables import ROLES
from retrieval.ask.features import SharedTerms, Weights, shipped, weighted
from retrieval.ask.query import Query
from retrieval.ask.sentence_scores import shown_cues
from retrieval.index.bounded_search import best_bounded
from retrieval.index.index import HEAD_ROLES, Index
from retrieval.index.top_k import Scores, Units, rounded
from retrieval.runtime import pattern

CANDIDATE_PASSAGES = 20
# A title that asks for the reason, as titles do, does not give it.
_REASON_TITLE_FACTOR = 0.85
_FIGURE = 0.05
_DIGIT = pattern(r"\d")


class Ranked(NamedTuple):
    """A sentence of the index, by its place there, and its score; higher is better.

    `parts` gives how the score of the second stage came about: each feature times its weight.
    """

    entry: int
    score: float
    parts: Callable[[], Mapping[str, float]] = dict


# In half the time, without the function that names the fields.
_ranked: Callable[[tuple[int, float, Callable[[], Mapping[str, float]]]], Ranked] = partial(tuple.__new__, Ranked)


class FirstStage(NamedTuple):
    """Findings of the first stage: the score of each sentence, the same scores in a row, and their documents."""

    own: Mapping[int, float]
    scores: Scores
    documents: Units

    @classmethod
    def of(cls, ranked: Sequence[Ranked], index: Index) -> "FirstStage":
        """Return the same of some sentences, one at least."""
        entries, scores, _ = zip(*ranked, strict=True)
        documents = index.documents_of_entries(np.array(entries, np.int32))
        return cls(dict(zip(entries, scores, strict=True)), np.array(scores), documents)


def documents_of(ranked: Sequence[Ranked], index: Index) -> list[int]:
    """Return the number of the document of each sentence."""
    found: list[int] = index.documents_of_entries(np.array([one.entry for one in ranked], np.int32)).tolist()
    return found


def rank_passages(query: Query, index: Index, weights: Weights | None = None) -> Scores:
    """One score a passage; higher is better, and 0 where nothing of the question stands."""
    return weighted(SharedTerms(query, index).of_all_passages(), (weights or shipped()).passages)


def rank(
    query: Query, index: Index, passages: Sequence[int] | None = None, weights: Weights | None = None
) -> list[Ranked]:
    """Return the sentences with any evidence at all, best first; ties in the order of the documents and the text.

    Only sentences of `passages` are ranked where they are given.
    """
    weights = weights or shipped()
    evidence = SharedTerms(query, index)
    among = candidates(evidence, weights) if passages is None else np.array(sorted(passages), dtype=np.int32)
    entries, _ = index.entries_in(among)
    if not len(entries):
        return []
    features = evidence.of_sentences(among, weighted(evidence.of_passages(among), weights.passages))
    factors = factors_of(query, index, entries, weights)
    total = weighted(features, weights.sentences) * factors
    # A stable sort keeps the order of the text among equals.
    order = (-total).argsort(kind="stable")[: np.count_nonzero(total > 0)]
    return list(map(_ranked, zip(entries[order].tolist(), rounded(total[order], 6), repeat(dict))))


def factors_of(query: Query, index: Index, entries: Units, weights: Weights) -> Scores:
    """Return what the sentences are worth by what they are: text or heading, with a digit where a figure is wanted."""
    roles = index.roles.take(entries)
    factors: Scores = np.array([weights.roles[role] for role in ROLES]).take(roles)
    if query.wants_figure:
        factors *= 1 + _FIGURE * shown_cues(index).of("digit", _DIGIT, entries, index.folded)
    if any(cue.name == "reason" for cue in query.cues):
        factors *= np.array([_REASON_TITLE_FACTOR if role in HEAD_ROLES else 1.0 for role in ROLES]).take(roles)
    return factors


def candidates(evidence: SharedTerms, weights: Weights) -> Units:
    """Return the passages whose sentences are ranked, in their order: those that score highest with what is around.

    They are the best of all, though most are never scored: none can be better than its bound.
    """
    around = weights.sentences["around"]

    def scores(passages: Units) -> Scores:
        return weighted(evidence.of_passages(passages), weights.passages) + around * evidence.around(passages)

    if evidence.scores.at_once:
        whole = weighted(evidence.of_all_passages(), weights.passages) + around * evidence.around_all()
        best = np.argsort(-whole, kind="stable")[:CANDIDATE_PASSAGES]
        return np.sort(best[whole[best] > 0]).astype(np.int32)
    bounds = evidence.bounds(weights.passages, around)
    passages, _ = best_bounded(bounds, CANDIDATE_PASSAGES, len(evidence.index.documents_of), scores)
    return np.sort(passages)
