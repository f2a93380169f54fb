"""/add FILE in the terminal: a file is among the documents of this terminal, or of the chat that was named."""

from collections.abc import Callable
from pathlib import Path
from shutil import copyfile

from bot.collections.card import DocumentCard, card_of
from bot.collections.intake import Intake, Reception, safe_name, storing
from bot.collections.libraries import Libraries
from bot.settings import Settings
from bot.storage.collections import ChatCollection, Collections
from bot.storage.database import Database
from bot.storage.storage import FILE
from retrieval import Library

TERMINAL = 0
"""The chat of the terminal; no chat of Telegram's has this id."""


class TerminalCollection:
    """The documents of a terminal, beside a shared library; they stay for its next sessions.

    No data file is made before the first document comes.
    """

    def __init__(self, settings: Settings, shared: Library, chat: int = TERMINAL) -> None:
        """Open the data file if there is one; raises DatabaseUnusable and DatabaseNewer."""
        self._path = settings.data_dir / FILE
        self._chat = chat
        self._libraries = Libraries(settings.collections_dir, settings.cache_dir, lambda: shared)
        self._reception = Reception(self._libraries, settings)
        self._collection = self._begun(Collections.of) if self._path.is_file() else None

    @property
    def library(self) -> Library:
        """Return the shared library and the documents of the terminal as one."""
        return self._libraries.of(self._collection)

    def add(self, path: Path) -> tuple[Intake, DocumentCard | None]:
        """Add a file, a new version in place of an old one, and return what became of it.

        Raises UploadError, and OSError for a file that cannot be read.
        """
        path.open("rb").close()
        name, collection = safe_name(path.name), self._collection or self._begun(Collections.begin)
        assert collection is not None
        self._collection = collection
        with storing(name):
            self._reception.check(name, path.stat().st_size, collection)
            with self._libraries.folder(collection).incoming() as place:
                copyfile(path, place / name)
                intake = self._reception.admit(place / name, collection, "replace")
        own, file = self._libraries.own(collection), f"{collection.key}/{intake.name}"
        return intake, card_of(own, file) if own and own.holds(file) else None

    def _begun(self, find: Callable[[Collections, int], ChatCollection | None]) -> ChatCollection | None:
        database = Database(self._path)
        try:
            return find(Collections(database), self._chat)
        finally:
            database.close()
