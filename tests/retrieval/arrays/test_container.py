"""One file of arrays: whole or not at all."""

import resource
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from retrieval.arrays.container import Damaged, read, write
from tests.retrieval.conftest import ONCE

pytestmark = ONCE

ARRAYS: dict[str, NDArray[Any]] = {
    "a": np.arange(100, dtype=np.int32),
    "b.c": np.linspace(0, 1, 33),
    "empty": np.zeros(0, np.uint8),
    "hashes": np.array([0, 2**64 - 1], dtype=np.uint64),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the bytes of a container of ARRAYS."""
    path = tmp_path_factory.mktemp("container") / "one"
    write(path, {"of": "数据"}, ARRAYS)
    return path.read_bytes()


def test_arrays_come_back_as_they_were(tmp_path: Path) -> None:
    """With their types, and with what was said of them; and they cannot be changed."""
    write(tmp_path / "folder" / "one", {"of": "数据"}, ARRAYS)
    found = read(tmp_path / "folder" / "one")
    found.check()
    assert found.manifest == {"of": "数据"}
    assert {name: (str(a.dtype), a.tolist()) for name, a in found.arrays.items()} == {
        name: (str(a.dtype), a.tolist()) for name, a in ARRAYS.items()
    }
    assert not any(array.flags.writeable for array in found.arrays.values())


def test_a_new_file_takes_the_place_of_the_old_whose_readers_keep_it(tmp_path: Path) -> None:
    """And nothing else is left in the folder."""
    write(tmp_path / "one", {"number": 1}, ARRAYS)
    old = read(tmp_path / "one")
    write(tmp_path / "one", {"number": 2}, {"a": np.zeros(5, np.int32)})
    assert old.arrays["a"].tolist() == ARRAYS["a"].tolist()
    assert read(tmp_path / "one").manifest == {"number": 2}
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    """As when the file grows larger than it may."""
    write(tmp_path / "one", {"number": 1}, ARRAYS)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(OSError, match="large"):
            write(tmp_path / "one", {"number": 2}, ARRAYS)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert read(tmp_path / "one").manifest == {"number": 1}
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


@given(data=st.data())
def test_any_changed_byte_is_noticed(
    data: st.DataObject, whole: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """In the header when the file is opened, in the arrays when they are checked; padding holds nothing."""
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = bytearray(whole)
    changed[at] ^= data.draw(st.integers(1, 255))
    path = tmp_path_factory.getbasetemp() / "changed"
    path.write_bytes(changed)
    try:
        found = read(path)
        found.check()
    except Damaged:
        return
    assert {name: a.tobytes() for name, a in found.arrays.items()} == {n: a.tobytes() for n, a in ARRAYS.items()}


@pytest.mark.parametrize("length", [0, 5, 47, 60, -1])
def test_a_file_that_was_cut_short_is_noticed_when_it_is_opened(whole: bytes, length: int, tmp_path: Path) -> None:
    """Wherever it was cut."""
    (tmp_path / "cut").write_bytes(whole[:length])
    with pytest.raises(Damaged):
        read(tmp_path / "cut")
