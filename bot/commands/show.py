"""`yinju show`: the file itself, around a line or a receipt."""

import re

import click

from bot.commands.opening import open_library
from bot.phrases import terminal_phrases
from bot.plain import one_line
from bot.settings import Settings
from bot.terminal.printing import print_lines, print_page

_PLACE = re.compile(r"(?P<file>.+):(?P<line>\d{1,9})")
_RECEIPT = re.compile(r"[A-Za-z2-7]{30,44}")


@click.command("show")
@click.argument("place", metavar="FILE:LINE|RECEIPT")
@click.option("--around", type=click.IntRange(0, 1000), default=2, show_default=True, help="Lines before and behind.")
@click.pass_obj
def command(settings: Settings, place: str, around: int) -> None:
    """Show a line of a file as it stands, or the place that a receipt cites.

    FILE may be shortened as long as only one file begins like that.
    """
    phrases = terminal_phrases()
    found = _PLACE.fullmatch(place)
    receipt = _RECEIPT.fullmatch(place)
    if not found and not receipt:
        click.echo(phrases.bad_place.format(place=one_line(place)), err=True)
        raise SystemExit(2)
    library = open_library(settings)
    if found:
        print_lines(library.lines(found["file"], int(found["line"]), around), int(found["line"]))
    else:
        print_page(library.resolve(place), phrases)
