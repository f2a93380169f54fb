"""Pairs of a term and a unit -> for each term the units that hold it, and how often.

The pairs come block by block. A block is sorted, and keeps three bytes or so for each pair that differs; in the end the
blocks are laid out term by term, each after the one before it, so that nothing large is ever sorted.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.entries import Array, Counts
from retrieval.arrays.spill import Aside, Spill
from retrieval.arrays.strings import Strings
from retrieval.index.plain_lists import PlainLists

Numbers = NDArray[np.int64]

# A unit's place in its block takes two bytes.
BLOCK_UNITS = 1 << 16
_SHIFT = 16


class TermBlock(NamedTuple):
    """Units in a row, `BLOCK_UNITS` at most: `terms[i]`, each another one, appears in those of `units` from `starts[i]`
    up to `starts[i + 1]`, `counts` times.
    """

    terms: Numbers
    starts: NDArray[np.int32]
    units: NDArray[np.uint16]
    counts: Counts


class _BlockAside(NamedTuple):
    """A block that was put aside, whose units are counted from `first` on."""

    first: int
    terms: Aside
    starts: Aside
    units: Aside
    counts: Aside


def block_of(terms: Numbers, units: Numbers) -> TermBlock:
    """Return a block from pairs of a term, a number below 2 to the power of 47, and the unit's place in the block.

    A term that a unit holds twice is there twice.
    """
    keys = terms << _SHIFT | units
    keys.sort()
    firsts = np.flatnonzero(np.diff(keys, prepend=-1))
    counts = np.diff(firsts, append=len(keys))
    keys = keys[firsts]
    own = keys >> _SHIFT
    starts = np.flatnonzero(np.diff(own, prepend=-1))
    kind = np.uint8 if counts.max(initial=0) < 1 << 8 else np.int32
    held = (keys & (BLOCK_UNITS - 1)).astype(np.uint16)
    return TermBlock(own[starts], np.append(starts, len(own)).astype(np.int32), held, counts.astype(kind))


class Inverter:
    """Takes blocks in the order of their units, and puts them aside."""

    def __init__(self, spill: Spill) -> None:
        self._spill = spill
        self._blocks: list[_BlockAside] = []

    def add(self, first: int, block: TermBlock) -> None:
        """Take the next block, whose units are counted from `first` on."""
        arrays: Iterable[Array] = block
        self._blocks.append(_BlockAside(first, *map(self._spill.put, arrays)))

    def lists(self, named: Callable[[Numbers], Strings]) -> PlainLists:
        """Return the lists of everything that was taken; nothing can be taken any more.

        `named` gives the texts of terms, which come in ascending order.
        """
        keys = self._keys()
        texts = named(keys)
        order = texts.order()
        place = np.empty(len(keys), np.int64)
        place[order] = np.arange(len(keys))
        held = np.zeros(len(keys), np.int64)
        for block in self._blocks:
            held[place[keys.searchsorted(block.terms.read())]] += np.diff(block.starts.read())
        offsets = np.concatenate([[0], held.cumsum()]).astype(np.int64)
        units = np.empty(offsets[-1], np.int32)
        counts: Counts = np.empty(offsets[-1], np.uint8)
        at = offsets[:-1].copy()
        self._blocks.reverse()
        while self._blocks:
            block = self._blocks.pop()
            terms = place[keys.searchsorted(block.terms.read())]
            starts, often = block.starts.read(), block.counts.read()
            own = np.diff(starts)
            places = np.repeat(at[terms] - starts[:-1], own)
            places += np.arange(len(places))
            units[places] = block.units.read().astype(np.int32) + block.first
            counts = counts.astype(np.promote_types(counts.dtype, often.dtype), copy=False)
            counts[places] = often
            at[terms] += own
        return PlainLists(texts.chosen(order), offsets, units, counts)

    def _keys(self) -> Numbers:
        """Return all terms, in ascending order."""
        keys = np.zeros(0, np.int64)
        for block in self._blocks:
            keys = np.sort(np.concatenate([keys, block.terms.read()]))
            keys = keys[np.diff(keys, prepend=-1) != 0]
        return keys
