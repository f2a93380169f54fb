"""Lists that were unpacked last, within a bound of memory."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

# Unpacked lists of so many entries in all are kept, of twelve bytes at most each.
MOST_KEPT = 1 << 23


class RecentLists:
    """Lists as they were unpacked last, by any key; those not asked for longest give way. Safe for threads."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most, self._held = most, 0
        self._lists: OrderedDict[Hashable, tuple[int, Any]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Return what was made for a key, or make it; its first field tells its size."""
        with self._lock:
            if key in self._lists:
                self._lists.move_to_end(key)
                return self._lists[key][1]
        made = make()
        with self._lock:
            if key not in self._lists:
                self._lists[key] = len(made[0]), made
                self._held += len(made[0])
            while self._held > self._most and len(self._lists) > 1:
                _, (size, _) = self._lists.popitem(last=False)
                self._held -= size
        return made
