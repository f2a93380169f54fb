"""First step of every command: open the folder, name the files that could not be read."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING

import click

from bot.phrases import Phrases, terminal_phrases
from bot.settings import Settings
from bot.terminal.progress import progress
from bot.text import one_line
from retrieval import Library
from retrieval.collection import PASSED_OVER, Unread

if TYPE_CHECKING:
    from retrieval import BlockStore

# Of files that were not read for one reason, so many are named.
_MOST_NAMED = 3


def open_library(settings: Settings, *, once: bool = False) -> Library:
    """Open the folder of the settings; name unread files on stderr, `once` only if they were not named before.

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
                remote=connect(settings),
            )
    except OSError as error:
        folder = one_line(str(settings.seeds_dir))
        click.echo(phrases.unusable_folder.format(folder=folder, reason=phrases.cause(str(error.strerror))), err=True)
        raise SystemExit(1) from None
    if library.keeper and library.keeper.damage:
        click.echo(phrases.index.damaged.format(reason=phrases.cause(library.keeper.damage)), err=True)
    if not (once and _were_told(library, settings)):
        for sentence in _not_read(library.unread, phrases):
            click.echo(sentence, err=True)
    return library


def _not_read(files: Sequence[Unread], phrases: Phrases) -> list[str]:
    """Return a sentence for each file that was not read, and one for all that share a reason if they are many."""
    shared = Counter(file.reason for file in files if file.reason not in PASSED_OVER)
    many = [reason for reason, count in shared.items() if count > _MOST_NAMED]
    said = []
    for reason in many:
        names = (one_line(file.name) for file in files if file.reason == reason)
        some = phrases.between_dates.join(islice(names, _MOST_NAMED))
        said.append(phrases.usage.unread.format(count=shared[reason], names=some, reason=phrases.reason(reason)))
    return [*said, *phrases.not_read([file for file in files if file.reason not in many])]


def _were_told(library: Library, settings: Settings) -> bool:
    """Return whether the same unread files of the same folder were named before, and note that they are."""
    folder = sha256(str(settings.seeds_dir.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    told = settings.cache_dir / "told" / folder
    unread = "".join(sorted(f"{file.reason}: {file.name}\n" for file in library.unread))
    try:
        if told.exists() and told.read_text("utf-8", "surrogateescape") == unread:
            return True
        told.parent.mkdir(parents=True, exist_ok=True)
        told.write_text(unread, "utf-8", "surrogateescape")
    except OSError:
        pass
    return False


def open_asked(settings: Settings) -> Library:
    """Open the folder, and beside it the collection that `--collection` names, if it names one.

    Files that could not be read are named once, not for every question.
    Raises what `open_library` raises, CollectionUnknown, CollectionNameUnknown and CollectionEmpty.
    """
    asked, library = asked_collection(), open_library(settings, once=True)
    if asked is None:
        return library
    if isinstance(asked, str):
        return _with_named(asked, library)
    from bot.collections.libraries import Libraries
    from bot.commands.collections import known, stored_collections

    with stored_collections(settings) as collections:
        collection = known(collections, asked)
    return Libraries(settings.collections_dir, settings.cache_dir, lambda: library).of(collection)


def asked_collection() -> int | str | None:
    """Return what `--collection` names: the id of a chat, a collection of the catalog, or nothing."""
    asked = click.get_current_context().find_root().params.get("collection")
    return int(asked) if asked and asked.removeprefix("-").isdecimal() else asked


def _with_named(name: str, library: Library) -> Library:
    """Return a library and a collection of the catalog as one; raises CollectionNameUnknown."""
    from bot.collections.errors import CollectionNameUnknown
    from bot.phrases.collections import NAMED, SHARED
    from retrieval import JoinedLibrary

    for one in library.named:
        if name in (one.name, one.folder):
            return JoinedLibrary({SHARED: library, NAMED + one.name: library.part(one.folder)})
    raise CollectionNameUnknown(name=name)


def connect(settings: Settings) -> "BlockStore | None":
    """Return a connection to the index elsewhere, if there is one; raises IndexingError."""
    if not settings.index_uri:
        return None
    from retrieval import connect_index

    return connect_index(settings.index_uri, settings.index_token.get_secret_value())
