"""Named collection: a sub-folder that the catalog sets apart, and which files lie in it."""

import unicodedata

from pydantic import Field, field_validator

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
