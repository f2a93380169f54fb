"""Opening of a folder: from its index on disk if that is whole and of the folder as it is, else by reading it."""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shutil import rmtree
from typing import Literal
from weakref import WeakSet

import numpy as np

from retrieval.arrays.container import Arrays, Container, Damaged, read
from retrieval.arrays.entries import Units
from retrieval.arrays.file import IndexFile, Looks
from retrieval.arrays.fingerprint import analysis
from retrieval.arrays.spliced import BEFORE
from retrieval.arrays.strings import part, within
from retrieval.cache.build import IndexedCollection, build, build_changes, index_of, kept_passages
from retrieval.cache.stored_collection import Readings, StoredIndex, store_collection
from retrieval.collection import Collection, Reading, Unread
from retrieval.documents.folder import FoundFile, is_unsettled
from retrieval.documents.parts import survey_part
from retrieval.documents.reader import FolderReader, lists_of
from retrieval.index.index import Index
from retrieval.language.lexicon import Lexicon, lexicon_of
from retrieval.language.tokenizer import Analyzer
from retrieval.runtime import Progress, trim_memory, unseen
from retrieval.workers import Workers

State = Literal["none", "other", "damaged", "opened", "written", "unwritable"]


# A folder of fewer passages is indexed as a whole when a file changes: it takes no longer.
MIN_SPLICED_PASSAGES = 4096
# Changes of more than one passage in this many are indexed with everything else.
MAX_CHANGED_ONE_IN = 32


@dataclass(frozen=True)
class OpenIndex:
    """A collection, its index, the lexicon that this was made with, and the containers that are mapped, if any."""

    collection: Collection
    index: Index
    lexicon: Lexicon
    containers: tuple[Container, ...] = ()


