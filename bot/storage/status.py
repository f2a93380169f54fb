"""Status of a running bot as a file in DATA_DIR, so that `yinju doctor` sees it without a port."""

import os
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from retrieval.model import Value

STATUS_SECONDS = 10.0
_STALE_SECONDS = 60.0
_FILES = "running-*.json"


class Status(Value):
    """Reasons why something does not work at present; empty: it does.

    `documents` is about following the folder, `inbox` about keeping updates, `failures` about each background task.
    """

    documents: str = ""
    inbox: str = ""
    failures: Mapping[str, str] = {}


class StatusFile:
    """File with the status of this process, written anew every ten seconds."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / f"running-{os.getpid()}.json"

    def write(self, status: Status) -> None:
        """Put a status in the place of the one before; raises OSError."""
        draft = self._path.with_suffix(".draft")
        draft.write_text(status.model_dump_json(), "utf-8")
        draft.chmod(0o600)
        draft.replace(self._path)

    def remove(self) -> None:
        """Remove the file, and those of processes that were killed."""
        for path in (self._path, *_stale(self._path.parent)):
            with suppress(OSError):
                path.unlink()


def running(folder: Path) -> list[Status]:
    """Return the status of each bot that runs over a data folder; one that was not written for a minute is left out.

    Raises OSError.
    """
    stale = set(_stale(folder))
    return [status for path in sorted(folder.glob(_FILES)) if path not in stale and (status := _read(path))]


def _stale(folder: Path) -> list[Path]:
    oldest = time.time() - _STALE_SECONDS
    return [path for path in folder.glob(_FILES) if _written_at(path) < oldest]


def _written_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _read(path: Path) -> Status | None:
    with suppress(OSError, ValidationError):
        return Status.model_validate_json(path.read_bytes())
    return None
