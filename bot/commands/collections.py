"""`yinju collections`: the documents that chats brought along, for the operator; the bot may run meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree

import click

from bot.collections.errors import CollectionTaken, CollectionUnknown, ExportFolderTaken
from bot.collections.folders import CollectionFolder
from bot.phrases import terminal_phrases
from bot.replies.collections import size_of
from bot.settings import Settings
from bot.storage.collections import ChatCollection, Collections
from bot.storage.database import Database
from bot.storage.storage import FILE
from bot.text import one_line

_CHAT = click.argument("chat", type=int)


@click.group("collections")
def command() -> None:
    """List, move, export or delete the documents that chats brought along; CHAT is a chat's id in Telegram.

    The ids of groups are negative: write -- before one, as in `yinju collections delete -- -1001234`.
    """


@contextmanager
def stored_collections(settings: Settings) -> Iterator[Collections]:
    """Yield the collections of the data folder; raises what Database raises."""
    database = Database(settings.data_dir / FILE)
    try:
        yield Collections(database)
    finally:
        database.close()


@command.command("list")
@click.pass_obj
def listed(settings: Settings) -> None:
    """List the chats that have documents of their own, with the number and size of these."""
    said = terminal_phrases().collections
    with stored_collections(settings) as collections:
        found = [(one, CollectionFolder(settings.collections_dir, one.key)) for one in collections.all()]
    shown = [(one, folder) for one, folder in found if folder.names()]
    for one, folder in shown:
        line = said.listed.format(chat=one.chat_id, count=len(folder.names()), size=size_of(folder.size()))
        left = said.listed_left.format(date=datetime.fromtimestamp(one.left_at, UTC).date()) if one.left_at else ""
        click.echo(line + left)
        for name in folder.names():
            click.echo(f"  {one_line(name)}")
        for version in folder.versions():
            click.echo(f"  {one_line(version.path.name)} · {said.older.format(until=version.until)}")
    if not shown:
        click.echo(said.listed_none)


@command.command("move")
@_CHAT
@click.argument("other", type=int)
@click.pass_obj
def move(settings: Settings, chat: int, other: int) -> None:
    """Give the documents of CHAT to the chat OTHER."""
    with stored_collections(settings) as collections:
        known(collections, chat)
        if (taken := collections.of(other)) and CollectionFolder(settings.collections_dir, taken.key).names():
            raise CollectionTaken(chat=other)
        collections.forget(other)
        collections.migrate(chat, other)
    click.echo(terminal_phrases().collections.moved.format(chat=chat, other=other))


@command.command("export")
@_CHAT
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_obj
def export(settings: Settings, chat: int, folder: Path) -> None:
    """Copy the documents of CHAT into a new FOLDER, and older versions of them into its folder `older`."""
    with stored_collections(settings) as collections:
        own = CollectionFolder(settings.collections_dir, known(collections, chat).key)
    if folder.exists():
        raise ExportFolderTaken(folder=str(folder))
    copytree(own.files, folder)
    if own.versions():
        copytree(own.older / own.key, folder / "older")
    said = terminal_phrases().collections.exported
    click.echo(said.format(count=len(own.names()), folder=one_line(str(folder))))


@command.command("delete")
@_CHAT
@click.option("--yes", is_flag=True)
@click.pass_obj
def delete(settings: Settings, chat: int, yes: bool) -> None:
    """Delete the documents of CHAT, with their index; without --yes, ask first."""
    said = terminal_phrases().collections
    with stored_collections(settings) as collections:
        own = CollectionFolder(settings.collections_dir, known(collections, chat).key)
        if not yes:
            click.confirm(said.confirm_delete.format(count=len(own.names()), chat=chat), abort=True, err=True)
        collections.forget(chat)
        own.remove()
    click.echo(said.deleted.format(chat=chat))


def known(collections: Collections, chat: int) -> ChatCollection:
    """Return the collection of a chat; raises CollectionUnknown."""
    if (found := collections.of(chat)) is None:
        raise CollectionUnknown(chat=chat)
    return found
