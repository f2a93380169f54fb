"""Places in a text at which one of a few short words begins, found in one pass."""

import re
from collections.abc import Sequence

from retrieval.arrays import kernels


class Signs:
    """Short words that are looked for together.

    >>> Signs(("问", "答:", "Q")).places("Q：问？答:好")
    [0, 2, 4]
    """

    def __init__(self, words: Sequence[str]) -> None:
        self._words = tuple(words)
        self._first = re.compile(f"[{re.escape(''.join({word[0] for word in words}))}]")

    def places(self, text: str) -> list[int]:
        """Return where in a text one of the words begins, in order."""
        if kernels.compiled:
            found: list[int] = kernels.compiled.places(text, self._words)
            return found
        starts = (match.start() for match in self._first.finditer(text))
        return [at for at in starts if text.startswith(self._words, at)]
