"""`yinju count`: how often and where a word or phrase stands."""

import click

from bot.commands.ask import QuestionCommand
from bot.commands.open_library import open_asked
from bot.phrases import terminal_phrases
from bot.settings import Settings
from bot.terminal.check import print_occurrences
from bot.terminal.json_output import print_json, quote_object
from retrieval import Occurrences


@click.command("count", cls=QuestionCommand, context_settings={"ignore_unknown_options": True})
@click.argument("word", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def command(settings: Settings, word: tuple[str, ...], as_json: bool) -> None:
    """Count WORD, or a phrase, and show every place; where it stands nowhere, what is spelled nearly like it."""
    library = open_asked(settings)
    found = library.count(" ".join(word))
    if as_json:
        print_json(_object(found))
    else:
        print_occurrences(found, library, terminal_phrases())


def _object(found: Occurrences) -> dict[str, object]:
    documents = [
        {**stands.model_dump(exclude={"quotes"}), "quotes": [quote_object(quote) for quote in stands.quotes]}
        for stands in found.documents
    ]
    return {**found.model_dump(exclude={"documents"}), "documents": documents}
