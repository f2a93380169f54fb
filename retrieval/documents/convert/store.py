"""Conversions of a folder's files, each made once and kept by the hash of the original."""

import json
import os
from collections.abc import Collection
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from tempfile import NamedTemporaryFile

from retrieval.documents.convert.kinds import MODULES, suffix_of
from retrieval.documents.convert.markdown import Conversion, conversion

# Raise it with every change of a converter, and INDEX_VERSION: conversions of another version are made anew.
CONVERTERS_VERSION = 26
MAX_SECONDS = 120


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
        # A folder that is opened from its index starts no process.
        from retrieval.documents.convert.sandbox import confined

        module = import_module(f"retrieval.documents.convert.{MODULES[suffix_of(path.name)]}")
        made = conversion(confined(module.convert, path, MAX_SECONDS))
        self._keep(key, made)
        return made

    def keep_only(self, files: Collection[tuple[str, str]]) -> None:
        """Delete every conversion but those of these files, each a name and the hash of its bytes.

        What cannot be deleted stays.
        """
        if self.place is None:
            return
        wanted = {self._key(name, sha256) for name, sha256 in files}
        with suppress(OSError):
            for path in self.place.iterdir():
                if path.name not in wanted:
                    path.unlink(missing_ok=True)

    @staticmethod
    def _key(name: str, sha256: str) -> str:
        return f"{sha256}{suffix_of(name)}.{CONVERTERS_VERSION}.json"

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
