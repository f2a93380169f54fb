"""A folder on disk -> the texts of its files, each with its hash, and the files that could not be read."""

import hashlib
import os
from pathlib import Path

from retrieval.collection import SourceFile, Unread
from retrieval.errors import FolderEmpty, FolderMissing, FolderUnreadable
from retrieval.material.blocks import WHITE

KINDS = (".txt", ".md")
LARGEST = 64 * 1024 * 1024


def read_folder(folder: Path) -> tuple[tuple[SourceFile, ...], tuple[Unread, ...]]:
    """Read every text file below the folder, in the order of their names.

    Hidden files, and files of other kinds, are passed over. Raises FolderMissing, FolderEmpty where there is no file of
    these kinds, and FolderUnreadable where there are some but none can be read; one bad file never hides the others.
    """
    if not folder.is_dir():
        raise FolderMissing(folder=str(folder))
    read: list[SourceFile] = []
    unread: list[Unread] = []
    for path in _paths(folder):
        name = path.relative_to(folder).as_posix()
        found = _read(path, name, folder)
        if isinstance(found, SourceFile):
            read.append(found)
        else:
            unread.append(found)
    if not read and not unread:
        raise FolderEmpty(folder=str(folder), kinds=" or ".join(KINDS))
    if not read:
        raise FolderUnreadable(count=len(unread), folder=str(folder), file=unread[0].name, reason=unread[0].reason)
    return tuple(read), tuple(unread)


def _paths(folder: Path) -> list[Path]:
    found = []
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(root, name) for name in names if not name.startswith(".") and name.lower().endswith(KINDS)]
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _read(path: Path, name: str, folder: Path) -> SourceFile | Unread:
    try:
        if not path.resolve(strict=True).is_relative_to(folder.resolve()):
            return Unread(name=name, reason="a link that leads out of the folder")
        if path.stat().st_size > LARGEST:
            return Unread(name=name, reason="too large")
        data = path.read_bytes()
        text = data.decode("utf-8")
    except OSError:
        return Unread(name=name, reason="not to be opened")
    except UnicodeDecodeError:
        return Unread(name=name, reason="not UTF-8 text")
    if "\0" in text:
        return Unread(name=name, reason="not text: it holds NUL bytes")
    if not text.strip(WHITE):
        return Unread(name=name, reason="empty")
    return SourceFile(name=name, text=text, sha256=hashlib.sha256(data).hexdigest())
