"""`yinju add`: bring PDF, Word, EPUB and saved web pages into the folder."""

from pathlib import Path

import click

from bot.phrases import terminal_phrases
from bot.settings import Settings
from bot.text import one_line
from retrieval import add
from retrieval.errors import AddingError


@click.command("add")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.pass_obj
def command(settings: Settings, files: tuple[Path, ...]) -> None:
    """Convert FILEs to Markdown in the folder of documents, so that they can be quoted."""
    phrases = terminal_phrases()
    failed = False
    for file in files:
        try:
            added = add(file, settings.seeds_dir)
        except AddingError as error:
            failed = True
            click.echo(phrases.error(error), err=True)
        else:
            click.echo(phrases.added.format(file=one_line(file.name), added=one_line(str(added))))
    if failed:
        raise SystemExit(1)
