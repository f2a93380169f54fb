"""`yinju add`: bring PDF, Word, EPUB and saved web pages into the folder."""

from pathlib import Path

import click

from bot.phrases import terminal_phrases
from bot.plain import one_line
from bot.settings import Settings
from retrieval.errors import AddingError
from retrieval.material.converting.adding import add


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
