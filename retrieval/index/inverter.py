"""Pairs of a term and a unit -> for each term the units that hold it, and how often.

The pairs come block by block. A block is sorted, and keeps three bytes or so for each pair that differs; in the end the
blocks are laid out term by term, each after the one before it, so that nothing large is ever sorted. That is done for
some terms at a time: the lists of all of them may take more memory than there is.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays import kernels
from retrieval.arrays.entries import Array, Counts, Units, sort
from retrieval.arrays.packed import runs
from retrieval.arrays.spill import Aside, Spill
from retrieval.arrays.strings import Strings
from retrieval.index.plain_lists import PlainLists

Numbers = NDArray[np.int64]

# A unit's place in its block takes two bytes.
BLOCK_UNITS = 1 << 16
_SHIFT = 16
# Number of entries that are laid out at once, at five bytes each; each time all blocks are gone through.
_ENTRIES_AT_ONCE = 1 << 24


class TermBlock(NamedTuple):
    """Units in a row, `BLOCK_UNITS` at most: `terms[i]`, each another one, appears in those of `units` from `starts[i]`
    up to `starts[i + 1]`, `counts` times.
    """

    terms: Array
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
    sort(keys)
    if kernels.compiled and (found := _compiled(keys)):
        return found
    firsts = np.flatnonzero(np.diff(keys, prepend=-1))
    counts = np.diff(firsts, append=len(keys))
    keys = keys[firsts]
    own = keys >> _SHIFT
    starts = np.flatnonzero(np.diff(own, prepend=-1))
    kind = np.uint8 if counts.max(initial=0) < 1 << 8 else np.int32
    held = (keys & (BLOCK_UNITS - 1)).astype(np.uint16)
    return TermBlock(own[starts], np.append(starts, len(own)).astype(np.int32), held, counts.astype(kind))


def _compiled(keys: Numbers) -> TermBlock | None:
    size = len(keys)
    terms, starts = np.empty(size, np.int64), np.empty(size + 1, np.int32)
    units, counts = np.empty(size, np.uint16), np.empty(size, np.uint8)
    found = kernels.compiled.block(keys, terms, starts, units, counts)
    if found is None:
        return None
    held, entries = found
    return TermBlock(terms[:held].copy(), starts[: held + 1].copy(), units[:entries].copy(), counts[:entries].copy())


class Inverter:
    """Takes blocks in the order of their units, and puts them aside."""

    def __init__(self, spill: Spill) -> None:
        self._spill = spill
        self._blocks: list[_BlockAside] = []

    def add(self, first: int, block: TermBlock) -> None:
        """Take the next block, whose units are counted from `first` on."""
        arrays: Iterable[Array] = block
        self._blocks.append(_BlockAside(first, *map(self._spill.put, arrays)))

    def lists(self, texts: Strings) -> PlainLists:
        """Return the lists of everything that was taken; nothing can be taken any more.

        `texts` are those of all terms by their numbers, each of which was taken.
        """
        order, offsets = self._ordered(texts)
        return self._laid_out(texts, order, offsets, last=True)

    def parts(self, texts: Strings, most: int = _ENTRIES_AT_ONCE) -> Iterator[PlainLists]:
        """Yield what `lists` returns in parts: the lists of some terms in a row, of `most` entries or not many more."""
        order, offsets = self._ordered(texts)
        for first, end in runs(offsets, most):
            own = offsets[first : end + 1] - offsets[first]
            yield self._laid_out(texts, order[first:end], own, last=end == len(order))

    def _ordered(self, texts: Strings) -> tuple[Numbers, Numbers]:
        """Return the terms in the order of their texts, and where the list of each begins and the last one ends."""
        order, held = texts.order(), np.zeros(len(texts), np.int64)
        for block in self._blocks:
            held[block.terms.read()] += np.diff(block.starts.read())
        return order, np.append(0, held[order].cumsum())

    def _laid_out(self, texts: Strings, terms: Numbers, offsets: Numbers, *, last: bool) -> PlainLists:
        """Return the lists of some terms in a row; those are the last ones, or the blocks are needed again."""
        at = np.full(len(texts), -1)
        at[terms] = offsets[:-1]
        units = np.empty(offsets[-1], np.int32)
        counts: Counts = np.empty(offsets[-1], np.uint8)
        for first, *own in self._taken() if last else self._blocks:
            read = TermBlock(*(array.read() for array in own))
            counts = counts.astype(np.promote_types(counts.dtype, read.counts.dtype), copy=False)
            _lay_out(first, read, at, units, counts)
        return PlainLists(texts.chosen(terms), offsets, units, counts)

    def _taken(self) -> Iterator[_BlockAside]:
        """Yield the blocks in their order, each of which is not kept any longer."""
        self._blocks.reverse()
        while self._blocks:
            yield self._blocks.pop()


def _lay_out(first: int, block: TermBlock, at: Numbers, units: Units, counts: Counts) -> None:
    """Put the units of a block, counted from `first` on, to those of each term, which go on at `at[term]`; those of a
    term of which this is below 0 are left out.
    """
    terms = block.terms.astype(np.int32, copy=False)
    if kernels.compiled and counts.itemsize == 1:
        kernels.compiled.lay_out(terms, *block[1:], first, at, units, counts)
        return
    own = np.diff(block.starts)
    places = np.repeat(at[terms] - block.starts[:-1], own)
    places += np.arange(len(places))
    inside = np.repeat(at[terms] >= 0, own)
    units[places[inside]] = block.units[inside].astype(np.int32) + first
    counts[places[inside]] = block.counts[inside]
    at[terms] += np.where(at[terms] >= 0, own, 0)
