"""Sentences of a material that was indexed before, of which some are kept and others are new."""

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from retrieval.arrays.container import Arrays
from retrieval.arrays.entries import Array, Units
from retrieval.arrays.packed import Places


class Before(NamedTuple):
    """An index of before: its arrays, where its passages begin among its sentences, and for each passage of the
    material as it is now the number of the same one there, or -1; these rise.
    """

    arrays: Arrays
    first: Units
    kept: Units


class Arrangement:
    """The sentences of a material in order, from those of before and from new ones, which follow each other.

    Passage p has the sentences `first[p]` up to `first[p + 1]`; `fresh` are the passages that are new.
    """

    def __init__(self, first: Units, before: Before | None) -> None:
        self.first, self.size = first, int(first[-1])
        counts = np.diff(first).astype(np.int64)
        kept = np.full(len(counts), -1) if before is None else before.kept
        self._old = int(before.first[-1]) if before else 0
        self.fresh = np.flatnonzero(kept < 0)
        own = np.where(kept < 0, counts, 0)
        starts = self._old + own.cumsum() - own
        if before:
            starts[kept >= 0] = before.first[kept[kept >= 0]]
        # Sentence i is the one at `_sources[i]` of those of before and the new ones after them.
        self._sources: Places = np.repeat(starts - first[:-1], counts) + np.arange(self.size)

    @cached_property
    def numbers(self) -> tuple[Units, Units]:
        """The number of each sentence of before, or -1, and of each new one."""
        found = np.full(self._old + int(np.count_nonzero(self._sources >= self._old)), -1, np.int32)
        found[self._sources] = np.arange(self.size, dtype=np.int32)
        return found[: self._old], found[self._old :]

    def arranged(self, old: Array, old_sizes: Places, new: Array, new_sizes: Places) -> Array:
        """Return what belongs to each sentence in order, from what belongs to those of before and to the new ones."""
        parts, ends = (old, new), (np.append(0, old_sizes.cumsum()), np.append(0, new_sizes.cumsum()))
        found = [new[:0]]
        for first, last in self._runs:
            which = int(first >= self._old)
            start, end = ends[which][np.array([first, last]) - which * self._old].tolist()
            found.append(parts[which][start:end])
        return np.concatenate(found)

    @cached_property
    def _runs(self) -> Sequence[tuple[int, int]]:
        """Sentences that follow each other, from and to, in both orders."""
        breaks = np.diff(self._sources) != 1
        breaks |= (self._sources[:-1] < self._old) & (self._sources[1:] >= self._old)
        at = np.concatenate([[0], np.flatnonzero(breaks) + 1, [self.size]])
        spans = pairwise(at.tolist()) if self.size else ()
        return [(int(self._sources[one]), int(self._sources[other - 1]) + 1) for one, other in spans]
