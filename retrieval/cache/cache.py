"""Opens a folder: from its index on disk where that is whole and of the folder as it is, otherwise by reading it."""

import hashlib
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shutil import rmtree
from typing import Literal

from retrieval.arrays.container import Arrays, Container, Damaged, read
from retrieval.arrays.file import IndexFile, Looks
from retrieval.arrays.fingerprint import analysis
from retrieval.arrays.strings import part, within
from retrieval.cache.build import IndexedCollection, build, index_of
from retrieval.cache.stored_collection import Readings, StoredCollection, store_collection
from retrieval.collection import Collection, Unread
from retrieval.documents.folder import FoundFile, survey
from retrieval.documents.reader import FileReading, FolderReader, lists_of
from retrieval.index.index import Index
from retrieval.language.lexicon import Lexicon, lexicon_of
from retrieval.language.tokenizer import Analyzer
from retrieval.runtime import Progress, unseen

State = Literal["none", "other", "damaged", "opened", "written", "unwritable"]


@dataclass(frozen=True)
class OpenIndex:
    """A collection, its index, the lexicon that this was made with, and the container that is mapped, if any."""

    collection: Collection
    index: Index
    lexicon: Lexicon
    container: Container | None = None


class IndexCache:
    """Keeps the index of a folder in a file below `place`.

    `state` says what became of it: there was none, it was of other files or made by other code, or it was damaged, as
    `damage` says; it was opened, it was written, or it could not be written. `damage` stays once it was found.
    """

    def __init__(self, place: Path, folder: Path) -> None:
        self.folder = folder
        name = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self.file = IndexFile(place / f"{name}.index")
        self.conversions = place / f"{name}.converted"
        self.state: State = "none"
        self.damage = ""

    def holding(self, reader: FolderReader, analyzer: Analyzer, progress: Progress = unseen) -> OpenIndex:
        """Return what the folder holds now; only files that changed are read and analysed.

        One process at a time builds an index, and the others take it. Raises what the reader raises.
        """
        lexicon = lexicon_of(self.folder)
        found = self._current(lexicon)
        if found is None:
            with self.file.alone(progress):
                self.file.clear_drafts()
                found = self._current(lexicon) or self._renewed(reader, analyzer, lexicon, progress)
        else:
            self.file.tidy()
        return found

    def check(self) -> None:
        """Have the whole index read the next time, whatever it looks like."""
        self.file.forget()

    def _current(self, lexicon: Lexicon) -> OpenIndex | None:
        """Return the index on disk, where it is of the folder as it is now by the looks of its files."""
        container = self._container()
        if container is None:
            return None
        found, passed_over = survey(self.folder)
        listed = {file.name: file.version for file in found}
        if not listed or self.file.files(container) != listed or container.manifest["lists"] != lists_of(self.folder):
            self.state = "other"
            return None
        self.state = "opened"
        return _taken(container, lexicon, passed_over)

    def _renewed(self, reader: FolderReader, analyzer: Analyzer, lexicon: Lexicon, progress: Progress) -> OpenIndex:
        container = self._container()
        if container is not None:
            readings = Readings(container.manifest, part("collection", container.arrays))
            reader.recall = partial(_recalled, readings, self.file.files(container))
        collection = reader.read(progress)
        if container is not None and container.manifest["version"] == collection.version:
            self.file.remember(container, reader.versions)
            self.state = "opened"
        else:
            arrays = build(collection, analyzer, lexicon, self._indexed(container) if container else None, progress)
            try:
                container = self._written(collection, arrays, reader)
            except OSError:
                self.state = "unwritable"
                return OpenIndex(collection, index_of(collection, arrays, lexicon), lexicon)
        reader.forget()
        return _taken(container, lexicon, collection.passed_over)

    def _indexed(self, container: Container) -> IndexedCollection | None:
        """Return what is on disk, if it was made with the folder's lists as they are."""
        if container.manifest["lists"] != lists_of(self.folder):
            return None
        collection = StoredCollection.stored(container.manifest, part("collection", container.arrays))
        return IndexedCollection(collection, part("index", container.arrays))

    def _written(self, collection: Collection, index: Arrays, reader: FolderReader) -> Container:
        _remove_gone(self.file.path.parent)
        manifest, arrays = store_collection(collection, reader.documents)
        manifest |= {"analysis": analysis(), "lists": lists_of(self.folder), "folder": str(self.folder.resolve())}
        container = self.file.write(manifest, {**within("collection", arrays), **within("index", index)})
        self.file.remember(container, reader.versions)
        self.state = "written"
        return container

    def _container(self) -> Container | None:
        """Return what is on disk, if it is whole and made by this code."""
        try:
            container = self.file.open()
        except Damaged as error:
            self.state, self.damage = "damaged", str(error)
            return None
        if container and container.is_contested:
            self.state, self.damage = "damaged", "another program writes to it"
            return None
        if container is None or container.manifest.get("analysis") != analysis():
            self.state = "other" if container else "none"
            return None
        return container


def _taken(container: Container, lexicon: Lexicon, passed_over: tuple[Unread, ...]) -> OpenIndex:
    collection = StoredCollection.stored(container.manifest, part("collection", container.arrays), passed_over)
    return OpenIndex(collection, index_of(collection, part("index", container.arrays), lexicon), lexicon, container)


def _remove_gone(place: Path) -> None:
    """Remove the indexes of folders that are gone, with what was converted from them."""
    for path in place.glob("*.index"):
        try:
            folder = read(path).manifest.get("folder")
        except (OSError, ValueError, Damaged):
            continue
        if folder and not Path(folder).exists():
            IndexFile(path).remove()
            rmtree(path.with_suffix(".converted"), ignore_errors=True)


def _recalled(readings: Readings, versions: Looks, found: FoundFile) -> FileReading | Unread | None:
    """Return what a file held that is as it was when it was indexed, by its looks or by its bytes; None for
    any other.
    """
    looks_same = versions.get(found.name) == found.version
    if looks_same and (unread := readings.unread(found.name)):
        return unread
    digest = readings.digest(found.name)
    same = digest is not None and (looks_same or _digest(found.path) == digest)
    return readings.reading(found.name) if same else None


def _digest(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
