"""The way of a file into a collection: allowed, read on trial, put there whole, or refused with a reason."""

import errno
import hashlib
import os
import re
from collections.abc import Iterator, Set
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Literal

from bot.collections.errors import (
    NoRoomLeft,
    UploadKindUnknown,
    UploadNotStored,
    UploadsFull,
    UploadsTooLarge,
    UploadTooLarge,
    UploadUnreadable,
)
from bot.collections.folders import CollectionFolder
from bot.collections.libraries import Libraries
from bot.settings import Settings
from bot.storage.collections import ChatCollection
from bot.text import visible
from retrieval import Trial, index_folder, readable_kinds, try_file
from retrieval.collection import Unread
from retrieval.model import Value

MEGABYTE = 1024 * 1024
MAX_UPLOAD_MEGABYTES = 20
_MAX_NAME_BYTES = 150
_UNSAFE = re.compile(r"[/\\:*?\"<>|\x00-\x1f]")
# Names that a folder has a use of its own for, and beginnings and ends of names that are passed over.
_RESERVED = frozenset(("catalog.toml", "aliases.txt", "synonyms.txt", "glossary.txt", "names.txt"))
_PASSED_OVER = ".~$ "
# The kinds of file that most people have.
_COMMON = (".pdf", ".docx", ".xlsx", ".pptx", ".txt", ".md", ".html", ".csv", ".epub", ".eml")

Existing = Literal["ask", "replace", "keep"]


class Intake(Value):
    """Outcome of an upload: `added`, or nothing was done.

    Then it is `present` already, with the bytes of the file `name`; has the `same_text` as that; or its `name_taken` by
    a file with other content. `older`: it replaced a file, which is kept as an older version.
    """

    state: Literal["added", "present", "same_text", "name_taken"]
    name: str
    older: bool = False


def _named(kinds: Set[str]) -> str:
    """List kinds of file, the common ones first; of many only these, and … for the others."""
    common = [kind for kind in _COMMON if kind in kinds]
    others = sorted(kinds - {*common})
    return ", ".join(common) + " …" if len(common) == len(_COMMON) and others else ", ".join((*common, *others))


class Reception:
    """Takes files into collections, within the limits of the settings; for any thread."""

    def __init__(self, libraries: Libraries, settings: Settings) -> None:
        self._libraries = libraries
        self._settings = settings

    def check(self, name: str, size: int, collection: ChatCollection) -> None:
        """Raise an UploadError if a file of that name and size is not taken, before it is fetched.

        Raises UploadTooLarge, UploadKindUnknown, UploadsFull, UploadsTooLarge and NoRoomLeft.
        """
        if size > MAX_UPLOAD_MEGABYTES * MEGABYTE:
            raise UploadTooLarge(file=name, limit=MAX_UPLOAD_MEGABYTES)
        kinds = self.kinds()
        if PurePath(name).suffix.lower() not in kinds:
            raise UploadKindUnknown(file=name, kinds=_named(kinds))
        folder = self._libraries.folder(collection)
        if len(folder.names()) + len(folder.versions()) >= self._settings.uploads_per_chat:
            raise UploadsFull(limit=self._settings.uploads_per_chat)
        if folder.size() + size > self._settings.uploads_mb_per_chat * MEGABYTE:
            raise UploadsTooLarge(limit=self._settings.uploads_mb_per_chat)
        if self._libraries.size() + size > self._settings.uploads_mb * MEGABYTE:
            raise NoRoomLeft(file=name)

    def kinds(self) -> Set[str]:
        """Return the kinds of file that are taken."""
        readable = frozenset(readable_kinds())
        return readable & self._settings.uploads_kinds if self._settings.uploads_kinds else readable

    def admit(self, path: Path, collection: ChatCollection, existing: Existing = "ask") -> Intake:
        """Read a file that was fetched, and move it into the collection.

        `existing` says what to do if the collection has another file of that name; one that is replaced is kept as an
        older version. Raises UploadUnreadable, NoRoomLeft and UploadNotStored, and then the collection is as it was.
        """
        folder, name = self._libraries.folder(collection), path.name
        with storing(name):
            if (same := _same_bytes(path, folder)) is not None:
                return Intake(state="present", name=same)
            if existing == "ask" and name in folder.names():
                return Intake(state="name_taken", name=name)
            read = try_file(path, folder.documents, folder.index)
            if isinstance(read, Unread):
                raise UploadUnreadable(file=name, reason=read.reason)
            if existing != "replace" and (same := self._same_text(read, collection)) is not None:
                return Intake(state="same_text", name=same)
            target, size = _free_name(name, folder) if existing == "keep" else name, path.stat().st_size
            older = target in folder.names()
            if older:
                folder.keep_older(target)
            _put(path, folder.files / target)
            folder.drop_repeated(target)
            self._index(folder, target, size)
        return Intake(state="added", name=target, older=older)

    def remove(self, digest: str, collection: ChatCollection) -> str | None:
        """Remove the file whose digest begins so, and return its name; None if there is none. Raises OSError.

        The older versions of a file that is current go with it.
        """
        folder = self._libraries.folder(collection)
        current = [folder.files / name for name in folder.names()]
        for path in (*current, *(one.path for one in folder.versions())):
            if digest_of(path).startswith(digest):
                folder.drop_all(path.name) if path in current else folder.drop(path)
                self._libraries.own(collection)
                return path.name
        return None

    def _same_text(self, read: Trial, collection: ChatCollection) -> str | None:
        """Return the name of a file with the same text but for white space."""
        library = self._libraries.own(collection)
        files = library.files if library else ()
        same = (file.name.rpartition("/")[2] for file in files if read.has_text(file.text))
        return next(same, None)

    def _index(self, folder: CollectionFolder, name: str, size: int) -> None:
        """Index a file that was added, or take it out again if that is too much; raises UploadUnreadable."""
        if not index_folder(folder.documents, folder.index, self._settings.cache_dir, size):
            (folder.files / name).unlink(missing_ok=True)
            raise UploadUnreadable(file=name, reason="too large to convert")


@contextmanager
def storing(name: str) -> Iterator[None]:
    """Raise NoRoomLeft or UploadNotStored for a system that stores nothing."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NoRoomLeft(file=name) from error
        raise UploadNotStored(file=name, reason=error.strerror or type(error).__name__) from error


def safe_name(name: str) -> str:
    """Return the name under which a file that somebody sent is stored: readable, and without power over the folder."""
    plain = _UNSAFE.sub("_", visible(name)).lstrip(_PASSED_OVER).rstrip("~ ")
    if plain.lower() in _RESERVED:
        plain = f"_{plain}"
    path = PurePath(plain or "document")
    stem, suffix = path.stem, path.suffix[:20]
    while len(f"{stem}{suffix}".encode("utf-8", "replace")) > _MAX_NAME_BYTES:
        stem = stem[:-1]
    return f"{stem or 'document'}{suffix}"


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal; raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _same_bytes(path: Path, folder: CollectionFolder) -> str | None:
    wanted = digest_of(path)
    return next((name for name in folder.names() if digest_of(folder.files / name) == wanted), None)


def _free_name(name: str, folder: CollectionFolder) -> str:
    path, number = PurePath(name), 2
    while f"{path.stem} ({number}){path.suffix}" in folder.names():
        number += 1
    return f"{path.stem} ({number}){path.suffix}" if name in folder.names() else name


def _put(path: Path, target: Path) -> None:
    """Move a file into the folder at once, and whole also after a power cut."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
    path.chmod(0o600)
    path.replace(target)
