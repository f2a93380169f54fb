"""The libraries of chats: the shared folder, and beside it what a chat brought along, opened when it is asked."""

import logging
from collections import OrderedDict
from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path
from shutil import rmtree
from threading import Lock

from bot.collections.errors import CollectionEmpty
from bot.collections.folders import CollectionFolder, keys_in
from bot.collections.named import NamedLibraries
from bot.phrases.collections import NAMED, OWN, SHARED
from bot.storage.collections import ChatCollection
from retrieval import JoinedLibrary, Library, NamedCollection
from retrieval.errors import FolderError

MOST_OPEN = 64
_log = logging.getLogger(__name__)


class _Opened:
    """The library of a collection as it was last opened, with `older` versions of its documents, if there are any.

    `joined` is the library of all from which its chat is answered, with what it was made of.
    """

    def __init__(self) -> None:
        self.lock = Lock()
        self.changed_at: tuple[int, ...] | None = None
        self.own: Library | None = None
        self.older: Library | None = None
        self.lifetimes: dict[str, tuple[date, date]] = {}
        self.joined: tuple[object, JoinedLibrary] | None = None

    def close(self) -> None:
        """Close all of it."""
        self.own, self.older, self.changed_at, self.joined = None, None, None, None


class Libraries:
    """The library for each chat; of the chats' own libraries the 64 that were used last stay open.

    `place` is the folder of collections, `cache` that of the dictionary; `shared` gives the shared library that is
    current, `named` those of the catalog's collections. Any number of threads may ask.
    """

    def __init__(
        self,
        place: Path,
        cache: Path,
        shared: Callable[[], Library],
        named: NamedLibraries | None = None,
        most: int = MOST_OPEN,
    ) -> None:
        self._place = place
        self._cache = cache
        self._most = most
        self._lock = Lock()
        self._opened: OrderedDict[str, _Opened] = OrderedDict()
        self._named = named
        self.shared = shared

    def folder(self, collection: ChatCollection) -> CollectionFolder:
        """Return the folder of a collection."""
        return CollectionFolder(self._place, collection.key)

    def size(self) -> int:
        """Return how many bytes the documents of all chats have."""
        return sum(CollectionFolder(self._place, key).size() for key in keys_in(self._place))

    def of(self, collection: ChatCollection | None) -> Library:
        """Return what a chat with that collection, or none, is answered from; it may take a while to open.

        Raises CollectionEmpty if the chat is answered from its own documents only, and has none.
        """
        if collection is None:
            return self.shared()
        parts = self._parts(collection)
        if not parts:
            raise CollectionEmpty
        if list(parts) == [SHARED]:
            return parts[SHARED]
        opened = self._entry(collection.key)
        with opened.lock:
            older = opened.older if OWN in parts else None
            if opened.joined is None or opened.joined[0] != (parts, older):
                opened.joined = (parts, older), JoinedLibrary(parts, older, opened.lifetimes)
            return opened.joined[1]

    def offered(self, chat_id: int) -> list[NamedCollection]:
        """Return the collections of the catalog that are offered to a chat."""
        return self._named.offered(chat_id) if self._named else []

    def own(self, collection: ChatCollection) -> Library | None:
        """Return the library of a collection alone; None if it holds nothing."""
        opened = self._entry(collection.key)
        with opened.lock:
            return self._own(opened, collection)

    def open(self, folder: Path, index: Path) -> Library:
        """Open another folder with the dictionary of the shared library; raises FolderError."""
        return Library.open(folder, cache=self._cache, index=index, beside=self.shared())

    def sweep(self, kept: Callable[[], Collection[str]]) -> None:
        """Delete the folders of collections that are nobody's, and what killed processes left; `kept` gives the keys.

        The keys are asked for after the folders were listed: of a collection that is new there is a key first.
        """
        found = keys_in(self._place)
        keys = kept()
        for key in found:
            if key in keys:
                CollectionFolder(self._place, key).remove_stale()
            else:
                self.forget(key)

    def forget(self, key: str) -> None:
        """Close the library of a collection, and delete its folder."""
        opened = self._entry(key)
        with opened.lock:
            CollectionFolder(self._place, key).remove()
            opened.close()

    def _parts(self, collection: ChatCollection) -> dict[str, Library]:
        """Return the libraries from which a chat is answered, by their names."""
        own = self.own(collection) if collection.searched != "shared" else None
        parts = {OWN: own} if own else {}
        parts |= {SHARED: self.shared()} if collection.searched != "own" else {}
        for one in self.offered(collection.chat_id):
            if self._named and one.folder in collection.named and (library := self._named.library(one)):
                parts[NAMED + one.name] = library
        return parts

    def _entry(self, key: str) -> _Opened:
        with self._lock:
            opened = self._opened.setdefault(key, _Opened())
            self._opened.move_to_end(key)
            while len(self._opened) > self._most:
                self._opened.popitem(last=False)
            return opened

    def _own(self, opened: _Opened, collection: ChatCollection) -> Library | None:
        """Return the library as the folder is now: another process may have changed it."""
        folder = self.folder(collection)
        # A file that comes while the folder is read is found the next time.
        changed_at = folder.changed_at()
        if changed_at is not None and (changed_at != opened.changed_at or _is_unsafe(opened)):
            try:
                opened.own = self._renewed(opened.own, folder.documents, folder.index)
                if opened.own is None:
                    # The last file has gone, and all that was made of it goes with it.
                    rmtree(folder.index, ignore_errors=True)
                self._open_older(opened, folder)
            except OSError as error:
                # The chat is answered from the rest meanwhile; the next question tries again.
                _log.warning("The documents of a chat cannot be read: %s", error)
                changed_at = None
        if changed_at is None:
            opened.close()
        opened.changed_at = changed_at
        return opened.own

    def _open_older(self, opened: _Opened, folder: CollectionFolder) -> None:
        """Open the older versions of documents as the folder is now; raises OSError."""
        versions = folder.versions() if opened.own else []
        opened.older = self._renewed(opened.older, folder.older, folder.index) if versions else None
        opened.lifetimes = {one.path.relative_to(folder.older).as_posix(): (one.since, one.until) for one in versions}

    def _renewed(self, before: Library | None, folder: Path, index: Path) -> Library | None:
        """Return the library of a folder as it is now; None if it holds nothing. Raises OSError."""
        try:
            return before.reread() if before else self.open(folder, index)
        except FolderError:
            return None


def _is_unsafe(opened: _Opened) -> bool:
    return any(library.is_unsafe for library in (opened.own, opened.older) if library)
