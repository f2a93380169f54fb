"""Question -> answer: ranks, chooses what to quote, and says plainly when nothing was found."""

from collections.abc import Sequence

from retrieval.answering.choosing import choose
from retrieval.answering.citing import cite, cite_metadata
from retrieval.answering.provenance import provenance
from retrieval.answering.query import Query, query
from retrieval.answering.ranking import Ranked, rank
from retrieval.answering.silence import evidence, is_enough, is_small_talk
from retrieval.collection import Collection
from retrieval.index.index import Index
from retrieval.language.analysis import Analyzer
from retrieval.language.lexicon import Lexicon
from retrieval.model import Answer, Quote

MOST_QUOTES = 3
NEAREST = 3
# How many of the best sentences may bear the answer where the first ones do not.
LEADING = 3


def answer(
    question: str,
    history: Sequence[str],
    collection: Collection,
    index: Index,
    analyzer: Analyzer,
    lexicon: Lexicon,
) -> Answer:
    """Answer a question from the collection; raises QuestionError where it cannot be searched."""
    if is_small_talk(question):
        return Answer(question=question, status="not_found", small_talk=True)
    asked = query(question, history, index, analyzer, lexicon)

    def words(entry: int) -> str:
        return _words(entry, collection, index)

    ranked = rank(asked, index, words)
    own = provenance(question, asked, collection, index)
    leading = next((r for r in ranked[:LEADING] if _bears(question, asked, r, collection, index, lexicon)), None)
    if own is None and leading is None:
        documents = dict.fromkeys(collection.passages[index.entries[r.entry].passage].document for r in ranked)
        nearest = tuple(collection.documents[number].id for number in list(documents)[:NEAREST])
        return Answer(question=question, status="not_found", nearest=nearest)
    best = ranked[0].score if ranked else 1.0
    quotes = [cite_metadata(collection, collection.documents[own.document], own.span, best)] if own else []
    first = [leading] if leading else []
    for choice in choose(question, [*first, *(r for r in ranked if r is not leading)], index, words):
        entry = index.entries[choice.entry]
        passage = collection.passages[entry.passage]
        quote = cite(collection, passage, entry.sentence, choice.score, asked, analyzer)
        if len(quotes) < MOST_QUOTES and not any(_overlap(quote, other) for other in quotes):
            quotes.append(quote)
    return Answer(question=question, status="answered", quotes=tuple(quotes))


def _bears(question: str, asked: Query, best: Ranked, collection: Collection, index: Index, lexicon: Lexicon) -> bool:
    """Whether the best sentence's passage bears an answer."""
    found = evidence(question, asked, index.entries[best.entry].passage, collection, index, lexicon)
    return is_enough(found, question, follows=len(asked.parts) > 1)


def _overlap(quote: Quote, other: Quote) -> bool:
    return quote.file == other.file and quote.start < other.end and other.start < quote.end


def _words(entry: int, collection: Collection, index: Index) -> str:
    found = index.entries[entry]
    file = collection.document_of(collection.passages[found.passage]).file
    return collection.text(file)[found.sentence.start : found.sentence.end]
