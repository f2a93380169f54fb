"""`yinju run`: the Telegram bot, by long polling."""

import click
from telegram.error import InvalidToken, TelegramError

from bot.application import ALLOWED_UPDATES, build_application
from bot.commands.opening import open_library
from bot.logs import log_to_stderr
from bot.phrases import terminal_phrases
from bot.settings import Settings
from bot.shelf import Shelf

_START_RETRIES = 10


@click.command("run")
@click.pass_obj
def command(settings: Settings) -> None:
    """Run the Telegram bot until it is stopped; needs TELEGRAM_BOT_TOKEN."""
    phrases = terminal_phrases()
    if settings.telegram_bot_token is None:
        click.echo(phrases.no_token, err=True)
        raise SystemExit(2)
    log_to_stderr(settings.telegram_bot_token.get_secret_value())
    library = open_library(settings)
    application = build_application(settings, Shelf(library, phrases))
    try:
        application.run_polling(allowed_updates=ALLOWED_UPDATES, bootstrap_retries=_START_RETRIES)
    except InvalidToken:
        click.echo(phrases.bad_token, err=True)
        raise SystemExit(1) from None
    except TelegramError as error:
        click.echo(phrases.unreachable.format(error=type(error).__name__), err=True)
        raise SystemExit(1) from None
