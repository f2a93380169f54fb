"""Documents of a collection, opened for reading."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from retrieval.collection import Collection, Omission, SourceFile, Unread
from retrieval.errors import SourceUnknown
from retrieval.model import Document, Passage
from retrieval.pages.contents import Contents, contents_of_receipt
from retrieval.pages.layout import Layout, lay_out
from retrieval.pages.lines import Line, lines_of
from retrieval.pages.openers import Opener, openers
from retrieval.pages.page import Page, first_of, opening, page
from retrieval.receipt import issue


class Pages:
    """Pages of a collection: its files, documents, sections and lines, and the way from a receipt to them."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    @property
    def documents(self) -> Sequence[Document]:
        """The documents, in the order of their files and of the text."""
        return self._collection.documents

    @property
    def passages(self) -> Sequence[Passage]:
        """The passages of all documents, in their order."""
        return self._collection.passages

    @property
    def files(self) -> Sequence[SourceFile]:
        """The files that were read, in the order of their names."""
        return self._collection.files

    @property
    def omissions(self) -> Sequence[Omission]:
        """The parts left out of the files that were read, in order."""
        return self._collection.omissions

    @property
    def unread(self) -> Sequence[Unread]:
        """The files that were not read, with the reasons: first those that could not be, then those of other kinds."""
        return (*self._collection.unread, *self._collection.passed_over)

    @property
    def version(self) -> str:
        """The version of the folder: another one if anything of its documents differs."""
        return self._collection.version

    def origin(self, file: str) -> str | None:
        """Return None: a folder that is asked alone needs no name."""
        return None

    def replaced_on(self, file: str) -> date | None:
        """Return None: a folder holds no older versions that are known as such."""
        return None

    def holds(self, file: str) -> bool:
        """Return True if a file of that name was read."""
        return file in self._collection.by_name

    def text(self, file: str) -> str:
        """Return the text of a file as it stands; raises FileUnknown."""
        return self._collection.text(file)

    def line_of(self, document: Document) -> int | None:
        """Return the line, from 1, on which a document starts in its file; None for a kind without lines."""
        return self._collection.position(document.file, document.start).line

    def document(self, id: str) -> Document:
        """Return the document of that id; raises KeyError if there is none."""
        return self.documents[self._places[id]]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {document.id: at for at, document in enumerate(self.documents)}

    def source(self, number: int) -> Page:
        """Open the first page of a document by its number, from 1; raises SourceUnknown."""
        if not 1 <= number <= len(self.documents):
            raise SourceUnknown(number=number, count=len(self.documents))
        return page(self._collection, first_of(self._collection, number - 1))

    def opening(self, number: int) -> str:
        """Return the receipt that opens a document by its number, which must be one, and stays with it if that
        changes.
        """
        return opening(self._collection, number - 1)

    def samples(self, every: int) -> Iterator[Page]:
        """Every `every`th sentence of the material, the first among them, marked in its passage, in order."""
        at = 0
        for number, passage in enumerate(self._collection.passages):
            for sentence in passage.sentences:
                if at % every == 0:
                    yield page(self._collection, number, sentence)
                at += 1

    def contents(self, receipt: str) -> Contents:
        """Return the sections of the document that a receipt leads into; raises ReceiptMalformed and ReceiptUnknown."""
        return contents_of_receipt(self._collection, receipt)

    def lay_out(self, receipt: str, answer: Sequence[str] = (), first: int = 1) -> Layout:
        """Lay out the whole document that a receipt leads into, with the quotes of an answer marked.

        `answer` are the receipts of its quotes, counted from `first`. Raises ReceiptMalformed and ReceiptUnknown.
        """
        return lay_out(self._collection, receipt, answer, first)

    def receipt_of_line(self, file: str, line: int) -> str:
        """Return the receipt that cites a whole line; `file` may be shortened as in `lines`, whose errors it raises."""
        found = self.lines(file, line, around=0)[0]
        source = self._collection.by_name[found.file]
        return issue(found.file, source.sha256, found.start, found.start + len(found.text), found.text)

    def openers(self) -> Iterator[tuple[Opener, ...]]:
        """Return what first questions can be made of, for each document the best first; the newest documents
        come first.
        """
        return openers(self._collection)

    def lines(self, file: str, line: int, around: int) -> tuple[Line, ...]:
        """Return the line of a file, counted from 1, and up to `around` lines on either side, in order.

        `file` may be shortened to any beginning that only one file has. Raises FileUnknown, FileAmbiguous, LineUnknown.
        """
        return lines_of(self._collection, file, line, around)
