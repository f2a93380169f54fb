"""Codes in place of the ids of people and chats, so that what is kept of them for long does not name them."""

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path

from bot.storage.database import DatabaseUnusable
from retrieval.runtime import sync_folder

_KEY_BYTES = 32


class Pseudonyms:
    """Turns an id into a code of 32 characters, always the same one; nobody can do so without the key.

    The key is kept in a file that this user alone can read, apart from the database, and is made where there is none.
    Raises DatabaseUnusable where it can be neither read nor made.
    """

    def __init__(self, file: Path) -> None:
        """Read the key of the codes, or make one. Raises DatabaseUnusable."""
        try:
            self._key = _read(file) or _make(file)
        except OSError as error:
            raise DatabaseUnusable(file=str(file), reason=error.strerror or str(error)) from None
        if len(self._key) != _KEY_BYTES:
            raise DatabaseUnusable(file=str(file), reason=f"{len(self._key)} bytes in place of {_KEY_BYTES}")

    def of(self, id: int) -> str:
        """Return the code of a person or a chat."""
        return hmac.new(self._key, str(id).encode(), hashlib.sha256).hexdigest()[:32]


def _read(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None


def _make(file: Path) -> bytes:
    """Make the key whole and under another name first; of two processes that do so at once, one wins."""
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(secrets.token_bytes(_KEY_BYTES))
        opened.flush()
        # A power cut would leave an empty file, and the codes that were made with the key could not be made again.
        os.fsync(opened.fileno())
    with suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()
    sync_folder(file.parent)
    return file.read_bytes()