class IndexCache:
    """Keeps the index of a folder, or of a `part` of it, in a file below `place`, and what little changed since in
    another beside it.

    `state` says what became of it: there was none, it was of other files or made by other code, or it was damaged, as
    `damage` says; it was opened, it was written, or it could not be written. `damage` stays once it was found.
    """

    def __init__(self, place: Path, folder: Path, part: str | None = None) -> None:
        self.place, self.folder = place, folder
        self._part = part
        # Not Path.resolve, which raises RuntimeError on a link to itself before Python 3.13.
        of = f"{os.path.realpath(folder)}\0{part}" if part else os.path.realpath(folder)
        name = hashlib.sha256(of.encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self.file = IndexFile(place / f"{name}.index")
        self.changes = IndexFile(place / f"{name}.changes.index", self.file)
        self.conversions = place / f"{name}.converted"
        self.state: State = "none"
        self.damage = ""
        # What was opened and is still in use.
        self._opened = WeakSet[Index]()

    def holding(self, reader: FolderReader, analyzer: Analyzer, progress: Progress = unseen) -> OpenIndex:
        """Return what the folder holds now; only files that changed are read and analysed.

        One process at a time builds an index, and the others take it. Raises what the reader raises.
        """
        lexicon = lexicon_of(self.folder)
        looks = self._looks
        found = self._current(lexicon)
        if found is None:
            with self.file.alone(progress):
                self.file.clear_drafts()
                self.changes.clear_drafts()
                if self._looks != looks:
                    found = self._current(lexicon)
                found = found or self._renewed(reader, analyzer, lexicon, progress)
        else:
            self.file.tidy()
            self.changes.tidy()
        self._opened.add(found.index)
        return found

    @property
    def _looks(self) -> list[Sequence[int]]:
        """Versions of what is on disk, which differ if another process wrote meanwhile."""
        return [file.looks() for file in (self.file, self.changes)]

    def check(self) -> None:
        """Have the whole index read the next time, whatever it looks like."""
        self.file.forget()
        self.changes.forget()

    def _current(self, lexicon: Lexicon) -> OpenIndex | None:
        """Return the index on disk, where it is of the folder as it is now by the looks of its files."""
        stored = self._stored()
        if stored is None:
            return None
        found, passed_over = survey_part(self.folder, self._part)
        lists = lists_of(self.folder)
        for one in self._states(stored):
            if found and one.manifest["lists"] == lists and self._is_of(one, found):
                self.state = "opened"
                return open_stored(one, lexicon, passed_over)
        self.state = "other"
        return None

    def _is_of(self, stored: StoredIndex, found: Sequence[FoundFile]) -> bool:
        """Return whether an index is of files, by their looks; by the bytes of those that had just been written."""
        file = self._file_of(stored)
        noted = file.files(stored.newest)
        others = [one for one in found if noted.get(one.name) != one.version]
        if len(noted) != len(found) or not all(is_unsettled(noted.get(one.name, (0,))) for one in others):
            return False
        if others:
            digests = stored.collection().digests
            if any(digests.get(one.name) != _digest(one.path) for one in others):
                return False
            file.remember(stored.newest, {one.name: one.version for one in found})
        return True

    def _renewed(self, reader: FolderReader, analyzer: Analyzer, lexicon: Lexicon, progress: Progress) -> OpenIndex:
        stored = self._stored()
        if stored:
            readings = Readings(dict(stored.base.manifest), part("collection", stored.base.arrays))
            reader.recall = partial(_recalled, readings, self.file.files(stored.base))
        with Workers() as workers:
            found = self._read(stored, reader, analyzer, lexicon, progress, workers)
        if self.state == "written":
            trim_memory()
        return found

    def _read(
        self,
        stored: StoredIndex | None,
        reader: FolderReader,
        analyzer: Analyzer,
        lexicon: Lexicon,
        progress: Progress,
        workers: Workers,
    ) -> OpenIndex:
        """Read the folder by `workers` as far as it changed, and index what differs from what is stored."""
        collection = reader.read(progress, workers, self.file.path.parent)
        same = (one for one in self._states(stored) if one.manifest["version"] == collection.version)
        if current := next(same, None):
            self._file_of(current).remember(current.newest, reader.versions)
            self.state = "opened"
            found = open_stored(current, lexicon, collection.passed_over)
        else:
            # The lists of an index that is about to be replaced would stay beside all that is made of the new one.
            for opened in list(self._opened):
                opened.recent.clear()
            before = self._indexed(stored.base) if stored else None
            kept = kept_passages(collection, before.collection) if before else None
            if before and stored and kept is not None and is_small(kept, len(before.collection.passages)):
                changes = build_changes(collection, analyzer, lexicon, before, kept)
                arrays = {**changes, **within(BEFORE, before.arrays)}
                found = self._kept(collection, arrays, reader, lexicon, stored.base)
            else:
                built = build(collection, analyzer, lexicon, before, progress, workers, self.file.path.parent)
                found = self._kept(collection, built, reader, lexicon)
        reader.forget()
        return found

    def _kept(
        self,
        collection: Collection,
        arrays: Arrays,
        reader: FolderReader,
        lexicon: Lexicon,
        base: Container | None = None,
    ) -> OpenIndex:
        """Write an index, or what of it differs from that in `base`, and open it."""
        try:
            stored = self._written(collection, arrays, reader, base)
        except OSError:
            self.state = "unwritable"
            return OpenIndex(collection, index_of(collection, arrays, lexicon), lexicon)
        return open_stored(stored, lexicon, collection.passed_over)

    def _indexed(self, container: Container) -> IndexedCollection | None:
        """Return what was indexed at once, if it was made with the folder's lists as they are."""
        if container.manifest["lists"] != lists_of(self.folder):
            return None
        return IndexedCollection(StoredIndex(container).collection(), part("index", container.arrays))

    def _written(
        self, collection: Collection, index: Arrays, reader: FolderReader, base: Container | None
    ) -> StoredIndex:
        _remove_gone(self.file.path.parent)
        before = StoredIndex(base).collection() if base else None
        manifest, arrays = store_collection(collection, reader.documents, before, self.file.path.parent)
        manifest |= {"analysis": analysis(), "lists": lists_of(self.folder), "folder": os.path.realpath(self.folder)}
        own = {name: array for name, array in index.items() if not name.startswith(f"{BEFORE}.")}
        file = self.changes if base else self.file
        manifest |= {"base": base.seal if base else ""}
        container = file.write(manifest, {**within("collection", arrays), **within("index", own)})
        file.remember(container, reader.versions)
        if base is None:
            self.changes.remove()
        self.state = "written"
        return StoredIndex(base, container) if base else StoredIndex(container)

    def _stored(self) -> StoredIndex | None:
        """Return what is on disk, as far as it is whole and made by this code."""
        base = self._container(self.file)
        if base is None:
            return None
        state = self.state
        changes = self._container(self.changes)
        self.state = "damaged" if self.state == "damaged" else state
        return StoredIndex(base, changes if changes and changes.manifest["base"] == base.seal else None)

    def _states(self, stored: StoredIndex | None) -> Sequence[StoredIndex]:
        """Return the states that the folder may be in, the newest first."""
        return [] if stored is None else [stored, StoredIndex(stored.base)] if stored.changes else [stored]

    def _file_of(self, stored: StoredIndex) -> IndexFile:
        return self.changes if stored.changes else self.file

    def _container(self, file: IndexFile) -> Container | None:
        """Return what is in a file, if it is whole and made by this code."""
        try:
            container = file.open()
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


def open_stored(stored: StoredIndex, lexicon: Lexicon, passed_over: tuple[Unread, ...]) -> OpenIndex:
    """Open what is stored of an index."""
    collection = stored.collection(passed_over)
    return OpenIndex(collection, index_of(collection, stored.arrays("index"), lexicon), lexicon, stored.containers)


def is_small(kept: Units, known: int) -> bool:
    """Return whether what changed is little beside the `known` passages that were indexed before."""
    same = int(np.count_nonzero(kept >= 0))
    return known >= MIN_SPLICED_PASSAGES and MAX_CHANGED_ONE_IN * (len(kept) + known - 2 * same) <= known


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


def _recalled(readings: Readings, versions: Looks, found: FoundFile) -> Reading | Unread | None:
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
