"""Features of passages and sentences: one number for every kind of evidence shared with a query.

Of a passage:

- `words`: BM25 of its words;
- `joined`: BM25 of the characters of its best two sentences in a row;
- `pairs`: BM25 of the pairs of characters of its best sentence;
- `subject`: the idf of the characters of its document's subject, where the question names the whole of it; the
  less, the more passages of other documents name it too.

Of a sentence:

- `passage`: the score of its passage;
- `around`: the best `concepts` of its passage;
- `words`, `characters`, `pairs`: BM25 of its own words, characters and pairs of characters;
- `joined`: BM25 of its characters and those of the sentence before it;
- `concepts`: what it says in other words than the question (see `retrieval.index.concepts`);
- `opening`: 1 for the first sentence of a document whose subject the question names;
- `shows_…`: 1 where it holds an answer of a kind that is wanted (see `retrieval.ask.intent`).

What each is worth, by `python -m tests.benchmarks.weights CMRC2018_DEV DRCD_DEV`: the share of questions with the right
sentence first, on our own 362 by five-fold cross-validation (one question is .003), and on the two public sets where
the passage is given:

    all features         .751   .8556   .8732
    without passage      .746   .8568   .8749
    without around       .749   .8550   .8737
    without words        .738   .8568   .8763
    without characters   .746   .8500   .8737
    without pairs        .749   .8518   .8754
    without joined       .751   .8528   .8692
    without concepts     .732   .8553   .8746
    without opening      .751   .8266   .8723

Single features carry little, because they overlap; `joined` pays on the public sets, and on ours it does nothing. What
was tried and did not pay: the following sentence, titles and section headings, the share of the question's words,
length, and the groups of HIT's thesaurus Cilin (one question of 254).
"""

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays import kernels
from retrieval.ask.intent import UNIT, Cue
from retrieval.ask.query import Query
from retrieval.ask.sentence_scores import QueryTerms, SentenceScores, shown_cues
from retrieval.index.bounded_search import BoundingList, coded
from retrieval.index.index import Index
from retrieval.index.subjects import SubjectMatch
from retrieval.index.top_k import Scores, Units
from retrieval.model import Role, Value

Features = Mapping[str, Scores]
SHOWS = "shows_"
# What was asked before finds the passage; within it, it tells less.
FADING = 0.25


class SharedTerms:
    """Terms that the passages and sentences of an index share with a query."""

    def __init__(self, query: Query, index: Index) -> None:
        self.query, self.index = query, index
        concepts = (index.concepts.asked(part.text, part.tokens, part.weight) for part in query.parts)
        self._terms = QueryTerms.of(query)._replace(concepts=tuple(concepts))
        self.scores = SentenceScores(self._terms, index)
        self._rest: dict[tuple[int, int] | None, SentenceScores] = {}
        self._subject = _subjects(query, index)

    def of_all_passages(self) -> Features:
        """One array of one number a passage for each feature of passages, in their order."""
        subject = np.zeros(len(self.index.documents_of))
        for passage, worth in self._subject.items():
            subject[passage] = worth
        return {
            "words": self.scores.passages_everywhere(),
            "joined": self.scores.best_everywhere("joined"),
            "pairs": self.scores.best_everywhere("pairs"),
            "subject": subject,
        }

    def of_passages(self, passages: Units) -> Features:
        """Return the same for some passages, in ascending order."""
        return {
            "words": self.scores.passages_at(passages),
            "joined": self.scores.best_in("joined", passages),
            "pairs": self.scores.best_in("pairs", passages),
            "subject": np.array([*map(self._subject.get, passages.tolist(), repeat(0.0))]),
        }

    def around(self, passages: Units) -> Scores:
        """Return the best `concepts` of some passages' sentences, the passages in ascending order."""
        return self.scores.best_in("concepts", passages)

    def around_all(self) -> Scores:
        """Return the best `concepts` of every passage's sentences."""
        return self.scores.best_everywhere("concepts")

    def bounds(self, weights: Mapping[str, float], around: float) -> list[BoundingList]:
        """Return postings lists of passages with sums never below the weighted features and `around` times that one."""
        terms, spaces = self._terms, self.index.bounds
        found = [
            *spaces["words"].bounds(terms.words, weights["words"]),
            *spaces["joined"].bounds(terms.singles, weights["joined"]),
            *spaces["pairs"].bounds(terms.pairs, weights["pairs"]),
            *(bound for concepts in terms.concepts for bound in spaces["concepts"].bounds(concepts, around)),
        ]
        if self._subject:
            passages = np.array(sorted(self._subject), dtype=np.int32)
            worth = weights["subject"] * np.array([self._subject[int(passage)] for passage in passages])
            made = coded(passages, worth, len(self.index.documents_of))
            found.append(BoundingList(len(passages), float(worth.max()), lambda: made))
        return [one for one in found if one.most > 0]

    def of_sentences(self, passages: Units, scores: Scores) -> Features:
        """One array for each feature of sentences, those of some passages in ascending order.

        `scores` are those of the passages.
        """
        index = self.index
        entries, firsts = index.entries_in(passages)
        counts = index.first[passages + 1] - index.first[passages]
        own, opening = self._told_apart(passages, entries, firsts)
        concepts = self.scores.at("concepts", passages)
        found = {
            "passage": scores.repeat(counts),
            "around": np.maximum.reduceat(concepts, firsts).repeat(counts),
            **own,
            "concepts": concepts,
            "opening": opening,
        }
        for cue in self.query.cues:
            found[SHOWS + cue.name] = self._shown(cue, entries).astype(float)
        return found

    def _shown(self, cue: Cue, entries: Units) -> NDArray[np.bool_]:
        folded = self.index.folded
        if cue.asked is UNIT:  # what is counted differs from question to question
            return np.array([bool(cue.shown.search(folded[at])) for at in entries.tolist()], bool)
        return shown_cues(self.index).of(cue.shown.pattern, cue.shown, entries, folded)

    def _told_apart(self, passages: Units, entries: Units, firsts: Units) -> tuple[dict[str, Scores], Scores]:
        """Return the sentences by their own terms, and which of them open a document that the question names.

        The sentences of a document whose subject the question names are told apart by the rest of the question, at the
        level that the whole question gives them.
        """
        index, asked = self.index, self.query
        alone = len(asked.parts) == 1
        own = _own(self.scores if alone else self._without(None), passages)
        opening = np.zeros(len(entries))
        documents = index.documents_of[passages]
        for document in dict.fromkeys(documents.tolist()):
            named = index.subjects.named_in(asked.parts[0].text, document)
            if named:
                opening[entries == index.opening[document]] = 1.0
                places = (documents == document).nonzero()[0]
                span = slice(firsts[places[0]], firsts[places[-1] + 1] if places[-1] + 1 < len(firsts) else None)
                rest = _own(self._without(named), passages[places])
                _tell_apart(own, rest, span, firsts[places] - firsts[places[0]])
        return own, opening

    def _without(self, named: SubjectMatch | None) -> SentenceScores:
        """Return the scores for the question without a subject that it names, with what was asked before fading."""
        rest = self.query.fading(FADING)
        place = (named.start, named.end) if named else None
        if place not in self._rest:
            terms = QueryTerms.of(rest.without(*place) if place else rest)
            self._rest[place] = SentenceScores(terms, self.index)
        return self._rest[place]


