"""Digests of what reading makes of other people's files: the same before and after a change that only saves time.

    python -m tests.benchmarks.readings FOLDER… > before        (then the change)
    python -m tests.benchmarks.readings FOLDER… | diff before -

Prints a line for each file: the SHA-256 of its documents, passages with sentences, and omissions, then its name.
"""

import hashlib
import sys
from pathlib import Path

from retrieval.collection import FileReading, Unread
from retrieval.documents.folder import list_folder
from retrieval.documents.reader import read_file


def told(reading: FileReading | Unread) -> str:
    """Return everything that was read of a file, or why nothing was."""
    if isinstance(reading, Unread):
        return reading.reason
    parts = (reading.documents, reading.passages, reading.omissions)
    return "\n".join(one.model_dump_json() for part in parts for one in part)


def main() -> None:
    """Print a line for each file of each folder."""
    for folder in map(Path, sys.argv[1:]):
        for found in list_folder(folder):
            digest = hashlib.sha256(told(read_file(found, folder)).encode("utf-8", "surrogatepass")).hexdigest()
            print(digest, f"{folder.name}/{found.name}")  # noqa: T201


if __name__ == "__main__":
    main()
