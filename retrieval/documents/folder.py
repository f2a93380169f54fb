"""A folder on disk: which files there are, and each of them as text."""

import hashlib
import os
import re
from pathlib import Path
from typing import NamedTuple, get_args

from retrieval.collection import Reason, SourceFile, Unread
from retrieval.documents.blocks import WHITE
from retrieval.documents.convert.kinds import is_converted, is_readable
from retrieval.documents.convert.store import Conversions
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
    """Return every file of a kind that is read, in the order of their names; raises FolderMissing."""
    return survey(folder)[0]


def survey(folder: Path) -> tuple[list[Found], tuple[Unread, ...]]:
    """Return the files that are read, and the files and hidden folders that are not, in the order of their names.

    Raises FolderMissing. A file that vanishes meanwhile has version (0, 0, 0).
    """
    if not folder.is_dir():
        raise FolderMissing(folder=str(folder))
    paths: list[Path] = []

    def list_unopened(error: OSError) -> None:
        """A folder that cannot be opened is listed as if it were a file, which then cannot be read."""
        paths.append(Path(error.filename))

    passed: list[Unread] = []
    for root, folders, names in os.walk(folder, onerror=list_unopened):
        hidden = [f"{name}/" for name in folders if name.startswith(".")]
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in [*names, *hidden]:
            if reason := _passed_over(name):
                passed.append(Unread(name=Path(root, name).relative_to(folder).as_posix(), reason=reason))
            elif name not in (CATALOG, *LISTS):
                paths.append(Path(root, name))
    found = [Found(path.relative_to(folder).as_posix(), path, _version(path)) for path in paths]
    return sorted(found, key=lambda file: file.name), tuple(sorted(passed, key=lambda file: file.name))


def read_source(file: Found, folder: Path, conversions: Conversions | None = None) -> SourceFile | Unread:
    """Read one file as text, or say why not; other kinds are converted to text."""
    try:
        if not file.path.resolve(strict=True).is_relative_to(folder.resolve()):
            return Unread(name=file.name, reason="a link that leads out of the folder")
        if not file.path.is_file():
            return Unread(name=file.name, reason="not to be opened")
        if file.path.stat().st_size > LARGEST:
            return Unread(name=file.name, reason="too large")
        data = file.path.read_bytes()
        if is_converted(file.name):
            return _converted(file, hashlib.sha256(data).hexdigest(), conversions or Conversions())
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


def _converted(file: Found, sha256: str, conversions: Conversions) -> SourceFile | Unread:
    try:
        made = conversions.convert(file.path, sha256)
    except ImportError:
        return Unread(name=file.name, reason="a kind that needs yinju[documents]")
    except ValueError as error:
        return Unread(name=file.name, reason=_reason(str(error)))
    return SourceFile(name=file.name, text=made.text, sha256=sha256, positions=made.positions)


def _reason(said: str) -> Reason:
    known: tuple[Reason, ...] = get_args(Reason)
    large = said.startswith(("converting it takes", "it would unpack"))
    return next((reason for reason in known if reason == said), "too large to convert" if large else "damaged")


def _passed_over(name: str) -> Reason | None:
    """Return why a file of that name is not read; None for one that is, and for the folder's own lists."""
    if name.startswith(("~$", ".~lock.")) or name.endswith(("~", ".tmp", ".part", ".swp")):
        return "a temporary file"
    if name.startswith("."):
        return "hidden"
    if name in (CATALOG, *LISTS) or name.lower().endswith(KINDS):
        return None
    if not is_converted(name):
        return "a kind that is not read"
    return None if is_readable(name) else "a kind that needs yinju[documents]"


def _version(path: Path) -> tuple[int, int, int]:
    try:
        stat = path.stat()
    except OSError:
        return (0, 0, 0)
    return (stat.st_mtime_ns, stat.st_size, stat.st_ino)
