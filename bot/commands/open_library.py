"""First step of every command: open the folder, name the files that could not be read."""

from contextlib import suppress
from typing import TYPE_CHECKING

import click

from bot.phrases import terminal_phrases
from bot.settings import Settings
from bot.terminal.progress import progress
from bot.text import one_line
from retrieval import Library

if TYPE_CHECKING:
    from retrieval import Milvus


def open_library(settings: Settings) -> Library:
    """Open the folder of the settings; name unread files on stderr.

    Raises FolderError where nothing is readable, and IndexingError where the index is elsewhere and cannot be used.
    Raises SystemExit, after one sentence, where the system refuses the folder itself, such as for a far too long path.
    """
    phrases = terminal_phrases()
    # Made here for this user alone; whoever made a folder in it first would leave it open to others.
    with suppress(OSError):
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with progress(phrases) as shown:
            library = Library.open(
                settings.seeds_dir,
                cache=settings.cache_dir,
                index=settings.index_dir,
                progress=shown,
                milvus=_milvus(settings),
            )
    except OSError as error:
        folder = one_line(str(settings.seeds_dir))
        click.echo(phrases.unusable_folder.format(folder=folder, reason=error.strerror), err=True)
        raise SystemExit(1) from None
    if library.keeper and library.keeper.damage:
        click.echo(phrases.index.damaged.format(reason=library.keeper.damage), err=True)
    for sentence in phrases.not_read(library.unread):
        click.echo(sentence, err=True)
    return library


def open_asked(settings: Settings) -> Library:
    """Open the folder, and beside it the documents of the chat that `--collection` names, if it names one.

    Raises what `open_library` raises, and CollectionUnknown.
    """
    chat = click.get_current_context().find_root().params.get("collection")
    library = open_library(settings)
    if chat is None:
        return library
    from bot.collections.libraries import Libraries
    from bot.commands.collections import known, stored_collections

    with stored_collections(settings) as collections:
        collection = known(collections, chat)
    return Libraries(settings.collections_dir, settings.cache_dir, lambda: library).of(collection)


def _milvus(settings: Settings) -> "Milvus | None":
    if not settings.index_uri:
        return None
    from retrieval import Milvus

    return Milvus(settings.index_uri, settings.index_token.get_secret_value())
