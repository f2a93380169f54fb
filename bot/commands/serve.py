"""`yinju serve`: the documents as pages in a browser, with the quotes of an answer marked."""

import asyncio
from collections.abc import Callable

import click

from bot.commands.open_library import open_library
from bot.doctor.extras import is_installed
from bot.live_library import LiveLibrary
from bot.observability.logs import log_to_stderr
from bot.phrases import terminal_phrases
from bot.settings import Settings
from retrieval import Library

_PORT = 8021


@click.command("serve")
@click.option("--host", metavar="HOST", default="127.0.0.1", show_default=True)
@click.option("--port", metavar="PORT", type=click.IntRange(0, 65535), default=_PORT, show_default=True)
@click.pass_obj
def command(settings: Settings, host: str, port: int) -> None:
    """Show the documents as pages in a browser, as /r/RECEIPT with the quote marked; Ctrl-C ends it."""
    need_libraries()
    phrases = terminal_phrases()
    serve(
        settings, open_library(settings), host, port, lambda at: click.echo(phrases.reader.address.format(address=at))
    )


def need_libraries() -> None:
    """Raise SystemExit, after one sentence, if the extra `serve` is not installed."""
    if not is_installed("serve"):
        click.echo(terminal_phrases().reader.needs_extra.format(), err=True)
        raise SystemExit(2)


def serve(settings: Settings, library: Library, host: str, port: int, begun: Callable[[str], None]) -> None:
    """Serve the reader until a signal comes; `begun` gets its address. Raises SystemExit if that cannot be used."""
    # Only now is it certain that the libraries are there.
    from bot.web.reader.website import serve

    phrases = terminal_phrases()
    log_to_stderr(settings.telegram_bot_token.get_secret_value() if settings.telegram_bot_token else "")
    try:
        asyncio.run(serve(settings, LiveLibrary(library, phrases), host, port, begun))
    except OSError as error:
        reason = phrases.cause(error.strerror or str(error))
        click.echo(phrases.reader.cannot_listen.format(host=host, port=port, reason=reason), err=True)
        raise SystemExit(1) from None
