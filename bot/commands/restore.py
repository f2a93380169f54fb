"""`yinju restore`: what is kept as it was when a copy was made."""

from pathlib import Path

import click

from bot.phrases import terminal_phrases
from bot.settings import Settings
from bot.storage.backup import restore
from bot.text import one_line


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def command(settings: Settings, file: Path) -> None:
    """Put the copy in FILE, which `yinju backup` made, in the place of what is kept; the bot must not run."""
    restore(settings.data_dir, file)
    click.echo(terminal_phrases().restored.format(file=one_line(str(file))))
