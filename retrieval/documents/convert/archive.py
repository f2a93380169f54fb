"""Zip files as DOCX and EPUB are made of them, opened only where they are of a sane size."""

import zipfile
from pathlib import Path

LARGEST = 256 * 1024 * 1024
MOST_FILES = 10_000


def open_archive(path: Path) -> zipfile.ZipFile:
    """Open an archive. Raises ValueError with a reason where it is none, or would unpack to far too much."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError):
        raise ValueError("it is damaged") from None
    files = archive.infolist()
    if len(files) > MOST_FILES or sum(file.file_size for file in files) > LARGEST:
        raise ValueError(f"it would unpack to more than {LARGEST // 1024 // 1024} MB or {MOST_FILES} files")
    return archive
