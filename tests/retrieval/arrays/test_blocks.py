"""Arrays that are read in blocks."""

import numpy as np
import pytest

from retrieval.arrays.blocks import BLOCK_BYTES, BlockArray, Blocks
from tests.retrieval.conftest import ONCE

pytestmark = ONCE

_START, _LENGTH = 64, 3 * BLOCK_BYTES


def blocks_of(data: bytes) -> Blocks:
    """Return the blocks of some bytes."""
    return Blocks(len(data), lambda numbers: [data[at * BLOCK_BYTES : (at + 1) * BLOCK_BYTES] for at in numbers])


@pytest.mark.parametrize("kind", ["uint8", "int32", "uint64"])
def test_it_reads_as_the_array_in_memory_does(kind: str) -> None:
    """Elements, slices over several blocks, chosen places in any order, and where a value belongs."""
    array = np.sort(np.random.default_rng(1).integers(0, 250, _LENGTH)).astype(kind)
    read = BlockArray(blocks_of(bytes(_START) + array.tobytes()), _START, _LENGTH, array.dtype)
    assert len(read) == _LENGTH
    assert [read[at] for at in (0, 7, BLOCK_BYTES - 1, -1)] == [array[at] for at in (0, 7, BLOCK_BYTES - 1, -1)]
    for part in (slice(None), slice(5, 5), slice(9, 2), slice(BLOCK_BYTES - 3, BLOCK_BYTES + 3), slice(1, None, 16)):
        assert read[part].tolist() == array[part].tolist()
    places = np.array([_LENGTH - 1, 0, 40_000, 3, 3], np.int64)
    assert read[places].tolist() == array[places].tolist()
    assert read[places[:0]].tolist() == []
    assert [read.searchsorted(100, side) for side in ("left", "right")] == [
        array.searchsorted(100, side) for side in ("left", "right")
    ]
    with pytest.raises(IndexError):
        read[_LENGTH]


def test_every_place_of_some_bytes_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """None is lost at the seams of what is fetched at once, nor at the end."""
    monkeypatch.setattr("retrieval.arrays.blocks._SCANNED_BYTES", 100)
    places = [0, 97, 99, 100, 195, 201, 5000, 2 * BLOCK_BYTES - 1, _LENGTH - 2]
    data = bytearray(_LENGTH)
    for place in places:
        data[place : place + 2] = b"ab"
    read = BlockArray(blocks_of(bytes(data)), 0, _LENGTH, np.dtype(np.uint8))
    found, at = list[int](), read.find(b"ab", 0)
    while at >= 0:
        found.append(at)
        at = read.find(b"ab", at + 1)
    assert found == [place for place in places if bytes(data[place : place + 2]) == b"ab"]
    assert read.find(bytes(_LENGTH + 1), 0) == -1
