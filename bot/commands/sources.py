"""`yinju sources`: which documents there are."""

import json
from typing import Any

import click

from bot.commands.opening import open_library
from bot.phrases import terminal_phrases
from bot.settings import Settings
from bot.terminal.printing import print_sources
from retrieval.library import Library
from retrieval.model import Document


@click.command("sources")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
@click.pass_obj
def command(settings: Settings, as_json: bool) -> None:
    """List the documents, with what their files say of them."""
    library = open_library(settings)
    if as_json:
        found = [_object(library, number, document) for number, document in enumerate(library.documents, 1)]
        click.echo(json.dumps(found, ensure_ascii=False, indent=2).encode())
    else:
        print_sources(library, terminal_phrases())


def _object(library: Library, number: int, document: Document) -> dict[str, Any]:
    return {
        "number": number,
        "document": document.id,
        "file": document.file,
        "line": library.line_of(document),
        "title": document.title,
        "opening": document.opening,
        "author": document.author,
        "editor": document.editor,
        "publisher": document.publisher,
        "published": document.published,
        "url": document.url,
    }
