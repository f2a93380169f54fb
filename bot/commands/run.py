"""`yinju run`: the Telegram bot, by long polling or by webhook."""

import logging
import os
import sys
from contextlib import suppress
from threading import Thread
from typing import NoReturn

import click
from telegram.error import BadRequest, Conflict, InvalidToken, TelegramError

from bot.app.application import ALLOWED_UPDATES, build_application, end_of
from bot.commands.open_library import open_library
from bot.dispatch.context import Bot
from bot.dispatch.errors import ErrorHandler, TaskEnded
from bot.doctor.extras import is_installed
from bot.doctor.machine import open_to_others
from bot.live_library import LiveLibrary
from bot.observability.logs import log_to_stderr
from bot.observability.observer import Observer
from bot.phrases import Phrases, terminal_phrases
from bot.settings import DOTENV, Settings
from bot.text import one_line
from bot.transport.connection import TokenRefused
from retrieval import Library, YinjuError

# The pauses grow by half each time, from 1.5 s on: 74 s in all where the network refuses at once.
START_RETRIES = 8
_log = logging.getLogger(__name__)


@click.command("run")
@click.pass_obj
def command(settings: Settings) -> None:
    """Run the Telegram bot until it is stopped; needs TELEGRAM_BOT_TOKEN."""
    phrases = terminal_phrases()
    if settings.telegram_bot_token is None:
        click.echo(phrases.no_token, err=True)
        raise SystemExit(2)
    log_to_stderr(settings.telegram_bot_token.get_secret_value(), settings.log_format)
    if open_to_others(DOTENV):
        _log.warning("%s", phrases.open_env)
    hosted = settings.webhook_url is not None or settings.metrics_port is not None
    if hosted and not is_installed("webhook"):
        click.echo(phrases.webhook_needs_extra.format(), err=True)
        raise SystemExit(2)
    library = open_library(settings)
    # Else the first long check would hold up, besides itself, what others ask.
    Thread(target=_rehearse, args=(library,), name="rehearsal", daemon=True).start()
    try:
        error = (serve if hosted else run)(settings, LiveLibrary(library, phrases))
    except OSError as refused:
        click.echo(_cannot_listen(settings, refused, phrases), err=True)
        raise SystemExit(1) from None
    except YinjuError:
        raise
    except Exception as crashed:  # noqa: BLE001 - whatever it is, a thread would keep the process alive
        _log.critical("The program ended unexpectedly", exc_info=crashed)
        error = TaskEnded(type(crashed).__name__)
    if error:
        click.echo(why_ended(error, phrases), err=True)
    # A thread that reads, checks or watches would keep the process alive.
    leave(1 if error else 0)


def _rehearse(library: Library) -> None:
    """Have the library rehearse a check; where it cannot, the first check tells why."""
    with suppress(YinjuError):
        library.rehearse()


def _cannot_listen(settings: Settings, refused: OSError, phrases: Phrases) -> str:
    """Return the sentence for a port that is taken, or an error of another kind."""
    port = refused.filename if isinstance(refused.filename, int) else settings.webhook_port
    setting = "METRICS_PORT" if port == settings.metrics_port else "WEBHOOK_PORT"
    reason = phrases.cause(refused.strerror or str(refused))
    return phrases.webhook_cannot_listen.format(host=settings.listen_host, port=port, setting=setting, reason=reason)


def leave(status: int) -> NoReturn:
    """End the process at once with a status, whatever its threads still do; what was written is flushed before."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def run(settings: Settings, live_library: LiveLibrary, watch: Observer | None = None) -> TelegramError | None:
    """Run by long polling, and return what ended it; None where that was a signal."""
    trouble = ErrorHandler()
    return poll(build_application(settings, live_library, trouble, watch), trouble)


def serve(settings: Settings, live_library: LiveLibrary) -> TelegramError | None:
    """Run by webhook where the settings name one, else by long polling, and tell how it goes at a port.

    Raises OSError where a port cannot be listened on.
    """
    # Only now is it certain that the libraries are there.
    from bot.app.webhook import receive
    from bot.observability.endpoints import Endpoints

    endpoints = Endpoints(settings.listen_host, settings.metrics_port)
    if settings.webhook_url is None:
        return run(settings, live_library, endpoints)
    trouble = ErrorHandler()
    return receive(
        build_application(settings, live_library, trouble, endpoints), trouble, settings, endpoints, START_RETRIES
    )


def poll(application: Bot, trouble: ErrorHandler, retries: int = START_RETRIES) -> TelegramError | None:
    """Run until a signal comes, and return None, or until Telegram refuses; a start that fails is tried again."""
    try:
        application.run_polling(allowed_updates=ALLOWED_UPDATES, bootstrap_retries=retries)
    except TelegramError as error:
        return error
    return end_of(application, trouble)


def why_ended(error: TelegramError, phrases: Phrases) -> str:
    """Return the sentence for what ended the program."""
    if isinstance(error, TaskEnded):
        return phrases.ended_unexpectedly.format(error=error.message)
    if isinstance(error, Conflict):
        return phrases.webhook_took_over if "webhook is active" in error.message else phrases.another_instance
    if isinstance(error, InvalidToken | TokenRefused):
        return phrases.bad_token
    if isinstance(error, BadRequest):
        return phrases.webhook_refused.format(reason=one_line(error.message))
    return phrases.unreachable.format(error=type(error.__cause__ or error).__name__)
