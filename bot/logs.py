"""Logging on stderr in which a token can never stand."""

import logging
import sys
from types import TracebackType

from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError

from bot.connection import Ended, TokenRefused

_log = logging.getLogger(__name__)


class Tokenless(logging.Formatter):
    """Formats a record, traceback included, and blots out the token wherever it stands in it.

    The part behind the colon, which alone is secret, is blotted out by itself as well.
    """

    def __init__(self, token: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = [secret for secret in (token, token.partition(":")[2]) if secret]

    def format(self, record: logging.LogRecord) -> str:
        """The record as text, without the token."""
        text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret, "<token>")
        return text


def told_elsewhere(record: logging.LogRecord) -> bool:
    """Whether a record is a traceback of python-telegram-bot's about what the program says in a sentence of its own."""
    error = record.exc_info[1] if record.exc_info else None
    told = isinstance(error, NetworkError | Conflict | InvalidToken | TokenRefused | Ended)
    return record.name.startswith("telegram.ext") and told and not isinstance(error, BadRequest)


def log_to_stderr(token: str) -> None:
    """Log the bot's own doings, and warnings of others; httpx, which logs URLs with the token in them, least of all.

    What ends the program unexpectedly is logged as well, so that no traceback shows the token.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(Tokenless(token))
    handler.addFilter(lambda record: not told_elsewhere(record))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("bot").setLevel(logging.INFO)
    logging.captureWarnings(True)
    sys.excepthook = _crashed


def _crashed(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    _log.critical("The program ended unexpectedly", exc_info=(kind, error, trace))
