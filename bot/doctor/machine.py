"""Checks of this machine: documents, data folder, room on the disk, rights, libraries, and bots that run."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from bot.doctor.extras import EXTRAS, is_installed
from bot.doctor.finding import Finding, bad, doubtful, good
from bot.phrases.phrase import install_command
from bot.settings import DOTENV, Settings
from bot.storage.schema import STEPS
from bot.storage.status import Status, running
from bot.storage.storage import FILE
from bot.text import one_line
from retrieval.arrays import kernels
from retrieval.arrays.container import Damaged, read
from retrieval.cache.cache import IndexCache
from retrieval.collection import PASSED_OVER, Collection

_MEGABYTE = 1_000_000
MAX_NAMED_FILES = 20
_LITTLE, _TOO_LITTLE = 500, 50  # megabytes


def look_at_documents(collection: Collection, folder: Path) -> Finding:
    """Count the documents that were read, and name the files that should have been and were not."""
    counts = {"documents": len(collection.documents), "passages": len(collection.passages)}
    everything = (*collection.unread, *collection.passed_over)
    if unread := [one_line(file.name) for file in everything if file.reason not in PASSED_OVER]:
        more = ["…"] if len(unread) > MAX_NAMED_FILES else []
        files = ", ".join(unread[:MAX_NAMED_FILES] + more)
        return doubtful("documents", "documents_unread", **counts, unread=len(unread), files=files)
    return good("documents", "documents_read", **counts, folder=one_line(str(folder)))


def look_at_machine(settings: Settings) -> list[Finding]:
    """Look at everything but Telegram and the documents; nothing is changed."""
    data = settings.data_dir
    return [
        look_at_index(settings),
        look_at_data(data),
        *look_at_rights(data),
        look_at_disk(data),
        *look_at_extras(),
        look_at_loops(),
    ]


def look_at_index(settings: Settings) -> Finding:
    """Return whether the index of the documents is there and whole; none is needed, because it can be made again."""
    path = IndexCache(settings.index_dir, settings.seeds_dir).file.path
    try:
        if not path.exists():
            return good("index", "index_none")
        read(path).check()
        made, size = datetime.fromtimestamp(path.stat().st_mtime), path.stat().st_size
    except (Damaged, OSError) as error:
        return doubtful("index", "index_damaged", path=one_line(str(path)), reason=one_line(str(error)))
    return good("index", "index_whole", megabytes=f"{size / _MEGABYTE:.1f}", when=f"{made:%Y-%m-%d %H:%M}")


def look_at_data(folder: Path) -> Finding:
    """Return whether the data folder can be written to, or made, and whether the data file in it is whole."""
    named = one_line(str(folder))
    existing = _existing(folder)
    if not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
        return bad("data", "data_unwritable", folder=named)
    file = folder / FILE
    try:
        if folder == existing:
            tempfile.TemporaryFile(dir=folder).close()
        if not file.exists():
            return good("data", "data_new", folder=named)
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
            (version,) = database.execute("PRAGMA user_version").fetchone()
            (whole,) = database.execute("PRAGMA quick_check(1)").fetchone()
    except OSError:
        return bad("data", "data_unwritable", folder=named)
    except sqlite3.Error as error:
        return bad("data", "data_broken", file=one_line(str(file)), reason=str(error))
    if whole != "ok":
        return bad("data", "data_broken", file=one_line(str(file)), reason=one_line(str(whole)))
    if version > len(STEPS):
        return bad("data", "data_newer", file=one_line(str(file)))
    return good("data", "data_whole", file=one_line(str(file)))


def look_at_rights(data: Path) -> list[Finding]:
    """Return whether others on this machine can read the token or what people asked."""
    opened = [path for path in (DOTENV, data) if open_to_others(path)]
    if not opened:
        return [good("permissions", "permissions_right")]
    return [doubtful("permissions", "open_folder" if path.is_dir() else "open_file", path=one_line(str(path)))
            for path in opened]  # fmt: skip


def open_to_others(path: Path) -> bool:
    """Return whether somebody else on this machine may read a file or folder; False where it is not there."""
    try:
        # Only POSIX has these rights.
        return os.name == "posix" and bool(path.stat().st_mode & 0o044)
    except OSError:
        return False


def look_at_disk(folder: Path) -> Finding:
    """Return how much room there is for what is kept."""
    free = shutil.disk_usage(_existing(folder)).free // _MEGABYTE
    if free < _LITTLE:
        return (bad if free < _TOO_LITTLE else doubtful)("disk", "disk_full", megabytes=free)
    return good("disk", "disk_free", megabytes=free)


def look_at_loops() -> Finding:
    """Return whether the inner loops over the index are compiled; without them every answer is the same, and slower."""
    return good("loops", "loops_compiled" if kernels.compiled else "loops_slow")


def look_at_extras() -> list[Finding]:
    """Name the extras that are installed; `yinju run` itself needs none."""
    missing = [extra for extra in EXTRAS if not is_installed(extra)]
    if not missing:
        return [good("extras", "extras_all")]
    return [good("extras", "extras_missing", command=install_command(",".join(missing)))]


def _existing(path: Path) -> Path:
    """Return a path, or the nearest folder above it that this user can see."""
    for part in (path.absolute(), *path.absolute().parents):
        with suppress(OSError):
            part.stat()
            return part
    return Path("/")


def look_at_running(folder: Path) -> list[Finding]:
    """Return what does not work in each bot that runs over a data folder at present."""
    try:
        found = running(folder)
    except OSError:
        found = []
    if not found:
        return [good("running", "running_none")]
    wrong = [finding for status in found for finding in _wrong(status)]
    return wrong or [good("running", "running_well", count=len(found))]


def _wrong(status: Status) -> Iterator[Finding]:
    if status.documents:
        yield doubtful("running", "documents_unwatched", reason=one_line(status.documents))
    if status.inbox:
        yield doubtful("running", "inbox_unwritable", reason=one_line(status.inbox))
    for task, reason in status.failures.items():
        yield doubtful("running", "task_failing", task=one_line(task), reason=one_line(reason))
