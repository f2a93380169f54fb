"""Question -> answer: ranks, chooses what to quote, and says plainly when nothing was found."""

from collections.abc import Sequence

from retrieval.answering.citing import cite
from retrieval.answering.query import Query, query
from retrieval.answering.ranking import Ranked, rank
from retrieval.collection import Collection
from retrieval.index.index import Index
from retrieval.language.analysis import Analyzer
from retrieval.language.folding import fold
from retrieval.model import Answer

MOST_QUOTES = 3
# A sentence with less than this share of the best one's score says nothing that the best does not say better.
WORTH_QUOTING = 0.5
# With less than this share of the question's weight in its best passage, the material does not speak of the thing.
COVERED = 0.2
NEAREST = 3


def answer(question: str, history: Sequence[str], collection: Collection, index: Index, analyzer: Analyzer) -> Answer:
    """Answer a question from the collection; raises QuestionError where it cannot be searched."""
    asked = query(question, history, analyzer)
    ranked = rank(asked, index, lambda entry: _words(entry, collection, index))
    documents = list(dict.fromkeys(collection.passages[index.entries[r.entry].passage].document for r in ranked))
    if not ranked or _covered(asked, ranked[0], index) < COVERED:
        nearest = tuple(collection.documents[number].id for number in documents[:NEAREST])
        return Answer(question=question, status="not_found", nearest=nearest)
    quotes = tuple(
        cite(
            collection,
            collection.passages[index.entries[choice.entry].passage],
            index.entries[choice.entry].sentence,
            choice.score,
            asked,
            analyzer,
        )
        for choice in _choose(ranked, collection, index)
    )
    return Answer(question=question, status="answered", quotes=quotes)


def _choose(ranked: Sequence[Ranked], collection: Collection, index: Index) -> list[Ranked]:
    """The best few that differ in their words and are worth quoting beside the best."""
    chosen: list[Ranked] = []
    seen: set[str] = set()
    for candidate in ranked:
        words = fold(_words(candidate.entry, collection, index))
        if len(chosen) == MOST_QUOTES or candidate.score < WORTH_QUOTING * ranked[0].score:
            break
        if words not in seen:
            chosen.append(candidate)
            seen.add(words)
    return chosen


def _words(entry: int, collection: Collection, index: Index) -> str:
    found = index.entries[entry]
    file = collection.document_of(collection.passages[found.passage]).file
    return collection.text(file)[found.sentence.start : found.sentence.end]


def _covered(asked: Query, best: Ranked, index: Index) -> float:
    """The share of the question's weight, by idf of its words, that stands in the best sentence's passage."""
    passage = index.entries[best.entry].passage
    words = set(asked.terms.words)
    weight = sum(index.passages.words.idf(word) for word in words)
    here = sum(index.passages.words.idf(w) for w in words if index.passages.words.scores([w], [passage])[0] > 0)
    return here / weight if weight else 0.0
