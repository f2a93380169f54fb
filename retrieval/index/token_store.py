"""The tokens of texts, kept as what each character is to them."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.container import Arrays
from retrieval.arrays.entries import Array, narrow
from retrieval.arrays.spill import GrowingArray

# A character that is in no token is 0.
FIRST, INSIDE = 1, 2
# Characters of two bits each in a byte.
_IN_A_BYTE = 4
_SHIFTS = np.arange(0, 8, 2, dtype=np.uint8)


def cuts_of(sizes: NDArray[np.int64], places: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Return for each character of texts of some sizes if it is outside of tokens, or the first of one, or inside.

    Token i has `lengths[i]` characters from `places[i]` on, counted through all texts.
    """
    # How many tokens cover a character: one begins, one ends.
    steps = np.zeros(int(sizes.sum()) + 1, np.int8)
    steps[places] += 1
    steps[places + lengths] -= 1
    cuts = (steps[:-1].cumsum(dtype=np.int8) * INSIDE).astype(np.uint8)
    cuts[places] = FIRST
    return cuts


def store_tokens(cuts: NDArray[np.uint8], sizes: NDArray[np.int64]) -> Arrays:
    """Return the arrays of the tokens of texts of some sizes, to be taken up again by `stored_tokens`."""
    return {"cuts": _packed(cuts), "sizes": narrow(sizes)}


def _packed(cuts: NDArray[np.uint8]) -> NDArray[np.uint8]:
    padding = np.zeros(-len(cuts) % _IN_A_BYTE, np.uint8)
    four = np.concatenate([cuts, padding]).reshape(-1, _IN_A_BYTE)
    packed: NDArray[np.uint8] = np.bitwise_or.reduce(four << _SHIFTS, axis=1).astype(np.uint8)
    return packed


class GrowingTokens:
    """The arrays of `store_tokens`, made from some texts at a time."""

    def __init__(self, aside: Path | None = None) -> None:
        """Take the folder that they are put aside in, if any."""
        self._packed, self._sizes = GrowingArray(np.uint8, aside), [np.zeros(0, np.uint8)]
        # What fills no byte yet.
        self._rest = np.zeros(0, np.uint8)

    def append(self, cuts: NDArray[np.uint8], sizes: NDArray[np.int64]) -> None:
        """Take the tokens of the next texts."""
        own = np.concatenate([self._rest, cuts])
        whole = len(own) - len(own) % _IN_A_BYTE
        self._packed.append(_packed(own[:whole]))
        self._rest = own[whole:].copy()
        self._sizes.append(narrow(sizes))

    def arrays(self) -> Arrays:
        """Return the arrays; nothing can be taken any more."""
        self._packed.append(_packed(self._rest))
        return {"cuts": self._packed.whole(), "sizes": narrow(np.concatenate(self._sizes))}


class StoredCuts:
    """Cuts of texts, as `cuts_of` gives them, unpacked from the arrays of `store_tokens` as far as is asked for."""

    def __init__(self, arrays: Arrays) -> None:
        self._packed = arrays["cuts"]

    def __getitem__(self, at: slice) -> NDArray[np.uint8]:
        """Return a slice from one place up to another."""
        first, own = at.start // _IN_A_BYTE, self._packed[at.start // _IN_A_BYTE : -(-at.stop // _IN_A_BYTE)]
        return _unpacked(own)[at.start - first * _IN_A_BYTE : at.stop - first * _IN_A_BYTE]


def stored_tokens(arrays: Arrays) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return what `store_tokens` was given."""
    sizes: NDArray[np.int64] = arrays["sizes"].astype(np.int64)
    return _unpacked(arrays["cuts"])[: int(sizes.sum())], sizes


def _unpacked(packed: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.asarray(packed[:, np.newaxis] >> _SHIFTS & 3, np.uint8).ravel()


def tokens_of(arrays: Arrays, texts: Array) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return what `stored_tokens` returns, of some texts alone."""
    sizes = arrays["sizes"].astype(np.int64)
    own, starts = sizes[texts], (sizes.cumsum() - sizes)[texts]
    places = np.repeat(starts - (own.cumsum() - own), own) + np.arange(own.sum())
    return arrays["cuts"][places // _IN_A_BYTE] >> _SHIFTS[places % _IN_A_BYTE] & np.uint8(3), own
