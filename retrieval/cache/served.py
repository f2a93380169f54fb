"""The index of a folder on other machines: what is put there, and its opening by those who have neither here.

Beside the folder's own index lie those of the collections that its catalog names, each a shelf of its own.
"""

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from retrieval.arrays.blocks import Blocks, BlockStore, Held
from retrieval.arrays.container import Container, Damaged, read_blocks
from retrieval.arrays.fingerprint import analysis
from retrieval.cache.cache import IndexCache, OpenIndex, open_stored
from retrieval.cache.stored_collection import StoredIndex
from retrieval.collection import Unread
from retrieval.documents.convert.store import Conversions
from retrieval.documents.named_collection import NamedCollection
from retrieval.documents.parts import named_collections
from retrieval.documents.reader import FolderReader
from retrieval.errors import FolderError, IndexUnreachable
from retrieval.language.lexicon import LISTS, Lexicon, lexicon_of
from retrieval.language.tokenizer import Analyzer
from retrieval.model import Value
from retrieval.runtime import return_memory

_log = logging.getLogger(__name__)
# Arrays of which every question needs all: by the last part of their names.
_WHOLE = frozenset({"document", "first", "large", "largest", "lengths", "numbers", "role", "starts"})


class Shelf(Value):
    """Index in a store: that of a named collection, or of all that belongs to none."""

    named: NamedCollection | None = None
    containers: tuple[str, ...]
    passed_over: tuple[Unread, ...]


class ServedIndex(NamedTuple):
    """An index that a store holds, as it was when it was opened; `lists` are the folder's own, by their names."""

    store: BlockStore
    shelves: tuple[Shelf, ...]
    lists: Mapping[str, str]
    own: Shelf
    opened: OpenIndex

    @classmethod
    def open(cls, store: BlockStore, folder: str | None = None) -> "ServedIndex":
        """Open what a store holds of a named collection, by its sub-folder, or without one of what belongs to none.

        Raises IndexUnreachable and IndexAway.
        """
        return cls._of(store, store.held(), folder)

    @classmethod
    def _of(cls, store: BlockStore, held: Held, folder: str | None) -> "ServedIndex":
        shelves, lists = _shelves(store, held), held.told["lists"]
        own = next((one for one in shelves if _folder(one) == folder), None)
        if own is None:
            raise IndexUnreachable(uri=store.uri, reason=f"it has no collection {folder}")
        sizes = dict(held.containers)
        containers = [_container(store, name, sizes[name]) for name in own.containers]
        return_memory()
        opened = open_stored(StoredIndex(*containers), _lexicon(lists), own.passed_over)
        return cls(store, shelves, lists, own, opened)

    def renewed(self) -> "ServedIndex":
        """Return the index that the store holds now, this one if it is the same; raises what `open` raises."""
        held = self.store.held()
        shelves = _shelves(self.store, held)
        if self.own in shelves and held.told["lists"] == self.lists:
            return self if shelves == self.shelves else self._replace(shelves=shelves)
        return self._of(self.store, held, _folder(self.own))

    @property
    def named(self) -> tuple[NamedCollection, ...]:
        """The named collections that the store holds."""
        return tuple(shelf.named for shelf in self.shelves if shelf.named)


class IndexCopy:
    """Copy of a folder's indexes in a store, for those who have neither the folder nor an index."""

    def __init__(self, store: BlockStore, folder: Path, place: Path | None, analyzer: Analyzer) -> None:
        """Take the store, the folder, and where its indexes are kept here."""
        self._store, self._folder, self._place, self._analyzer = store, folder, place, analyzer
        self._told: Mapping[str, Any] = {}

    def put(self, own: OpenIndex) -> None:
        """Put the index of what belongs to no named collection there, and those of all that are named.

        Nothing is sent if the store holds the same already. Raises CatalogError and IndexUnreachable.
        """
        if self._place is None or not own.containers:
            raise IndexUnreachable(uri=self._store.uri, reason="it could not be written here")
        opened = [(None, own), *self._named(self._place)]
        lists = {name: self._folder / name for name in LISTS}
        told = {
            "lists": {
                name: path.read_bytes().decode("utf-8", "replace") for name, path in lists.items() if path.is_file()
            },
            "shelves": [_shelf(named, one).model_dump(mode="json") for named, one in opened],
        }
        if told == self._told:
            return
        self._store.hold({part.seal: part.data for _, one in opened for part in one.containers}, told)
        self._told = told

    def renew(self, own: OpenIndex) -> None:
        """Put what changed there; if that fails it is logged, and tried again the next time. Raises CatalogError."""
        try:
            self.put(own)
        except IndexUnreachable as error:
            _log.warning("%s", error)

    def _named(self, place: Path) -> Iterator[tuple[NamedCollection, OpenIndex]]:
        for one in named_collections(self._folder):
            keeper, reader = IndexCache(place, self._folder, one.folder), FolderReader(self._folder, part=one.folder)
            reader.conversions = Conversions(keeper.conversions)
            try:
                yield one, keeper.holding(reader, self._analyzer)
            except FolderError as error:
                _log.warning("The collection %s cannot be read: %s", one.name, error)


def _shelf(named: NamedCollection | None, opened: OpenIndex) -> Shelf:
    seals = tuple(container.seal for container in opened.containers)
    return Shelf(named=named, containers=seals, passed_over=opened.collection.passed_over)


def _folder(shelf: Shelf) -> str | None:
    return shelf.named.folder if shelf.named else None


def _shelves(store: BlockStore, held: Held) -> tuple[Shelf, ...]:
    """Return what is told of each index that a store holds; raises IndexUnreachable."""
    try:
        return tuple(Shelf.model_validate(found) for found in held.told["shelves"])
    except KeyError:
        raise _of_another_version(store) from None


def _of_another_version(store: BlockStore) -> IndexUnreachable:
    return IndexUnreachable(uri=store.uri, reason="it was made by another version")


def _container(store: BlockStore, name: str, size: int) -> Container:
    """Return a container that a store holds.

    Raises IndexAway, and IndexUnreachable if this program cannot use it.
    """
    blocks = Blocks(size, lambda numbers: store.blocks(name, numbers))
    try:
        container = read_blocks(blocks, lambda array: array.rpartition(".")[2] in _WHOLE)
    except Damaged as error:
        raise IndexUnreachable(uri=store.uri, reason=str(error)) from None
    if container.manifest["analysis"] != analysis():
        raise _of_another_version(store)
    return container


def _lexicon(lists: Mapping[str, str]) -> Lexicon:
    with TemporaryDirectory() as folder:
        for name, text in lists.items():
            (Path(folder) / name).write_text(text, "utf-8")
        return lexicon_of(Path(folder))
