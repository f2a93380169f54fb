"""Units as rows of term numbers -> for each term the units that hold it, and how often.

The units come as a stream. They are sorted block by block, and a block keeps three bytes or so for each term of a unit;
in the end the blocks are laid out term by term, each behind the one before it, so that nothing large is ever sorted.
"""

from array import array
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.index.top_k import Units

# A unit's place in its block takes two bytes.
UNITS = 1 << 16
_NUMBERS = 1 << 22
_SHIFT = 16

# Of one byte where no count is larger, else of four.
Counts = NDArray[Any]


class Inverted(NamedTuple):
    """Term t stands `counts` times in `units`, both from `offsets[t]` to `offsets[t + 1]`, in order of the units.

    `lengths` are those of the units, in terms.
    """

    offsets: NDArray[np.int64]
    units: Units
    counts: Counts
    lengths: NDArray[np.int64]


class _Block(NamedTuple):
    """Some units in a row, from `first` on: `terms[i]` stands in `units[starts[i] : starts[i + 1]]` of them."""

    first: int
    terms: NDArray[np.int32]
    starts: NDArray[np.int64]
    units: NDArray[np.uint16]
    counts: Counts


class Inverter:
    """Takes units one after the other, each as the numbers of its terms."""

    def __init__(self, most_units: int = UNITS, most_numbers: int = _NUMBERS) -> None:
        """Blocks have at most so many units, and not many more numbers than so many."""
        self._most_units, self._most_numbers = min(most_units, UNITS), most_numbers
        self._blocks: list[_Block] = []
        self._numbers, self._lengths, self._open = array("i"), array("q"), 0

    def add(self, numbers: "array[int]") -> None:
        """Take one unit, which may be empty; a term that stands twice is there twice."""
        self._numbers.extend(numbers)
        self._lengths.append(len(numbers))
        self._open += 1
        if self._open == self._most_units or len(self._numbers) >= self._most_numbers:
            self._close()

    def inverted(self, terms: int) -> Inverted:
        """Everything that was taken, term by term, for `terms` terms; nothing can be taken any more."""
        self._close()
        lengths = np.frombuffer(self._lengths, np.int64)
        held = np.zeros(terms, np.int64)
        for block in self._blocks:
            held[block.terms] += np.diff(block.starts)
        offsets = np.concatenate([[0], held.cumsum()]).astype(np.int64)
        units = np.empty(offsets[-1], np.int32)
        wide = any(block.counts.dtype != np.uint8 for block in self._blocks)
        counts: Counts = np.empty(offsets[-1], np.int32 if wide else np.uint8)
        at = offsets[:-1].copy()
        for number, block in enumerate(self._blocks):
            own = np.diff(block.starts)
            places = np.repeat(at[block.terms] - block.starts[:-1], own)
            places += np.arange(len(block.units))
            units[places] = block.units.astype(np.int32) + block.first
            counts[places] = block.counts
            at[block.terms] += own
            self._blocks[number] = _EMPTY
        self._blocks.clear()
        return Inverted(offsets, units, counts, lengths)

    def _close(self) -> None:
        """Sort what the open block has taken."""
        first = len(self._lengths) - self._open
        lengths = np.array(self._lengths[first:], np.int64)
        keys = np.frombuffer(self._numbers, np.int32).astype(np.int64) << _SHIFT
        keys += np.repeat(np.arange(len(lengths)), lengths)
        keys.sort()
        firsts = np.flatnonzero(np.diff(keys, prepend=-1))
        counts = np.diff(firsts, append=len(keys))
        keys = keys[firsts]
        terms = (keys >> _SHIFT).astype(np.int32)
        starts = np.flatnonzero(np.diff(terms, prepend=-1))
        narrow = np.uint8 if counts.max(initial=0) < 1 << 8 else np.int32
        units = (keys & (UNITS - 1)).astype(np.uint16)
        self._blocks.append(_Block(first, terms[starts], np.append(starts, len(terms)), units, counts.astype(narrow)))
        self._numbers, self._open = array("i"), 0


_EMPTY = _Block(0, np.zeros(0, np.int32), np.zeros(1, np.int64), np.zeros(0, np.uint16), np.zeros(0, np.uint8))
