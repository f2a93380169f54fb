"""Passages opened for reading: the way from a citation back into its document."""

from bisect import bisect_left, bisect_right

from retrieval.collection import Collection, SourceFile
from retrieval.errors import ReceiptUnknown
from retrieval.model import Document, Passage, Position, Role, Sentence, Span, Value
from retrieval.pages.paragraphs import columns_of, gap_for, introduction, is_row, shown_part
from retrieval.receipt import Receipt, issue, parse


class Piece(Value):
    """A stretch of a page: `gap` is what to show before it ("" | a line break | " … " where something was left out)."""

    text: str
    gap: str
    marked: bool
    role: Role


class Page(Value):
    """A passage opened for reading: `number` of `total` passages of its document, counted from 1.

    The pieces are slices of the file in order, cut at sentences and at both ends of the quote; the marked ones are the
    quote. `receipt` leads back to this page, `before` and `after` to its neighbours where there are any, `quoted` to
    the quote where one is marked. `changed` says that the file is no longer the one that was cited, so that the page
    is only near the place. `remarks` are what the folder's catalog says of the passage.
    """

    document: Document
    section: str | None
    number: int
    total: int
    line: int
    position: Position = Position()
    pieces: tuple[Piece, ...]
    receipt: str
    before: str | None
    after: str | None
    changed: bool = False
    quoted: str | None = None
    remarks: tuple[str, ...] = ()


def page_of_receipt(collection: Collection, receipt: str) -> Page:
    """Open the passage that a receipt cites, with the quote marked.

    Where the file has changed since, nothing is marked unless the same words still stand at the same place, and the
    page is the one nearest to it. Raises ReceiptMalformed, and ReceiptUnknown where the file is not in the collection.
    """
    place, file = cited(collection, receipt)
    changed = not place.is_of_version(file.sha256)
    stands = place.is_of_words(file.text[place.start : place.end])
    number = passage_at(collection, file.name, place.start)
    return page(collection, number, _mark(place) if stands else None, changed=changed and not stands)


def passage_at(collection: Collection, file: str, at: int) -> int:
    """Return the place in the collection of the passage that holds an address, or of the nearest before it,
    else after it.
    """
    numbers = collection.passages_of(file)
    starts = [collection.passages[n].start for n in numbers]
    return numbers[max(0, bisect_right(starts, at) - 1)]


def first_of(collection: Collection, document: int) -> int:
    """Return the place in the collection of a document's first passage."""
    return bisect_left(collection.passages, document, key=_document)


def opening(collection: Collection, document: int) -> str:
    """Return the receipt that opens a document at its beginning."""
    return receipt_of(collection, collection.passages[first_of(collection, document)])


def page(collection: Collection, number: int, mark: Span | None = None, *, changed: bool = False) -> Page:
    """Open a passage by its place in the collection, with a span of its file marked."""
    passage = collection.passages[number]
    document = collection.document_of(passage)
    siblings = siblings_of(collection, number)
    at = siblings.index(number)
    return Page(
        document=document,
        section=passage.section,
        number=at + 1,
        total=len(siblings),
        line=collection.line(document.file, passage.start),
        position=position_in(collection, passage, mark.start if mark else passage.start),
        pieces=_pieces(collection.text(document.file), passage, mark),
        receipt=receipt_of(collection, passage),
        before=receipt_of(collection, collection.passages[siblings[at - 1]]) if at else None,
        after=receipt_of(collection, collection.passages[siblings[at + 1]]) if at + 1 < len(siblings) else None,
        changed=changed,
        quoted=_receipt_of(collection, document.file, mark) if mark and mark.start < mark.end else None,
        remarks=tuple(dict.fromkeys(remark.text for remark in document.remarks if _meet(remark, passage))),
    )


def position_in(collection: Collection, passage: Passage, at: int) -> Position:
    """Return the position in the original of a character of a passage."""
    unit = next((sentence.unit for sentence in passage.sentences if at < sentence.end), None)
    return collection.position(collection.document_of(passage).file, at, unit)


def cited(collection: Collection, receipt: str) -> tuple[Receipt, SourceFile]:
    """Return a receipt, taken apart, and the file that it cites; raises ReceiptMalformed and ReceiptUnknown."""
    place = parse(receipt)
    name = next((name for name in collection.by_name if place.is_of_file(name)), None)
    if name is None:
        raise ReceiptUnknown(receipt=receipt[:80])
    return place, collection.by_name[name]


def siblings_of(collection: Collection, number: int) -> list[int]:
    """Return the places of all passages of a passage's document, which stand in a row."""
    document = collection.passages[number].document
    end = bisect_right(collection.passages, document, key=_document)
    return list(range(first_of(collection, document), end))


def _meet(remark: Span, passage: Span) -> bool:
    return remark.start < passage.end and passage.start < remark.end


def _document(passage: Passage) -> int:
    return passage.document


def _mark(place: Receipt) -> Span:
    return Span(start=place.start, end=place.end)


def receipt_of(collection: Collection, passage: Passage) -> str:
    """Return the receipt of an empty slice at a passage's beginning: a place to read, nothing to mark."""
    return _receipt_of(collection, collection.document_of(passage).file, Span(start=passage.start, end=passage.start))


def _receipt_of(collection: Collection, name: str, span: Span) -> str:
    file = collection.by_name[name]
    return issue(file.name, file.sha256, span.start, span.end, file.text[span.start : span.end])


def _pieces(text: str, passage: Passage, mark: Span | None) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    end = passage.start
    last: Sentence | None = None
    for sentence in passage.sentences:
        row = last is not None and (is_row(sentence) or is_row(last))
        gap = gap_for(text[end : sentence.start], row=row) + introduction(sentence, last)
        if _is_first_row(sentence, last, passage):
            gap += columns_of(text, sentence) + "\n"
        last = sentence
        for start, stop, marked in _cut(sentence, mark):
            pieces.append(
                Piece(text=shown_part(text, sentence, start, stop), gap=gap, marked=marked, role=sentence.role)
            )
            gap = ""
        end = sentence.end
    return tuple(pieces)


def _is_first_row(sentence: Sentence, last: Sentence | None, passage: Passage) -> bool:
    """Tell if a sentence is the first row in a passage of a table whose header is in an earlier one."""
    header = sentence.unit.context[0] if sentence.unit and is_row(sentence) and sentence.unit.context else None
    before = last.unit.context[:1] if last and last.unit else ()
    return header is not None and header.end <= passage.start and header not in before


def _cut(sentence: Sentence, mark: Span | None) -> list[tuple[int, int, bool]]:
    """Return the parts of a sentence before, in and after the mark, without empty ones."""
    start = min(max(mark.start, sentence.start), sentence.end) if mark else sentence.end
    end = max(min(mark.end, sentence.end), start) if mark else sentence.end
    parts = [(sentence.start, start, False), (start, end, True), (end, sentence.end, False)]
    return [part for part in parts if part[0] < part[1]]
