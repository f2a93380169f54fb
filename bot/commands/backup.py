"""`yinju backup`: a copy of what is kept, while the bot runs."""

from pathlib import Path

import click

from bot.phrases import terminal_phrases
from bot.settings import Settings
from bot.storage.backup import back_up
from bot.text import one_line


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def command(settings: Settings, file: Path) -> None:
    """Write a copy of what the bot keeps (votes, settings of chats, questions of 14 days) to FILE."""
    back_up(settings.data_dir, file)
    click.echo(terminal_phrases().backed_up.format(file=one_line(str(file))))
