"""A file or words that a message holds: named, measured, and written to a file."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import Self

from telegram import (
    Document,
    Message,
    MessageOrigin,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
)
from telegram.error import BadRequest, TelegramError

from bot.collections.errors import UploadGone, UploadTooLarge, UploadUnreachable
from bot.collections.intake import MAX_UPLOAD_MEGABYTES, safe_name
from bot.dispatch.context import Context
from bot.dispatch.filters import words_after_command
from bot.storage.bundles import BundledMessage
from bot.text import clipped, one_line

_TRIES, _PAUSE_SECONDS = 3, 1.0
_NAME_UNITS = 30
_NOT_IN_A_NAME, _NAME_CHARACTERS = re.compile(r"[:：\[\]]"), 40


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
        words = words_after_command(message)
        return cls._of_words(words, words) if words else None

    @classmethod
    def together(cls, bundle: Sequence[BundledMessage]) -> Self:
        """Return several messages as one file, written as a chat is if they were forwarded."""
        if not any(one.header for one in bundle):
            return cls._of_words("\n".join(one.words for one in bundle), bundle[0].words)
        return cls._of_words("\n\n".join(f"{one.header}\n{one.words}" for one in bundle), bundle[0].words)

    @classmethod
    def _of_words(cls, words: str, named: str) -> Self:
        name = safe_name(clipped(named, _NAME_UNITS).rstrip("….") + ".txt")
        return cls(name, len(words.encode("utf-8", "replace")), words=words)

    async def write(self, path: Path, context: Context) -> None:
        """Write it to a file, fetched first; raises OSError, UploadGone, UploadTooLarge and UploadUnreachable."""
        if self.document:
            await _fetch(self.document, path, context)
        else:
            path.write_text(self.words + "\n", "utf-8", "replace")


def bundled(message: Message, offer: int, zone: tzinfo | None) -> BundledMessage:
    """Return the words of a message, to be added together with others under an offer."""
    return BundledMessage(
        chat_id=message.chat_id,
        offer_id=offer,
        message_id=message.message_id,
        header=_header(message.forward_origin, zone) if message.forward_origin else "",
        words=words_after_command(message),
        came_at=message.date.timestamp(),
    )


def _header(origin: MessageOrigin, zone: tzinfo | None) -> str:
    """Return who said something and when, as the line above a message of a chat."""
    if isinstance(origin, MessageOriginUser):
        name = origin.sender_user.full_name
    elif isinstance(origin, MessageOriginHiddenUser):
        name = origin.sender_user_name
    elif isinstance(origin, MessageOriginChat | MessageOriginChannel):
        chat = origin.sender_chat if isinstance(origin, MessageOriginChat) else origin.chat
        name = chat.title or ""
    else:
        name = ""
    plain = _NOT_IN_A_NAME.sub(" ", one_line(name)).strip()[:_NAME_CHARACTERS] or "?"
    return f"{plain} {origin.date.astimezone(zone):%Y-%m-%d %H:%M}"


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
