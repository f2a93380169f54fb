"""What every command does first: open the folder and say which files could not be read."""

import click

from bot.phrases import terminal_phrases
from bot.settings import Settings
from retrieval.library import Library


def open_library(settings: Settings) -> Library:
    """Open the folder of the settings; name unread files on stderr, and raise FolderError where nothing is readable."""
    library = Library.open(settings.seeds_dir, cache=settings.cache_dir)
    phrases = terminal_phrases()
    for file in library.unread:
        reason = phrases.reasons[file.reason]
        click.echo(phrases.unread.format(name=file.name, reason=reason), err=True)
    return library
