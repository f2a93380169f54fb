"""Arrays that are put aside: they come back as they were, and take no memory meanwhile."""

import sys
from errno import ENOSPC
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.arrays import spill
from retrieval.arrays.entries import Array
from retrieval.arrays.spill import GrowingArray, let_go
from tests.retrieval.conftest import ONCE

pytestmark = ONCE

PARTS = st.lists(st.lists(st.integers(0, 1 << 30), max_size=9), max_size=9)


def grown(parts: list[list[int]], folder: Path | None = None) -> Array:
    """Return an array made of some parts."""
    array = GrowingArray(np.int32, folder)
    for part in parts:
        array.append(np.array(part, np.int32))
    return array.whole()


@given(parts=PARTS)
def test_an_array_grows_in_memory(parts: list[list[int]]) -> None:
    """By any number of elements at a time."""
    found = grown(parts)
    assert (str(found.dtype), found.tolist()) == ("int32", [number for part in parts for number in part])


@given(parts=PARTS, held=st.integers(1, 40))
def test_an_array_grows_in_a_file(parts: list[list[int]], held: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """However much is held before it is written; no name of a file stays."""
    folder = tmp_path_factory.mktemp("aside")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spill, "_HELD_BYTES", held)
        found = grown(parts, folder)
    assert (str(found.dtype), found.tolist()) == ("int32", [number for part in parts for number in part])
    assert not list(folder.iterdir())


class FullDisk:
    """A file on a disk that has room for some bytes only."""

    def __init__(self, room: int, file: IO[bytes]) -> None:
        self.room, self.file = room, file

    def write(self, data: memoryview) -> int:
        """Write as much as there is room for."""
        if not self.room:
            raise OSError(ENOSPC, "No space left on device")
        self.room -= (written := self.file.write(data[: self.room]))
        return written

    def __enter__(self) -> IO[bytes]:
        return self.file

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


@given(parts=PARTS, room=st.integers(0, 60))
def test_an_array_stays_in_memory_from_where_the_disk_is_full(
    parts: list[list[int]], room: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Elements that were written before are read from there, and none is lost."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spill, "_HELD_BYTES", 8)
        patch.setattr(spill, "TemporaryFile", lambda dir, buffering: FullDisk(room, TemporaryFile("w+b", 0, dir=dir)))  # noqa: SIM115
        found = grown(parts, tmp_path_factory.getbasetemp())
    assert found.tolist() == [number for part in parts for number in part]


def test_an_array_grows_in_memory_where_there_is_no_folder(tmp_path: Path) -> None:
    """As where nothing may be written."""
    size = 1 << 20
    assert len(grown([[7] * size], tmp_path / "missing")) == size


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells what memory a process has")
def test_a_mapped_array_gives_its_memory_back(tmp_path: Path) -> None:
    """And is read again when it is asked for."""
    size = 1 << 23
    whole = GrowingArray(np.uint8, tmp_path)
    whole.append(np.ones(size, np.uint8))
    array = whole.whole()
    assert array.sum() == size
    held = mapped_kilobytes()
    let_go(array[5:].view(np.int8))
    assert held - mapped_kilobytes() > size // 1024 * 3 // 4
    assert array.sum() == size
    let_go(np.ones(size))


def mapped_kilobytes() -> int:
    """Return how much this process has in memory of files."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssFile"))
