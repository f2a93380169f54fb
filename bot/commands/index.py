"""`yinju index`: bring the index of the folder up to date, and say what there is."""

from typing import Any

import click

from bot.commands.open_library import connect, open_library
from bot.phrases import Phrases, terminal_phrases
from bot.settings import Settings
from bot.terminal.json_output import print_json
from bot.text import one_line
from retrieval.cache.cache import IndexCache
from retrieval.language.dictionary import check_dictionary


@click.command("index")
@click.option("--json", "as_json", is_flag=True)
@click.option("--check", is_flag=True)
@click.option("--to", "uri", metavar="URI")
@click.pass_obj
def command(settings: Settings, as_json: bool, check: bool, uri: str | None) -> None:
    """Make the index of the folder, or bring it up to date, and tell its size.

    The other commands do so too when they need it; this one only saves them the time.
    """
    elsewhere = settings.model_copy(update={"index_uri": uri or settings.index_uri})
    settings = settings.model_copy(update={"index_uri": None})
    if check:
        IndexCache(settings.index_dir, settings.seeds_dir).check()
        check_dictionary(settings.cache_dir)
    library = open_library(settings)
    if remote := connect(elsewhere):
        library.put(remote)
    keeper = library.keeper
    path = keeper.file.path if keeper else settings.index_dir
    told: dict[str, Any] = {
        "state": keeper.state if keeper else "unwritable",
        "path": str(path),
        "bytes": path.stat().st_size if path.is_file() else 0,
        "files": len(library.files),
        "documents": len(library.documents),
        "passages": len(library.passages),
        "sentences": len(library.material.index.entries),
        "damage": keeper.damage if keeper else "",
    }
    phrases, unwritable = terminal_phrases(), told["state"] == "unwritable"
    if as_json:
        print_json(told)
    elif unwritable:
        click.echo(phrases.index.unwritable.format(path=one_line(str(path))), err=True)
    else:
        click.echo(_said(told, check, phrases))
    if unwritable:
        raise SystemExit(1)


def _said(told: dict[str, Any], check: bool, phrases: Phrases) -> str:
    said = phrases.index.opened if told["state"] == "opened" else phrases.index.written
    checked = [phrases.index.whole] if check and told["state"] == "opened" and not told["damage"] else []
    size = phrases.index.size.format(**{**told, "path": one_line(told["path"]), "megabytes": told["bytes"] / 1e6})
    return "\n".join([said.format(), *checked, size])
