"""Updates as Telegram sends them -> such as can be handled: one that cannot be read keeps no other one back."""

import json
import logging
import re
from typing import Any

from telegram import Bot, MessageEntity, Update
from telegram.error import TelegramError

_WIDE_COMMAND = re.compile(r"\uff0f[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{1,32})?(?![\w/<>])")
_ESCAPED = re.compile(rb"\\u[dD][89a-fA-F]")
# A date that no clock has raises ArithmeticError or OSError.
_UNREADABLE = (
    ValueError, RecursionError, TypeError, KeyError, AttributeError, ArithmeticError, OSError, TelegramError,
)  # fmt: skip
MAX_ID = 2**63 - 1
_log = logging.getLogger(__name__)


def update_of(content: object, bot: Bot | None = None) -> Update | None:
    """Return the update that decoded JSON stands for; None, with a line in the log, where it stands for none."""
    try:
        update = Update.de_json(with_command(content), bot)  # type: ignore[arg-type]
        _check(update)
    except _UNREADABLE as error:
        number = content.get("update_id") if isinstance(content, dict) else None
        _log.warning("What Telegram sent as update %s is none that can be read: %s", number, type(error).__name__)
        return None
    return update


def readable(body: bytes) -> bytes:
    """Return Telegram's answer to a poll, with nothing but the number left of each update that cannot be read.

    Where one cannot, python-telegram-bot would throw all of them away, and ask for the same ones again at once.
    """
    try:
        answer = json.loads(body)
        updates = answer["result"]
    except _UNREADABLE:
        return body
    if not isinstance(updates, list):
        return body
    kept = [one for update in updates if (one := _handled(update))]
    return body if kept == updates else json.dumps({**answer, "result": kept}).encode()


def _handled(update: object) -> object:
    """Return an update, or as much of it as can be handled, so that it does not come again."""
    if update_of(update):
        return with_command(update)
    number = update.get("update_id") if isinstance(update, dict) else None
    return {"update_id": number} if isinstance(number, int) and abs(number) <= MAX_ID else None


def with_command(update: object) -> object:
    """Return an update whose message begins with a command behind a wide slash as Telegram tells one of /.

    Telegram takes only / for a command; whoever writes Chinese types ／ as easily. All others stay as they are.
    """
    if isinstance(update, dict):
        for field in ("message", "edited_message"):
            if isinstance(update.get(field), dict):
                update = {**update, field: _with_command(update[field])}
    return update


def _with_command(message: dict[str, Any]) -> dict[str, Any]:
    for words, entities in (("text", "entities"), ("caption", "caption_entities")):
        written = message.get(words)
        command = _WIDE_COMMAND.match(written) if isinstance(written, str) else None
        if command:
            found = {"type": MessageEntity.BOT_COMMAND, "offset": 0, "length": command.end()}
            return {**message, words: f"/{command.string[1:]}", entities: [found, *message.get(entities, ())]}
    return message


def _check(update: Update) -> None:
    """Raise TypeError for an id that is no number of 64 bits: python-telegram-bot itself relies on ids outside of all
    handlers, and no other number can be kept.
    """
    message = update.effective_message
    ids = [update.update_id, *(one.id for one in (update.effective_user, update.effective_chat) if one)]
    for id in (*ids, *([message.message_id] if message else ())):
        if not isinstance(id, int) or not -MAX_ID <= id <= MAX_ID:
            raise TypeError("an id is no number of 64 bits")


def whole(body: bytes) -> bytes:
    """Return JSON with U+FFFD for each half of a pair that stands alone: as many UTF-16 units, which entities count.

    What is not JSON, and all JSON without such a half, is left as it is. python-telegram-bot would raise where it cuts
    a text by its entities.
    """
    if not _ESCAPED.search(body):
        return body
    try:
        text = json.dumps(json.loads(body), ensure_ascii=False)
    except (ValueError, RecursionError):
        return body
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()
    return body
