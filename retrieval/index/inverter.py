"""Pairs of a term and a unit -> for each term the units that hold it, and how often.

The pairs come block by block. A block is sorted, and keeps three bytes or so for each pair that differs; in the end the
blocks are laid out term by term, each after the one before it, so that nothing large is ever sorted.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.entries import Array
from retrieval.index.top_k import Units

# A unit's place in its block takes two bytes.
BLOCK_UNITS = 1 << 16
_SHIFT = 16

# Of one byte where no count is larger, else of four.
Counts = Array


class Inverted(NamedTuple):
    """Term t appears `counts` times in `units`, both from `offsets[t]` to `offsets[t + 1]`, in order of the units.

    `keys[t]`, in ascending order, is what the term was added by; `lengths` are those of the units, in terms.
    """

    keys: NDArray[np.int64]
    offsets: NDArray[np.int64]
    units: Units
    counts: Counts
    lengths: NDArray[np.int64]


class _Block(NamedTuple):
    """Some units in a row, from `first` on: `terms[i]` appears in `units[starts[i] : starts[i + 1]]` of them."""

    first: int
    terms: NDArray[np.int64]
    starts: NDArray[np.int64]
    units: NDArray[np.uint16]
    counts: Counts


class Inverter:
    """Takes units block by block, their terms as numbers below 2 to the power of 47."""

    def __init__(self) -> None:
        self._blocks: list[_Block] = []
        self._lengths: list[NDArray[np.int64]] = [np.zeros(0, np.int64)]
        self._size = 0

    def add(self, terms: NDArray[np.int64], units: NDArray[np.int64], size: int) -> None:
        """Take the next `size` units, at most `BLOCK_UNITS`, by pairs of a term and the unit's place among these.

        A term that a unit holds twice is there twice.
        """
        self._lengths.append(np.bincount(units, minlength=size))
        keys = terms << _SHIFT | units
        keys.sort()
        firsts = np.flatnonzero(np.diff(keys, prepend=-1))
        counts = np.diff(firsts, append=len(keys))
        keys = keys[firsts]
        own = keys >> _SHIFT
        starts = np.flatnonzero(np.diff(own, prepend=-1))
        narrow = np.uint8 if counts.max(initial=0) < 1 << 8 else np.int32
        held = (keys & (BLOCK_UNITS - 1)).astype(np.uint16)
        self._blocks.append(_Block(self._size, own[starts], np.append(starts, len(own)), held, counts.astype(narrow)))
        self._size += size

    def inverted(self) -> Inverted:
        """Everything that was taken, term by term; nothing can be taken any more."""
        keys = np.sort(np.concatenate([np.zeros(0, np.int64), *(block.terms for block in self._blocks)]))
        keys = keys[np.diff(keys, prepend=-1) != 0]
        held = np.zeros(len(keys), np.int64)
        for block in self._blocks:
            held[keys.searchsorted(block.terms)] += np.diff(block.starts)
        offsets = np.concatenate([[0], held.cumsum()]).astype(np.int64)
        units = np.empty(offsets[-1], np.int32)
        wide = any(block.counts.dtype != np.uint8 for block in self._blocks)
        counts: Counts = np.empty(offsets[-1], np.int32 if wide else np.uint8)
        at = offsets[:-1].copy()
        self._blocks.reverse()
        while self._blocks:
            block = self._blocks.pop()
            own, terms = np.diff(block.starts), keys.searchsorted(block.terms)
            places = np.repeat(at[terms] - block.starts[:-1], own)
            places += np.arange(len(block.units))
            units[places] = block.units.astype(np.int32) + block.first
            counts[places] = block.counts
            at[terms] += own
        return Inverted(keys, offsets, units, counts, np.concatenate(self._lengths))
