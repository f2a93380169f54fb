"""catalog.toml: what somebody who knows better says of the documents of a folder.

    [[document]]
    file = "report.txt"
    number = 2                      # which article of the file, from 1; without it, all of them
    title = "…"                     # and author, editor, publisher, published, url
    [[document.note]]
    lines = [12, 40]                # the first and the last, from 1
    text = "The article says that a program wrote this part."

Whatever an entry states takes the place of what the file states; notes are shown with quotes from their lines.
A `[[collection]]` sets a sub-folder apart: see `parts.py`.
"""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import Field, ValidationError

from retrieval.documents.folder import CATALOG
from retrieval.documents.metadata import ONE
from retrieval.documents.named_collection import NamedCollection, part_of
from retrieval.errors import (
    CatalogBroken,
    CatalogDocumentUnknown,
    CatalogFileUnknown,
    CatalogLineUnknown,
)
from retrieval.model import Document, Remark, Stated, Value


class Note(Value):
    """A note on a range of lines of the entry's file."""

    lines: tuple[int, int]
    text: str = Field(min_length=1)


class CatalogEntry(Value):
    """Entry of the catalog on one article of a file, or on all of them."""

    file: str
    number: int | None = None
    title: str | None = None
    author: str | tuple[str, ...] | None = None
    editor: str | tuple[str, ...] | None = None
    publisher: str | None = None
    published: str | None = Field(None, pattern=r"^\d{4}(-\d\d(-\d\d( \d\d:\d\d(:\d\d)?)?)?)?$")
    url: str | None = Field(None, pattern=r"^https?://\S+$")
    note: tuple[Note, ...] = ()


class Catalog(Value):
    """All entries, in the order of the file; a later one overrules an earlier one."""

    document: tuple[CatalogEntry, ...] = ()
    collection: tuple[NamedCollection, ...] = ()

    def of_part(self, part: str | None) -> "Catalog":
        """Return the entries on files of a named collection, or without one on those that belong to none."""
        folders = [one.folder for one in self.collection]
        entries = tuple(entry for entry in self.document if part_of(entry.file, folders) == part)
        return self.model_copy(update={"document": entries})


def read_catalog(folder: Path) -> Catalog:
    """Read the catalog of a folder; an empty one where there is none. Raises CatalogBroken."""
    path = folder / CATALOG
    if not path.exists():
        return Catalog()
    try:
        return Catalog.model_validate(tomllib.loads(path.read_text("utf-8")))
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        place = " ".join(str(part + 1) if isinstance(part, int) else part for part in fault["loc"])
        raise CatalogBroken(catalog=CATALOG, reason=f"{place}: {fault['msg']}") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogBroken(catalog=CATALOG, reason=str(error)) from None
    except RecursionError:
        raise CatalogBroken(catalog=CATALOG, reason="too many brackets within brackets") from None


def catalogued(
    documents: Sequence[Document], catalog: Catalog, line_starts: Mapping[str, Sequence[int]]
) -> Sequence[Document]:
    """Return the documents with what the catalog says of them, in the same order.

    Raises CatalogFileUnknown, CatalogDocumentUnknown and CatalogLineUnknown where an entry names what is not there.
    """
    if not catalog.document:
        return documents
    places: dict[str, list[int]] = {}
    for at, document in enumerate(documents):
        places.setdefault(document.file, []).append(at)
    told: dict[str | int, _Told] = {}
    for order, entry in enumerate(catalog.document):
        one = told.setdefault(_meant(entry, places), _Told())
        one.stated.update((name, (order, value)) for name, value in _stated(entry).items())
        one.remarks += [(order, _remark(note, entry, line_starts[entry.file])) for note in entry.note]
    return tuple(_corrected(document, told.get(document.file), told.get(at)) for at, document in enumerate(documents))


class _Told:
    """Statements of entries on one document, or on all of a file, each with the entry's place in the catalog."""

    def __init__(self) -> None:
        self.stated: dict[str, tuple[int, Stated | tuple[Stated, ...]]] = {}
        self.remarks: list[tuple[int, Remark]] = []


def _meant(entry: CatalogEntry, places: Mapping[str, Sequence[int]]) -> str | int:
    """Return the place of the document that an entry means, or the file of which it means all.

    Raises CatalogFileUnknown and CatalogDocumentUnknown.
    """
    of_file = places.get(entry.file)
    if not of_file:
        raise CatalogFileUnknown(catalog=CATALOG, file=entry.file)
    if entry.number is None:
        return entry.file
    if not 1 <= entry.number <= len(of_file):
        raise CatalogDocumentUnknown(catalog=CATALOG, file=entry.file, number=entry.number, count=len(of_file))
    return of_file[entry.number - 1]


def _stated(entry: CatalogEntry) -> dict[str, Stated | tuple[Stated, ...]]:
    stated: dict[str, Stated | tuple[Stated, ...]] = {
        name: Stated(value=value, span=None) for name in ONE if (value := getattr(entry, name)) is not None
    }
    for name, people in (("authors", entry.author), ("editors", entry.editor)):
        if people is not None:
            names = (people,) if isinstance(people, str) else people
            stated[name] = tuple(Stated(value=person, span=None) for person in names)
    return stated


def _corrected(document: Document, of_file: _Told | None, own: _Told | None) -> Document:
    """Return a document with what is said of all of its file and of itself: of two statements the later one counts."""
    told = [one for one in (of_file, own) if one]
    if not told:
        return document
    stated = sorted(
        ((order, name, value) for one in told for name, (order, value) in one.stated.items()), key=lambda said: said[:2]
    )
    remarks = sorted((remark for one in told for remark in one.remarks), key=lambda remark: remark[0])
    update = {
        "metadata": document.metadata.model_copy(update={name: value for _, name, value in stated}),
        "remarks": (*document.remarks, *(remark for _, remark in remarks)),
    }
    return document.model_copy(update=update)


def _remark(note: Note, entry: CatalogEntry, starts: Sequence[int]) -> Remark:
    """Return a note with the characters that it is about. Raises CatalogLineUnknown."""
    first, last = note.lines
    for line in (first, last):
        if not 1 <= line <= len(starts):
            raise CatalogLineUnknown(catalog=CATALOG, file=entry.file, line=line, lines=len(starts))
    # The last line ends where the next one starts; behind the last of the file nothing follows, however far.
    end = starts[last] if last < len(starts) else 2**62
    return Remark(start=starts[first - 1], end=end, text=note.text)
