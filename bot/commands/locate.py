"""`yinju locate`: where a sentence or paragraph stands, and what is different about it.

It is a command of its own beside `check`, because it is another question: whether these are the words, not whether
that is what they mean.
"""

import sys

import click

from bot.commands.ask import QuestionCommand
from bot.commands.open_library import open_asked
from bot.phrases import terminal_phrases
from bot.settings import Settings
from bot.terminal.check import print_location
from bot.terminal.json_output import print_json, quote_object
from retrieval import Location


@click.command("locate", cls=QuestionCommand, context_settings={"ignore_unknown_options": True})
@click.argument("text", nargs=-1)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def command(settings: Settings, text: tuple[str, ...], as_json: bool) -> None:
    """Say where TEXT stands in the documents, word for word or altered; without TEXT, read it from stdin."""
    wanted = " ".join(text) if text else sys.stdin.read()
    library = open_asked(settings)
    found = library.locate(wanted)
    if as_json:
        print_json(_object(found))
    else:
        print_location(found, library, terminal_phrases())


def _object(found: Location) -> dict[str, object]:
    places = [
        {**place.model_dump(exclude={"quotes"}), "quotes": [quote_object(quote) for quote in place.quotes]}
        for place in found.places
    ]
    return {**found.model_dump(exclude={"places"}), "places": places}
