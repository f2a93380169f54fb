"""`yinju sources`: which documents there are, and what was left out of their files."""

import click

from bot.commands.open_library import open_asked
from bot.phrases import terminal_phrases
from bot.settings import Settings
from bot.terminal.audit import print_check
from bot.terminal.json_output import print_json
from bot.terminal.print import print_sources
from retrieval import Document, Library


@click.command("sources")
@click.option("--json", "as_json", is_flag=True)
@click.option("--check", is_flag=True)
@click.pass_obj
def command(settings: Settings, as_json: bool, check: bool) -> None:
    """List the documents, with what is known of them."""
    library = open_asked(settings)
    if check:
        print_check(library, terminal_phrases())
    elif as_json:
        found = [_object(library, number, document) for number, document in enumerate(library.documents, 1)]
        print_json(found, indent=2)
    else:
        print_sources(library, terminal_phrases())


def _object(library: Library, number: int, document: Document) -> dict[str, object]:
    sections = (passage.section for passage in library.passages if passage.document == number - 1)
    return {
        "number": number,
        "document": document.id,
        "file": document.file,
        "line": library.line_of(document),
        "receipt": library.opening(number),
        "title": document.title,
        "opening": document.opening,
        "author": document.author,
        "editor": document.editor,
        "publisher": document.publisher,
        "published": document.published,
        "url": document.url,
        "sections": list(dict.fromkeys(section for section in sections if section)),
    }