def _subjects(query: Query, index: Index) -> dict[int, float]:
    """Return the passages of documents whose whole subject the question names, each with the idf of that.

    The more passages name it, the less it tells.
    """
    found: dict[int, float] = {}
    for document in index.subjects.whole_in(query.parts[0].text):
        subject = index.subjects.of(document)
        worth = sum(index.singles.idf(c) for c in subject if c in index.singles)
        own = index.passages_of(document)
        told = max(len(own), index.passages_naming(subject)) / len(own)
        found.update(dict.fromkeys(own, worth / math.sqrt(told)))
    return found


def _own(scores: SentenceScores, passages: Units) -> dict[str, Scores]:
    return {kind: scores.at(kind, passages).copy() for kind in ("words", "characters", "pairs", "joined")}


def _tell_apart(own: dict[str, Scores], rest: dict[str, Scores], span: slice, firsts: Units) -> None:
    """Put the sentences of each passage of a document in the order of the rest of the question."""
    counts = np.diff(firsts, append=len(rest["words"]))
    for kind, values in rest.items():
        more = np.maximum.reduceat(own[kind][span], firsts) - np.maximum.reduceat(values, firsts)
        own[kind][span] = values + more.repeat(counts)


class Weights(Value):
    """The weight of each feature of passages and of sentences, and what a sentence is worth by its role.

    `reranked` are those of the second stage; `answered` are those of the signals, with a `constant`, and `least` is
    the likelihood by them below which a question is read in another way; `confidence` are those of what users are
    told, for small and for large folders, and `near` and `sure` the bounds below which nothing is quoted, and below
    which quotes are the nearest only.
    """

    passages: Mapping[str, float]
    sentences: Mapping[str, float]
    roles: Mapping[Role, float]
    reranked: Mapping[str, float]
    answered: Mapping[str, float]
    least: float
    confidence: Mapping[str, Mapping[str, float]]
    near: float
    sure: float


@cache
def shipped() -> Weights:
    """Return the weights of the package."""
    text = resources.files("retrieval.ask").joinpath("weights.toml").read_text("utf-8")
    return Weights.model_validate(tomllib.loads(text))


def weighted(features: Features, weights: Mapping[str, float]) -> Scores:
    """Return the sum of the features, each times its weight; a feature without one counts nothing."""
    rows, own = list(features.values()), np.array([weights.get(name, 0.0) for name in features])
    if kernels.compiled:
        sums = np.empty(len(rows[0]))
        kernels.compiled.weighted(rows, own, sums)
        return sums
    worths = np.array(rows) * own[:, np.newaxis]
    # A plain sum may add up pairs of pairs.
    total: Scores = np.add.accumulate(worths, axis=0, out=worths)[-1]
    return total
