"""Conversions of a folder's files, each made once and kept by the hash of the original."""

import hashlib
import json
import os
from collections.abc import Collection
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from tempfile import NamedTemporaryFile

from retrieval.documents.convert.kinds import CODE, suffix_of
from retrieval.documents.convert.markdown import Conversion, conversion

# Conversions that another version made are made anew.
VERSION = 1
SECONDS = 120
_MODULES = {
    **dict.fromkeys((".xlsx", ".xls", ".ods"), "sheets"),
    **dict.fromkeys((".csv", ".tsv", ".json", ".jsonl", ".ipynb"), "records"),
    **dict.fromkeys((".rst", ".adoc", ".org", ".tex"), "markup"),
    **dict.fromkeys(CODE, "code"),
    ".pdf": "pdf",
    ".docx": "docx",
    ".odt": "odt",
    ".epub": "epub",
    ".pptx": "slides",
    ".eml": "mail",
}


class Conversions:
    """Conversions kept in a folder of their own, or nowhere."""

    def __init__(self, place: Path | None = None) -> None:
        self.place = place

    def convert(self, path: Path, sha256: str) -> Conversion:
        """Return the conversion of a file, made in the confined process unless it is kept.

        Raises ValueError with a reason, and ImportError if a library is missing.
        """
        key = self._key(path.name, sha256)
        if (kept := self._kept(key)) is not None:
            return kept
        from retrieval.documents.convert.sandbox import confined

        module = import_module(f"retrieval.documents.convert.{_MODULES[suffix_of(path.name)]}")
        made = conversion(confined(module.convert, path, SECONDS))
        self._keep(key, made)
        return made

    def keep_only(self, files: Collection[tuple[str, str]]) -> None:
        """Delete every conversion but those of these files, each a name and the hash of its bytes."""
        wanted = {self._key(name, sha256) for name, sha256 in files}
        if self.place is not None and self.place.is_dir():
            for path in self.place.iterdir():
                if path.name not in wanted:
                    path.unlink(missing_ok=True)

    @staticmethod
    def _key(name: str, sha256: str) -> str:
        return f"{sha256}{suffix_of(name)}.{VERSION}.json"

    def _kept(self, key: str) -> Conversion | None:
        if self.place is None:
            return None
        try:
            return Conversion.model_validate(json.loads((self.place / key).read_bytes()))
        except (OSError, ValueError):
            return None

    def _keep(self, key: str, made: Conversion) -> None:
        """Keep a conversion for the next time; a disk that takes nothing costs only that."""
        if self.place is None:
            return
        with suppress(OSError):
            self.place.mkdir(mode=0o700, parents=True, exist_ok=True)
            with NamedTemporaryFile("w", encoding="utf-8", dir=self.place, delete=False) as file:
                json.dump(made.model_dump(exclude_defaults=True), file)
            os.replace(file.name, self.place / key)  # noqa: PTH105 (the name is no Path)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal; raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
