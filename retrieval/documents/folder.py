"""A folder on disk: which files there are, and each of them as text."""

import hashlib
import os
import time
from pathlib import Path
from stat import S_ISLNK, S_ISREG
from typing import NamedTuple, get_args

from retrieval.collection import Reason, SourceFile, Unread
from retrieval.documents.blocks import WHITE
from retrieval.documents.convert.kinds import is_converted, is_readable
from retrieval.documents.convert.store import Conversions
from retrieval.errors import FolderIsFile, FolderMissing
from retrieval.language.lexicon import LISTS
from retrieval.runtime import pattern

CATALOG = "catalog.toml"
KINDS = (".txt", ".md", ".markdown", ".html", ".htm", ".srt", ".vtt")
MAX_TEXT_BYTES = 64 * 1024 * 1024
_ENCODINGS = ["utf_16", "utf_16_le", "utf_16_be", "gb18030", "big5"]
_CONTROLS = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)))
# What stands for a byte that belongs to no character.
BROKEN = "\ufffd"
_NOT_ASCII = pattern(r"[^\x00-\x7f]")
# UTF-8 with so many whole characters beyond ASCII for each broken one is UTF-8 that was damaged, not another encoding.
_DAMAGED = 5
_CONTROL_SHARE = 200
# The lead bytes of the most common characters, those of GB 2312's first level and of Big5's, and of punctuation.
_COMMON = (("gb18030", 0xB0, 0xD7), ("big5", 0xA4, 0xC6))
_MARKS = (0xA1, 0xA2, 0xA3)
_LEAST_COMMON = 0.6
# The characters beyond ASCII of Western European text, and how many ASCII characters it has for each of them.
_WESTERN = pattern(r"[À-ÖØ-öø-ÿŒœŠšŽžŸªº“”‘’„‚–—…•«»‹›¿¡£€§°©®™½¼¾²³·×´µ\xa0]")
_ASCII_SHARE = 4
_PAIRED = pattern(r"[^\x00-\x7f]{2}")


# When a file was written, its size, its number on the disk, and when anything of it was changed.
Version = tuple[int, ...]
# Within the tick of a file system's clock, on some disks so long, a file may change once more and look the same.
_TICK_NANOSECONDS = 2_000_000_000


class FoundFile(NamedTuple):
    """A file of a kind that is read: its name below the folder with forward slashes, and what tells versions apart."""

    name: str
    path: Path
    version: Version


def list_folder(folder: Path) -> list[FoundFile]:
    """Return every file of a kind that is read, in the order of their names.

    Raises FolderMissing and FolderIsFile.
    """
    return survey(folder)[0]


def survey(folder: Path) -> tuple[list[FoundFile], tuple[Unread, ...]]:
    """Return the files that are read, and the files and hidden folders that are not, in the order of their names.

    Raises FolderMissing and FolderIsFile. A file that vanishes meanwhile has version (0, 0, 0, 0).
    """
    if folder.is_file():
        raise FolderIsFile(folder=str(folder))
    if not folder.is_dir():
        raise FolderMissing(folder=str(folder))
    paths: list[tuple[str, Path]] = []

    def list_unopened(error: OSError) -> None:
        """List a folder that cannot be opened as if it were a file, which then cannot be read."""
        path = Path(error.filename)
        paths.append((path.relative_to(folder).as_posix(), path))

    passed: list[Unread] = []
    for root, folders, names in os.walk(folder, onerror=list_unopened):
        above = Path(root)
        start = "" if above == folder else f"{above.relative_to(folder).as_posix()}/"
        hidden = [f"{name}/" for name in folders if name.startswith(".")]
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in [*names, *hidden]:
            if reason := _passed_over(name):
                passed.append(Unread(name=start + name, reason=reason))
            elif name not in (CATALOG, *LISTS):
                paths.append((start + name, above / name))
    now = time.time_ns()
    found = [FoundFile(name, path, _version(path, now)) for name, path in paths]
    return sorted(found, key=lambda file: file.name), tuple(sorted(passed, key=lambda file: file.name))


