"""The tokens of texts, kept as what each character is to them."""

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.container import Arrays
from retrieval.arrays.entries import Array, narrow

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
    padding = np.zeros(-len(cuts) % _IN_A_BYTE, np.uint8)
    four = np.concatenate([cuts, padding]).reshape(-1, _IN_A_BYTE)
    return {"cuts": np.bitwise_or.reduce(four << _SHIFTS, axis=1).astype(np.uint8), "sizes": narrow(sizes)}


def stored_tokens(arrays: Arrays) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return what `store_tokens` was given."""
    sizes: NDArray[np.int64] = arrays["sizes"].astype(np.int64)
    cuts = np.asarray(arrays["cuts"][:, np.newaxis] >> _SHIFTS & 3, np.uint8).ravel()
    return cuts[: int(sizes.sum())], sizes


def tokens_of(arrays: Arrays, texts: Array) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return what `stored_tokens` returns, of some texts alone."""
    sizes = arrays["sizes"].astype(np.int64)
    own, starts = sizes[texts], (sizes.cumsum() - sizes)[texts]
    places = np.repeat(starts - (own.cumsum() - own), own) + np.arange(own.sum())
    return arrays["cuts"][places // _IN_A_BYTE] >> _SHIFTS[places % _IN_A_BYTE] & np.uint8(3), own
