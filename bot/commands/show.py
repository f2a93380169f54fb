"""`yinju show`: the file itself, around a line or a receipt; or samples of what would be quoted."""

import asyncio
import re
import webbrowser

import click

from bot.commands.open_library import open_asked
from bot.phrases import Phrases, terminal_phrases
from bot.replies.names import source_named
from bot.settings import Settings
from bot.terminal.print import print_lines, print_page
from bot.usage import Misuse
from retrieval import Library

_PLACE = re.compile(r"(?P<file>.+):(?P<line>\d{1,9})")
_RECEIPT = re.compile(r"[A-Za-z2-7]{30,44}")


@click.command("show")
@click.argument("place", metavar="FILE:LINE|NAME|RECEIPT", required=False)
@click.option("--around", metavar="N", type=click.IntRange(0, 1000), default=2, show_default=True)
@click.option("--every", type=click.IntRange(1), metavar="N")
@click.option("--web", is_flag=True)
@click.pass_obj
def command(settings: Settings, place: str | None, around: int, every: int | None, web: bool) -> None:
    """Show a line of a file as it stands, the beginning of the document NAME, or the place that a receipt cites.

    FILE may be shortened as long as only one file begins like that.
    """
    phrases = terminal_phrases()
    if (place is None) == (every is None):
        raise Misuse(phrases.usage.place)
    if web and place is None:
        raise Misuse(phrases.usage.web)
    library = open_asked(settings)
    if place is None:
        # For a person to judge whether sentences are cut where they should be.
        for page in library.samples(every or 1):
            print_page(page, phrases)
    elif web:
        _show_in_browser(settings, library, _receipt_of(place, library), phrases)
    elif found := _PLACE.fullmatch(place):
        line = int(found["line"])
        print_lines(library.lines(found["file"], line, around), line)
    elif _RECEIPT.fullmatch(place):
        print_page(library.resolve(place), phrases)
    else:
        print_page(library.source(source_named(place, library)), phrases)


def _receipt_of(place: str, library: Library) -> str:
    """Return the receipt of a line, a receipt that leads somewhere as it is, or that of a document's opening.

    Raises PlaceError.
    """
    if found := _PLACE.fullmatch(place):
        return library.receipt_of_line(found["file"], int(found["line"]))
    if _RECEIPT.fullmatch(place):
        library.resolve(place)
        return place.lower()
    return library.opening(source_named(place, library))


def _show_in_browser(settings: Settings, library: Library, receipt: str, phrases: Phrases) -> None:
    """Serve the reader for this machine alone, with the browser at a place."""
    # Only a server needs Telegram's library, whose errors a log tells apart.
    from bot.commands.serve import need_libraries, serve

    need_libraries()

    def begun(address: str) -> None:
        place = f"{address}r/{receipt}#quote"
        click.echo(phrases.reader.address.format(address=place))
        # A browser of the terminal would hold everything up until it is left.
        asyncio.get_running_loop().run_in_executor(None, webbrowser.open, place)

    serve(settings, library, "127.0.0.1", 0, begun)
