"""Sections of a document: its table of contents."""

from bisect import bisect_right

from retrieval.collection import Collection
from retrieval.model import Document, Value
from retrieval.pages.page import cited, passage_at, receipt_of, siblings_of
from retrieval.pages.paragraphs import shown_part


class Section(Value):
    """A part of a document: `passage` is the number of its first passage in the document, from 1.

    `title` is the heading as the file writes it, or None; `opening` are the first words; `receipt` opens it.
    """

    title: str | None
    opening: str
    passage: int
    receipt: str


class Contents(Value):
    """The sections of a document in order: at least one, and `at` is the place, from 0, of the one that was asked from.

    Where the document has no headings at all, every passage is a section.
    """

    document: Document
    sections: tuple[Section, ...]
    at: int


def contents_of_receipt(collection: Collection, receipt: str) -> Contents:
    """Return the sections of the document that a receipt leads into; raises what `page_of_receipt` raises."""
    place, file = cited(collection, receipt)
    asked = passage_at(collection, file.name, place.start)
    own = siblings_of(collection, asked)
    headed = any(collection.passages[n].section for n in own)
    firsts = [
        n
        for n in own
        if n == own[0] or not headed or collection.passages[n].section != collection.passages[n - 1].section
    ]
    return Contents(
        document=collection.document_of(collection.passages[asked]),
        sections=tuple(_section(collection, n, n - own[0] + 1) for n in firsts),
        at=bisect_right(firsts, asked) - 1,
    )


def _section(collection: Collection, number: int, passage: int) -> Section:
    first = collection.passages[number]
    sentence = first.sentences[0]
    text = collection.text(collection.document_of(first).file)
    return Section(
        title=first.section,
        opening=shown_part(text, sentence, sentence.start, sentence.end),
        passage=passage,
        receipt=receipt_of(collection, first),
    )
