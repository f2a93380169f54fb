"""What passages and sentences have in common with a query: one number each for every kind of evidence.

Of a passage:

- `words`: BM25 of its words;
- `joined`: BM25 of the characters of its best two sentences in a row;
- `pairs`: BM25 of the pairs of characters of its best sentence;
- `subject`: the idf of the characters of its document's subject, where the question names the whole of it.

Of a sentence:

- `passage`: the score of its passage;
- `around`: the best `concepts` of its passage;
- `words`, `characters`, `pairs`: BM25 of its own words, characters and pairs of characters;
- `joined`: BM25 of its characters and those of the sentence before it;
- `concepts`: what it says in other words than the question (see `retrieval.index.concepts`);
- `opening`: 1 for the first sentence of a document whose subject the question names;
- `shows_…`: 1 where it holds an answer of a kind that is wanted (see `retrieval.answering.cues`).

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

from collections.abc import Mapping, Sequence

import numpy as np

from retrieval.answering.query import Query
from retrieval.index.bm25 import Scores
from retrieval.index.index import Index
from retrieval.index.subjects import Named

Features = Mapping[str, Scores]
SHOWS = "shows_"
# What was asked before finds the passage; within it, it tells less.
FADING = 0.25


class Evidence:
    """What the passages and sentences of an index have in common with a query."""

    def __init__(self, query: Query, index: Index) -> None:
        self.query, self.index = query, index
        self._named = index.subjects.named_in(query.parts[0].text)
        self._all = _own_terms(query, index)
        self._own = _own_terms(query.fading(FADING), index) if len(query.parts) > 1 else self._all
        self._concepts = np.zeros(len(index.entries))
        for part in query.parts:
            self._concepts += index.concepts.scores(part.text, part.tokens, part.weight)

    def of_passages(self) -> Features:
        """One array of one number a passage for each feature of passages."""
        index = self.index
        subject = np.zeros(len(index.documents_of))
        for document, named in self._named.items():
            if named.whole:
                worth = sum(index.singles.idf(c) for c in index.subjects.of(document) if c in index.singles)
                subject[np.asarray(index.documents_of) == document] = worth
        return {
            "words": index.passages.scores(self.query.words),
            "joined": index.best_of(self._all["joined"]),
            "pairs": index.best_of(self._all["pairs"]),
            "subject": subject,
        }

    def around(self) -> Scores:
        """The best of a passage's sentences by other words, one number a passage."""
        return self.index.best_of(self._concepts)

    def of_sentences(self, entries: Sequence[int], folded: Sequence[str], passages: Scores) -> Features:
        """One array for each feature of sentences, in the order of `entries`, whose folded texts are `folded`.

        `passages` are the scores of all passages.
        """
        index = self.index
        own, opening = self._told_apart()
        at = [index.entries[entry].passage for entry in entries]
        found = {
            "passage": passages[at],
            "around": self.around()[at],
            **{name: values[entries] for name, values in own.items()},
            "concepts": self._concepts[entries],
            "opening": opening[entries],
        }
        for cue in self.query.cues:
            found[SHOWS + cue.name] = np.array([float(bool(cue.shown.search(text))) for text in folded])
        return found

    def _told_apart(self) -> tuple[dict[str, Scores], Scores]:
        """The sentences by their own terms, and which of them open a document that the question names.

        The sentences of a document whose subject the question names are told apart by the rest of the question, at the
        level that the whole question gives them.
        """
        index = self.index
        own = {name: values.copy() for name, values in self._own.items()}
        opening = np.zeros(len(index.entries))
        for document, named in self._named.items():
            opening[index.opening[document]] = 1.0
            rest = _own_terms(self.query.fading(FADING).without(named.start, named.end), index)
            self._tell_apart(own, rest, document, named)
        return own, opening

    def _tell_apart(self, own: dict[str, Scores], rest: Features, document: int, named: Named) -> None:
        index = self.index
        for passage, of in enumerate(index.documents_of):
            if of == document:
                span = slice(index.first[passage], index.first[passage + 1])
                for name, values in own.items():
                    values[span] = rest[name][span] + (values[span].max() - rest[name][span].max())


def _own_terms(query: Query, index: Index) -> dict[str, Scores]:
    return {
        "words": index.words.scores(query.words),
        "characters": index.singles.scores(query.singles),
        "pairs": index.pairs.scores(query.pairs),
        "joined": index.joined.scores(query.singles),
    }
