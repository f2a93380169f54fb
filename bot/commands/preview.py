"""`yinju preview`: the bot in a browser, as Telegram would show it; needs no token."""

import asyncio
import os
import secrets
import shutil
import signal
import sys
import tempfile
import webbrowser
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path

import click

from bot.commands.open_library import open_library
from bot.doctor.extras import is_installed
from bot.observability.logs import log_to_stderr
from bot.phrases import terminal_phrases
from bot.settings import Settings
from retrieval import Library

_PORT = 8020


@click.command("preview")
@click.option("--port", metavar="PORT", type=click.IntRange(0, 65535), default=_PORT, show_default=True)
@click.option("--open", "opens", is_flag=True)
@click.option("--no-privacy", is_flag=True)
@click.pass_obj
def command(settings: Settings, port: int, opens: bool, no_privacy: bool) -> None:
    """Try the bot in a browser: private chats and a group, in every language; Ctrl-C ends it."""
    phrases = terminal_phrases()
    if not is_installed("preview"):
        click.echo(phrases.preview.needs_extra.format(), err=True)
        raise SystemExit(2)
    _reach_loopback_directly()
    _leave_by_signals()
    folder = Path(tempfile.gettempdir(), f"yinju-preview-{secrets.token_hex(8)}")
    with ExitStack() as stack:
        # A signal may come before anything is known of a folder that was just made.
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        apart = settings.model_copy(update={"data_dir": folder, "uploads": "everyone"})
        asyncio.run(_preview(apart, open_library(apart), port, opens, not no_privacy))


async def _preview(settings: Settings, library: Library, port: int, opens: bool, privacy_mode: bool) -> None:
    """Show the page until a signal comes. Raises SystemExit if the port cannot be used."""
    # Only now is it certain that the libraries and the stand-in are there.
    from bot.web.preview.session import polling, showing
    from bot.web.preview.standin import StandIn

    phrases, told = terminal_phrases(), asyncio.Event()
    for number in (signal.SIGINT, *_ends()):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    async with StandIn.serve(privacy_mode=privacy_mode) as api, AsyncExitStack() as stack:
        log_to_stderr(api.token)
        try:
            page = await stack.enter_async_context(showing(api, phrases.preview, port, library))
        except OSError as error:
            click.echo(
                phrases.preview.port_taken.format(port=port, reason=phrases.cause(str(error.strerror))), err=True
            )
            raise SystemExit(1) from None
        # The first person runs the bot, so that what owners may do can be tried as well.
        owned = settings.model_copy(update={"owner_ids": frozenset({page.stage.people[0].id})})
        await stack.enter_async_context(polling(api, library, owned, phrases))
        click.echo(phrases.preview.address.format(address=page.address))
        if opens:
            # A browser of the terminal would hold everything up until it is left.
            asyncio.get_running_loop().run_in_executor(None, webbrowser.open, page.address)
        await told.wait()


def _ends() -> list[signal.Signals]:
    """Return the signals that end it besides Ctrl-C: SIGTERM, and that of a closed terminal unless nohup ignores it."""
    hangup: signal.Signals | None = getattr(signal, "SIGHUP", None)
    ignored = hangup is None or signal.getsignal(hangup) is signal.SIG_IGN
    return [signal.SIGTERM] if hangup is None or ignored else [signal.SIGTERM, hangup]


def _leave_by_signals() -> None:
    """Let signals end the process by SystemExit while documents are still being read, so that its folder goes too."""
    for number in _ends():
        signal.signal(number, lambda given, _: sys.exit(128 + given))


def _reach_loopback_directly() -> None:
    """Keep requests to the stand-in away from a proxy that the environment may name."""
    for name in ("no_proxy", "NO_PROXY"):
        os.environ[name] = ",".join(filter(None, ("127.0.0.1", os.environ.get(name))))
