"""The frozen values that pass between the rooms of this package.

Every address counts code points, from 0, in the text of a file decoded as UTF-8 with its newlines as they are.
"""

from collections.abc import Iterable
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict

from retrieval.shown import WIDE_FROM, Shown, reveal

Role = Literal["title", "heading", "text", "summary"]
Kind = Literal["row", "clause", "answer", "message", "cue"]


class Value(BaseModel):
    """A value: compared by content, never changed after it is made, and strict about its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Value):
    """A slice of a file: `text[start:end]`, with 0 <= start <= end."""

    start: int
    end: int


class Position(Value):
    """A position in a file as its reader has it, if its kind has any; lines, pages, records and slides count from 1.

    A cell is one of a sheet, such as `B3`, or the number of one of a notebook.
    """

    line: int | None = None
    page: int | None = None
    chapter: str | None = None
    record: int | None = None
    sheet: str | None = None
    cell: str | None = None
    slide: int | None = None
    time: str | None = None


class Sliced(Protocol):
    """A slice of a text, whatever else it is."""

    @property
    def start(self) -> int:
        """The place of the first character."""

    @property
    def end(self) -> int:
        """The place after the last character."""


def masked(text: str, start: int, end: int, markup: Iterable[Sliced]) -> str:
    """Return `text[start:end]` with a space for each character that lies in one of the slices of markup."""
    pieces, at = [], start
    for cut in markup:
        pieces += [text[at : cut.start], " " * (cut.end - cut.start)]
        at = cut.end
    return "".join([*pieces, text[at:end]]) if pieces else text[start:end]


class Stated(Value):
    """A piece of metadata, and the slice of the file that states it, or None where a catalog does.

    `value` is what people are shown: a date as YYYY-MM-DD, with HH:MM[:SS] if the file tells the time.
    """

    value: str
    span: Span | None


class Unit(Span):
    """A piece of a file that is found and quoted as one: a row of a table, a clause, an answer with its question, ...

    `context` are slices before it whose words count as its own when it is searched for: the header of a table, the
    opening of a clause, a question. A message has a `speaker`; `said_at` is when, as the file writes it.
    """

    kind: Kind
    context: tuple[Span, ...] = ()
    speaker: str | None = None
    said_at: str | None = None


class Sentence(Span):
    """The smallest thing that is quoted: a whole sentence, a row, or a title or heading of its own.

    `markup` are the slices of it that are not shown, in order and apart; `unit` is what it is quoted with, if anything.
    """

    role: Role = "text"
    markup: tuple[Span, ...] = ()
    unit: Unit | None = None

    def words(self, text: str) -> str:
        """Return the slice of its file's text, with a space for each character of markup."""
        return masked(text, self.start, self.end, self.markup)


class Passage(Span):
    """The unit of retrieval: whole sentences of one document under one heading.

    `document` is the document's place in the collection, from 0; `section` is the heading in force, or None. Sentences
    come in the order of the text and do not overlap; what is between them was left out of the text.
    """

    document: int
    section: str | None
    sentences: tuple[Sentence, ...]


class Metadata(Value):
    """Metadata of an article; authors and editors in the order in which they are named."""

    title: Stated | None = None
    authors: tuple[Stated, ...] = ()
    editors: tuple[Stated, ...] = ()
    publisher: Stated | None = None
    published: Stated | None = None
    url: Stated | None = None


class Remark(Span):
    """A catalog's remark on a slice of a file, in its own words."""

    text: str


