"""The log: no token in it, and no traceback of what the program says in a sentence."""

import logging
import sys

import pytest
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, TelegramError

from bot.connection import Ended, TokenRefused
from bot.logs import Tokenless, told_elsewhere

TOKEN = "123456:AAsecret"


def record(message: str, *args: object, error: BaseException | None = None, name: str = "bot") -> logging.LogRecord:
    """A record as a logger makes it."""
    caught = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, logging.ERROR, __file__, 1, message, args, caught)


def test_the_token_is_blotted_out_wherever_it_stands() -> None:
    """In the message, in what is filled in, in an address, alone, and in a traceback with its causes."""
    try:
        try:
            raise ValueError(f"bot{TOKEN}/getMe")
        except ValueError as cause:
            raise RuntimeError(f"file/bot{TOKEN.replace(':', '%3A')}") from cause
    except RuntimeError:
        error = sys.exc_info()[1]
    text = Tokenless(TOKEN).format(record(f"{TOKEN} %s %r", TOKEN, {"secret": "AAsecret"}, error=error))
    assert "secret'" in text
    assert "AAsecret" not in text
    assert "%3AAA" not in text
    assert text.count("<token>") == 5
    assert "RuntimeError" in text


def test_a_token_without_a_colon_is_blotted_out_too() -> None:
    """As when somebody put something else into the setting."""
    assert "mistake" not in Tokenless("mistake").format(record("a mistake"))


@pytest.mark.parametrize(
    ("name", "error", "told"),
    [
        ("telegram.ext", NetworkError("x"), True),
        ("telegram.ext.Updater", Conflict("x"), True),
        ("telegram.ext", InvalidToken("x"), True),
        ("telegram.ext.Updater", Ended("x"), True),
        ("telegram.ext", TokenRefused("x"), True),
        ("telegram.ext", BadRequest("x"), False),
        ("telegram.ext", TelegramError("x"), False),
        ("telegram.ext", ValueError("x"), False),
        ("telegram.ext", None, False),
        ("bot", NetworkError("x"), False),
    ],
)
def test_only_what_the_program_says_itself_is_left_out(name: str, error: BaseException | None, told: bool) -> None:
    """Every other traceback of python-telegram-bot's stays."""
    assert told_elsewhere(record("x", error=error, name=name)) is told
