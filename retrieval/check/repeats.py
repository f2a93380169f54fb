"""Runs of characters that the material repeats: most of them are names of something."""

from itertools import pairwise

from retrieval.arrays.entries import common
from retrieval.index.index import Index

# Repeats of a run in the material from which on it is taken for a name of something.
_REPEATS = 2
# A longer run is looked for only if what is left without its first and without its last character is repeated.
_SHORTEST = 3


class Repeats:
    """Says which runs of folded letters and digits the sentences of an index repeat; what it was asked it keeps."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._known: dict[str, bool] = {}

    def __contains__(self, run: str) -> bool:
        if run not in self._known:
            self._known[run] = self._repeated(run)
        return self._known[run]

    def _repeated(self, run: str) -> bool:
        if len(run) > _SHORTEST and (run[1:] not in self or run[:-1] not in self):
            return False
        count = 0
        for at in self._holding(run):
            count += self._index.folded[at].count(run)
            if count >= _REPEATS:
                return True
        return False

    def _holding(self, run: str) -> list[int]:
        """Return the sentences that may have a run: those with all pairs of its characters that are no part of a
        longer unit.
        """
        pairs = {one + other for one, other in pairwise(run) if not one.isascii() and not other.isascii()}
        if not pairs:
            return [at for at, _ in self._index.find(run)]
        found: list[int] = common([self._index.pairs.where(pair) for pair in pairs]).tolist()
        return found
