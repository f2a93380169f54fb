"""A folder on disk: which files there are, and each of them as text."""

import hashlib
import os
import re
from pathlib import Path
from typing import NamedTuple

from retrieval.collection import Reason, SourceFile, Unread
from retrieval.documents.blocks import WHITE
from retrieval.errors import FolderMissing
from retrieval.language.lexicon import LISTS

CATALOG = "catalog.toml"
KINDS = (".txt", ".md", ".markdown", ".html", ".htm")
LARGEST = 64 * 1024 * 1024
_ENCODINGS = ["utf_16", "utf_16_le", "utf_16_be", "gb18030", "big5"]
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# UTF-8 in which no more than one character in so many is broken is UTF-8 that was damaged, not another encoding.
_DAMAGED = 50


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


def decode(data: bytes) -> tuple[str, None] | tuple[None, Reason]:
    """The text of a file, or why there is none.

    UTF-8 is tried first, and its byte order mark stays the first character of the text, so that addresses count what
    any reader of the file decodes. Otherwise charset-normalizer chooses among UTF-16, GB18030 and Big5.
    """
    # A folder that is opened from its index needs none of this.
    from charset_normalizer import from_bytes

    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        broken = data.decode("utf-8", "replace")
        if broken.count("\ufffd") * _DAMAGED <= len(broken) and b"\0" not in data:
            return None, "damaged UTF-8 text"
        best = from_bytes(data, cp_isolation=_ENCODINGS).best()
        if best is None:
            return None, "not text in an encoding that is read"
        try:
            text = data.decode(best.encoding)
        except UnicodeDecodeError:
            return None, "not text in an encoding that is read"
    if _CONTROL.search(text):
        return None, "not text: it holds control characters"
    return text, None


def _is_document(name: str) -> bool:
    """A visible file of a kind that is read, and none of the folder's own lists of names and words."""
    return not name.startswith(".") and name not in LISTS and name.lower().endswith(KINDS)


def _version(path: Path) -> tuple[int, int, int]:
    try:
        stat = path.stat()
    except OSError:
        return (0, 0, 0)
    return (stat.st_mtime_ns, stat.st_size, stat.st_ino)
