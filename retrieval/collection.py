"""A folder as it was read: its files, documents and passages, and how to find one's way from an address."""

from bisect import bisect_right
from functools import cached_property
from typing import Literal

from retrieval.errors import FileUnknown
from retrieval.model import Document, Passage, Span, Value


class SourceFile(Value):
    """A file as it was read: `name` is its path below the folder with forward slashes, `sha256` that of its bytes."""

    name: str
    text: str
    sha256: str


Reason = Literal[
    "a link that leads out of the folder",
    "too large",
    "not to be opened",
    "not text: it holds control characters",
    "not text in an encoding that is read",
    "damaged UTF-8 text",
    "empty",
    "without any text of an article",
]


class Unread(Value):
    """A file that was not read, and why: the file is ..."""

    name: str
    reason: Reason


class Omission(Span):
    """A slice of a file that is no text of an article, and why not."""

    file: str
    reason: str


class Collection(Value):
    """What a folder holds: files and documents in the order of their names, passages in the order of the text.

    `passages[i].document` is a place in `documents`; `omissions` are what the articles' text leaves of the files, in
    order; `unread` are the files that were not read at all.
    """

    files: tuple[SourceFile, ...]
    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    omissions: tuple[Omission, ...]
    unread: tuple[Unread, ...]

    @cached_property
    def by_name(self) -> dict[str, SourceFile]:
        """The files by their names."""
        return {file.name: file for file in self.files}

    @cached_property
    def line_starts(self) -> dict[str, list[int]]:
        """For each file, where its lines start, in order."""
        return {file.name: [0, *(at + 1 for at, c in enumerate(file.text) if c == "\n")] for file in self.files}

    def text(self, file: str) -> str:
        """The text of a file; raises FileUnknown where no such file was read."""
        if file not in self.by_name:
            raise FileUnknown(file=file)
        return self.by_name[file].text

    def line(self, file: str, at: int) -> int:
        """The number of the line, from 1, on which the character at that address stands."""
        return bisect_right(self.line_starts[file], at)

    def document_of(self, passage: Passage) -> Document:
        """The document that a passage belongs to."""
        return self.documents[passage.document]
