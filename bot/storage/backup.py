"""A copy of all that is kept, made while the bot runs, and put back while it does not."""

import os
import re
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import chain
from pathlib import Path, PurePosixPath

from bot.storage.schema import STEPS
from bot.storage.storage import FILE, KEY
from retrieval import YinjuError

COLLECTIONS = "collections"
_DOCUMENT = re.compile(rf"{COLLECTIONS}/([0-9a-f]{{16}})/(?:documents/\1|older/\1/[\d -]+)/[^/\\\0]+")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError, sqlite3.Error)


class BackupUnwritten(YinjuError):
    """No copy could be made, or not put where it was wanted."""

    sentence = "No backup was written to {file}: {reason}. Make room there, or choose another place."


class BackupUnusable(YinjuError):
    """The file is no copy that this version can put back; nothing was changed."""

    sentence = "{file} cannot be restored: {reason}. What is kept was not changed."


class BackupOfNothing(YinjuError):
    """There is nothing to make a copy of."""

    sentence = "There is nothing to back up in {folder}: no bot has run with this DATA_DIR. Check that setting."


class DataFolderIsFile(YinjuError):
    """File in the place of the data folder."""

    sentence = "DATA_DIR is a file, not a folder: {folder}. Choose a folder; nothing was changed."


class BotRuns(YinjuError):
    """A process has the data file open."""

    sentence = "The bot is running with {folder}: stop it, and restore again. What is kept was not changed."


def back_up(folder: Path, file: Path) -> None:
    """Write a copy of what is kept in a data folder to a file, which this user alone can read.

    The bot may run meanwhile. A file that is there is replaced at the end at once, or stays as it is. Raises
    BackupOfNothing, DataFolderIsFile and BackupUnwritten.
    """
    if folder.is_file():
        raise DataFolderIsFile(folder=str(folder))
    if not (folder / FILE).is_file():
        raise BackupOfNothing(folder=str(folder))
    try:
        with _draft_beside(file) as draft, tempfile.TemporaryDirectory(prefix=".yinju-", dir=file.parent) as work:
            copy = Path(work) / FILE
            _copy(folder / FILE, copy)
            with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.write(copy, FILE)
                if (folder / KEY).exists():
                    archive.write(folder / KEY, KEY)
                for path in _documents(folder):
                    # One that is removed meanwhile is not wanted in a copy either.
                    with suppress(FileNotFoundError):
                        archive.write(path, path.relative_to(folder).as_posix())
            _replace(draft, file)
    except (OSError, sqlite3.Error) as error:
        raise BackupUnwritten(file=str(file), reason=_reason(error)) from None


def restore(folder: Path, file: Path) -> None:
    """Put a copy in the place of what is kept in a data folder, while no bot runs with it.

    What was kept before is gone afterwards. Raises BackupUnusable, DataFolderIsFile and BotRuns, and then has
    changed nothing.
    """
    if folder.is_file():
        raise DataFolderIsFile(folder=str(folder))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".yinju-", dir=folder) as work:
            names = _unpacked(file, Path(work))
            _check(Path(work) / FILE)
            _close_journal(folder)
            _replace_documents(Path(work), folder)
            # First the key: with a new key and old votes nobody is named, only counted anew.
            for name in sorted(names, key=[KEY, FILE].index):
                _replace(Path(work) / name, folder / name)
    except OSError as error:
        raise BackupUnusable(file=str(file), reason=_reason(error)) from None
    except _DAMAGED as error:
        raise BackupUnusable(file=str(file), reason=str(error) or type(error).__name__) from None


def _unpacked(file: Path, work: Path) -> list[str]:
    """Write the files of a copy, and nothing else that may be in it, into a folder; return the first names."""
    with zipfile.ZipFile(file) as archive:
        names = [FILE, *({KEY} & set(archive.namelist()))]
        for name in names:
            (work / name).write_bytes(archive.read(name))
        for name in archive.namelist():
            if _DOCUMENT.fullmatch(name) and PurePosixPath(name).name not in (".", ".."):
                (work / name).parent.mkdir(parents=True, exist_ok=True)
                (work / name).write_bytes(archive.read(name))
    return names


def _documents(folder: Path) -> list[Path]:
    """Return the documents that chats brought along, with older versions; their indexes can be made again."""
    found = chain.from_iterable(map((folder / COLLECTIONS).glob, ("*/documents/*/*", "*/older/*/*/*")))
    return sorted(path for path in found if _DOCUMENT.fullmatch(path.relative_to(folder).as_posix()))


def _replace_documents(work: Path, folder: Path) -> None:
    """Put the documents of a copy in the place of those that are there."""
    if (folder / COLLECTIONS).exists():
        (folder / COLLECTIONS).replace(work / "before")
    if (work / COLLECTIONS).exists():
        for path in (work / COLLECTIONS).rglob("*"):
            path.chmod(0o700 if path.is_dir() else 0o600)
        (work / COLLECTIONS).chmod(0o700)
        (work / COLLECTIONS).replace(folder / COLLECTIONS)


def _check(copy: Path) -> None:
    """Raise sqlite3.DatabaseError if a database is damaged, or of a version that this one does not know."""
    with closing(sqlite3.connect(copy)) as database:
        (whole,) = database.execute("PRAGMA quick_check(1)").fetchone()
        (version,) = database.execute("PRAGMA user_version").fetchone()
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if whole != "ok":
        raise sqlite3.DatabaseError(str(whole))
    if version > len(STEPS):
        raise sqlite3.DatabaseError("it was written by a newer version")
    if not version or not {"chats", "exchanges"} <= tables:
        raise sqlite3.DatabaseError("it holds something else")


def _close_journal(folder: Path) -> None:
    """Write SQLite's journal into the data file, so that no part of it meets the new one; raises BotRuns.

    SQLite does so only where nobody else has the file open.
    """
    if not (folder / FILE).exists():
        return
    with closing(sqlite3.connect(folder / FILE, timeout=0)) as database:
        try:
            database.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            raise BotRuns(folder=str(folder)) from None
        except sqlite3.DatabaseError:
            # It is damaged, which is why somebody restores; a journal would be of no use to the new one.
            pass
    for end in ("-wal", "-shm"):
        (folder / f"{FILE}{end}").unlink(missing_ok=True)


def _copy(source: Path, copy: Path) -> None:
    """Copy a database that others may write to meanwhile."""
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as kept,
        closing(sqlite3.connect(copy)) as written,
    ):
        kept.backup(written)
        # One file, without a journal beside it.
        written.execute("PRAGMA journal_mode = DELETE")


@contextmanager
def _draft_beside(file: Path) -> Iterator[Path]:
    """Yield a new file beside another, which is gone at the end of the block unless it has taken the other's place."""
    descriptor, name = tempfile.mkstemp(prefix=".yinju-", dir=file.parent)
    os.close(descriptor)
    try:
        yield Path(name)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def _replace(draft: Path, file: Path) -> None:
    """Put a file in the place of another at once, so that it is whole also after a power cut."""
    draft.chmod(0o600)
    with draft.open("rb") as written:
        os.fsync(written.fileno())
    draft.replace(file)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