def read_source(file: FoundFile, folder: Path, conversions: Conversions | None = None) -> SourceFile | Unread:
    """Read one file as text, or say why not; other kinds are converted to text."""
    try:
        status = file.path.lstat()
        # No folder that is a link is walked into: only the file itself may lead out.
        if S_ISLNK(status.st_mode):
            if not file.path.resolve(strict=True).is_relative_to(folder.resolve()):
                return Unread(name=file.name, reason="a link that leads out of the folder")
            status = file.path.stat()
        if not S_ISREG(status.st_mode):
            return Unread(name=file.name, reason="not to be opened")
        if status.st_size > MAX_TEXT_BYTES:
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
    """Return the text of a file, or why it has none.

    UTF-8 is tried first, and its byte order mark stays the first character of the text, so that addresses count what
    any reader of the file decodes. Text in Windows-1252, in which Excel writes CSV in the West, has its few characters
    beyond ASCII apart from each other. Otherwise charset-normalizer chooses among UTF-16, GB18030 and Big5, and what it
    cannot tell is decided by common characters. A byte that belongs to no character becomes U+FFFD.
    """
    # A folder that is opened from its index needs none of this.
    from charset_normalizer import from_bytes

    try:
        text: str | None = data.decode("utf-8")
        written = data
    except UnicodeDecodeError:
        text = _damaged_utf8(data) or _western(data, lone=True)
        best = None if text is not None else from_bytes(data, cp_isolation=_ENCODINGS).best()
        if best is not None:
            text = _strictly(data, best.encoding)
        if text is None:
            text = _by_common_characters(data)
        if text is None:
            text = _western(data, lone=False)
        written = (text or "").encode("utf-8", "surrogatepass")
    if text is None:
        return None, "not text in an encoding that is read"
    if (len(written) - len(written.translate(None, _CONTROLS))) * _CONTROL_SHARE > len(text):
        return None, "not text: it holds control characters"
    return text, None


def _damaged_utf8(data: bytes) -> str | None:
    """Return UTF-8 of which a few characters are broken; None if it is more likely another encoding."""
    text = data.decode("utf-8", "replace")
    broken = text.count(BROKEN)
    others = sum(1 for _ in _NOT_ASCII.finditer(text)) - broken
    return text if b"\0" not in data and broken * _DAMAGED <= others else None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _by_common_characters(data: bytes) -> str | None:
    """Return the text in the encoding of Chinese in which most of its characters are common ones, if any is."""
    if b"\0" in data:
        return None
    found: list[tuple[float, str]] = []
    for encoding, first, last in _COMMON:
        text = data.decode(encoding, "replace")
        others = _NOT_ASCII.findall(text)
        codes = [character.encode(encoding, "replace") for character in others if character != BROKEN]
        common = sum(len(code) == 2 and (first <= code[0] <= last or code[0] in _MARKS) for code in codes)
        broken = len(others) - len(codes)
        if others and broken <= max(2, len(others) // _DAMAGED) and common >= _LEAST_COMMON * len(others):
            found.append((common / len(others), text))
    return max(found)[1] if found else None


def _western(data: bytes, *, lone: bool) -> str | None:
    """Return text in Windows-1252, of which most characters are ASCII and the others letters and marks of the West.

    `lone`: none of them stands beside another, as the two bytes of most characters of Chinese do.
    """
    text = _strictly(data, "cp1252")
    if text is None or b"\0" in data or (lone and _PAIRED.search(text)):
        return None
    others = sum(1 for _ in _NOT_ASCII.finditer(text))
    is_western = sum(1 for _ in _WESTERN.finditer(text)) == others and others * (_ASCII_SHARE + 1) <= len(text)
    return text if is_western else None


def _converted(file: FoundFile, sha256: str, conversions: Conversions) -> SourceFile | Unread:
    try:
        made = conversions.convert(file.path, sha256)
    except ImportError:
        return Unread(name=file.name, reason="a kind that needs yinju[documents]")
    except ValueError as error:
        return Unread(name=file.name, reason=reason_of(str(error)))
    return SourceFile(name=file.name, text=made.text, sha256=sha256, positions=made.positions)


def reason_of(said: str) -> Reason:
    """Return the reason for which a conversion failed with some words."""
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


def _version(path: Path, now: int) -> Version:
    """Return the version of a file; of one that has just been written, one that it has at no other time."""
    try:
        stat = path.stat()
    except OSError:
        return (0, 0, 0, 0)
    written, changed = stat.st_mtime_ns, stat.st_ctime_ns
    settled = max(written, changed) < now - _TICK_NANOSECONDS
    return (written if settled else -now, stat.st_size, stat.st_ino, changed)


def is_unsettled(version: Version) -> bool:
    """Return whether a file had just been written when it had a version, so that others may look the same."""
    return version[0] < 0
