"""Several libraries as one: each keeps its own index, and what they find is put together."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, TypeVar, overload

from retrieval.ask.answer import MAX_ANSWER_QUOTES
from retrieval.ask.explain import Explanation
from retrieval.ask.intent import asks_for_more
from retrieval.ask.scope import check_number, numbered_among
from retrieval.collection import Omission, SourceFile, Unread
from retrieval.errors import PlaceError, SourceUnknown
from retrieval.joined.results import (
    as_sure,
    asked_of,
    joined_answer,
    joined_location,
    joined_occurrences,
    joined_timeline,
    joined_verdict,
    likeliest,
    rank_of_verification,
)
from retrieval.joined.versions import Lifetimes, NamedVersions, OlderVersions
from retrieval.language.fold import fold
from retrieval.library import Library
from retrieval.model import Answer, Document, Passage
from retrieval.pages.contents import Contents
from retrieval.pages.layout import Layout
from retrieval.pages.lines import Line
from retrieval.pages.openers import Opener
from retrieval.pages.page import Page
from retrieval.runtime import Progress, unseen

if TYPE_CHECKING:
    from retrieval.check.verdict import Verdict
    from retrieval.facts.timeline import Timeline
    from retrieval.lookup.count import Occurrences
    from retrieval.lookup.locate import Location
    from retrieval.lookup.verify import Verification

T = TypeVar("T")


class Chained(Sequence[T]):
    """Sequences one after the other, without a copy of any."""

    def __init__(self, parts: Sequence[Sequence[T]]) -> None:
        self._parts = parts

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        """Return an item, or a list for a slice; raises IndexError."""
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        left = at + len(self) if at < 0 else at
        for part in self._parts:
            if 0 <= left < len(part):
                return part[left]
            left -= len(part)
        raise IndexError(at)

    def __iter__(self) -> Iterator[T]:
        return chain.from_iterable(self._parts)


class JoinedLibrary(Library):
    """Libraries that are asked together, in the order of their names; no two have a file of the same name.

    `older` holds versions of their files that were replaced, with the days of each in `lifetimes`: they are listed and
    opened like others, but quoted only if a question names them. It has the methods of `Library` and can stand in its
    place. Raises what they raise.
    """

    def __init__(
        self, parts: Mapping[str, Library], older: Library | None = None, lifetimes: Lifetimes | None = None
    ) -> None:
        self._named = parts
        self._parts = tuple(parts.values())
        self._lifetimes = lifetimes or {}
        self._older = OlderVersions(older, self._lifetimes, self._parts) if older else None
        self._all = (*self._parts, older) if older else self._parts
        self.keeper = None

    @property
    def is_unsafe(self) -> bool:
        """Return whether any of the libraries is."""
        return any(one.is_unsafe for one in self._all)

    def reread(self) -> "JoinedLibrary":
        """Return the libraries of the folders as they are now, joined as these; raises what `Library.reread` raises."""
        older = self._all[-1].reread() if self._older else None
        return JoinedLibrary({name: part.reread() for name, part in self._named.items()}, older, self._lifetimes)

    @property
    def version(self) -> str:
        """The versions of all libraries."""
        return " ".join(part.version for part in self._all)

    def origin(self, file: str) -> str | None:
        """Return the name of the library that holds a file; None if none does, or there is only one."""
        if len(self._parts) == 1:
            return None
        return next((name for name, part in self._named.items() if part.holds(file)), None)

    def replaced_on(self, file: str) -> date | None:
        """Return the day until which an older version was current; None for any other file."""
        return self._older.replaced_on(file) if self._older else None

    def holds(self, file: str) -> bool:
        """Return True if one of the libraries holds a file of that name."""
        return any(part.holds(file) for part in self._all)

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        most: int = MAX_ANSWER_QUOTES,
        skip: int = 0,
        within: str | None = None,
    ) -> Answer:
        """Answer from the library that is likeliest to have the answer, and from others that are as sure.

        `within`, the id of a document, only its library is asked.
        """
        if within is not None:
            return self._holding(within).ask(question, history, most=most, skip=skip, within=within)
        if history and asks_for_more(fold(question)):
            further = self.ask(history[-1], history[:-1], most=most, skip=skip + most)
            return further.model_copy(update={"question": question})
        if len(self._all) > 1:
            check_number(question, len(self.documents), self._says)
            (*history, bare), number = numbered_among(question, history, len(self.documents), self._says)
            if number is not None:
                found = self.ask(bare, history, most=most, skip=skip, within=self.documents[number].id)
                return found.model_copy(update={"question": question})
        named = self._older.named_in(question) if self._older else None
        older = self._ask_older(named, question, history, skip + most) if named else []
        if named and named.alone and any(one.quotes for one in older):
            return joined_answer(older, most, skip)
        current = [asked_of(part, question, history, skip + most) for part in self._parts]
        return joined_answer([*current, *older], most, skip)

    def _says(self, words: str) -> bool:
        return any(next(iter(part.material.index.find(words)), None) is not None for part in self._parts)

    def _ask_older(self, named: NamedVersions, question: str, history: Sequence[str], most: int) -> list[Answer]:
        """Ask each older version that a question names; one that names nothing else asks what was asked before it."""
        assert self._older
        words, before = (named.question, history) if named.question or not history else (history[-1], history[:-1])
        asked = [self._older.library.ask(words or question, before, most=most, within=id) for id in named.documents]
        return as_sure([one.model_copy(update={"question": question}) for one in asked])

    def _holding(self, document: str) -> Library:
        """Return the library that holds a document, by its id."""
        return next((part for part in self._all if part.holds(document.rpartition("#")[0])), self._parts[0])

    def explain(self, question: str, history: Sequence[str] = ()) -> Explanation:
        """Explain the answer of the library that is likeliest to have it."""
        named = self._older.named_in(question) if self._older else None
        if self._older and named and named.alone and named.question:
            return self._older.library.explain(named.question, history)
        asked = [part.ask(question, history, most=1) for part in self._parts]
        return self._parts[likeliest(asked)[0]].explain(question, history)

    def check(self, claim: str, progress: Progress = unseen, *, within: str | None = None) -> "Verdict":
        """Check a claim against each library; where one supports and another contradicts it, both are quoted.

        A claim about older versions, as in 旧版, is checked against each of those, without these words.
        """
        if within is not None:
            return self._holding(within).check(claim, progress, within=within)
        named = self._older.named_in(claim) if self._older else None
        if self._older and named and named.alone and named.question:
            older = self._older.library
            return joined_verdict([older.check(named.question, progress, within=id) for id in named.documents])
        return joined_verdict([part.check(claim, progress) for part in self._parts])

    def locate(self, text: str, progress: Progress = unseen) -> "Location":
        """Locate a text in each library; the places that are most like it come first."""
        return joined_location([part.locate(text, progress) for part in self._parts])

    def verify(self, receipt: str, words: str | None = None) -> "Verification":
        """Verify a receipt where its words are best preserved."""
        return min((part.verify(receipt, words) for part in self._all), key=rank_of_verification)

    def count(self, phrase: str) -> "Occurrences":
        """Count a phrase in all libraries."""
        return joined_occurrences([part.count(phrase) for part in self._parts])

    def timeline(self, term: str) -> "Timeline":
        """List the figures of all libraries by date."""
        return joined_timeline([part.timeline(term) for part in self._parts])

    @property
    def documents(self) -> Sequence[Document]:
        """The documents of each library in turn."""
        return Chained([part.documents for part in self._all])

    @property
    def passages(self) -> Sequence[Passage]:
        """The passages of each library in turn."""
        return Chained([part.passages for part in self._all])

    @property
    def files(self) -> Sequence[SourceFile]:
        """The files of each library in turn."""
        return Chained([part.files for part in self._all])

    @property
    def omissions(self) -> Sequence[Omission]:
        """The slices that were left out of the files of each library in turn."""
        return Chained([part.omissions for part in self._all])

    @property
    def unread(self) -> Sequence[Unread]:
        """The files of each library in turn that were not read."""
        return Chained([part.unread for part in self._all])

    def text(self, file: str) -> str:
        """Return the text of a file of whichever library."""
        return self._where(lambda part: part.text(file))

    def line_of(self, document: Document) -> int | None:
        """Return the line on which a document of whichever library begins; None for a kind without lines."""
        return next(part for part in self._all if part.holds(document.file)).line_of(document)

    def document(self, id: str) -> Document:
        """Return the document of that id."""
        return next(document for document in self.documents if document.id == id)

    def source(self, number: int) -> Page:
        """Open the first page of a document by its number in `documents`; raises SourceUnknown."""
        if not 1 <= number <= len(self.documents):
            raise SourceUnknown(number=number, count=len(self.documents))
        part, own = self._numbered(number)
        return part.source(own)

    def opening(self, number: int) -> str:
        """Return the receipt that opens a document by its number in `documents`."""
        part, own = self._numbered(number)
        return part.opening(own)

    def _numbered(self, number: int) -> tuple[Library, int]:
        """Return the library of a document, and the document's number there; raises IndexError."""
        for part in self._all:
            if number <= len(part.documents):
                return part, number
            number -= len(part.documents)
        raise IndexError(number)

    def samples(self, every: int) -> Iterator[Page]:
        """Every `every`th sentence of each library in turn."""
        return chain.from_iterable(part.samples(every) for part in self._parts)

    def resolve(self, receipt: str) -> Page:
        """Open the place that a receipt cites in whichever library."""
        return self._where(lambda part: part.resolve(receipt))

    def contents(self, receipt: str) -> Contents:
        """Return the sections of the document that a receipt leads into."""
        return self._where(lambda part: part.contents(receipt))

    def lay_out(self, receipt: str, answer: Sequence[str] = (), first: int = 1) -> Layout:
        """Lay out the document that a receipt leads into."""
        return self._where(lambda part: part.lay_out(receipt, answer, first))

    def receipt_of_line(self, file: str, line: int) -> str:
        """Return the receipt that cites a line."""
        return self._where(lambda part: part.receipt_of_line(file, line))

    def openers(self) -> Iterator[tuple[Opener, ...]]:
        """Return what first questions can be made of, library by library."""
        return chain.from_iterable(part.openers() for part in self._parts)

    def lines(self, file: str, line: int, around: int) -> tuple[Line, ...]:
        """Return a line of a file and those around it."""
        return self._where(lambda part: part.lines(file, line, around))

    def _where(self, look: Callable[[Library], T]) -> T:
        """Return what the first library knows that knows it; raises what the last one raises."""
        for part in self._all[:-1]:
            try:
                return look(part)
            except PlaceError:
                continue
        return look(self._all[-1])
