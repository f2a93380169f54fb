"""The libraries of chats: the shared folder, and beside it what a chat brought along, opened when it is asked."""

import logging
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
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
    """The library of a collection as it was last opened, and that of all from which its chat is answered."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.changed_at: int | None = None
        self.own: Library | None = None
        self.joined: tuple[Mapping[str, Library], JoinedLibrary] | None = None


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
            if opened.joined is None or opened.joined[0] != parts:
                opened.joined = parts, JoinedLibrary(parts)
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
            opened.own, opened.changed_at, opened.joined = None, None, None

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
        outdated = changed_at != opened.changed_at or (opened.own is not None and opened.own.is_unsafe)
        if changed_at is not None and outdated:
            try:
                opened.own = opened.own.reread() if opened.own else self.open(folder.documents, folder.index)
            except FolderError:
                # The last file has gone, and all that was made of it goes with it.
                opened.own = None
                rmtree(folder.index, ignore_errors=True)
            except OSError as error:
                # The chat is answered from the rest meanwhile; the next question tries again.
                _log.warning("The documents of a chat cannot be read: %s", error)
                opened.own, changed_at = None, None
        if changed_at is None:
            opened.own = None
        opened.changed_at = changed_at
        return opened.own
