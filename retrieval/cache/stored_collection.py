"""The index on disk, and its collection as arrays, whose texts and documents are made when asked for."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from retrieval.arrays.container import Arrays, Container
from retrieval.arrays.entries import Units
from retrieval.arrays.long_strings import LongStrings, store_long_strings
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
from retrieval.collection import ByName, Collection, Firsts, Omission, SourceFile, Unread
from retrieval.model import Document, Position, Value

# Number of files that stay made, each with its whole text, and of passages that they have together, if that is more.
_FILES, _PASSAGES_IN_FILES = 64, 1 << 12
# The strings of each kind of row.
_STRINGS = {
    "files": ("files.sha256", "files.positions"),
    "documents": ("documents", "read"),
    "omissions": ("omissions",),
}


def store_collection(
    collection: Collection,
    as_read: Sequence[Document],
    before: "StoredCollection | None" = None,
    aside: Path | None = None,
) -> tuple[dict[str, object], Arrays]:
    """Return what a manifest says of a collection, and its arrays; `as_read` are its documents as without a catalog.

    With a collection of before they lack what this has; `stored` takes them together with its arrays. Texts are put
    aside in a folder, if one is given.
    """
    digests = list(collection.digests.values())
    firsts = {
        "documents": np.array(collection.document_firsts, np.int32),
        "omissions": np.array(collection.omission_firsts, np.int32),
    }
    numbers, fresh = _numbers(collection, firsts, before)
    written = {
        "files.sha256": (digests[at] for at in fresh["files"]),
        "files.positions": (
            json.dumps([(place, position.model_dump(exclude_none=True)) for place, position in file.positions])
            for file in (collection.files[at] for at in fresh["files"])
        ),
        "documents": (_json(collection.documents[at]) for at in fresh["documents"]),
        "read": (_json(as_read[at]) for at in fresh["documents"]),
        "omissions": (_json(collection.omissions[at]) for at in fresh["omissions"]),
    }
    found = {
        "files.names": store_vocabulary(list(collection.digests)),
        "firsts": firsts,
        "numbers": numbers,
        **{name: store_strings(texts) for name, texts in written.items()},
        "files.texts": store_long_strings((collection.files[at].text for at in fresh["files"]), aside),
        "passages": columns_of(collection.passages),
    }
    unread = [file.model_dump() for file in collection.unread]
    flat = {key: array for name, own in found.items() for key, array in within(name, own).items()}
    return {"version": collection.version, "unread": unread}, flat


def _numbers(
    collection: Collection, firsts: Mapping[str, Units], before: "StoredCollection | None"
) -> tuple[dict[str, Units], dict[str, Sequence[int]]]:
    """Return the numbers that rows of before have now, or -1 for what is gone, and which rows are new."""
    ends = {name: own[[0, -1]] for name, own in firsts.items()}
    fresh: dict[str, Sequence[int]] = {name: range(*own.tolist()) for name, own in ends.items()}
    fresh["files"] = range(len(collection.files))
    if before is None:
        return {}, fresh
    files = files_now(collection, before)
    found = {"files": files}
    for name, own in firsts.items():
        found[name] = rows_now(files, before.firsts[name], own)
    for name, rows in found.items():
        there = np.ones(len(fresh[name]), np.bool_)
        there[rows[rows >= 0]] = False
        fresh[name] = np.flatnonzero(there).tolist()
    return found, fresh


def files_now(collection: Collection, before: Collection) -> Units:
    """Return the number that each file of before has now, or -1 if it is another one or gone."""
    now = {file: at for at, file in enumerate(zip(collection.digests, collection.digests.values(), strict=True))}
    known = zip(before.digests, before.digests.values(), strict=True)
    return np.array([now.get(file, -1) for file in known], np.int32)


def rows_now(files: Units, before: Firsts, now: Firsts) -> Units:
    """Return the numbers that rows have now, or -1, by those of their files and where the rows of each begin."""
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
        digests, positions = strings["files.sha256"], strings["files.positions"]
        texts = strings_of("files.texts", "numbers.files", arrays, LongStrings)
        documents, omissions = strings["documents"], strings["omissions"]

        def file(at: int) -> SourceFile:
            own = positions[at]
            known = () if own == "[]" else tuple((start, Position(**position)) for start, position in json.loads(own))
            return SourceFile(name=names.text(at), text=texts[at], sha256=digests[at], positions=known)

        def document(at: int) -> Document:
            return Document.model_validate(json.loads(documents[at]))

        passages = stored_passages(part("passages", arrays))
        kept = cls(
            files=LazySequence(len(names), file, max(_FILES, _PASSAGES_IN_FILES * len(names) // max(len(passages), 1))),
            documents=LazySequence(len(documents), document),
            passages=passages,
            omissions=LazySequence(len(omissions), lambda at: Omission.model_validate(json.loads(omissions[at]))),
            unread=tuple(Unread.model_validate(found) for found in manifest["unread"]),
            version=manifest["version"],
            passed_over=passed_over,
        )
        firsts = part("firsts", arrays)
        kept.__dict__.update(names=names, firsts=firsts, by_name=ByName(names, kept.files))
        kept.with_known(ByName(names, digests), firsts["documents"], firsts["omissions"])
        return kept

    def passages_of(self, file: str) -> range:
        """Return the places of the passages of a file, which follow each other."""
        number = self.names.find(file)
        if number is None:
            return range(0)
        documents = self.firsts["documents"][number : number + 2]
        first, last = columns_of(self.passages)["document"].searchsorted(documents).tolist()
        return range(first, last)


class Readings:
    """Readings of files that did not change since, from the arrays of a collection."""

    def __init__(self, manifest: Mapping[str, Any], arrays: Arrays) -> None:
        self.kept = StoredCollection.stored(manifest, arrays)
        self._columns = part("passages", arrays)
        self._documents = stored_strings(part("read", arrays))
        self._numbers = {name: at for at, name in enumerate(self.kept.names)}
        self._digests = list(self.kept.digests.values())
        self._unread = {file.name: file for file in self.kept.unread}
        self._passages = self._columns["document"].searchsorted(self.kept.firsts["documents"]).tolist()
        self._firsts = {name: own.tolist() for name, own in self.kept.firsts.items()}

    def digest(self, name: str) -> str | None:
        """Return the SHA-256 of a file's bytes as it was read; None where no such file was."""
        number = self._numbers.get(name)
        return None if number is None else self._digests[number]

    def unread(self, name: str) -> Unread | None:
        """Return the file that was not read, with the reason; None if there was no such file."""
        return self._unread.get(name)

    def reading(self, name: str) -> "StoredReading":
        """Return what was read from a file."""
        number = self._numbers[name]
        documents, omissions = (range(*self._firsts[rows][number : number + 2]) for rows in ("documents", "omissions"))
        return StoredReading(
            self,
            number,
            name,
            self._digests[number],
            LazySequence(len(documents), lambda at: self._document(documents[at]), some=0),
            LazySequence(len(omissions), lambda at: self.kept.omissions[omissions[at]], some=0),
        )

    def passages(self, number: int) -> PassageRun:
        """Return the passages of a file by its number."""
        return PassageRun(self._columns, range(*self._passages[number : number + 2]))

    def _document(self, at: int) -> Document:
        return Document.model_validate(json.loads(self._documents[at]))


class StoredReading(NamedTuple):
    """Reading of a file whose text and passages are made when they are asked for."""

    readings: Readings
    number: int
    name: str
    sha256: str
    documents: Sequence[Document]
    omissions: Sequence[Omission]

    @property
    def file(self) -> SourceFile:
        """The file with its text."""
        return self.readings.kept.files[self.number]

    @property
    def passages(self) -> PassageRun:
        """Its passages, which count their documents from 0."""
        return self.readings.passages(self.number)


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
