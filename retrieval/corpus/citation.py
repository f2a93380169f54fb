"""Quotes from places of the corpus: the words of the file, with everything that a citation says."""

from collections.abc import Iterator, Sequence

from retrieval.collection import Collection
from retrieval.corpus.corpus import Material
from retrieval.documents.formats.subtitles import timing_of
from retrieval.documents.tables import cells_of, columns_over, value_of
from retrieval.language.dates import meant
from retrieval.model import Cell, Document, Passage, Place, Position, Quote, Sentence, Span, Unit
from retrieval.receipt import issue
from retrieval.shown import Slice


def cite_words(material: Material, entry: int, places: tuple[tuple[int, int], ...]) -> Quote:
    """Quote a sentence of the index alone, with some places of it marked."""
    document, passage, sentence = material.document(entry), material.passage(entry), material.sentence(entry)
    at = (passage, sentence)
    return quote_of(material.collection, document, sentence, score=1.0, highlights=places, at=at)


def cite_cues(material: Material, entry: int, span: Span) -> list[Quote]:
    """Quote the cues of a sentence over several cues that reach into a slice of the file.

    Each has the time at which the first of them begins, which is where the slice is found.
    """
    document, passage, sentence = material.document(entry), material.passage(entry), material.sentence(entry)
    text = material.collection.text(document.file)
    bounds = [cut for cut in sentence.markup if timing_of(text[cut.start : cut.end])]
    starts = [sentence.start, *(cut.end for cut in bounds)]
    ends = [*(cut.start for cut in bounds), sentence.end]
    clocks = [
        sentence.unit.said_at if sentence.unit else None,
        *(timing_of(text[cut.start : cut.end]) for cut in bounds),
    ]
    quotes: list[Quote] = []
    for start, end, clock in zip(starts, ends, clocks, strict=True):
        first, last = max(start, span.start), min(end, span.end)
        if first < last:
            cue, places = Span(start=start, end=end), ((first - start, last - start),)
            found = quote_of(material.collection, document, cue, score=1.0, highlights=places, at=(passage, sentence))
            begins = quotes[0].said_at if quotes else clock
            quotes.append(found.model_copy(update={"said_at": begins, "position": Position(time=begins)}))
    return quotes


def cite_metadata(material: Material, document: int, span: Span, score: float) -> Quote:
    """Quote the slice in which a file states something of a document; all of it is what was asked for."""
    found = material.collection.documents[document]
    return quote_of(material.collection, found, span, score=score, highlights=((0, span.end - span.start),))


def place_of(collection: Collection, document: Document, span: Span) -> Place:
    """Return where a slice of a document's file stands."""
    file = collection.by_name[document.file]
    return Place(
        document=document.id,
        title=document.title,
        file=file.name,
        line=collection.line(file.name, span.start),
        receipt=issue(file.name, file.sha256, span.start, span.end, file.text[span.start : span.end]),
    )


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
    unit = at[1].unit if at else None
    markup = _markup(collection, document, span, at[0], unit) if at else ()
    stands = collection.position(document.file, span.start)
    return Quote(
        start=span.start,
        end=span.end,
        text=text,
        file=document.file,
        line=stands.line,
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
        position=collection.position(document.file, span.start, unit) if unit else stands,
        summary=at is not None and at[1].role == "summary",
        meant=meant(text, document.published),
        remarks=tuple(r.text for r in document.remarks if r.start < span.end and span.start < r.end),
        markup=markup,
        row=_row(file.text, span, markup, unit) if unit and unit.kind == "row" else (),
        speaker=unit.speaker if unit else None,
        said_at=unit.said_at if unit else None,
    )


def _markup(
    collection: Collection, document: Document, span: Span, passage: Passage, unit: Unit | None
) -> tuple[Slice, ...]:
    """Return the slices of a quote that are not shown: markup in its sentences, and what is between them but
    white space.
    """
    text = collection.text(document.file)
    whole = span.start >= passage.start and max(span.end, unit.end if unit else 0) <= passage.end
    parts = passage.sentences if whole else _sentences(collection, document, span)
    cuts, end = list[Slice](), span.start
    for sentence in parts:
        if sentence.start >= span.end or sentence.end <= span.start:
            continue
        between = text[end : sentence.start]
        if between.strip():
            start = end + len(between) - len(between.lstrip())
            cuts.append((start, start + len(between.strip())))
        cuts += [(max(cut.start, span.start), min(cut.end, span.end)) for cut in sentence.markup]
        end = sentence.end
    return tuple((start - span.start, stop - span.start) for start, stop in cuts if start < stop)


def _sentences(collection: Collection, document: Document, span: Span) -> Iterator[Sentence]:
    """Yield the sentences of a file that reach into a slice of it."""
    for at in collection.passages_of(document.file):
        passage = collection.passages[at]
        if passage.start < span.end and span.start < passage.end:
            yield from passage.sentences


def _row(text: str, span: Span, markup: Sequence[Slice], unit: Unit) -> tuple[Cell, ...]:
    """Return the cells of a row, each with its header where the row has as many cells as the table's header."""
    quoted = text[span.start : span.end]
    header = text[unit.context[0].start : unit.context[0].end] if unit.context else ""
    cells = cells_of(quoted)
    names = [column.name for column in columns_over(header, quoted, len(unit.context) - 1)] if header else []
    return tuple(
        Cell(
            header=names[at] if at < len(names) else "",
            value=value_of(quoted, start, end, markup),
            start=start,
        )
        for at, (start, end) in enumerate(cells)
        if start < end
    )
