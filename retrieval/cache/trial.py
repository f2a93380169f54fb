"""A file on trial: read and indexed as it would be in a folder, apart from the process that asks if it is large.

Python runs one thread at a time, so that a large text, which takes seconds to read, would slow down all others.
"""

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from retrieval.cache.cache import IndexCache, State
from retrieval.collection import Unread
from retrieval.documents.convert.kinds import LIBRARIES, is_converted, is_readable
from retrieval.documents.convert.store import Conversions
from retrieval.documents.folder import KINDS, FoundFile, read_source, reason_of
from retrieval.documents.reader import FolderReader, read_file
from retrieval.language.dictionary import kept_dictionary
from retrieval.language.tokenizer import Analyzer
from retrieval.model import Value

# To read and to index so much takes less time than to start a process.
_LARGE_BYTES = 200_000
Result = TypeVar("Result")


class Trial(Value):
    """Outcome for a file that can be read; `digest` is of its text without white space."""

    digest: str

    def has_text(self, text: str) -> bool:
        """Return True if a text is that of the file, but for white space."""
        return self.digest == _digest(text)


def readable_kinds() -> tuple[str, ...]:
    """Return the kinds of file that are read, such as `.pdf`: those whose libraries are installed."""
    return (*KINDS, *(kind for kind in LIBRARIES if is_readable(f"x{kind}")))


def try_file(path: Path, folder: Path, index: Path) -> Trial | Unread:
    """Read a file that lies elsewhere as it would be read in `folder`, whose index is below `index`.

    A conversion is kept there, so that it is not made again when the file is put into the folder.
    """
    conversions = Conversions(IndexCache(index, folder).conversions)
    if is_converted(path.name):
        # What is made of it is read from where it is kept: a process that was begun here can begin none itself.
        source = read_source(_found(path), path.parent, conversions)
        if isinstance(source, Unread):
            return source
    try:
        return _apart(partial(_tried, conversions=conversions), path, path.stat().st_size)
    except ValueError as error:
        return Unread(name=path.name, reason=reason_of(str(error)))


def index_folder(folder: Path, index: Path, cache: Path, added: int) -> bool:
    """Bring the index of a folder up to date after a file of so many bytes was added, if that takes long.

    Whoever opens the folder then finds it. Return False if it takes too much time or memory.
    """
    try:
        if added > _LARGE_BYTES:
            _apart(partial(_indexed, index=index, cache=cache), folder, added)
    except ValueError as error:
        return reason_of(str(error)) != "too large to convert"
    return True


def _apart(work: Callable[[Path], Result], path: Path, size: int) -> Result:
    if size <= _LARGE_BYTES:
        return work(path)
    # Whoever never adds a large file starts no process.
    from retrieval.documents.convert.sandbox import confined

    return confined(work, path)


def _tried(path: Path, conversions: Conversions) -> Trial | Unread:
    read = read_file(_found(path), path.parent, conversions)
    return read if isinstance(read, Unread) else Trial(digest=_digest(read.file.text))


def _indexed(folder: Path, index: Path, cache: Path) -> State:
    keeper = IndexCache(index, folder)
    reader = FolderReader(folder, Conversions(keeper.conversions))
    keeper.holding(reader, Analyzer(cache, words=kept_dictionary(cache)))
    return keeper.state


def _digest(text: str) -> str:
    return hashlib.sha256("".join(text.split()).encode("utf-8", "replace")).hexdigest()


def _found(path: Path) -> FoundFile:
    return FoundFile(path.name, path, (0, path.stat().st_size, 0))
