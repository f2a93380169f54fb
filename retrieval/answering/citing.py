"""A sentence of the material -> a quote with everything that a citation says."""

import re

from retrieval.answering.highlights import highlights
from retrieval.answering.query import Query
from retrieval.collection import Collection
from retrieval.language.analysis import Analyzer
from retrieval.model import Passage, Quote, Sentence, Span
from retrieval.receipt import issue

LONGEST_TOGETHER = 120
_LEANS = re.compile(
    r"[他她它牠這这那其此]|但|不过|不過|然而|而(?!且是)|因此|所以|于是|於是|同时|同時|另外|此外|并且|並且|也就是|相当于|相當於"
    r"|该|該|前者|后者|後者|对此|對此"
)


def cite(
    collection: Collection, passage: Passage, sentence: Sentence, score: float, asked: Query, analyzer: Analyzer
) -> Quote:
    """Quote a sentence of a passage: the words are cut from the file, and nothing about them is changed.

    A sentence that does not read by itself takes the one before it along, where the two stay short.
    """
    span = _readable(collection, passage, sentence)
    document = collection.document_of(passage)
    file = collection.by_name[document.file]
    text = file.text[span.start : span.end]
    return Quote(
        start=span.start,
        end=span.end,
        text=text,
        file=document.file,
        line=collection.line(document.file, span.start),
        document=document.id,
        title=document.title,
        author=document.author,
        publisher=document.publisher,
        published=document.published,
        url=document.url,
        section=passage.section,
        score=score,
        highlights=highlights(text, asked, analyzer),
        receipt=issue(file.name, file.sha256, span.start, span.end, text),
        summary=sentence.role == "summary",
        remarks=tuple(r.text for r in document.remarks if r.start < span.end and span.start < r.end),
    )


def _readable(collection: Collection, passage: Passage, sentence: Sentence) -> Span:
    """The sentence, or it and the one before it where it begins with what only that one explains."""
    text = collection.text(collection.document_of(passage).file)
    at = passage.sentences.index(sentence)
    before = passage.sentences[at - 1] if at else None
    if (
        before is None
        or before.role != sentence.role
        or not _LEANS.match(text, sentence.start, sentence.end)
        or text[before.end : sentence.start].strip()
        or sentence.end - before.start > LONGEST_TOGETHER
    ):
        return sentence
    return Span(start=before.start, end=sentence.end)
