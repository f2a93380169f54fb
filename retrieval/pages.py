"""Passages opened for reading: the way from a citation back into its document."""

from bisect import bisect_right

from retrieval.collection import Collection
from retrieval.errors import ReceiptUnknown
from retrieval.model import Page, Passage, Piece, Sentence, Span
from retrieval.receipt import Receipt, issue, parse


def page_of_receipt(collection: Collection, receipt: str) -> Page:
    """Open the passage that a receipt cites, with the quote marked.

    Where the file has changed since, nothing is marked unless the same words still stand at the same place, and the
    page is the one nearest to it. Raises ReceiptMalformed, and ReceiptUnknown where the file is not in the collection.
    """
    place = parse(receipt)
    file = next((file for file in collection.files if place.is_of_file(file.name)), None)
    if file is None:
        raise ReceiptUnknown(receipt=receipt[:80])
    changed = not place.is_of_version(file.sha256)
    stands = place.is_of_words(file.text[place.start : place.end])
    number = passage_at(collection, file.name, place.start)
    return page(collection, number, _mark(place) if stands else None, changed=changed and not stands)


def passage_at(collection: Collection, file: str, at: int) -> int:
    """The place in the collection of the passage that holds an address, or of the nearest before it, else after it."""
    numbers = [n for n, p in enumerate(collection.passages) if collection.document_of(p).file == file]
    starts = [collection.passages[n].start for n in numbers]
    return numbers[max(0, bisect_right(starts, at) - 1)]


def page(collection: Collection, number: int, mark: Span | None = None, *, changed: bool = False) -> Page:
    """Open a passage by its place in the collection, with a span of its file marked."""
    passage = collection.passages[number]
    document = collection.document_of(passage)
    siblings = [n for n, other in enumerate(collection.passages) if other.document == passage.document]
    at = siblings.index(number)
    return Page(
        document=document,
        section=passage.section,
        number=at + 1,
        total=len(siblings),
        line=collection.line(document.file, passage.start),
        pieces=_pieces(collection.text(document.file), passage, mark),
        receipt=_receipt(collection, passage),
        before=_receipt(collection, collection.passages[siblings[at - 1]]) if at else None,
        after=_receipt(collection, collection.passages[siblings[at + 1]]) if at + 1 < len(siblings) else None,
        changed=changed,
    )


def _mark(place: Receipt) -> Span:
    return Span(start=place.start, end=place.end)


def _receipt(collection: Collection, passage: Passage) -> str:
    """The receipt of an empty slice at a passage's beginning: a place to read, nothing to mark."""
    file = collection.by_name[collection.document_of(passage).file]
    return issue(file.name, file.sha256, passage.start, passage.start, "")


def _pieces(text: str, passage: Passage, mark: Span | None) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    end = passage.start
    for sentence in passage.sentences:
        gap = _gap(text[end : sentence.start])
        for start, stop, marked in _cut(sentence, mark):
            pieces.append(Piece(text=text[start:stop], gap=gap, marked=marked, role=sentence.role))
            gap = ""
        end = sentence.end
    return tuple(pieces)


def _gap(between: str) -> str:
    if "\n" in between:
        return "\n"
    return " … " if between.strip() else between


def _cut(sentence: Sentence, mark: Span | None) -> list[tuple[int, int, bool]]:
    """The parts of a sentence before, in and after the mark, without empty ones."""
    start = min(max(mark.start, sentence.start), sentence.end) if mark else sentence.end
    end = max(min(mark.end, sentence.end), start) if mark else sentence.end
    parts = [(sentence.start, start, False), (start, end, True), (end, sentence.end, False)]
    return [part for part in parts if part[0] < part[1]]
