"""Fingerprint of what an index depends on beside the files: `INDEX_VERSION`, word lists, and libraries of analysis.

Raise `INDEX_VERSION` by one with every change after which some folder's index holds other bytes: in how files are read,
cut, folded, tokenized, counted or stored. `tests/retrieval/cache/test_golden.py` fails if the index of its folder
changes and the number does not; `python -m tests.retrieval.cache.test_golden` then writes the new golden hash.
"""

import unicodedata
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

INDEX_VERSION = 61
_PACKAGES = ("jieba", "opencc", "PyStemmer")
_LISTS = Path(__file__).parents[1] / "language" / "data"


@cache
def analysis() -> str:
    """Return what an index is made by: the same for indexes that one and the same program can use."""
    digest = sha256()
    for path in sorted(_LISTS.glob("*.txt")):
        data = path.read_bytes()
        digest.update(f"{path.name} {len(data)}\n".encode() + data)
    return f"index {INDEX_VERSION}, {libraries()}, lists {digest.hexdigest()}"


def libraries() -> str:
    """Return the versions of Unicode and of the libraries that analyse text."""
    packages = [f"{package} {_version(package)}" for package in _PACKAGES]
    return ", ".join([f"unicode {unicodedata.unidata_version}", *packages])


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"
