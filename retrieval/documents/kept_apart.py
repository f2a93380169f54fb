"""Readings of files whose texts are put aside until the folder is indexed, as all of them may take much memory."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from retrieval.arrays.long_strings import long_text, written_long
from retrieval.arrays.spill import Aside, Spill
from retrieval.collection import FileReading, Omission, Reading, SourceFile, Unread
from retrieval.documents.folder import FoundFile
from retrieval.model import Document, Passage, Position

_Read = tuple[FoundFile, Reading | Unread]


class ReadingAside(NamedTuple):
    """Reading of a file that was read just now, whose text is read again when it is asked for."""

    name: str
    sha256: str
    positions: tuple[tuple[int, Position], ...]
    text: Aside
    documents: Sequence[Document]
    passages: Sequence[Passage]
    omissions: Sequence[Omission]

    @property
    def file(self) -> SourceFile:
        """The file with its text."""
        text = long_text(self.text.read().data)
        return SourceFile(name=self.name, text=text, sha256=self.sha256, positions=self.positions)


def put_aside(read: Iterable[_Read], folder: Path) -> Iterator[_Read]:
    """Yield readings without their texts, which are put aside in a file in a folder."""
    spill = Spill(folder)
    for found, reading in read:
        yield found, _put_aside(reading, spill) if isinstance(reading, FileReading) else reading


def _put_aside(reading: FileReading, spill: Spill) -> ReadingAside:
    file, documents, passages, omissions = reading
    text = spill.put(np.frombuffer(written_long(file.text), np.uint8))
    return ReadingAside(file.name, file.sha256, file.positions, text, documents, passages, omissions)
