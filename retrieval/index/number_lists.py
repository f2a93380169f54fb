"""Lists of numbers, one for each text, in two arrays and one of their values."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.entries import Array

Places = NDArray[np.int64]


class Lists(NamedTuple):
    """A list of numbers for each text: that of text t is `values[firsts[t] : firsts[t] + counts[t]]`."""

    firsts: Places
    counts: Places
    values: NDArray[np.int32]

    def places(self, texts: Array) -> Places:
        """Return the places in `values` of the lists of some texts, one after the other."""
        counts = self.counts[texts]
        starts: Places = np.repeat(self.firsts[texts] - (counts.cumsum() - counts), counts)
        return starts + np.arange(len(starts))

    def of(self, texts: Array) -> "Lists":
        """Return the lists of some texts."""
        counts = self.counts[texts]
        return Lists(counts.cumsum() - counts, counts, self.values[self.places(texts)])


def lists_of(texts: NDArray[np.int64], values: NDArray[np.int32], size: int) -> Lists:
    """Return the lists of `size` texts from pairs of a text, in ascending order, and a value."""
    counts = np.bincount(texts, minlength=size)
    return Lists(counts.cumsum() - counts, counts, values)
