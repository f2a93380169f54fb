"""Long texts in two arrays, each in UTF-8 or in UTF-16, whichever is shorter.

In UTF-16 Chinese takes two thirds of the bytes, and is decoded in a quarter of the time.
"""

import ctypes
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.container import Arrays
from retrieval.arrays.entries import Array
from retrieval.arrays.spill import GrowingArray
from retrieval.arrays.strings import Strings, joined_strings

# What is before a text in UTF-16; no text in UTF-8 has this byte.
_MARK = b"\xff"
# The upper five bits of half a character.
_HALF = 0xD800 >> 11


class LongStrings(Strings):
    """Texts in their order from the arrays of `store_long_strings`."""

    def __init__(self, blob: NDArray[np.uint8], offsets: Array) -> None:
        super().__init__(blob, offsets)
        # 1 for a text that is known to be in UTF-16 with each character in one piece, which is not looked for again.
        self._whole = bytearray(len(self))

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        written = self._written[self._places[at] : self._places[at + 1]]
        if self._whole[at]:
            return _of_characters(bytes(written[1:]))
        text = long_text(written)
        self._whole[at] = len(written) > 0 and written[0] == _MARK[0] and 2 * len(text) == len(written) - 1
        return text

    def __iter__(self) -> Iterator[str]:
        return map(self.__getitem__, range(len(self)))


def long_text(written: memoryview) -> str:
    """Return the text of what `written_long` gave."""
    if len(written) and written[0] == _MARK[0]:
        return _decoded(written[1:])
    return str(written, "utf-8", "surrogatepass")


def _decoded(written: memoryview) -> str:
    """Return the text of some bytes of UTF-16, which are its characters where none is of two halves."""
    data = bytes(written)
    if (np.frombuffer(data, "<u2") >> 11 == _HALF).any():
        return data.decode("utf-16-le", "surrogatepass")
    return _of_characters(data)


def _of_characters(data: bytes) -> str:
    """Return the text of its characters, two bytes each, in half the time of decoding them."""
    text: str = _text_of()(2, data, len(data) // 2)
    return text


@cache
def _text_of() -> Callable[[int, bytes, int], Any]:
    """Return what makes a text of its characters, each of so many bytes."""
    found = ctypes.pythonapi.PyUnicode_FromKindAndData
    found.restype, found.argtypes = ctypes.py_object, (ctypes.c_int, ctypes.c_char_p, ctypes.c_ssize_t)
    return found


def store_long_strings(texts: Iterable[str], aside: Path | None = None) -> Arrays:
    """Return the arrays of texts, to be taken up again by `LongStrings`; they are put aside in a folder, if one is
    given.
    """
    blob, sizes = GrowingArray(np.uint8, aside), list[int]()
    for text in texts:
        written = written_long(text)
        blob.append(np.frombuffer(written, np.uint8))
        sizes.append(len(written))
    return joined_strings(blob.whole(), np.array(sizes, np.int64))


def written_long(text: str) -> bytes:
    """Return the bytes of a text, as they are stored."""
    narrow, wide = text.encode("utf-8", "surrogatepass"), text.encode("utf-16-le", "surrogatepass")
    return narrow if len(narrow) <= len(wide) else _MARK + wide
