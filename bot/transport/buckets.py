"""Leaky buckets by id: how much one of many may do in a while, forgotten when it has done nothing for as long."""

from collections.abc import Hashable

from aiolimiter import AsyncLimiter

_MOST_KEPT = 1000


class Buckets:
    """For each key a bucket that holds `most` and leaks `per_minute`. Of the keys, only those in use are kept."""

    def __init__(self, most: float, per_minute: float) -> None:
        self._most = most
        self._seconds = most / per_minute * 60
        self._buckets: dict[Hashable, AsyncLimiter] = {}

    def of(self, key: Hashable) -> AsyncLimiter:
        """The bucket of a key."""
        if key not in self._buckets and len(self._buckets) >= _MOST_KEPT:
            self._buckets = {
                one: bucket for one, bucket in self._buckets.items() if not bucket.has_capacity(self._most)
            }
        return self._buckets.setdefault(key, AsyncLimiter(self._most, self._seconds))
