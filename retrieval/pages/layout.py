"""A document laid out for reading: a receipt, and those of its answer -> paragraphs with the quotes marked.

Very long documents come in leaves, of which one is laid out; `retrieval.pages.page` opens single passages instead.
"""

from collections.abc import Sequence

from retrieval.collection import Collection
from retrieval.errors import PlaceError
from retrieval.model import Document, Passage, Position, Span, Value
from retrieval.pages.contents import Contents, contents_of_receipt
from retrieval.pages.page import cited, passage_at, position_in, receipt_of, siblings_of
from retrieval.pages.paragraphs import Paragraph, paragraphs, shown_part
from retrieval.receipt import Receipt, parse

_LEAF = 200  # passages that are laid out at once: some fifty thousand characters


class CitedQuote(Value):
    """A quote of the answer by its number: its words as they are shown, their place, and if it is in the paragraphs.

    Of a message, `speaker` wrote it at `said_at`.
    """

    number: int
    receipt: str
    words: str
    document: Document
    line: int
    position: Position = Position()
    speaker: str | None = None
    said_at: str | None = None
    span: Span
    here: bool


class Layout(Value):
    """A document laid out around a receipt.

    `quotes` are those whose words stand where they were quoted, `lost` counts the others, `opened` is the number of the
    one that was asked for, or None. `changed` says that it is one of the lost, so that the place is only near.
    `headings` are the lines on which the sections start, one for each of `contents`. `earlier` and `later` are receipts
    that open the leaves before and after.
    """

    document: Document
    paragraphs: tuple[Paragraph, ...]
    contents: Contents
    headings: tuple[int, ...]
    quotes: tuple[CitedQuote, ...]
    opened: int | None
    changed: bool
    lost: int
    earlier: str | None
    later: str | None


def lay_out(collection: Collection, receipt: str, answer: Sequence[str] = (), first: int = 1) -> Layout:
    """Lay out the document that a receipt leads into, with the quotes of the answer marked.

    `answer` are the receipts of the answer's quotes in order, counted from `first`; the receipt asked for comes before
    them where it is not one of them and cites any words. Raises ReceiptMalformed and ReceiptUnknown for that one;
    others that lead nowhere are lost.
    """
    place, file = cited(collection, receipt)
    number = passage_at(collection, file.name, place.start)
    passage = collection.passages[number]
    siblings = siblings_of(collection, number)
    at = siblings.index(number) // _LEAF * _LEAF
    leaf = [collection.passages[n] for n in siblings[at : at + _LEAF]]
    asked = list(dict.fromkeys(one.strip().lower() for one in answer))
    own = receipt.strip().lower()
    if own not in asked and place.start < place.end:
        asked.insert(0, own)
    found = [_quote(collection, one, n, leaf) for n, one in enumerate(asked, first)]
    quotes = tuple(quote for quote in found if quote)
    marked = {quote.number: quote.span for quote in quotes if quote.here}
    contents = contents_of_receipt(collection, receipt)
    opened = next((quote.number for quote in quotes if quote.receipt == own), None)
    return Layout(
        document=collection.document_of(passage),
        paragraphs=paragraphs(collection, leaf, marked, place.start),
        contents=contents,
        headings=tuple(collection.line(file.name, parse(section.receipt).start) for section in contents.sections),
        quotes=quotes,
        opened=opened,
        changed=opened is None and place.start < place.end,
        lost=len(found) - len(quotes),
        earlier=receipt_of(collection, collection.passages[siblings[at - _LEAF]]) if at else None,
        later=receipt_of(collection, collection.passages[siblings[at + _LEAF]]) if at + _LEAF < len(siblings) else None,
    )


def _quote(collection: Collection, receipt: str, number: int, leaf: Sequence[Passage]) -> CitedQuote | None:
    """Return the quote that a receipt cites; None where its words stand no longer where they were."""
    try:
        place, file = cited(collection, receipt)
    except PlaceError:
        return None
    words = file.text[place.start : place.end]
    if not words or not place.is_of_words(words):
        return None
    passage = collection.passages[passage_at(collection, file.name, place.start)]
    unit = next((one.unit for one in passage.sentences if one.start <= place.start < one.end), None)
    return CitedQuote(
        number=number,
        receipt=receipt,
        words=_shown(file.text, passage, place),
        document=collection.document_of(passage),
        line=collection.line(file.name, place.start),
        position=position_in(collection, passage, place.start),
        speaker=unit.speaker if unit else None,
        said_at=unit.said_at if unit else None,
        span=Span(start=place.start, end=place.end),
        here=passage in leaf
        and any(one.start < place.end and place.start < one.end for its in leaf for one in its.sentences),
    )


def _shown(text: str, passage: Passage, place: Receipt) -> str:
    """Return the words of a place, which is in a passage, as they are shown."""
    pieces, end = [], place.start
    for sentence in passage.sentences:
        start, stop = max(sentence.start, place.start), min(sentence.end, place.end)
        if start < stop:
            pieces += [text[end:start], shown_part(text, sentence, start, stop)]
            end = stop
    return "".join([*pieces, text[end : place.end]])
