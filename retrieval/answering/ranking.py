"""A query -> the sentences that answer it, best first.

    P(passage)  = .3 words + .4 best joined characters of its sentences + .2 best pairs of its sentences
                  + .15 idf of the document's subject, where the question names the whole of it
    S(sentence) = P of its passage + .33 best concepts there + .5 words + .6 characters + .15 pairs
                  + .3 joined characters + 1.0 concepts + 1.5 what the kinds of answer that it shows are worth,
                  times what its role is worth

Where the question names what a document is about, the sentences of that document are told apart by the rest of the
question, at the level that the whole question gives them.
"""

from collections.abc import Callable, Sequence

import numpy as np

from retrieval.answering.query import Query
from retrieval.index.bm25 import Scores
from retrieval.index.index import Index
from retrieval.index.subjects import Named
from retrieval.language.folding import fold
from retrieval.model import Role, Value

CANDIDATE_PASSAGES = 20
SUBJECT = 0.15
CONCEPTS_AROUND = 0.33
CONCEPTS = 1.0
OPENS = 3.0
FIGURE = 0.05
CUE = 1.5
# What is said in a title or in a summary that somebody put behind the article is better quoted from the text.
_ROLE_FACTORS: dict[Role, float] = {"text": 1.0, "title": 0.85, "heading": 0.85, "summary": 0.7}
_REASON_TITLE_FACTOR = 0.85


class Ranked(Value):
    """A sentence of the index, by its place there, and its score; higher is better."""

    entry: int
    score: float


class Evidence:
    """What the sentences of an index have in common with a query, one array a kind of evidence."""

    def __init__(self, query: Query, index: Index) -> None:
        self.query, self.index = query, index
        self.joined = index.joined.scores(query.singles)
        self.pairs = index.pairs.scores(query.pairs)
        self.concepts = np.zeros(len(index.entries))
        for part in query.parts:
            self.concepts += index.concepts.scores(part.text, part.tokens, part.weight)
        self.named = index.subjects.named_in(query.parts[0].text)

    def sentences(self) -> Scores:
        """The sentences by their own terms."""
        words = self.index.words.scores(self.query.words)
        singles = self.index.singles.scores(self.query.singles)
        return 0.5 * words + 0.6 * singles + 0.15 * self.pairs + 0.3 * self.joined

    def passages(self) -> Scores:
        """P of every passage."""
        index = self.index
        scores = 0.3 * index.passages.scores(self.query.words) + 0.4 * index.best_of(self.joined)
        scores += 0.2 * index.best_of(self.pairs)
        for document, named in self.named.items():
            if named.whole:
                worth = sum(index.singles.idf(c) for c in index.subjects.of(document) if c in index.singles)
                scores[np.asarray(index.documents_of) == document] += SUBJECT * worth
        return scores


def rank_passages(query: Query, index: Index) -> Scores:
    """One score a passage; higher is better, and 0 where nothing of the question stands."""
    return Evidence(query, index).passages()


def rank(
    query: Query, index: Index, words: Callable[[int], str], passages: Sequence[int] | None = None
) -> list[Ranked]:
    """The sentences with any evidence at all, best first; ties in the order of the documents and the text.

    `words` gives the text of an entry; only sentences of `passages` are ranked where they are given.
    """
    evidence = Evidence(query, index)
    around = evidence.passages() + CONCEPTS_AROUND * index.best_of(evidence.concepts)
    # A stable sort keeps the order of the text among equals.
    best = [int(p) for p in np.argsort(-around, kind="stable")[:CANDIDATE_PASSAGES] if around[p] > 0]
    entries = sorted(index.entries_of(best if passages is None else passages))
    if not entries:
        return []
    own = evidence.sentences()
    for document, named in evidence.named.items():
        _tell_apart(own, document, named, evidence)
    scores = (own + CONCEPTS * evidence.concepts)[entries]
    scores += around[[index.entries[at].passage for at in entries]]
    folded = [fold(words(at)) for at in entries]
    for cue in query.cues:
        scores += CUE * cue.worth * np.array([bool(cue.shown.search(text)) for text in folded])
    scores *= _worth(query, index, entries, words)
    order = np.argsort(-scores, kind="stable")
    return [Ranked(entry=entries[at], score=round(float(scores[at]), 6)) for at in order if scores[at] > 0]


def _tell_apart(own: Scores, document: int, named: Named, evidence: Evidence) -> None:
    """Order the sentences of a document whose subject the question names by the rest of the question."""
    index = evidence.index
    rest = Evidence(evidence.query.without(named.start, named.end), index).sentences()
    for passage, of in enumerate(index.documents_of):
        if of == document:
            span = slice(index.first[passage], index.first[passage + 1])
            own[span] = rest[span] + (own[span].max() - rest[span].max())
    own[index.opening[document]] += OPENS


def _worth(query: Query, index: Index, entries: Sequence[int], words: Callable[[int], str]) -> Scores:
    """What the sentences are worth by their role, and by whether they show the kind of answer that is asked for."""
    factors: Scores = np.array([_ROLE_FACTORS[index.entries[at].sentence.role] for at in entries])
    folded = [fold(words(at)) for at in entries]
    shown = np.zeros(len(entries))
    for cue in query.cues:
        shown += cue.worth * np.array([bool(cue.shown.search(text)) for text in folded])
    if query.wants_figure:
        factors *= 1 + FIGURE * np.array([any(c.isdigit() for c in text) for text in folded])
    if any(cue.name == "reason" for cue in query.cues):
        titles = [index.entries[at].sentence.role in ("title", "heading") for at in entries]
        factors *= np.where(titles, _REASON_TITLE_FACTOR, 1.0)
    return factors
