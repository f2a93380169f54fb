"""A query -> the sentences that answer it, best first.

Passages are ranked first; the sentences of the best ones are then scored by their own words and characters, by those of
the sentence with the one before it, and by their passage. Where a figure is asked, a sentence with a number gains.
"""

import re
from collections.abc import Callable, Sequence

import numpy as np

from retrieval.answering.query import Query
from retrieval.index.bm25 import Scores
from retrieval.index.field import Mix
from retrieval.index.index import Index
from retrieval.model import Role, Value

CANDIDATE_PASSAGES = 20
FIRST_STAGE = Mix(words=1, singles=1.5, pairs=0)
PASSAGE = Mix(words=0.3, singles=0.5, pairs=0.3)
SENTENCE = Mix(words=1, singles=0.8, pairs=0.2)
PAIR = Mix(words=0.2, singles=0.3, pairs=0.3)
FIGURE = 2.0
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
    passages = index.passages.scores(query.terms, FIRST_STAGE)
    # A stable sort keeps the order of the text among equals.
    best = [int(p) for p in np.argsort(-passages, kind="stable")[:CANDIDATE_PASSAGES] if passages[p] > 0]
    entries = sorted(index.entries_of(best))
    scores = _scores(query, index, best, entries, words)
    order = np.argsort(-scores, kind="stable")
    return [Ranked(entry=entries[at], score=round(float(scores[at]), 6)) for at in order if scores[at] > 0]


def _scores(
    query: Query, index: Index, passages: Sequence[int], entries: Sequence[int], words: Callable[[int], str]
) -> Scores:
    own = index.sentences.scores(query.terms, SENTENCE, entries)
    own += index.pairs.scores(query.terms, PAIR, entries)
    around = dict(zip(passages, index.passages.scores(query.terms, PASSAGE, passages), strict=True))
    own += np.array([around[index.entries[at].passage] for at in entries])
    if query.wants_figure:
        own += FIGURE * np.array([bool(_NUMBER.search(words(at))) for at in entries])
    factors: Scores = np.array([_ROLE_FACTORS[index.entries[at].sentence.role] for at in entries])
    return own * factors
