"""Logging on stderr in which a token can never stand: lines of text for people, or of JSON for programs."""

import json
import logging
import re
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Literal

from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError

from bot.transport.connection import ConnectionClosed, TokenRefused
from bot.transport.delivery import present
from bot.transport.handled import Fact
from bot.transport.queue import InboxUnwritable

Form = Literal["text", "json"]
_PLAIN = re.compile(r"[^\s\"\\=\x00-\x1f]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ANSWERS = "telegram.request.BaseRequest"
_UPDATER, _STOPPING = "telegram.ext.Updater", "Updater stopped unexpectedly"
_FOLD_SECONDS, _FOLDED_LINES = 60.0, 1000
_log = logging.getLogger(__name__)


class TokenlessFormatter(logging.Formatter):
    """Formats a record, traceback included, and blots out the token wherever it stands in it.

    The part behind the colon, which alone is secret, is blotted out by itself as well. The message takes one line,
    whatever is filled in; behind it stand, as NAME=VALUE, the numbers of the update that is being handled and the facts
    of the record.
    """

    def __init__(self, token: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        # As they are, and as they stand in JSON; the longest first, so that no part of one is left.
        secrets = [secret for secret in (token, token.partition(":")[2]) if secret]
        forms = {*secrets, *(json.dumps(secret, ensure_ascii=False)[1:-1] for secret in secrets)}
        longest_first = sorted(forms, key=len, reverse=True)
        # In whatever case: python-telegram-bot writes what Telegram says of an error in small letters.
        self._secret = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE) if forms else None

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as text, without the token; never fails, whatever was given to fill it in."""
        try:
            return self.blotted(super().format(record))
        except Exception as error:  # noqa: BLE001 - logging would print a traceback with the token in it
            return self.blotted(_unfilled(record, error))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name is the library's
        """Return the line of a record, before any traceback."""
        facts = "".join(f" {name}={_value(fact)}" for name, fact in _facts(record).items())
        return _in_one_line(super().formatMessage(record)) + facts

    def blotted(self, text: str) -> str:
        """Return a text without the token."""
        return self._secret.sub("<token>", text) if self._secret else text


class JsonFormatter(TokenlessFormatter):
    """Formats a record as one JSON object a line: time (UTC), level, logger, event, facts, traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a line, without the token; never fails either."""
        try:
            event = record.getMessage()
        except Exception as error:  # noqa: BLE001 - logging would print a traceback with the token in it
            event = _unfilled(record, error)
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": event,
            **_facts(record),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return self.blotted(json.dumps(line, ensure_ascii=False, default=str))


def told_elsewhere(record: logging.LogRecord) -> bool:
    """Return whether a record is a traceback of python-telegram-bot's about what the program says in a sentence of its
    own.

    Such as that a page came in place of an answer, of which all is told by its status; or what is no trouble: updates
    that come while the bot is stopping are not confirmed, and come again.
    """
    if record.name == _ANSWERS or (record.name == _UPDATER and record.msg.startswith(_STOPPING)):
        return True
    error = record.exc_info[1] if record.exc_info else None
    told = isinstance(error, NetworkError | Conflict | InvalidToken | TokenRefused | ConnectionClosed | InboxUnwritable)
    return record.name.startswith("telegram.ext") and told and not isinstance(error, BadRequest)


class RepeatFilter(logging.Filter):
    """Lets the same warning or error of one logger through once a minute; the next one tells how many were left out.

    `clock` tells seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._lines: OrderedDict[tuple[str, str], tuple[float, int]] = OrderedDict()

    def filter(self, record: logging.LogRecord) -> bool:
        """Judge a record, and give it the fact `repeated` if others like it were left out."""
        if record.levelno < logging.WARNING:
            return True
        now, line = self._clock(), (record.name, _words_of(record))
        since, left_out = self._lines.pop(line, (-_FOLD_SECONDS, 0))
        if now - since < _FOLD_SECONDS:
            self._lines[line] = (since, left_out + 1)
            return False
        if left_out:
            record.facts = {**getattr(record, "facts", {}), "repeated": left_out}
        self._lines[line] = (now, 0)
        if len(self._lines) > _FOLDED_LINES:
            self._lines.popitem(last=False)
        return True


def _words_of(record: logging.LogRecord) -> str:
    """Return what a record says, with the kind of the error that it tells of; never fails."""
    kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
    try:
        return f"{record.getMessage()} {kind}"
    except Exception:  # noqa: BLE001 - what was to be filled in does not fit
        return f"{record.msg!s} {kind}"


def log_to_stderr(token: str, form: Form = "text") -> None:
    """Log the bot's own doings, and warnings of others; httpx, which logs URLs with the token in them, least of all.

    What ends the program or a thread unexpectedly is logged as well, so that no traceback shows the token.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter(token) if form == "json" else TokenlessFormatter(token))
    handler.addFilter(lambda record: not told_elsewhere(record))
    handler.addFilter(RepeatFilter())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("bot").setLevel(logging.INFO)
    logging.captureWarnings(True)
    sys.excepthook = lambda kind, error, trace: _crashed("The program ended unexpectedly", error)
    sys.unraisablehook = lambda lost: _crashed("An error was passed over", lost.exc_value)
    threading.excepthook = lambda lost: _crashed("A thread ended unexpectedly", lost.exc_value)


def _crashed(what: str, error: BaseException | None) -> None:
    _log.critical(what, exc_info=error)


def _facts(record: logging.LogRecord) -> Mapping[str, Fact]:
    facts: Mapping[str, Fact] = getattr(record, "facts", {})
    return {**present().numbers, **facts}


def _value(fact: Fact) -> str:
    """Return a fact as text without blanks: as it is where it has none, else as JSON writes it."""
    text = str(fact)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _unfilled(record: logging.LogRecord, error: Exception) -> str:
    """Return what can be said of a record whose words cannot be filled in."""
    return _in_one_line(f"{record.levelname} {record.name}: {record.msg!s} ({type(error).__name__})")


def _in_one_line(text: str) -> str:
    """Return a text with its control characters as escapes, so that nothing filled in looks like a line of its own."""
    return _CONTROL.sub(lambda match: match[0].encode("unicode_escape").decode(), text)
