"""`yinju run`: the Telegram bot, by long polling."""

import logging

import click
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.application import ALLOWED_UPDATES, Bot, build_application
from bot.commands.opening import open_library
from bot.connection import TokenRefused
from bot.doctor.machine import DOTENV, open_to_others
from bot.handlers.trouble import Trouble
from bot.logs import log_to_stderr
from bot.phrases import Phrases, terminal_phrases
from bot.settings import Settings
from bot.shelf import Shelf

# The pauses grow by half each time, from 1.5 s on: 74 s in all where the network refuses at once.
_START_RETRIES = 8
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
    library = open_library(settings)
    trouble = Trouble()
    error = poll(build_application(settings, Shelf(library, phrases), trouble), trouble)
    if error:
        click.echo(why_ended(error, phrases), err=True)
        raise SystemExit(1)


def poll(application: Bot, trouble: Trouble, retries: int = _START_RETRIES) -> TelegramError | None:
    """Run until a signal comes, and return None, or until Telegram refuses; a start that fails is tried again."""
    try:
        application.run_polling(allowed_updates=ALLOWED_UPDATES, bootstrap_retries=retries)
    except TelegramError as error:
        return error
    return trouble.end


def why_ended(error: TelegramError, phrases: Phrases) -> str:
    """The sentence for what ended the program."""
    if isinstance(error, Conflict):
        return phrases.another_instance
    if isinstance(error, InvalidToken | TokenRefused):
        return phrases.bad_token
    return phrases.unreachable.format(error=type(error.__cause__ or error).__name__)
