"""What an index depends on beside the files: the code and data that read and analyse them."""

import os
import unicodedata
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_ROOMS = ("documents", "language", "index", "arrays", "cache")
_MODULES = ("model.py", "collection.py")
_KINDS = (".py", ".txt")
_PACKAGES = ("jieba", "opencc", "rank-bm25")


@cache
def analysis() -> str:
    """The SHA-256, in hexadecimal, of all code and data that an index is made by, and of the versions of the libraries.

    Any change there makes another index of the same files, or may.
    """
    digest = sha256(f"unicode {unicodedata.unidata_version}".encode())
    for package in _PACKAGES:
        digest.update(f"\n{package} {_version(package)}".encode())
    # Every start waits for this: names are put together by hand, which takes a third of the time that paths take.
    for name in sorted([*_MODULES, *(name for room in _ROOMS for name in _names(room))]):
        data = Path(f"{_ROOT}/{name}").read_bytes()
        digest.update(f"\n{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def _names(folder: str) -> Iterator[str]:
    """The code and data below a folder of the package."""
    with os.scandir(f"{_ROOT}/{folder}") as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _names(f"{folder}/{entry.name}")
            elif entry.name.endswith(_KINDS):
                yield f"{folder}/{entry.name}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"
