"""A collection as arrays, and a collection from such arrays, whose texts and documents are made when asked for."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from retrieval.arrays.container import Arrays
from retrieval.arrays.strings import (
    Strings,
    Vocabulary,
    part,
    store_strings,
    store_vocabulary,
    stored_strings,
    stored_vocabulary,
    within,
)
from retrieval.arrays.tables import LazySequence, columns_of, cut_passages, stored_passages
from retrieval.collection import Collection, Omission, SourceFile, Unread
from retrieval.documents.reader import FileReading
from retrieval.model import Document, Position, Value

# So many files stay made, each with its whole text.
_FILES = 64


def store_collection(collection: Collection, as_read: Sequence[Document]) -> tuple[dict[str, Any], Arrays]:
    """Return what a manifest says of a collection, and its arrays; `as_read` are its documents as without a catalog."""
    found = {
        "files.names": store_vocabulary([file.name for file in collection.files]),
        "files.sha256": store_strings(file.sha256 for file in collection.files),
        "files.positions": store_strings(
            json.dumps([(at, position.model_dump(exclude_none=True)) for at, position in file.positions])
            for file in collection.files
        ),
        "files.texts": store_strings(file.text for file in collection.files),
        "documents": store_strings(_json(document) for document in collection.documents),
        "read": store_strings(_json(document) for document in as_read),
        "omissions": store_strings(_json(omission) for omission in collection.omissions),
        "passages": columns_of(collection.passages),
    }
    unread = [file.model_dump() for file in collection.unread]
    flat = {key: array for name, own in found.items() for key, array in within(name, own).items()}
    return {"version": collection.version, "unread": unread}, flat


class StoredCollection(Collection):
    """A collection that is read from arrays as far as it is asked for."""

    @classmethod
    def stored(
        cls, manifest: Mapping[str, Any], arrays: Arrays, passed_over: tuple[Unread, ...] = ()
    ) -> "StoredCollection":
        """Return the collection from what `store_collection` gave."""
        names = stored_vocabulary(part("files.names", arrays))
        digests, texts, positions, documents, omissions = (
            stored_strings(part(name, arrays))
            for name in ("files.sha256", "files.texts", "files.positions", "documents", "omissions")
        )

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
        kept.__dict__["by_name"] = _Files(names, kept.files)  # where cached_property keeps what it worked out
        return kept

    def passages_of(self, file: str) -> range:
        """Return the places of the passages of a file, which stand in a row."""
        documents = [bisect(self.documents, file, key=_file) for bisect in (bisect_left, bisect_right)]
        first, last = columns_of(self.passages)["document"].searchsorted(documents).tolist()
        return range(first, last)


class _Files(Mapping[str, SourceFile]):
    def __init__(self, names: Vocabulary, files: Sequence[SourceFile]) -> None:
        self._names, self._files = names, files

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __getitem__(self, name: str) -> SourceFile:
        return self._files[self._names[name]]


class Readings:
    """Readings of files that did not change since, from the arrays of a collection."""

    def __init__(self, manifest: Mapping[str, Any], arrays: Arrays) -> None:
        self._kept = StoredCollection.stored(manifest, arrays)
        self._columns = part("passages", arrays)
        self._documents = stored_strings(part("read", arrays))
        self._names: Vocabulary = stored_vocabulary(part("files.names", arrays))
        self._digests: Strings = stored_strings(part("files.sha256", arrays))

    def digest(self, name: str) -> str | None:
        """Return the SHA-256 of a file's bytes as it was read; None where no such file was."""
        number = self._names.find(name)
        return None if number is None else self._digests[number]

    def unread(self, name: str) -> Unread | None:
        """Return the file that was not read, with the reason; None where there was no such file."""
        return next((file for file in self._kept.unread if file.name == name), None)

    def reading(self, name: str) -> FileReading:
        """Return what was read from a file."""
        places = self._kept.passages_of(name)
        owners = self._columns["document"]
        documents = self._documents[int(owners[places.start]) : int(owners[places.stop - 1]) + 1]
        return FileReading(
            file=self._kept.by_name[name],
            documents=tuple(Document.model_validate(json.loads(document)) for document in documents),
            passages=stored_passages(cut_passages(self._columns, places), some=1),
            omissions=self._omissions.get(name, ()),
        )

    @cached_property
    def _omissions(self) -> dict[str, tuple[Omission, ...]]:
        found: dict[str, list[Omission]] = {}
        for omission in self._kept.omissions:
            found.setdefault(omission.file, []).append(omission)
        return {file: tuple(omissions) for file, omissions in found.items()}


def _file(document: Document) -> str:
    return document.file


def _json(value: Value) -> str:
    """Return a value in JSON; names of files may hold halves of surrogate pairs, which pydantic does not write."""
    return json.dumps(value.model_dump(), ensure_ascii=True)
