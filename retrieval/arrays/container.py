"""One file of named arrays: written whole or not at all, checked, and mapped into memory as far as it is touched.

It begins with `MAGIC`, the length and the SHA-256 of a header in JSON; behind that come the arrays, each from a
multiple of 64 bytes on. The header tells each one's type, place and CRC-32, and holds what the writer says of it all.
"""

import json
import mmap
import os
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any, cast

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.blocks import BlockArray, Blocks
from retrieval.arrays.entries import Array
from retrieval.arrays.lease import Lease, lease
from retrieval.arrays.spill import let_go
from retrieval.runtime import sync_folder

Arrays = Mapping[str, Array]
MAGIC = b"yinju-1\n"
_ALIGNED = 64
_HEAD = len(MAGIC) + 8 + 32
_CHUNK = 1 << 24
_TYPES = ("uint8", "uint16", "int32", "int64", "uint64", "float64")


class Damaged(Exception):
    """A file that is no whole container; the text says why."""


class LeasedMapping(mmap.mmap):
    """A mapped file, and the lease on it, if any, which is kept as long as an array of it is in use."""

    lease: Lease | None = None


class Container:
    """The arrays of a file, read-only; those that nobody touches take no memory."""

    def __init__(
        self,
        manifest: Mapping[str, Any],
        arrays: Arrays,
        checksums: Mapping[str, int],
        seal: str,
        mapping: "LeasedMapping | None" = None,
        *,
        contested: bool = False,
    ) -> None:
        """Take what was read of a file; it is `contested` if another program may write to it.

        Without a mapping it is not here.
        """
        self.manifest, self.arrays, self.seal = manifest, arrays, seal
        self._checksums, self._mapping = checksums, mapping
        self.is_contested = contested

    @property
    def is_unsafe(self) -> bool:
        """Return whether the file is about to be written to, or was made shorter, in its place.

        To read what is gone would kill the process.
        """
        if self._mapping is None:
            return False
        held = self._mapping.lease
        return (held is not None and held.is_recalled) or self._mapping.size() < len(self._mapping)

    @property
    def data(self) -> memoryview:
        """The bytes of the file."""
        return memoryview(self._mapping or b"")

    def check(self) -> None:
        """Read everything and compare the checksums; raises Damaged."""
        for name, array in self.arrays.items():
            if _checksum(array) != self._checksums[name]:
                raise Damaged(f"the checksum of {name} differs")


def write(path: Path, manifest: Mapping[str, object], arrays: Arrays) -> None:
    """Put a new file in the place of what is there, at once; readers of the old one keep it. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    table: dict[str, dict[str, object]] = {}
    at = 0
    for name, array in arrays.items():
        table[name] = {"type": str(array.dtype), "at": at, "length": len(array), "crc32": _checksum(array)}
        at += _padded(array.nbytes)
    header = json.dumps({"manifest": manifest, "arrays": table, "bytes": at}).encode()
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            _fill(file, header, arrays)
            file.flush()
            os.fsync(file.fileno())
            os.replace(file.name, path)  # noqa: PTH105 (the name is no Path)
        except BaseException:
            with suppress(OSError):
                os.unlink(file.name)  # noqa: PTH108
            raise
    sync_folder(path.parent)


def _fill(file: IO[bytes], header: bytes, arrays: Arrays) -> None:
    file.write(MAGIC + len(header).to_bytes(8, "little") + sha256(header).digest() + header)
    file.write(b"\0" * (_padded(_HEAD + len(header)) - _HEAD - len(header)))
    for array in arrays.values():
        for piece in _pieces(array):
            file.write(piece)
        file.write(b"\0" * (_padded(array.nbytes) - array.nbytes))


def read(path: Path) -> Container:
    """Map a file; raises Damaged where its header or its length is wrong, and OSError where it cannot be opened."""
    with path.open("rb") as file:
        held, contested = _held(file)
        found, start, seal = _header(file.read, os.fstat(file.fileno()).st_size)
        mapping = LeasedMapping(file.fileno(), 0, access=mmap.ACCESS_READ)
        mapping.lease = held
    whole = np.frombuffer(mapping, np.uint8)
    arrays = {name: _array(whole, start, told) for name, told in found["arrays"].items()}
    checksums = {name: told["crc32"] for name, told in found["arrays"].items()}
    return Container(found["manifest"], arrays, checksums, seal, mapping, contested=contested)


def read_blocks(blocks: Blocks, is_whole: Callable[[str], bool]) -> Container:
    """Return a container that is elsewhere; arrays of the names that `is_whole` tells are read at once, others as they
    are asked for.

    Raises Damaged, and what reading raises.
    """
    at = 0

    def read(length: int) -> bytes:
        nonlocal at
        at += length
        return blocks.between(at - length, at).tobytes()

    found, start, seal = _header(read, blocks.size)
    arrays: dict[str, Array] = {}
    for name, told in found["arrays"].items():
        own = BlockArray(blocks, start + told["at"], told["length"], _kind(told))
        arrays[name] = own[:].copy() if is_whole(name) else cast("Array", own)
    return Container(found["manifest"], arrays, {}, seal)


def _header(read: Callable[[int], bytes], size: int) -> tuple[dict[str, Any], int, str]:
    """Return the header of a container of some bytes, where its arrays begin, and its seal; raises Damaged."""
    head = read(_HEAD)
    length = int.from_bytes(head[len(MAGIC) : len(MAGIC) + 8], "little")
    if len(head) < _HEAD or not head.startswith(MAGIC) or length > size:
        raise Damaged("it does not begin as an index does")
    header = read(length)
    if sha256(header).digest() != head[-32:]:
        raise Damaged("the checksum of its header differs")
    found: dict[str, Any] = json.loads(header)
    start = _padded(_HEAD + length)
    if size != start + found["bytes"]:
        raise Damaged("it is not as long as it should be")
    return found, start, head[-32:].hex()


def _held(file: IO[bytes]) -> tuple[Lease | None, bool]:
    """Return a lease on a file, if there is one, and whether another program may write to it."""
    try:
        return lease(file.fileno()), False
    except BlockingIOError:
        return None, True


def _array(whole: NDArray[np.uint8], start: int, told: Mapping[str, Any]) -> Array:
    """Return the view of one array of the file. Raises Damaged for an unknown type."""
    kind = _kind(told)
    first = start + told["at"]
    return whole[first : first + told["length"] * kind.itemsize].view(kind)


def _kind(told: Mapping[str, Any]) -> "np.dtype[Any]":
    """Return the type of an array; raises Damaged for an unknown one."""
    if told["type"] not in _TYPES:
        raise Damaged(f"it holds arrays of {told['type']}")
    kind: np.dtype[Any] = np.dtype(told["type"])
    return kind


def _checksum(array: Array) -> int:
    found = 0
    for piece in _pieces(array):
        found = zlib.crc32(piece, found)
    return found


def _pieces(array: Array) -> Iterator[memoryview]:
    """Yield the bytes of an array in pieces; one that is mapped takes no more memory than one of these."""
    data = np.ascontiguousarray(array).view(np.uint8)
    for at in range(0, len(data), _CHUNK):
        yield data[at : at + _CHUNK].data
        let_go(array)


def _padded(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
