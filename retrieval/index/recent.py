"""Lists that were unpacked last, within a bound of memory."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

import numpy as np

Made = TypeVar("Made", bound=tuple[object, ...])
# With less, the lists of a hundred questions over 100,000 passages make each other give way.
MAX_KEPT_BYTES = 96 << 20
# Blocks of an index on other machines take memory too.
MAX_KEPT_BYTES_OF_BLOCKS = 24 << 20
# What a list takes besides its arrays.
_OVERHEAD_BYTES = 500


class RecentLists:
    """Lists as they were unpacked last, by any key; those not asked for longest give way. Safe for threads."""

    def __init__(self, most: int = MAX_KEPT_BYTES) -> None:
        """Keep lists of at most `most` bytes in all."""
        self._most, self._held = most, 0
        self._lists: OrderedDict[Hashable, tuple[int, Any]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was made for a key, a tuple with arrays among its fields, or make it."""
        # A lock takes longer than what it would guard: either step may find that the list has just given way.
        try:
            self._lists.move_to_end(key)
            kept: Made = self._lists[key][1]
        except KeyError:
            return self._keep(key, make())
        return kept

    def _keep(self, key: Hashable, made: Made) -> Made:
        size = _OVERHEAD_BYTES + sum(field.nbytes for field in made if isinstance(field, np.ndarray))
        with self._lock:
            if key not in self._lists:
                self._lists[key] = size, made
                self._held += size
            while self._held > self._most and len(self._lists) > 1:
                _, (size, _) = self._lists.popitem(last=False)
                self._held -= size
        return made
