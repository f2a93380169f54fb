"""Index on disk: what was indexed at once, and what changed since."""

from typing import NamedTuple

from retrieval.arrays.container import Arrays, Container
from retrieval.arrays.spliced import BEFORE
from retrieval.arrays.strings import part, within
from retrieval.cache.stored_collection import StoredCollection
from retrieval.collection import Unread


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
