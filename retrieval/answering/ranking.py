"""A query -> the sentences that answer it, best first.

Passages are ranked first; the sentences of the best ones are then scored by their own words and characters, by those of
the sentence with the one before it, and by their passage. Where a figure is asked, a sentence with a number gains.
"""

import re
from collections.abc import Callable, Sequence

import numpy as np

from retrieval.answering.cues import shows
from retrieval.answering.query import Query
from retrieval.index.bm25 import Scores
from retrieval.index.field import Field, Mix
from retrieval.index.index import Index
from retrieval.model import Role, Value

CANDIDATE_PASSAGES = 20
FIRST_STAGE = Mix(words=1, singles=1.5, pairs=0)
PASSAGE = Mix(words=0.5, singles=0.8, pairs=0.3)
SENTENCE = Mix(words=1, singles=0.3, pairs=0.3)
PAIR = Mix(words=0.2, singles=0.3, pairs=0.3)
FIGURE = 0.05
CUE = 0.07
# What is said in a title or in a summary that somebody put behind the article is better quoted from the text.
_ROLE_FACTORS: dict[Role, float] = {"text": 1.0, "title": 0.85, "heading": 0.85, "summary": 0.7}
_NUMBER = re.compile(r"\d|[一二三四五六七八九十百千万亿兩两萬億]+[个個倍成年月日天次人家款%]")


class Ranked(Value):
    """A sentence of the index, by its place there, and its score; higher is better."""

    entry: int
    score: float


def rank(query: Query, index: Index, words: Callable[[int], str]) -> list[Ranked]:
    """The sentences with any evidence at all, best first; ties in the order of the documents and the text.

    `words` gives the text of an entry.
    """
    passages = _field_scores(query, index.passages, FIRST_STAGE)
    # A stable sort keeps the order of the text among equals.
    best = [int(p) for p in np.argsort(-passages, kind="stable")[:CANDIDATE_PASSAGES] if passages[p] > 0]
    entries = sorted(index.entries_of(best))
    if not entries:
        return []
    scores = _scores(query, index, entries, words)
    order = np.argsort(-scores, kind="stable")
    return [Ranked(entry=entries[at], score=round(float(scores[at]), 6)) for at in order if scores[at] > 0]


def _scores(query: Query, index: Index, entries: Sequence[int], words: Callable[[int], str]) -> Scores:
    own = _field_scores(query, index.sentences, SENTENCE)[entries]
    own += _field_scores(query, index.pairs, PAIR)[entries]
    own += _field_scores(query, index.passages, PASSAGE)[[index.entries[at].passage for at in entries]]
    if query.cue:
        own *= 1 + CUE * query.cue.worth * np.array([shows(query.cue, words(at)) for at in entries])
    if query.wants_figure:
        own *= 1 + FIGURE * np.array([bool(_NUMBER.search(words(at))) for at in entries])
    factors: Scores = np.array([_ROLE_FACTORS[index.entries[at].sentence.role] for at in entries])
    return own * factors


def _field_scores(query: Query, field: Field, mix: Mix) -> Scores:
    """The scores of all units of a field: of the question's terms, or for each part of it the best of its other names.

    A unit that holds several names of one thing gains by the best of them only, so that no thing counts twice.
    """
    total = np.zeros(field.words.size)
    for part in query.parts:
        total += part.weight * field.scores(part.terms, mix)
        for concept in part.concepts:
            own = field.scores(concept.own, mix)
            best = own
            for other in concept.others:
                best = np.maximum(best, other.weight * field.scores(other.terms, mix))
            total += part.weight * (best - own)
    return total
