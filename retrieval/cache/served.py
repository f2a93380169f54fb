"""The index of a folder on other machines: what is put there, and its opening by those who have neither here."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from retrieval.arrays.blocks import Blocks, BlockStore, Held
from retrieval.arrays.container import Container, Damaged, read_blocks
from retrieval.arrays.fingerprint import analysis
from retrieval.cache.cache import OpenIndex, open_stored
from retrieval.cache.stored_collection import StoredIndex
from retrieval.collection import Unread
from retrieval.errors import IndexUnreachable
from retrieval.index.remote import IndexContents
from retrieval.language.lexicon import LISTS, Lexicon, lexicon_of
from retrieval.runtime import return_memory

# Arrays of which every question needs all: by the last part of their names.
_WHOLE = frozenset({"document", "first", "large", "largest", "lengths", "numbers", "role", "starts"})


class ServedIndex(NamedTuple):
    """An index that a store holds, as it was when it was opened."""

    store: BlockStore
    held: Held
    opened: OpenIndex

    @classmethod
    def open(cls, store: BlockStore) -> "ServedIndex":
        """Open what a store holds; raises IndexUnreachable and IndexAway."""
        held = store.held()
        containers = [_container(store, name, size) for name, size in held.containers]
        passed_over = tuple(Unread.model_validate(found) for found in held.told["passed_over"])
        return_memory()
        opened = open_stored(StoredIndex(*containers), _lexicon(held.told["lists"]), passed_over)
        return cls(store, held, opened)

    def renewed(self) -> "ServedIndex":
        """Return the index that the store holds now, this one if it is the same; raises what `open` raises."""
        return self if self.store.held() == self.held else ServedIndex.open(self.store)


def contents_of(holding: OpenIndex, folder: Path) -> IndexContents:
    """Return what is to be put elsewhere of an open index and the folder's own lists."""
    lists = {name: folder / name for name in LISTS}
    told: dict[str, Any] = {
        "lists": {name: path.read_bytes().decode("utf-8", "replace") for name, path in lists.items() if path.is_file()},
        "passed_over": [file.model_dump() for file in holding.collection.passed_over],
    }
    return IndexContents({container.seal: container.data for container in holding.containers}, told)


def _container(store: BlockStore, name: str, size: int) -> Container:
    """Return a container that a store holds.

    Raises IndexAway, and IndexUnreachable if this program cannot use it.
    """
    blocks = Blocks(size, lambda number: store.block(name, number))
    try:
        container = read_blocks(blocks, lambda array: array.rpartition(".")[2] in _WHOLE)
    except Damaged as error:
        raise IndexUnreachable(uri=store.uri, reason=str(error)) from None
    if container.manifest["analysis"] != analysis():
        raise IndexUnreachable(uri=store.uri, reason="it was made by another version")
    return container


def _lexicon(lists: Mapping[str, str]) -> Lexicon:
    with TemporaryDirectory() as folder:
        for name, text in lists.items():
            (Path(folder) / name).write_text(text, "utf-8")
        return lexicon_of(Path(folder))
