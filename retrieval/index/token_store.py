"""The tokens of texts, kept as where they begin and end: for whoever indexes the same texts again."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.container import Arrays
from retrieval.arrays.strings import Strings
from retrieval.arrays.tables import narrow
from retrieval.language.parallel import Cut

_OUTSIDE, _FIRST, _INSIDE = 0, 1, 2
# Characters of two bits each in a byte.
_IN_A_BYTE = 4
_SHIFTS = np.arange(0, 8, 2, dtype=np.uint8)


def store_tokens(
    sizes: NDArray[np.int64],
    owners: NDArray[np.int64],
    starts: NDArray[np.int32],
    lengths: NDArray[np.int64],
    first: NDArray[np.bool_],
) -> Arrays:
    """Return the arrays of the tokens of texts of some sizes: token i has its start and length in text `owners[i]`.

    `first` tells for each sentence whether it is the first that has its text, which is the next one.
    """
    offsets = np.concatenate([[0], sizes.cumsum()]).astype(np.int64)
    at = offsets[owners] + starts
    # How many tokens cover a character: one begins, one ends.
    steps = np.zeros(offsets[-1] + 1, np.int8)
    np.add.at(steps, at, 1)
    np.add.at(steps, at + lengths, -1)
    cuts = (steps[:-1].cumsum(dtype=np.int8) * _INSIDE).astype(np.uint8)
    cuts[at] = _FIRST
    four = np.concatenate([cuts, np.zeros(-len(cuts) % _IN_A_BYTE, np.uint8)]).reshape(-1, _IN_A_BYTE)
    packed = np.bitwise_or.reduce(four << _SHIFTS, axis=1).astype(np.uint8)
    return {"cuts": packed, "sizes": narrow(sizes), "first": np.packbits(first)}


class KeptTokens:
    """The tokens of every text of a sentence, by the text as it is analysed."""

    def __init__(self, arrays: Arrays, folded: Strings) -> None:
        """Take the arrays; `folded[i]` is sentence i as it is analysed."""
        self._arrays, self._folded = arrays, folded

    def find(self, text: str) -> int | None:
        """Return the number of a text; None if it is unknown."""
        return self._numbers.get(text)

    def cut(self, numbers: Sequence[int], texts: Sequence[str]) -> Cut:
        """Return the words of texts by their numbers, without what stands between them."""
        starts = self._starts[np.array(numbers, np.int64)]
        sizes = np.fromiter(map(len, texts), np.int64, len(texts))
        # A place outside of any token parts the texts.
        room = sizes + 1
        places: NDArray[Any] = np.repeat(starts - (room.cumsum() - room), room)
        places += np.arange(len(places))
        cuts = self._cuts.take(places, mode="clip")
        cuts[room.cumsum() - 1] = _OUTSIDE
        firsts = np.flatnonzero(cuts == _FIRST)
        bounds = np.flatnonzero(cuts != _INSIDE)
        ends = bounds[bounds.searchsorted(firsts, "right")]
        joined = "\0".join(texts)
        words = [joined[start:end] for start, end in zip(firsts.tolist(), ends.tolist(), strict=True)]
        begins = room.cumsum() - room
        owners = begins.searchsorted(firsts, "right") - 1
        return Cut(words, (firsts - begins[owners]).astype(np.int32), np.bincount(owners, minlength=len(texts)))

    @cached_property
    def distinct(self) -> list[int]:
        """The first sentence of each text, in order."""
        first = np.unpackbits(self._arrays["first"], count=len(self._folded))
        found: list[int] = np.flatnonzero(first).tolist()
        return found

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        sizes = self._arrays["sizes"]
        starts: NDArray[np.int64] = sizes.cumsum(dtype=np.int64) - sizes
        return starts

    @cached_property
    def _cuts(self) -> NDArray[np.uint8]:
        return np.asarray(self._arrays["cuts"][:, np.newaxis] >> _SHIFTS & 3, np.uint8).ravel()

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {self._folded[at]: number for number, at in enumerate(self.distinct)}
