"""`yinju show`: the file itself, around a line or a receipt; or samples of what would be quoted."""

import re

import click

from bot.commands.opening import open_library
from bot.phrases import Phrases, terminal_phrases
from bot.plain import one_line
from bot.settings import Settings
from bot.terminal.printing import print_lines, print_page
from retrieval.library import Library

_PLACE = re.compile(r"(?P<file>.+):(?P<line>\d{1,9})")
_RECEIPT = re.compile(r"[A-Za-z2-7]{30,44}")


@click.command("show")
@click.argument("place", metavar="FILE:LINE|RECEIPT", required=False)
@click.option("--around", type=click.IntRange(0, 1000), default=2, show_default=True, help="Lines before and behind.")
@click.option("--every", type=click.IntRange(1), metavar="N", help="Show every Nth sentence, marked in its passage.")
@click.pass_obj
def command(settings: Settings, place: str | None, around: int, every: int | None) -> None:
    """Show a line of a file as it stands, or the place that a receipt cites.

    FILE may be shortened as long as only one file begins like that.
    """
    if (place is None) == (every is None):
        raise click.UsageError("Give either a place or --every N.")
    phrases = terminal_phrases()
    if place is None:
        _show_samples(open_library(settings), every or 1, phrases)
    elif found := _PLACE.fullmatch(place):
        lines = open_library(settings).lines(found["file"], int(found["line"]), around)
        print_lines(lines, int(found["line"]))
    elif _RECEIPT.fullmatch(place):
        print_page(open_library(settings).resolve(place), phrases)
    else:
        click.echo(phrases.bad_place.format(place=one_line(place)), err=True)
        raise SystemExit(2)


def _show_samples(library: Library, every: int, phrases: Phrases) -> None:
    """Print samples for a person to judge whether sentences are cut where they should be."""
    for page in library.samples(every):
        print_page(page, phrases)
