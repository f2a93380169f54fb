"""Question -> answer: ranks, chooses what to quote, and says plainly when nothing was found."""

from collections.abc import Sequence
from typing import Literal

from retrieval.answering.choosing import choose
from retrieval.answering.citing import cite, cite_metadata
from retrieval.answering.cues import shows
from retrieval.answering.material import Material
from retrieval.answering.phrase import find_phrase, quoted_phrase
from retrieval.answering.provenance import provenance
from retrieval.answering.query import Query, query
from retrieval.answering.ranking import Ranked, rank
from retrieval.answering.silence import evidence, is_enough, is_small_talk, missing_words
from retrieval.model import Answer, Quote

MOST_QUOTES = 3
NEAREST = 3
# How many of the best sentences may bear the answer where the first ones do not.
LEADING = 3
# A quote with this share of the best one's score speaks of the same thing.
NEARLY = 0.75


def answer(question: str, history: Sequence[str], material: Material, most: int = MOST_QUOTES, skip: int = 0) -> Answer:
    """Answer a question from the material by at most `most` quotes behind the first `skip`; raises QuestionError."""
    if is_small_talk(question):
        return Answer(question=question, status="not_found", small_talk=True)
    phrase = quoted_phrase(question)
    if phrase:
        return _behind(find_phrase(question, phrase, material, skip + most + 1), most, skip)
    asked = query(question, history, material.index, material.analyzer, material.lexicon)
    ranked = rank(asked, material.index, material.words)
    own = provenance(question, asked, material.collection, material.index)
    leading = next((found for found in ranked[:LEADING] if _bears(question, asked, found, material)), None)
    if own is None and leading is None:
        nearest = dict.fromkeys(material.document(found.entry).id for found in ranked)
        missing = missing_words(asked, material.index)
        return Answer(question=question, status="not_found", nearest=tuple(nearest)[:NEAREST], missing=missing)
    quotes: list[Quote] = []
    if own:
        best = ranked[0].score if ranked else 1.0
        quotes.append(cite_metadata(material, own.document, own.span, best))
    first = [leading] if leading else []
    for found in choose(question, [*first, *(r for r in ranked if r is not leading)], material.index, material.words):
        quote = cite(material, found.entry, found.score, asked)
        if len(quotes) <= skip + most and not any(_overlap(quote, other) for other in quotes):
            quotes.append(quote)
    differing = () if skip else _differing(asked, quotes[:most])
    whole = Answer(question=question, status="answered", quotes=tuple(quotes), differing=differing)
    return _behind(whole, most, skip)


def _behind(found: Answer, most: int, skip: int) -> Answer:
    """The same answer with `most` of its quotes from behind the first `skip`; nothing found where there are none."""
    if found.status == "not_found":
        return found
    quotes, more = found.quotes[skip : skip + most], len(found.quotes) > skip + most
    status: Literal["answered", "not_found"] = "answered" if quotes else "not_found"
    return found.model_copy(update={"status": status, "quotes": quotes, "skipped": skip, "more": more})


def _differing(asked: Query, quotes: Sequence[Quote]) -> tuple[int, ...]:
    """Quotes about as good as the first whose figures come from different documents; none where only one has any.

    They may be of different times, or contradict each other: that is for the reader to see.
    """
    if not asked.wants_figure or asked.cue is None or not quotes:
        return ()
    near = [quote.score >= NEARLY * quotes[0].score and shows(asked.cue, quote.text) for quote in quotes]
    found = [number for number, good in enumerate(near, 1) if good]
    return tuple(found) if len({quotes[number - 1].document for number in found}) > 1 else ()


def _bears(question: str, asked: Query, found: Ranked, material: Material) -> bool:
    """Whether a sentence's passage bears an answer."""
    passage = material.index.entries[found.entry].passage
    known = evidence(question, asked, passage, material.collection, material.index, material.lexicon)
    return is_enough(known, question, follows=len(asked.parts) > 1)


def _overlap(quote: Quote, other: Quote) -> bool:
    return quote.file == other.file and quote.start < other.end and other.start < quote.end
