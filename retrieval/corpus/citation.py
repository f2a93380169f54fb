"""Quotes from places of the corpus: the words of the file, with everything that a citation says."""

from retrieval.collection import Collection
from retrieval.corpus.corpus import Material
from retrieval.language.dates import meant
from retrieval.model import Document, Passage, Quote, Sentence, Span
from retrieval.receipt import issue


def cite_words(material: Material, entry: int, places: tuple[tuple[int, int], ...]) -> Quote:
    """Quote a sentence of the index alone, with some places of it marked."""
    document, passage, sentence = material.document(entry), material.passage(entry), material.sentence(entry)
    at = (passage, sentence)
    return quote_of(material.collection, document, sentence, score=1.0, highlights=places, at=at)


def cite_metadata(material: Material, document: int, span: Span, score: float) -> Quote:
    """Quote the slice in which a file states something of a document; all of it is what was asked for."""
    found = material.collection.documents[document]
    return quote_of(material.collection, found, span, score=score, highlights=((0, span.end - span.start),))


def quote_of(
    collection: Collection,
    document: Document,
    span: Span,
    *,
    score: float,
    highlights: tuple[tuple[int, int], ...],
    at: tuple[Passage, Sentence] | None = None,
) -> Quote:
    """Quote a slice of a document's file; `at` is the passage and the sentence that it belongs to."""
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
        section=at[0].section if at else None,
        score=score,
        highlights=highlights,
        receipt=issue(file.name, file.sha256, span.start, span.end, text),
        summary=at is not None and at[1].role == "summary",
        meant=meant(text, document.published),
        remarks=tuple(r.text for r in document.remarks if r.start < span.end and span.start < r.end),
    )
