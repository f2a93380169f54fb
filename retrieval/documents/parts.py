"""Parts of a folder: sub-folders that its catalog names as collections, each apart from the rest.

    [[collection]]
    folder = "hr"                   # below the folder, with forward slashes
    name = "…"                      # by which people choose it
    chats = [-1001234, 567]         # ids of the chats to which the bot offers it

What lies in one of them belongs to no other part of the folder, and is in no library but its own.
"""

from pathlib import Path

from retrieval.collection import Unread
from retrieval.documents.folder import CATALOG, FoundFile, survey
from retrieval.documents.named_collection import NamedCollection, part_of
from retrieval.errors import CatalogFolderUnknown


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

    Raises FolderMissing, FolderIsFile, CatalogBroken and CatalogFolderUnknown.
    """
    found, passed_over = survey(folder)
    folders = [one.folder for one in named_collections(folder)]
    if not folders and part is None:
        return found, passed_over
    files = [file for file in found if part_of(file.name, folders) == part]
    return files, tuple(file for file in passed_over if part_of(file.name, folders) == part)
