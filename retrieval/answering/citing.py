"""A sentence of the material -> a quote with everything that a citation says."""

import re

from retrieval.answering.cues import Cue, shows
from retrieval.answering.dating import meant
from retrieval.answering.highlights import highlights
from retrieval.answering.material import Material
from retrieval.answering.query import Query
from retrieval.collection import Collection
from retrieval.model import Document, Passage, Quote, Sentence, Span
from retrieval.receipt import issue

LONGEST_TOGETHER = 140
_LEANS = re.compile(
    r"[他她它牠這这那其此]|但|不过|不過|然而|而(?!且是)|因此|所以|于是|於是|同时|同時|另外|此外|并且|並且|也就是|相当于|相當於"
    r"|该|該|前者|后者|後者|对此|對此"
)


def cite(material: Material, entry: int, score: float, asked: Query) -> Quote:
    """Quote a sentence of the index: the words are cut from the file, and nothing about them is changed.

    A sentence that does not read by itself takes the one before it along, and one that does not show what is asked for
    the one behind it, where the two stay short.
    """
    document, passage, sentence = material.document(entry), material.passage(entry), material.sentence(entry)
    whole = material.collection.text(document.file)
    span = readable_span(whole, passage, sentence, asked.cue)
    marked = highlights(whole[span.start : span.end], asked, material.analyzer)
    return _quote(material.collection, document, span, score=score, highlights=marked, at=(passage, sentence))


def cite_words(material: Material, entry: int, places: tuple[tuple[int, int], ...]) -> Quote:
    """Quote a sentence of the index alone, with some places of it marked."""
    document, passage, sentence = material.document(entry), material.passage(entry), material.sentence(entry)
    at = (passage, sentence)
    return _quote(material.collection, document, sentence, score=1.0, highlights=places, at=at)


def cite_metadata(material: Material, document: int, span: Span, score: float) -> Quote:
    """Quote the slice in which a file states something of a document; all of it is what was asked for."""
    found = material.collection.documents[document]
    return _quote(material.collection, found, span, score=score, highlights=((0, span.end - span.start),))


def _quote(
    collection: Collection,
    document: Document,
    span: Span,
    *,
    score: float,
    highlights: tuple[tuple[int, int], ...],
    at: tuple[Passage, Sentence] | None = None,
) -> Quote:
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


def readable_span(text: str, passage: Passage, sentence: Sentence, cue: Cue | None) -> Span:
    """The sentence, or two where one does not do.

    Where it does not show the kind of answer that is asked for and the next one does, the two; where it begins with
    what only the one before it explains, that one and it.
    """
    at = passage.sentences.index(sentence)
    after = passage.sentences[at + 1] if at + 1 < len(passage.sentences) else None
    if (
        cue
        and after
        and after.role == sentence.role == "text"
        and not text[sentence.end : after.start].strip(" ")
        and after.end - sentence.start <= LONGEST_TOGETHER
        and not shows(cue, text[sentence.start : sentence.end])
        and shows(cue, text[after.start : after.end])
    ):
        return Span(start=sentence.start, end=after.end)
    before = passage.sentences[at - 1] if at else None
    if (
        before is None
        or before.role != sentence.role
        or not _LEANS.match(text, sentence.start, sentence.end)
        or text[before.end : sentence.start].strip(" ")
        or sentence.end - before.start > LONGEST_TOGETHER
    ):
        return sentence
    return Span(start=before.start, end=sentence.end)
