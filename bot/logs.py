"""Logging on stderr in which a token can never stand."""

import logging


class Tokenless(logging.Formatter):
    """Formats a record, traceback included, and blots out the token wherever it stands in it."""

    def __init__(self, token: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        """The record as text, without the token."""
        return super().format(record).replace(self._token, "<token>")


def log_to_stderr(token: str) -> None:
    """Log the bot's own doings, and warnings of others; httpx, which logs URLs with the token in them, least of all."""
    handler = logging.StreamHandler()
    handler.setFormatter(Tokenless(token))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("bot").setLevel(logging.INFO)
    # Its retry loop logs a refused token with a traceback; the program says the same in one sentence.
    logging.getLogger("telegram.ext").addFilter(lambda record: not record.exc_info)
