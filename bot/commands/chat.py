"""`yinju chat`: the conversation in a terminal; needs no token and no network."""

import sys
from collections.abc import Iterator

import click
from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from bot.commands.open_library import asked_collection, open_asked, open_library
from bot.phrases import Phrases, terminal_phrases
from bot.settings import Settings
from bot.terminal.add import TERMINAL, TerminalCollection
from bot.terminal.console import console
from bot.terminal.conversation import Conversation


@click.command("chat")
@click.pass_obj
def command(settings: Settings) -> None:
    """Ask in the terminal; Ctrl-D quits."""
    phrases = terminal_phrases()
    asked = asked_collection()
    if isinstance(asked, str):
        library, collection = open_asked(settings), None
    else:
        collection = TerminalCollection(settings, open_library(settings), TERMINAL if asked is None else asked)
        library = collection.library
    conversation = Conversation(library, phrases, collection)
    console().say(phrases.chat_welcome.format(documents=len(library.documents), passages=len(library.passages)))
    conversation.begin()
    for line in _typed(settings, phrases) if sys.stdin.isatty() else sys.stdin:
        if not conversation.line(line):
            break
    click.echo(phrases.chat_goodbye)


def _typed(settings: Settings, phrases: Phrases) -> Iterator[str]:
    """Yield the lines typed at the prompt until Ctrl-D, also pasted ones; Ctrl-C throws away what was begun."""
    session: PromptSession[str] = PromptSession(history=_history(settings))
    while True:
        try:
            yield from session.prompt(phrases.chat_prompt).splitlines()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


def _history(settings: Settings) -> History:
    """Return what was asked in earlier sessions; only of this one where the data folder cannot be written."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = settings.data_dir / "history"
        path.touch(mode=0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(path)
