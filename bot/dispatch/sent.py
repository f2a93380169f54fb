"""A file or words that a message holds: named, measured, and written to a file."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from telegram import Document, Message
from telegram.error import BadRequest, TelegramError

from bot.collections.errors import UploadGone, UploadTooLarge, UploadUnreachable
from bot.collections.intake import MAX_UPLOAD_MEGABYTES, safe_name
from bot.dispatch.context import Context
from bot.dispatch.filters import words_of
from bot.text import clipped

_TRIES, _PAUSE_SECONDS = 3, 1.0
_NAME_UNITS = 30


@dataclass(frozen=True)
class Sent:
    """A file that somebody sent, or else words, which become a file named by their beginning."""

    name: str
    size: int
    document: Document | None = None
    words: str = ""

    @classmethod
    def of(cls, message: Message) -> Self | None:
        """Return the file or the words of a message; None if it has neither."""
        if document := message.document:
            return cls(safe_name(document.file_name or ""), document.file_size or 0, document)
        words = words_of(message).strip()
        name = safe_name(clipped(words, _NAME_UNITS).rstrip("….") + ".txt")
        return cls(name, len(words.encode("utf-8", "replace")), words=words) if words else None

    async def write(self, path: Path, context: Context) -> None:
        """Write it to a file, fetched first; raises OSError, UploadGone, UploadTooLarge and UploadUnreachable."""
        if self.document:
            await _fetch(self.document, path, context)
        else:
            path.write_text(self.words + "\n", "utf-8", "replace")


async def _fetch(document: Document, path: Path, context: Context) -> None:
    """Download a document to a path. Raises UploadTooLarge, UploadGone, and UploadUnreachable after the last try."""
    for attempt in range(_TRIES):
        try:
            file = await context.bot.get_file(document.file_id)
            await file.download_to_drive(path)
        except BadRequest as error:
            if "too big" in error.message.lower():
                raise UploadTooLarge(file=path.name, limit=MAX_UPLOAD_MEGABYTES) from error
            raise UploadGone(file=path.name) from error
        except TelegramError as error:
            if attempt == _TRIES - 1:
                raise UploadUnreachable(file=path.name) from error
            await asyncio.sleep(_PAUSE_SECONDS * 2**attempt)
        else:
            return
