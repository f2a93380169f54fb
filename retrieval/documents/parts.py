"""Parts of a folder: sub-folders that its catalog names as collections, each apart from the rest.

    [[collection]]
    folder = "hr"                   # below the folder, with forward slashes
    name = "…"                      # by which people choose it
    chats = [-1001234, 567]         # ids of the chats to which the bot offers it

What lies in one of them belongs to no other part of the folder, and is in no library but its own.
"""

import unicodedata
from pathlib import Path

from pydantic import Field, field_validator

from retrieval.collection import Unread
from retrieval.documents.folder import CATALOG, FoundFile, survey
from retrieval.errors import CatalogFolderUnknown
from retrieval.model import Value


class NamedCollection(Value):
    """A sub-folder that is a collection of its own, and the chats to which it is offered."""

    folder: str
    name: str = Field(min_length=1, max_length=40)
    chats: tuple[int, ...] = ()

    @field_validator("folder")
    @classmethod
    def _is_plain(cls, folder: str) -> str:
        """Return a folder as it is; raises ValueError for one that is not read, or has another name as well."""
        if "\\" in folder or any(not step or step.startswith(".") for step in folder.split("/")):
            raise ValueError("it must be a path below the folder, such as hr/contracts")
        return folder


def named_collections(folder: Path) -> tuple[NamedCollection, ...]:
    """Return the collections that the catalog of a folder names; raises CatalogBroken and CatalogFolderUnknown."""
    path = folder / CATALOG
    # Most catalogs name none, and whoever only asks does not wait for what reads them.
    if not path.is_file() or b"collection" not in path.read_bytes():
        return ()
    from retrieval.documents.catalog import read_catalog

    named = read_catalog(folder).collection
    for one in named:
        if not (folder / one.folder).is_dir():
            raise CatalogFolderUnknown(catalog=CATALOG, folder=one.folder)
    return named


def survey_part(folder: Path, part: str | None) -> tuple[list[FoundFile], tuple[Unread, ...]]:
    """Return what `survey` finds of a named collection, by its sub-folder, or without one of what belongs to none.

    Raises FolderMissing, CatalogBroken and CatalogFolderUnknown.
    """
    found, passed_over = survey(folder)
    folders = [one.folder for one in named_collections(folder)]
    if not folders and part is None:
        return found, passed_over
    files = [file for file in found if part_of(file.name, folders) == part]
    return files, tuple(file for file in passed_over if part_of(file.name, folders) == part)


def part_of(file: str, folders: list[str]) -> str | None:
    """Return the innermost of some sub-folders in which a file lies; None if it lies in none.

    A file system may take a name written otherwise for the same, and nothing may slip out of its part by that.

    >>> part_of("HR/pay/2026.md", ["hr", "hr/pay"])
    'hr/pay'
    """
    name = _folded(file)
    return max((one for one in folders if name.startswith(f"{_folded(one)}/")), key=len, default=None)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
