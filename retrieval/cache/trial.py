"""A file on trial: read as it would be in a folder, before it is put there."""

from pathlib import Path

from retrieval.cache.cache import IndexCache
from retrieval.collection import Unread
from retrieval.documents.convert.kinds import LIBRARIES, is_readable
from retrieval.documents.convert.store import Conversions
from retrieval.documents.folder import KINDS, FoundFile
from retrieval.documents.reader import FileReading, read_file


def readable_kinds() -> tuple[str, ...]:
    """Return the kinds of file that are read, such as `.pdf`: those whose libraries are installed."""
    return (*KINDS, *(kind for kind in LIBRARIES if is_readable(f"x{kind}")))


def try_file(path: Path, folder: Path, index: Path) -> FileReading | Unread:
    """Read a file that lies elsewhere as it would be read in `folder`, whose index is below `index`.

    A conversion is kept there, so that it is not made again when the file is put into the folder.
    """
    found = FoundFile(path.name, path, (0, path.stat().st_size, 0))
    return read_file(found, path.parent, Conversions(IndexCache(index, folder).conversions))
