"""A folder on disk: which files there are, and each of them as text."""

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from retrieval.collection import SourceFile, Unread
from retrieval.documents.blocks import WHITE
from retrieval.errors import FolderMissing
from retrieval.language.lexicon import LISTS

CATALOG = "catalog.toml"
KINDS = (".txt", ".md", ".markdown", ".html", ".htm")
LARGEST = 64 * 1024 * 1024


class Found(NamedTuple):
    """A file of a kind that is read: its name below the folder with forward slashes, and what tells versions apart."""

    name: str
    path: Path
    version: tuple[int, int, int]


def list_folder(folder: Path) -> list[Found]:
    """Every file of a kind that is read, in the order of their names; hidden files and folders are passed over.

    Raises FolderMissing. A file that vanishes meanwhile has version (0, 0, 0).
    """
    if not folder.is_dir():
        raise FolderMissing(folder=str(folder))
    paths: list[Path] = []

    def list_unopened(error: OSError) -> None:
        """A folder that cannot be opened is listed as if it were a file, which then cannot be read."""
        paths.append(Path(error.filename))

    for root, folders, names in os.walk(folder, onerror=list_unopened):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths += [Path(root, name) for name in names if _is_document(name)]
    found = [Found(path.relative_to(folder).as_posix(), path, _version(path)) for path in paths]
    return sorted(found, key=lambda file: file.name)


def read_source(file: Found, folder: Path) -> SourceFile | Unread:
    """Read one file as text, or say why not."""
    # A folder that is opened from its index needs none of this.
    from retrieval.documents.decoding import decode

    try:
        if not file.path.resolve(strict=True).is_relative_to(folder.resolve()):
            return Unread(name=file.name, reason="a link that leads out of the folder")
        if not file.path.is_file():
            return Unread(name=file.name, reason="not to be opened")
        if file.path.stat().st_size > LARGEST:
            return Unread(name=file.name, reason="too large")
        data = file.path.read_bytes()
    except (OSError, RuntimeError):  # a loop of links is a RuntimeError in some versions of Python
        return Unread(name=file.name, reason="not to be opened")
    text, reason = decode(data)
    if reason:
        return Unread(name=file.name, reason=reason)
    if text is None or not text.strip(WHITE):
        return Unread(name=file.name, reason="empty")
    return SourceFile(name=file.name, text=text, sha256=hashlib.sha256(data).hexdigest())


def _is_document(name: str) -> bool:
    """A visible file of a kind that is read, and none of the folder's own lists of names and words."""
    return not name.startswith(".") and name not in LISTS and name.lower().endswith(KINDS)


def _version(path: Path) -> tuple[int, int, int]:
    try:
        stat = path.stat()
    except OSError:
        return (0, 0, 0)
    return (stat.st_mtime_ns, stat.st_size, stat.st_ino)
