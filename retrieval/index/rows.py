"""Rows of words of many texts from their characters and tokens, with a hash in place of each word.

A hash is a polynomial of the code points modulo 2 to the power of 64, so those of all words of a text come from one row
of sums. Hashes choose what compounds are mined from, and tell words apart there; nothing is found or scored by them.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays import kernels
from retrieval.arrays.entries import Array
from retrieval.arrays.spill import let_go
from retrieval.arrays.strings import Strings, joined_strings, store_strings, stored_strings
from retrieval.index.token_store import FIRST, INSIDE, StoredCuts

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]

# Number of characters that are worked on at once, unless one text has more.
_PART = 1 << 18
_FACTOR, _MIXED = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)
_INVERSE = np.uint64(pow(0x9E3779B97F4A7C15, -1, 1 << 64))
_HALF = np.uint64(32)


class WordRow(NamedTuple):
    """The words of texts in one row: their hashes, the text of each, where it starts there, its length, and if nothing
    parts it from the word before.
    """

    hashes: Array
    owners: Array
    starts: Array
    lengths: Array
    glued: Array

    def of(self, chosen: NDArray[np.bool_]) -> "WordRow":
        """Return the words of the chosen texts."""
        own = np.flatnonzero(chosen[self.owners])
        return WordRow(*(column[own] for column in self))


_NO_NUMBERS = np.zeros(0, np.int32)
_NO_WORDS = WordRow(np.zeros(0, np.uint64), _NO_NUMBERS, _NO_NUMBERS, _NO_NUMBERS, np.zeros(0, np.bool_))


def row_of(texts: Strings, cuts: NDArray[np.uint8], sizes: Places) -> WordRow:
    """Return the words of texts in one row."""
    return WordRow(*map(np.concatenate, zip(_NO_WORDS, *row_parts(texts, cuts, sizes), strict=True)))


def row_parts(texts: Strings, cuts: NDArray[np.uint8] | StoredCuts, sizes: Places) -> Iterator[WordRow]:
    """Yield the words of texts in rows, some texts at a time."""
    for part in _parts(texts, sizes):
        yield _row(cuts[part.before : part.before + part.begins[-1]], part)
        let_go(texts.arrays["blob"])


def hashed_texts(texts: Sequence[str]) -> tuple[Strings, Hashes, Places]:
    """Return texts as they are stored, the hash of each, and how many characters it has."""
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    if kernels.compiled:
        widths, hashes = np.empty(len(texts), np.int64), np.empty(len(texts), np.uint64)
        blob = kernels.compiled.hashed("".join(texts), sizes, widths, hashes)
        return stored_strings(joined_strings(np.frombuffer(blob, np.uint8), widths)), hashes, sizes
    written = stored_strings(store_strings(texts))
    found = [part.hashed(part.begins[:-1], part.begins[1:]) for part in _parts(written, sizes)]
    return written, np.concatenate([np.zeros(0, np.uint64), *found]), sizes


def words_at(texts: Strings, sizes: Places, row: WordRow, places: Array) -> list[str]:
    """Return the words at some places of the row of texts, of as many characters as `sizes` tell."""
    codes = np.frombuffer(texts.between(0, len(texts)).encode("utf-32-le", "surrogatepass"), np.uint32)
    lengths = row.lengths[places].astype(np.int64)
    ends = lengths.cumsum()
    starts = (sizes.cumsum() - sizes)[row.owners[places]] + row.starts[places]
    own = codes[np.repeat(starts - (ends - lengths), lengths) + np.arange(int(lengths.sum()))]
    written = own.tobytes().decode("utf-32-le", "surrogatepass")
    return [written[start:end] for start, end in pairwise([0, *ends.tolist()])]


def hashes_of(words: Sequence[str]) -> dict[str, int]:
    """Return the hash that each word has in a row."""
    sizes = np.fromiter(map(len, words), np.int64, len(words))
    cuts = np.full(int(sizes.sum()), INSIDE, np.uint8)
    cuts[sizes.cumsum() - sizes] = FIRST
    hashes = row_of(stored_strings(store_strings(words)), cuts, sizes).hashes
    return dict(zip(words, hashes.tolist(), strict=True))


class _Part(NamedTuple):
    """Texts in a row from number `first` on, after `before` characters of others: where each begins, and the last ends.

    `sums` are those of the hashes of all characters up to each place.
    """

    first: int
    before: int
    begins: Places
    sums: Hashes
    inverse: Hashes

    def hashed(self, starts: Places, stops: Places) -> Hashes:
        """Return the hashes of slices."""
        return _mixed((self.sums[stops] - self.sums[starts]) * self.inverse[starts])


def _row(cuts: NDArray[np.uint8], part: _Part) -> WordRow:
    """Return the words of a part by what each of its characters is to them."""
    bounds = np.append(np.flatnonzero(cuts != INSIDE), len(cuts))
    words = np.flatnonzero(cuts[bounds[:-1]] == FIRST)
    starts, stops = bounds[words], bounds[words + 1]
    owners = np.repeat(np.arange(len(part.begins) - 1), np.diff(starts.searchsorted(part.begins)))
    glued = np.zeros(len(starts), bool)
    glued[1:] = (starts[1:] == stops[:-1]) & (owners[1:] == owners[:-1])
    places, lengths = starts - part.begins[owners], stops - starts
    own, at, long = (column.astype(np.int32) for column in (owners + part.first, places, lengths))
    return WordRow(part.hashed(starts, stops), own, at, long, glued)


def _parts(texts: Strings, sizes: Places) -> Iterator[_Part]:
    """Yield texts in a row, of `_PART` characters or less if they are several."""
    ends = np.append(0, sizes.cumsum())
    powers = _powers(_FACTOR, max(min(_PART, int(ends[-1])), int(sizes.max(initial=0))) + 1)
    inverse = _powers(_INVERSE, len(powers))
    first = 0
    while first < len(sizes):
        last = max(int(ends[1:].searchsorted(ends[first] + _PART, "right")), first + 1)
        codes = _codes(texts, first, last)
        sums = np.append(np.zeros(1, np.uint64), (codes * powers[: len(codes)]).cumsum(dtype=np.uint64))
        yield _Part(first, int(ends[first]), ends[first : last + 1] - ends[first], sums, inverse)
        first = last


def _codes(texts: Strings, first: int, last: int) -> Hashes:
    written = texts.between(first, last).encode("utf-32-le", "surrogatepass")
    return np.frombuffer(written, np.uint32).astype(np.uint64) + np.uint64(1)


def _powers(factor: np.uint64, count: int) -> Hashes:
    powers = np.full(count, factor)
    powers[0] = 1
    return np.multiply.accumulate(powers)


def _mixed(hashes: Hashes) -> Hashes:
    """Return hashes whose order says nothing of the texts."""
    hashes ^= hashes >> _HALF
    return hashes * _MIXED
