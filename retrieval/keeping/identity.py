"""What an index depends on beside the files: the code and data that read and analyse them."""

import unicodedata
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_ROOMS = ("material", "language", "index", "storage", "keeping")
_MODULES = ("model.py", "collection.py")
_PACKAGES = ("jieba", "opencc", "rank-bm25")


@cache
def analysis() -> str:
    """The SHA-256, in hexadecimal, of all code and data that an index is made by, and of the versions of the libraries.

    Any change there makes another index of the same files, or may.
    """
    digest = sha256(f"unicode {unicodedata.unidata_version}".encode())
    for package in _PACKAGES:
        digest.update(f"\n{package} {_version(package)}".encode())
    paths = [path for room in _ROOMS for kind in ("*.py", "*.txt") for path in (_ROOT / room).rglob(kind)]
    for path in sorted([*paths, *(_ROOT / name for name in _MODULES)]):
        data = path.read_bytes()
        digest.update(f"\n{path.relative_to(_ROOT).as_posix()} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"
