"""Rows of words of many texts from their characters and tokens, with a hash in place of each word.

A hash is a polynomial of the code points modulo 2 to the power of 64, so those of all words of a text come from one row
of sums. Hashes choose what compounds are mined from, and tell words apart there; nothing is found or scored by them.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.strings import Strings, store_strings, stored_strings
from retrieval.index.token_store import FIRST, INSIDE

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]

# So many characters are worked on at once, or those of one text.
_PART = 1 << 19
_FACTOR, _MIXED = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)
_INVERSE = np.uint64(pow(0x9E3779B97F4A7C15, -1, 1 << 64))
_HALF = np.uint64(32)


class WordRow(NamedTuple):
    """The words of texts in one row: their hashes, the text of each, where it starts there, its length, and if nothing
    parts it from the word before.
    """

    hashes: NDArray[Any]
    owners: NDArray[Any]
    starts: NDArray[Any]
    lengths: NDArray[Any]
    glued: NDArray[Any]

    def of(self, chosen: NDArray[np.bool_]) -> "WordRow":
        """Return the words of the chosen texts."""
        own = np.flatnonzero(chosen[self.owners])
        return WordRow(*(column[own] for column in self))


_NO_NUMBERS = np.zeros(0, np.int32)
_NO_WORDS = WordRow(np.zeros(0, np.uint64), _NO_NUMBERS, _NO_NUMBERS, _NO_NUMBERS, np.zeros(0, np.bool_))


def rows_of(texts: Strings, cuts: NDArray[np.uint8], sizes: Places) -> tuple[WordRow, Hashes]:
    """Return the words of texts in one row, and the hash of each text."""
    rows, hashes = list[WordRow](), [np.zeros(0, np.uint64)]
    ends = sizes.cumsum()
    powers = _powers(_FACTOR, max(_PART, int(sizes.max(initial=0))) + 1)
    inverse = _powers(_INVERSE, len(powers))
    for first, last in _parts(ends):
        before = int(ends[first] - sizes[first])
        codes = _codes(texts, first, last)
        sums = np.concatenate([np.zeros(1, np.uint64), (codes * powers[: len(codes)]).cumsum(dtype=np.uint64)])
        begins = ends[first:last] - sizes[first:last] - before

        def hashed(starts: Places, stops: Places, sums: Hashes = sums) -> Hashes:
            return _mixed((sums[stops] - sums[starts]) * inverse[starts])

        rows.append(_row(cuts[before : before + len(codes)], begins, first, hashed))
        hashes.append(hashed(begins, begins + sizes[first:last]))
    columns = zip(_NO_WORDS, *rows, strict=True)
    return WordRow(*map(np.concatenate, columns)), np.concatenate(hashes)


def hashes_of(words: Sequence[str]) -> dict[str, int]:
    """Return the hash that each word has in a row."""
    sizes = np.fromiter(map(len, words), np.int64, len(words))
    cuts = np.full(int(sizes.sum()), INSIDE, np.uint8)
    cuts[sizes.cumsum() - sizes] = FIRST
    row, _ = rows_of(stored_strings(store_strings(words)), cuts, sizes)
    return dict(zip(words, row.hashes.tolist(), strict=True))


def _row(cuts: NDArray[np.uint8], begins: Places, first: int, hashed: Callable[[Places, Places], Hashes]) -> WordRow:
    """Return the words of texts that begin at some places of their characters, the first of which is text `first`."""
    starts = np.flatnonzero(cuts == FIRST)
    bounds = np.append(np.flatnonzero(cuts != INSIDE), len(cuts))
    stops = bounds[bounds.searchsorted(starts, "right")]
    owners = begins.searchsorted(starts, "right") - 1
    glued = np.zeros(len(starts), bool)
    glued[1:] = (starts[1:] == stops[:-1]) & (owners[1:] == owners[:-1])
    own, places, lengths = (part.astype(np.int32) for part in (owners + first, starts - begins[owners], stops - starts))
    return WordRow(hashed(starts, stops), own, places, lengths, glued)


def _parts(ends: Places) -> Iterator[tuple[int, int]]:
    """Yield texts in a row, from and to, of `_PART` characters or less if they are several."""
    first = 0
    while first < len(ends):
        before = int(ends[first - 1]) if first else 0
        last = max(int(ends.searchsorted(before + _PART, "right")), first + 1)
        yield first, min(last, len(ends))
        first = last


def _codes(texts: Strings, first: int, last: int) -> Hashes:
    written = "".join(texts[first:last]).encode("utf-32-le", "surrogatepass")
    return np.frombuffer(written, np.uint32).astype(np.uint64) + np.uint64(1)


def _powers(factor: np.uint64, count: int) -> Hashes:
    powers = np.full(count, factor)
    powers[0] = 1
    return np.multiply.accumulate(powers)


def _mixed(hashes: Hashes) -> Hashes:
    """Return hashes whose order tells nothing of the texts."""
    hashes ^= hashes >> _HALF
    return hashes * _MIXED
