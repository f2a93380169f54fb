"""A sentence of the material -> a quote with everything that a citation says."""

from retrieval.answering.highlights import highlights
from retrieval.answering.query import Query
from retrieval.collection import Collection
from retrieval.language.analysis import Analyzer
from retrieval.model import Passage, Quote, Span
from retrieval.receipt import issue


def cite(collection: Collection, passage: Passage, span: Span, score: float, asked: Query, analyzer: Analyzer) -> Quote:
    """Quote a span of a passage: the words are cut from the file, and nothing about them is changed."""
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
    )