class Document(Span):
    """One article of a file, with the metadata that the file or the folder's catalog states.

    `file` is the path below the folder, with forward slashes; `ordinal` is the article's place in its file, from 1.
    `opening` are the document's first words, for articles that state no title.
    """

    file: str
    ordinal: int
    metadata: Metadata
    opening: str
    remarks: tuple[Remark, ...] = ()

    @property
    def id(self) -> str:
        """The file, and which article of it: unique in a folder."""
        return f"{self.file}#{self.ordinal}"

    @property
    def name(self) -> str:
        """The title, or for want of one the first words."""
        return self.metadata.title.value if self.metadata.title else self.opening

    @property
    def author(self) -> str | None:
        """All authors in one line, or None."""
        return " / ".join(author.value for author in self.metadata.authors) or None

    @property
    def editor(self) -> str | None:
        """All editors in one line, or None."""
        return " / ".join(editor.value for editor in self.metadata.editors) or None

    @property
    def title(self) -> str | None:
        """The title, or None where the article has none."""
        return _value(self.metadata.title)

    @property
    def publisher(self) -> str | None:
        """The publisher, or None."""
        return _value(self.metadata.publisher)

    @property
    def published(self) -> str | None:
        """The date of publication, or None."""
        return _value(self.metadata.published)

    @property
    def url(self) -> str | None:
        """The address of publication, or None."""
        return _value(self.metadata.url)


def _value(stated: Stated | None) -> str | None:
    return stated.value if stated else None


class Place(Value):
    """Another place that says nearly what a quote says."""

    document: str
    title: str | None
    file: str
    line: int
    receipt: str


class Cell(Value):
    """A cell of a row that is quoted: `start` is its place in the quote's text; the header may be empty."""

    header: str
    value: str
    start: int


class Quote(Span):
    """A verbatim piece of a file and the citation that proves it.

    `text` is the slice `start:end` of `file`, `position` where it is in the original, `line` its line there, or None if
    the original is cited by something else. `markup` are slices of `text` that are not shown, `highlights` those which
    carry what was asked for, in order and apart. `row` are the cells of a row of a table; `speaker` and `said_at` say
    whose message it is. A higher score is better; `remarks` are a catalog's. `also` are places of other documents that
    say nearly the same. `meant` explains words by the document's date, such as 今年: each with what it stands for.
    """

    text: str
    file: str
    line: int | None
    document: str
    title: str | None
    author: str | None
    publisher: str | None
    published: str | None
    url: str | None
    section: str | None
    score: float
    highlights: tuple[tuple[int, int], ...]
    receipt: str
    summary: bool = False
    remarks: tuple[str, ...] = ()
    also: tuple[Place, ...] = ()
    meant: tuple[tuple[str, str], ...] = ()
    position: Position = Position()
    markup: tuple[tuple[int, int], ...] = ()
    row: tuple[Cell, ...] = ()
    speaker: str | None = None
    said_at: str | None = None

    @property
    def shown(self) -> Shown:
        """The text as people are shown it: without markup, each cell of a row after its header."""
        labels = [
            (cell.start, f"{cell.header}{'：' if cell.header[-1] > WIDE_FROM else ': '}")
            for cell in self.row
            if cell.header and cell.value
        ]
        return reveal(self.text, self.markup, labels)


class Count(Value):
    """Count of a phrase in the material: places, and the documents that they are in."""

    phrase: str
    places: int
    documents: int


class Contrast(Value):
    """A figure that a quote, counted from 1, gives for what others give another for; `date` as in a timeline."""

    quote: int
    words: str
    date: str | None


class Answer(Value):
    """Answer to a question: quotes, best first, or status `not_found` and none.

    With `near` the quotes are about what is asked, and perhaps no answer. `confidence`, from 0 to 1, is how likely one
    of the quotes answers; `absent` are names, numbers and times of it that the document of the best one lacks.
    `nearest` are ids of documents worth offering if nothing was found; `small_talk`: nothing was asked. `missing` are
    words of the question that appear nowhere, `meant` words of the material that differ from those in one character.
    `count` is set for a phrase in quotation marks; `differing` are quotes, counted from 1, whose figures for one thing
    differ. `skipped` is the number of better quotes passed over, `more`: others follow. `taken_for` was searched for in
    place of a missing word; `outline` is what the quotes are an overview of, `follows` the earlier question.
    """

    question: str
    status: Literal["answered", "near", "not_found"]
    quotes: tuple[Quote, ...] = ()
    notes: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    small_talk: bool = False
    missing: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()
    differing: tuple[int, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    count: Count | None = None
    milliseconds: float = 0.0
    skipped: int = 0
    more: bool = False
    taken_for: str | None = None
    confidence: float = 0.0
    absent: tuple[str, ...] = ()
    outline: Literal["document", "documents", "newest"] | None = None
    follows: str | None = None
