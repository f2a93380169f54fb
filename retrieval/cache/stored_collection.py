"""The index on disk, and its collection as arrays, whose texts and documents are made when asked for."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple, TypeVar

import numpy as np

from retrieval.arrays.container import Arrays, Container
from retrieval.arrays.entries import Units
from retrieval.arrays.spliced import BEFORE, strings_of
from retrieval.arrays.strings import (
    Vocabulary,
    part,
    store_strings,
    store_vocabulary,
    stored_strings,
    stored_vocabulary,
    within,
)
from retrieval.arrays.tables import LazySequence, PassageRun, columns_of, stored_passages
from retrieval.collection import Collection, Omission, SourceFile, Unread
from retrieval.documents.reader import FileReading
from retrieval.model import Document, Position, Value

# Number of files that stay made, each with its whole text.
_FILES = 64
T = TypeVar("T", covariant=True)
# The strings of each kind of row.
_STRINGS = {
    "files": ("files.sha256", "files.positions", "files.texts"),
    "documents": ("documents", "read"),
    "omissions": ("omissions",),
}


def store_collection(
    collection: Collection, as_read: Sequence[Document], before: "StoredCollection | None" = None
) -> tuple[dict[str, object], Arrays]:
    """Return what a manifest says of a collection, and its arrays; `as_read` are its documents as without a catalog.

    With a collection of before they lack what this has; `stored` takes them together with its arrays.
    """
    firsts = {"documents": np.array(collection.document_firsts, np.int32), "omissions": _omission_firsts(collection)}
    numbers, fresh = _numbers(collection, firsts, before)
    written = {
        "files.sha256": (collection.files[at].sha256 for at in fresh["files"]),
        "files.positions": (
            json.dumps([(place, position.model_dump(exclude_none=True)) for place, position in file.positions])
            for file in (collection.files[at] for at in fresh["files"])
        ),
        "files.texts": (collection.files[at].text for at in fresh["files"]),
        "documents": (_json(collection.documents[at]) for at in fresh["documents"]),
        "read": (_json(as_read[at]) for at in fresh["documents"]),
        "omissions": (_json(collection.omissions[at]) for at in fresh["omissions"]),
    }
    found = {
        "files.names": store_vocabulary([file.name for file in collection.files]),
        "firsts": firsts,
        "numbers": numbers,
        **{name: store_strings(texts) for name, texts in written.items()},
        "passages": columns_of(collection.passages),
    }
    unread = [file.model_dump() for file in collection.unread]
    flat = {key: array for name, own in found.items() for key, array in within(name, own).items()}
    return {"version": collection.version, "unread": unread}, flat


def _omission_firsts(collection: Collection) -> Units:
    """Return the place of the first omission of each file, and their number."""
    counts = dict.fromkeys(collection.digests, 0)
    for omission in collection.omissions:
        counts[omission.file] += 1
    return np.array([*accumulate(counts.values(), initial=0)], np.int32)


def _numbers(
    collection: Collection, firsts: Mapping[str, Units], before: "StoredCollection | None"
) -> tuple[dict[str, Units], dict[str, Sequence[int]]]:
    """Return the numbers that rows of before have now, or -1 for what is gone, and which rows are new."""
    ends = {name: own[[0, -1]] for name, own in firsts.items()}
    fresh: dict[str, Sequence[int]] = {name: range(*own.tolist()) for name, own in ends.items()}
    fresh["files"] = range(len(collection.files))
    if before is None:
        return {}, fresh
    number = {name: at for at, name in enumerate(collection.digests)}
    files = np.full(len(before.files), -1, np.int32)
    for at, (name, digest) in enumerate(before.digests.items()):
        if collection.digests.get(name) == digest:
            files[at] = number[name]
    found = {"files": files}
    for name, own in firsts.items():
        found[name] = _moved(files, before.firsts[name], own)
    for name, rows in found.items():
        there = np.ones(len(fresh[name]), np.bool_)
        there[rows[rows >= 0]] = False
        fresh[name] = np.flatnonzero(there).tolist()
    return found, fresh


def _moved(files: Units, before: Units, now: Units) -> Units:
    """Return the numbers of rows by those of their files, and where the rows of each file begin."""
    found = np.full(int(before[-1]), -1, np.int32)
    for at, number in enumerate(files.tolist()):
        if number >= 0:
            found[before[at] : before[at + 1]] = np.arange(now[number], now[number + 1])
    return found


class StoredCollection(Collection):
    """A collection that is read from arrays as far as it is asked for."""

    names: Vocabulary
    firsts: Mapping[str, Units]

    @classmethod
    def stored(
        cls, manifest: Mapping[str, Any], arrays: Arrays, passed_over: tuple[Unread, ...] = ()
    ) -> "StoredCollection":
        """Return the collection from what `store_collection` gave, with those of before under `BEFORE`."""
        names = stored_vocabulary(part("files.names", arrays))
        strings = {name: strings_of(name, f"numbers.{rows}", arrays) for rows, own in _STRINGS.items() for name in own}
        digests, texts, positions = (strings[f"files.{name}"] for name in ("sha256", "texts", "positions"))
        documents, omissions = strings["documents"], strings["omissions"]

        def file(at: int) -> SourceFile:
            known = tuple((start, Position(**position)) for start, position in json.loads(positions[at]))
            return SourceFile(name=names.text(at), text=texts[at], sha256=digests[at], positions=known)

        def document(at: int) -> Document:
            return Document.model_validate(json.loads(documents[at]))

        kept = cls(
            files=LazySequence(len(names), file, _FILES),
            documents=LazySequence(len(documents), document),
            passages=stored_passages(part("passages", arrays)),
            omissions=LazySequence(len(omissions), lambda at: Omission.model_validate(json.loads(omissions[at]))),
            unread=tuple(Unread.model_validate(found) for found in manifest["unread"]),
            version=manifest["version"],
            passed_over=passed_over,
        )
        # Where cached_property keeps what it worked out.
        kept.__dict__["by_name"] = _Named(names, kept.files)
        kept.__dict__["digests"] = _Named(names, digests)
        kept.__dict__["names"] = names
        kept.__dict__["firsts"] = part("firsts", arrays)
        kept.__dict__["document_firsts"] = kept.firsts["documents"]
        return kept

    def passages_of(self, file: str) -> range:
        """Return the places of the passages of a file, which follow each other."""
        number = self.names.find(file)
        if number is None:
            return range(0)
        documents = self.firsts["documents"][number : number + 2]
        first, last = columns_of(self.passages)["document"].searchsorted(documents).tolist()
        return range(first, last)


class _Named(Mapping[str, T]):
    """Rows by the names of their files."""

    def __init__(self, names: Vocabulary, rows: Sequence[T]) -> None:
        self._names, self._rows = names, rows

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __getitem__(self, name: str) -> T:
        return self._rows[self._names[name]]


class Readings:
    """Readings of files that did not change since, from the arrays of a collection."""

    def __init__(self, manifest: Mapping[str, Any], arrays: Arrays) -> None:
        self._kept = StoredCollection.stored(manifest, arrays)
        self._columns = part("passages", arrays)
        self._documents = stored_strings(part("read", arrays))

    def digest(self, name: str) -> str | None:
        """Return the SHA-256 of a file's bytes as it was read; None where no such file was."""
        return self._kept.digests.get(name)

    def unread(self, name: str) -> Unread | None:
        """Return the file that was not read, with the reason; None if there was no such file."""
        return next((file for file in self._kept.unread if file.name == name), None)

    def reading(self, name: str) -> FileReading:
        """Return what was read from a file."""
        number = self._kept.names[name]
        documents, omissions = (
            range(*self._kept.firsts[rows][number : number + 2].tolist()) for rows in ("documents", "omissions")
        )
        return FileReading(
            file=self._kept.files[number],
            documents=tuple(Document.model_validate(json.loads(self._documents[at])) for at in documents),
            passages=PassageRun(self._columns, self._kept.passages_of(name)),
            omissions=tuple(self._kept.omissions[at] for at in omissions),
        )


def _json(value: Value) -> str:
    """Return a value in JSON; names of files may hold halves of surrogate pairs, which pydantic does not write."""
    return json.dumps(value.model_dump(), ensure_ascii=True)


class StoredIndex(NamedTuple):
    """A container of everything, and one of what differs from it now, if anything does."""

    base: Container
    changes: Container | None = None

    @property
    def newest(self) -> Container:
        """The container that was written last."""
        return self.changes or self.base

    @property
    def manifest(self) -> dict[str, object]:
        """Manifest of the index, as its writer gave it."""
        return dict(self.newest.manifest)

    @property
    def containers(self) -> tuple[Container, ...]:
        """All containers that are mapped."""
        return (self.base, self.changes) if self.changes else (self.base,)

    def arrays(self, name: str) -> Arrays:
        """Return the arrays of a part, with those of before if some changed."""
        own = part(name, self.newest.arrays)
        return {**own, **within(BEFORE, part(name, self.base.arrays))} if self.changes else own

    def collection(self, passed_over: tuple[Unread, ...] = ()) -> StoredCollection:
        """Return the collection that was indexed."""
        return StoredCollection.stored(self.manifest, self.arrays("collection"), passed_over)
