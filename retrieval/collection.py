"""A folder as it was read: its files, documents and passages, and how to find one's way from an address."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, ValuesView
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from operator import itemgetter
from typing import Literal, NamedTuple, Protocol, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from retrieval.errors import FileUnknown
from retrieval.model import Document, Passage, Position, Span, Unit, Value

T = TypeVar("T", covariant=True)
# The place of the first row of each file, and their number.
Firsts = Sequence[int] | NDArray[np.int32]
# The key that begins the front matter of each document of a conversion that holds several, and that beginning.
RECORD = "record"
RECORD_HEAD = f"---\n{RECORD}: "


class SourceFile(Value):
    """A file as it was read: `name` is its path below the folder with forward slashes, `sha256` that of its bytes.

    The text of a converted file is its conversion; `positions` are offsets from which a position in the original holds,
    at least one. From the position of a line on, the lines of both are counted.
    """

    name: str
    text: str
    sha256: str
    positions: tuple[tuple[int, Position], ...] = ()

    def is_made(self, at: int) -> bool:
        """Tell if a place is in front matter that a conversion wrote: that of the file, or of one of its records."""
        number = bisect_right(self.positions, at, key=itemgetter(0)) - 1
        if number < 0:
            return bool(self.positions)
        start = self.positions[number][0]
        return self.text.startswith(RECORD_HEAD, start) and at < self.text.find("\n---\n", start) + len("\n---\n")


_NEWLINE = ord("\n")
# Number of files of which it is kept where their lines start.
_FILES_WITH_LINES = 256

Reason = Literal[
    "a link that leads out of the folder",
    "too large",
    "not to be opened",
    "not text: it holds control characters",
    "not text in an encoding that is read",
    "damaged UTF-8 text",
    "empty",
    "without any text of an article",
    "a kind that is not read",
    "a kind that needs yinju[documents]",
    "hidden",
    "a temporary file",
    "encrypted",
    "damaged",
    "too large to convert",
    "without a text layer: a scan needs text recognition first",
    "without a map to Unicode: its characters cannot be told",
    "without comments",
]
# What nobody expects to be read.
PASSED_OVER = frozenset[Reason](("a kind that is not read", "hidden", "a temporary file"))


class Unread(Value):
    """A file that was not read, and why: the file is ..."""

    name: str
    reason: Reason


class Omission(Span):
    """A slice of a file that is no text of an article, and why not."""

    file: str
    reason: str


class FileOmissions(Sequence[Omission]):
    """Omissions of one file, kept as rows of start, end and reason, and made when they are asked for."""

    def __init__(self, file: str, rows: Sequence[tuple[int, int, str]]) -> None:
        self.file, self.rows = file, rows

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> Omission: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Omission, ...]: ...
    def __getitem__(self, at: int | slice) -> Omission | tuple[Omission, ...]:
        if isinstance(at, slice):
            return tuple(self[number] for number in range(*at.indices(len(self.rows))))
        start, end, reason = self.rows[at]
        return Omission(file=self.file, start=start, end=end, reason=reason)


class Reading(Protocol):
    """Reading of one file; the passages count their documents from 0 within it."""

    @property
    def name(self) -> str:
        """The name of the file."""

    @property
    def sha256(self) -> str:
        """The SHA-256 of its bytes."""

    @property
    def file(self) -> SourceFile:
        """The file with its text."""

    @property
    def documents(self) -> Sequence[Document]:
        """Its documents, as without a catalog."""

    @property
    def passages(self) -> Sequence[Passage]:
        """Its passages."""

    @property
    def omissions(self) -> Sequence[Omission]:
        """The slices of it that are no text of an article."""


class FileReading(NamedTuple):
    """Reading of a file that was read just now."""

    file: SourceFile
    documents: tuple[Document, ...]
    passages: Sequence[Passage]
    omissions: Sequence[Omission]

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.file.name

    @property
    def sha256(self) -> str:
        """The SHA-256 of its bytes."""
        return self.file.sha256


@dataclass(frozen=True)
class Collection:
    """Contents of a folder: files and documents in the order of their names, passages in the order of the text.

    `passages[i].document` is a place in `documents`; `omissions` are what the articles' text leaves of the files, in
    order; `unread` are the files that were not read at all, `passed_over` those that are not read by
    their names. `version` differs where anything else of it differs.
    """

    files: Sequence[SourceFile]
    documents: Sequence[Document]
    passages: Sequence[Passage]
    omissions: Sequence[Omission]
    unread: Sequence[Unread]
    version: str = ""
    passed_over: tuple[Unread, ...] = ()

    @cached_property
    def by_name(self) -> Mapping[str, SourceFile]:
        """The files by their names."""
        return ByName({name: at for at, name in enumerate(self.digests)}, self.files)

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """The SHA-256 of the bytes of each file by its name, in the order of the files."""
        return {file.name: file.sha256 for file in self.files}

    @cached_property
    def document_firsts(self) -> Firsts:
        """The place of the first document of each file, in order, and behind them the number of documents."""
        counts = Counter(document.file for document in self.documents)
        return [*accumulate((counts[name] for name in self.digests), initial=0)]

    @cached_property
    def omission_firsts(self) -> Firsts:
        """The place of the first omission of each file, in order, and behind them the number of omissions."""
        counts = Counter(omission.file for omission in self.omissions)
        return [*accumulate((counts[name] for name in self.digests), initial=0)]

    def with_known(self, digests: Mapping[str, str], document_firsts: Firsts, omission_firsts: Firsts) -> "Collection":
        """Return the collection, which takes this for what it says of files, and makes none of them for that."""
        # Where cached_property keeps what it worked out.
        self.__dict__.update(digests=digests, document_firsts=document_firsts, omission_firsts=omission_firsts)
        return self

    @cached_property
    def line_starts(self) -> Mapping[str, Sequence[int]]:
        """For each file, where its lines start, in order."""
        return _LineStarts(self.by_name)

    def text(self, file: str) -> str:
        """Return the text of a file; raises FileUnknown where no such file was read."""
        if file not in self.by_name:
            raise FileUnknown(file=file)
        return self.by_name[file].text

    def line(self, file: str, at: int) -> int:
        """Return the number of the line, from 1, on which the character at that address stands."""
        return self.text(file).count("\n", 0, at) + 1

    def position(self, file: str, at: int, unit: Unit | None = None) -> Position:
        """Return the position in the original of the character at an address of a file; of a cue, `unit`, its time."""
        if unit and unit.kind == "cue":
            return Position(time=unit.said_at)
        positions = self.by_name[file].positions
        if not positions:
            return Position(line=self.line(file, at))
        number = bisect_right(positions, at, key=lambda known: known[0])
        start, known = positions[number - 1] if number else (0, Position())
        if known.line is None:
            return known
        return Position(line=known.line + self.line(file, at) - self.line(file, start))

    def document_of(self, passage: Passage) -> Document:
        """Return the document that a passage belongs to."""
        return self.documents[passage.document]

    def passages_of(self, file: str) -> range:
        """Return the places of the passages of a file, which stand in a row."""
        documents = [bisect(self.documents, file, key=_file) for bisect in (bisect_left, bisect_right)]
        first, last = (bisect_left(self.passages, document, key=_document) for document in documents)
        return range(first, last)


class ByName(Mapping[str, T]):
    """Rows by the names of their files, in the order of the rows."""

    def __init__(self, names: Mapping[str, int], rows: Sequence[T]) -> None:
        self._names, self._rows = names, rows

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __getitem__(self, name: str) -> T:
        return self._rows[self._names[name]]

    def values(self) -> ValuesView[T]:
        """Return all rows in their order, of which no name is looked up."""
        return _Rows(self, self._rows)


class _Rows(ValuesView[T]):
    def __init__(self, mapping: Mapping[str, T], rows: Sequence[T]) -> None:
        super().__init__(mapping)
        self._rows = rows

    def __iter__(self) -> Iterator[T]:
        return iter(self._rows)


class _LineStarts(Mapping[str, Sequence[int]]):
    """Starts of lines by file, worked out for a file when it is asked for; those of the last files are kept."""

    def __init__(self, files: Mapping[str, SourceFile]) -> None:
        self._files = files
        # A cached method would keep an old collection until all garbage is collected.
        self._starts = lru_cache(_FILES_WITH_LINES)(lambda file: _line_starts(files[file].text))

    def __len__(self) -> int:
        return len(self._files)

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __getitem__(self, file: str) -> Sequence[int]:
        return self._starts(file)


def _line_starts(text: str) -> Sequence[int]:
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return [0, *(np.flatnonzero(points == _NEWLINE) + 1).tolist()]


def _file(document: Document) -> str:
    return document.file


def _document(passage: Passage) -> int:
    return passage.document
