"""The collections that the operator's catalog names: sub-folders of SEEDS_DIR, each offered to some chats alone."""

import logging
from threading import Lock
from typing import Protocol

from retrieval import Library, NamedCollection, YinjuError

_log = logging.getLogger(__name__)


class SharedLibrary(Protocol):
    """The library of what belongs to no named collection; `looks` counts how often its folder was looked at."""

    looks: int

    def __call__(self) -> Library:
        """Return the library that is current."""


class NamedLibraries:
    """The libraries of named collections, each opened when it is first asked; for any thread."""

    def __init__(self, shared: SharedLibrary) -> None:
        """Take the library of what belongs to none of them."""
        self._shared = shared
        self._lock = Lock()
        self._looks = -1
        self._named: tuple[NamedCollection, ...] = ()
        self._opened: dict[str, tuple[int, Library | None]] = {}

    def offered(self, chat_id: int) -> list[NamedCollection]:
        """Return the collections that are offered to a chat."""
        return [one for one in self.all() if chat_id in one.chats]

    def all(self) -> tuple[NamedCollection, ...]:
        """Return the collections as the catalog was when the folder was last looked at."""
        with self._lock:
            if self._looks != self._shared.looks:
                looks = self._shared.looks
                try:
                    self._named, self._looks = self._shared().named, looks
                except (OSError, YinjuError) as error:
                    _log.warning("The collections of the catalog are as before: %s", error)
                    self._looks = looks
            return self._named

    def library(self, named: NamedCollection) -> Library | None:
        """Return the library of a collection as its folder is now; None if nothing in it can be read."""
        with self._lock:
            looks, library = self._opened.get(named.folder, (-1, None))
            if looks != self._shared.looks:
                looks = self._shared.looks
                library = self._reread(named, library)
                self._opened[named.folder] = looks, library
            return library

    def _reread(self, named: NamedCollection, before: Library | None) -> Library | None:
        try:
            return before.reread() if before else self._shared().part(named.folder)
        except (OSError, YinjuError) as error:
            _log.warning("The collection %s cannot be read: %s", named.name, error)
            return None
