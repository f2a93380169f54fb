"""The one object that answers for a folder of documents."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from retrieval.ask.answer import MOST_QUOTES, answer
from retrieval.ask.explain import Explanation, explain
from retrieval.ask.query import readable
from retrieval.cache.build import indexed
from retrieval.cache.cache import Holding, Keeper
from retrieval.collection import Omission, SourceFile, Unread
from retrieval.corpus.corpus import Material
from retrieval.documents.convert.store import Conversions
from retrieval.documents.reader import FolderReader
from retrieval.errors import SourceUnknown
from retrieval.language.dictionary import kept_dictionary
from retrieval.language.lexicon import Lexicon
from retrieval.language.tokenizer import Analyzer
from retrieval.model import Answer, Document, Passage
from retrieval.pages.contents import Contents, contents_of_receipt
from retrieval.pages.layout import Layout, lay_out, receipt_of_line
from retrieval.pages.lines import Line, lines_of
from retrieval.pages.openers import Opener, openers
from retrieval.pages.page import Page, first_of, opening, page, page_of_receipt
from retrieval.runtime import Progress, unseen

# Whoever only asks does not wait for what the rest needs: it is imported when it is first used.
if TYPE_CHECKING:
    from retrieval.check.checker import Checker
    from retrieval.check.examine import Checked
    from retrieval.check.verdict import Verdict
    from retrieval.facts.timeline import Timeline, Timelines
    from retrieval.index.remote import Milvus, Remote
    from retrieval.lookup.count import Occurrences
    from retrieval.lookup.locate import Location, Locator
    from retrieval.lookup.verify import Verification

_Timed = TypeVar("_Timed", "Answer", "Verdict", "Location", "Occurrences", "Timeline")


class Library:
    """A folder of documents, read and indexed; it never changes, so any number of threads may ask it."""

    def __init__(
        self,
        reader: FolderReader,
        analyzer: Analyzer,
        holding: Holding,
        keeper: Keeper | None = None,
        remote: "Remote | None" = None,
    ) -> None:
        self._reader, self._analyzer = reader, analyzer
        self._collection, self._index, self._lexicon = holding.collection, holding.index, holding.lexicon
        self._container, self._remote = holding.container, remote
        if remote:
            self._index = holding.index.searched_by(remote.postings)
        self.keeper = keeper

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        cache: Path | None = None,
        index: Path | None = None,
        progress: Progress = unseen,
        milvus: "Milvus | None" = None,
    ) -> "Library":
        """Open a folder, from its index below the folder `index` where that is of the folder as it is.

        Otherwise it is read and indexed, and the index is kept there; without `index` none is kept. `cache` is a folder
        of this user's own where the dictionary's parsed form is kept. With `milvus`, the passages that may answer a
        question are looked for there, and the answers are the same. Raises FolderMissing, FolderEmpty or
        FolderUnreadable where there is nothing to answer from, CatalogError, and IndexUnreachable.
        """
        reader, analyzer = FolderReader(folder), Analyzer(cache, words=kept_dictionary(cache))
        keeper = Keeper(index, folder) if index else None
        if keeper:
            reader.conversions = Conversions(keeper.conversions)
            holding = keeper.holding(reader, analyzer, progress)
        else:
            holding = _read(reader, analyzer, progress)
        return cls(reader, analyzer, holding, keeper, milvus.hold(holding.index.bounds) if milvus else None)

    @classmethod
    def read(cls, reader: FolderReader, analyzer: Analyzer, progress: Progress = unseen) -> "Library":
        """Return the library of what a reader reads now; raises what the reader raises."""
        return cls(reader, analyzer, _read(reader, analyzer, progress))

    def reread(self) -> "Library":
        """Return the library of the folder as it is now: this one where nothing changed, else a new one beside it.

        Only changed files are read, and only new sentences analysed. Raises FolderError and CatalogError, and then this
        one is as good as before. One caller at a time.
        """
        holding = self._held_now()
        same = holding.collection.version == self._collection.version and not self.is_truncated
        if same and holding.collection.passed_over == self._collection.passed_over:
            return self
        remote = self._remote.renewed(holding.index.bounds) if self._remote else None
        return Library(self._reader, self._analyzer, holding, self.keeper, remote)

    @property
    def is_truncated(self) -> bool:
        """Return whether the file of the index was made shorter in its place, so that only a `reread` is of use."""
        return self._container is not None and self._container.is_truncated

    def _held_now(self) -> Holding:
        if self.keeper:
            return self.keeper.holding(self._reader, self._analyzer)
        collection, lexicon = self._reader.read(), Lexicon(self._reader.folder)
        if collection.version == self._collection.version:
            return Holding(replace(self._collection, passed_over=collection.passed_over), self._index, self._lexicon)
        return Holding(collection, indexed(collection, self._analyzer, lexicon, self._index.tokens), lexicon)

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        most: int = MOST_QUOTES,
        skip: int = 0,
        within: str | None = None,
    ) -> Answer:
        """Answer a question by at most `most` quotes; `history` is what was asked before it, oldest first.

        With `skip`, so many of the best quotes are passed over, and the answer is not found if none are left; with
        `within`, the id of a document, only that one is quoted.
        The same question over the same files gives the same answer but for its milliseconds. Raises QuestionEmpty,
        QuestionTooLong, and KeyError if there is no such document.
        """
        material = self.material if within is None else replace(self.material, only=self._places[within])
        earlier = [readable(one) for one in history]
        return _timed(lambda: answer(readable(question), earlier, material, most, skip))

    def explain(self, question: str, history: Sequence[str] = ()) -> Explanation:
        """Return how the answer to a question comes about; raises QuestionEmpty and QuestionTooLong."""
        return explain(readable(question), [readable(earlier) for earlier in history], self.material)

    def check(self, claim: str, progress: Progress = unseen) -> "Verdict":
        """Return what the material says to a claim; the same claim over the same files gives the same verdict.

        Progress counts the sentences of the claim. Raises ClaimEmpty and ClaimTooLong.
        """
        return _timed(lambda: self._checker.check(readable(claim), progress))

    def examine(self, text: str, progress: Progress = unseen) -> "Checked":
        """Check a text that is a claim, words from a document, or both; raises ClaimEmpty and ClaimTooLong."""
        from retrieval.check.examine import examine

        return examine(text, partial(self.locate, progress=progress), partial(self.check, progress=progress))

    def locate(self, text: str, progress: Progress = unseen) -> "Location":
        """Return where a sentence or paragraph stands, word for word or altered; raises ClaimEmpty and ClaimTooLong."""
        return _timed(lambda: self._locator.locate(readable(text), progress))

    def verify(self, receipt: str, words: str | None = None) -> "Verification":
        """Return whether the words that a receipt cites still stand where they stood; raises ReceiptMalformed.

        `words` are those words, where somebody kept them: then what changed about them can be told.
        """
        from retrieval.lookup.verify import verify

        return verify(receipt, words, self.material, self._locator)

    def count(self, phrase: str) -> "Occurrences":
        """Return how often and where a word or phrase stands; raises ClaimEmpty and ClaimTooLong."""
        from retrieval.lookup.count import count

        return _timed(lambda: count(readable(phrase), self.material))

    def timeline(self, term: str) -> "Timeline":
        """Every figure that the material gives for a thing, by date; raises ClaimEmpty and ClaimTooLong."""
        return _timed(lambda: self._timelines.of(readable(term)))

    @cached_property
    def _timelines(self) -> "Timelines":
        from retrieval.facts.timeline import Timelines

        return Timelines(self.material)

    @cached_property
    def _locator(self) -> "Locator":
        from retrieval.lookup.locate import Locator

        return Locator(self.material)

    @cached_property
    def _checker(self) -> "Checker":
        from retrieval.check.checker import Checker

        return Checker(self.material)

    @property
    def material(self) -> Material:
        """Return what answers are made from."""
        return Material(self._collection, self._index, self._analyzer, self._lexicon)

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
        """Return what was left out of the files that were read, in order."""
        return self._collection.omissions

    @property
    def unread(self) -> Sequence[Unread]:
        """The files that were not read, with the reasons: first those that could not be, then those of other kinds."""
        return (*self._collection.unread, *self._collection.passed_over)

    def text(self, file: str) -> str:
        """Return the text of a file as it stands; raises FileUnknown."""
        return self._collection.text(file)

    def line_of(self, document: Document) -> int:
        """Return the line, from 1, on which a document starts in its file."""
        return self._collection.line(document.file, document.start)

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

    def resolve(self, receipt: str) -> Page:
        """Open the place that a receipt cites, also if its words have moved within their file since.

        Raises ReceiptMalformed and ReceiptUnknown.
        """
        opened = page_of_receipt(self._collection, receipt)
        found = self.verify(receipt) if opened.changed else None
        moved = found.now if found and found.status == "moved" and found.file_changed else None
        return page_of_receipt(self._collection, moved) if moved else opened

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
        return receipt_of_line(self._collection, found.file, found.number)

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


def _read(reader: FolderReader, analyzer: Analyzer, progress: Progress) -> Holding:
    collection, lexicon = reader.read(progress), Lexicon(reader.folder)
    return Holding(collection, indexed(collection, analyzer, lexicon, progress=progress), lexicon)


def _timed(find: Callable[[], _Timed]) -> _Timed:
    """Return what `find` gives, with the milliseconds that it took."""
    started = time.perf_counter()
    found = find()
    return found.model_copy(update={"milliseconds": round((time.perf_counter() - started) * 1000, 3)})
