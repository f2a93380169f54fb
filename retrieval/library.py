"""The one object that answers for a folder of documents."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from retrieval.ask.answer import MAX_ANSWER_QUOTES, answer
from retrieval.ask.explain import Explanation, explain
from retrieval.ask.query import readable
from retrieval.cache.build import IndexedCollection, indexed
from retrieval.cache.cache import IndexCache, OpenIndex
from retrieval.corpus.corpus import Material
from retrieval.documents.convert.store import Conversions
from retrieval.documents.parts import named_collections
from retrieval.documents.reader import FolderReader
from retrieval.language.dictionary import kept_dictionary
from retrieval.language.lexicon import lexicon_of
from retrieval.language.tokenizer import Analyzer
from retrieval.model import Answer
from retrieval.pages.page import Page, page_of_receipt
from retrieval.pages.pages import Pages
from retrieval.runtime import Progress, unseen, without_collector

# Whoever only asks does not wait for what the rest needs: it is imported when it is first used.
if TYPE_CHECKING:
    from retrieval.arrays.blocks import BlockStore
    from retrieval.arrays.container import Container
    from retrieval.cache.served import IndexCopy, ServedIndex
    from retrieval.check.checker import Checker
    from retrieval.check.examine import Checked
    from retrieval.check.verdict import Verdict
    from retrieval.documents.named_collection import NamedCollection
    from retrieval.facts.timeline import Timeline, Timelines
    from retrieval.lookup.count import Occurrences
    from retrieval.lookup.locate import Location, Locator
    from retrieval.lookup.verify import Verification

_Timed = TypeVar("_Timed", "Answer", "Verdict", "Location", "Occurrences", "Timeline")


class Library(Pages):
    """A folder of documents, read and indexed; it never changes, so any number of threads may ask it."""

    _containers: "tuple[Container, ...]" = ()

    def __init__(
        self,
        reader: FolderReader,
        analyzer: Analyzer,
        holding: OpenIndex,
        keeper: IndexCache | None = None,
        copy: "IndexCopy | None" = None,
        served: "ServedIndex | None" = None,
    ) -> None:
        super().__init__(holding.collection)
        self._reader, self._analyzer = reader, analyzer
        self._index, self._lexicon = holding.index, holding.lexicon
        self._containers, self._copy = holding.containers, copy
        self.keeper, self._served = keeper, served

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        cache: Path | None = None,
        index: Path | None = None,
        progress: Progress = unseen,
        remote: "BlockStore | None" = None,
        beside: "Library | None" = None,
        part: str | None = None,
    ) -> "Library":
        """Open a folder, from its index below the folder `index` where that is of the folder as it is.

        Otherwise it is read and indexed, and the index is kept there; without `index` none is kept. `cache` is a folder
        of this user's own where the dictionary's parsed form is kept. With `remote`, a copy of the index is put there,
        or a line is logged if that fails; without a folder here, that copy is asked, and the answers are the same.
        `beside` is a library whose dictionary this one shares. `part` is a sub-folder that the catalog names as a
        collection, opened instead of what belongs to none.
        Raises FolderMissing, FolderIsFile, FolderEmpty or FolderUnreadable if there is nothing to answer from,
        CatalogError, and without a folder IndexUnreachable and IndexAway.
        """
        reader = FolderReader(folder, part=part)
        analyzer = beside._analyzer if beside else Analyzer(cache, words=kept_dictionary(cache))
        if remote and not folder.exists():
            from retrieval.cache.served import ServedIndex

            served = ServedIndex.open(remote, part)
            return cls(reader, analyzer, served.opened, served=served)
        keeper = IndexCache(index, folder, part) if index else None
        if keeper:
            reader.conversions = Conversions(keeper.conversions)
            holding = keeper.holding(reader, analyzer, progress)
        else:
            holding = _read(reader, analyzer, progress)
        library = cls(reader, analyzer, holding, keeper)
        if remote:
            library._copy = library._copy_in(remote)
            library._copy.renew(holding)
        return library

    @classmethod
    def read(cls, reader: FolderReader, analyzer: Analyzer, progress: Progress = unseen) -> "Library":
        """Return the library of what a reader reads now; raises what the reader raises."""
        return cls(reader, analyzer, _read(reader, analyzer, progress))

    def reread(self) -> "Library":
        """Return the library of the folder as it is now: this one where nothing changed, else a new one beside it.

        Only changed files are read and analysed. Raises FolderError and CatalogError, and then this
        one is as good as before. One caller at a time.
        """
        if self._served:
            fresh = self._served.renewed()
            return self if fresh is self._served else Library(self._reader, self._analyzer, fresh.opened, served=fresh)
        holding = self._held_now()
        if self._copy:
            self._copy.renew(holding)
        same = holding.collection.version == self._collection.version and not self.is_unsafe
        if same and holding.collection.passed_over == self._collection.passed_over:
            return self
        return Library(self._reader, self._analyzer, holding, self.keeper, self._copy)

    def put(self, remote: "BlockStore") -> None:
        """Put the index elsewhere, with those of the collections that are named, where others ask them.

        Raises CatalogError and IndexUnreachable.
        """
        self._copy_in(remote).put(OpenIndex(self._collection, self._index, self._lexicon, self._containers))

    def _copy_in(self, remote: "BlockStore") -> "IndexCopy":
        # Who only asks does not wait for what puts the index elsewhere.
        from retrieval.cache.served import IndexCopy

        return IndexCopy(remote, self._reader.folder, self.keeper.place if self.keeper else None, self._analyzer)

    @property
    def named(self) -> "tuple[NamedCollection, ...]":
        """The collections that the catalog names. Raises CatalogError."""
        return self._served.named if self._served else named_collections(self._reader.folder)

    def part(self, folder: str) -> "Library":
        """Open a collection that the catalog names, by its sub-folder; raises what `open` raises."""
        own, index = self._reader.folder, self.keeper.place if self.keeper else None
        return Library.open(own, index=index, remote=self._served and self._served.store, beside=self, part=folder)

    @property
    def is_unsafe(self) -> bool:
        """Return whether a file of the index is written to or made shorter in its place, so that only a `reread` is of
        use.
        """
        return any(container.is_unsafe for container in self._containers)

    @property
    def is_served(self) -> bool:
        """Return whether the index is on other machines, with neither it nor the folder here."""
        return self._served is not None

    def _held_now(self) -> OpenIndex:
        if self.keeper:
            return self.keeper.holding(self._reader, self._analyzer)
        collection, lexicon = self._reader.read(), lexicon_of(self._reader.folder)
        if collection.version == self._collection.version:
            return OpenIndex(replace(self._collection, passed_over=collection.passed_over), self._index, self._lexicon)
        same = lexicon.all.members == self._lexicon.all.members
        before = IndexedCollection(self._collection, self._index.arrays) if same else None
        return OpenIndex(collection, indexed(collection, self._analyzer, lexicon, before), lexicon)

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        most: int = MAX_ANSWER_QUOTES,
        skip: int = 0,
        within: str | None = None,
    ) -> Answer:
        """Answer a question by at most `most` quotes; `history` is what was asked before it, oldest first.

        With `skip`, so many of the best quotes are passed over, and the answer is not found if none are left; with
        `within`, the id of a document, only that one is quoted.
        The same question over the same files gives the same answer but for its milliseconds. Raises QuestionEmpty,
        QuestionTooLong, QuestionNumberUnknown, and KeyError if there is no such document.
        """
        material = self.material if within is None else replace(self.material, only=self._places[within])
        earlier = [readable(one) for one in history]
        # An answer makes thousands of values and no cycles.
        with without_collector():
            return _timed(lambda: answer(readable(question), earlier, material, most, skip))

    def explain(self, question: str, history: Sequence[str] = ()) -> Explanation:
        """Return how the answer to a question comes about; raises QuestionEmpty and QuestionTooLong."""
        return explain(readable(question), [readable(earlier) for earlier in history], self.material)

    def check(self, claim: str, progress: Progress = unseen, *, within: str | None = None) -> "Verdict":
        """Return what the material says to a claim; the same claim over the same files gives the same verdict.

        Progress counts the sentences of the claim. With `within`, the id of a document, only that one is asked. Raises
        ClaimEmpty, ClaimTooLong, and KeyError if there is no such document.
        """
        checker = self._checker if within is None else self._checker.within(self._places[within])
        return _timed(lambda: checker.check(readable(claim), progress))

    def rehearse(self, progress: Progress = unseen) -> None:
        """Check a text of the documents' own, so that the first check of this process takes no longer than others."""
        from retrieval.check.rehearsal import rehearse

        rehearse(partial(self.examine, progress=progress), self.material)

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

    @cached_property
    def material(self) -> Material:
        """Material that answers are made from."""
        return Material(self._collection, self._index, self._analyzer, self._lexicon)

    def resolve(self, receipt: str) -> Page:
        """Open the place that a receipt cites, also if its words have moved within their file since.

        Raises ReceiptMalformed and ReceiptUnknown.
        """
        opened = page_of_receipt(self._collection, receipt)
        found = self.verify(receipt) if opened.changed else None
        moved = found.now if found and found.status == "moved" and found.file_changed else None
        return page_of_receipt(self._collection, moved) if moved else opened


def _read(reader: FolderReader, analyzer: Analyzer, progress: Progress) -> OpenIndex:
    collection, lexicon = reader.read(progress), lexicon_of(reader.folder)
    return OpenIndex(collection, indexed(collection, analyzer, lexicon, progress=progress), lexicon)


def _timed(find: Callable[[], _Timed]) -> _Timed:
    """Return what `find` gives, with the milliseconds that it took."""
    started = time.perf_counter()
    found = find()
    return found.model_copy(update={"milliseconds": round((time.perf_counter() - started) * 1000, 3)})
