"""Slices of a paragraph in which no sentence ends: markup and addresses."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Silences:
    """Slices in order and apart, each found in a time that hardly grows with their number."""

    def __init__(self, slices: Iterable[tuple[int, int]]) -> None:
        joined: list[tuple[int, int]] = []
        for start, end in sorted(slices):
            if joined and start < joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        self._slices = joined
        self._starts = [start for start, _ in joined]
        self._lengths = [0, *accumulate(end - start for start, end in joined)]

    def end_around(self, at: int) -> int | None:
        """Return the end of the slice that holds a character, None if none does."""
        number = bisect_right(self._starts, at) - 1
        return self._slices[number][1] if number >= 0 and at < self._slices[number][1] else None

    def end_from(self, at: int) -> int | None:
        """Return the end of the slice that starts at a place, None if none does."""
        number = bisect_right(self._starts, at) - 1
        return self._slices[number][1] if number >= 0 and self._starts[number] == at else None

    def length(self, start: int, end: int) -> int:
        """Return how many characters of `start:end` are in the slices."""
        return self._before(end) - self._before(start)

    def _before(self, at: int) -> int:
        number = bisect_right(self._starts, at) - 1
        if number < 0:
            return 0
        return self._lengths[number] + min(at, self._slices[number][1]) - self._starts[number]
