"""Texts that differ, numbered as they come."""

import numpy as np

from retrieval.arrays import kernels
from retrieval.arrays.entries import Units
from retrieval.arrays.strings import Strings, store_strings, stored_strings


class TextTable:
    """Texts and their numbers, given in the order in which they are first asked for; not safe for threads."""

    def __init__(self) -> None:
        self._compiled = kernels.compiled.texts() if kernels.compiled else None
        self._numbers = dict[str, int]()
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def numbers(self, texts: Strings) -> Units:
        """Return the number of each text; those that are new have the next ones."""
        found = np.empty(len(texts), np.int32)
        if self._compiled:
            self._size = kernels.compiled.numbered(self._compiled, *texts.arrays.values(), found)
            return found
        found[:] = [self._numbers.setdefault(text, len(self._numbers)) for text in texts]
        self._size = len(self._numbers)
        return found

    def strings(self, first: int = 0) -> Strings:
        """Return the texts in the order of their numbers, from one on."""
        if not self._compiled:
            return stored_strings(store_strings([*self._numbers][first:]))
        blob, starts = kernels.compiled.all_texts(self._compiled, first)
        offsets = np.frombuffer(starts, np.int64)
        return Strings(np.frombuffer(blob, np.uint8), offsets - offsets[0] if first else offsets)
