"""Cues that sentences show: for each kind of answer, which sentences of an index show one."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.index.index import Index
from retrieval.index.top_k import Units
from retrieval.runtime import once_each

_UNREAD, _NO, _YES = range(3)


class ShownCues:
    """Flags of the sentences that a pattern is found in, worked out when a sentence is first asked for, and kept."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._read: dict[str, NDArray[np.uint8]] = {}

    def of(self, name: str, shown: re.Pattern[str], entries: Units, folded: Sequence[str]) -> NDArray[np.bool_]:
        """Return which of some sentences show a cue; `name` tells its pattern from others, `folded` are their texts."""
        read = self._read.setdefault(name, np.zeros(self._size, np.uint8))
        known = read.take(entries)
        for at in np.flatnonzero(known == _UNREAD).tolist():
            known[at] = read[entries[at]] = _YES if shown.search(folded[at]) else _NO
        found: NDArray[np.bool_] = known == _YES
        return found


@once_each
def shown_cues(index: Index) -> ShownCues:
    """Return what is known of the sentences of an index."""
    return ShownCues(len(index.folded))
