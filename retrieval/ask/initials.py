"""Words by the letters with which their characters may sound first: 小红书 by xhs."""

from array import array
from collections.abc import Callable, Iterable

import numpy as np

from retrieval.arrays.strings import joined_strings, stored_strings

# As many as a number holds.
MAX_LETTERS = 8


class WordsByInitials:
    """Words, with a number that orders each, by the rows of letters that may be their initials.

    Of a large corpus there are hundreds of thousands; as arrays they take a tenth of what strings and lists would.
    """

    def __init__(self, words: Iterable[tuple[str, float]], initials: Callable[[str], set[str]]) -> None:
        """Take words with their numbers; `initials` gives the rows of letters of a word, `MAX_LETTERS` at most."""
        written, sizes, orders = bytearray(), array("q"), array("d")
        keys, numbers = array("Q"), array("i")
        for number, (word, rank) in enumerate(words):
            own = word.encode()
            written += own
            sizes.append(len(own))
            orders.append(rank)
            for letters in filter(str.isascii, initials(word)):
                keys.append(_key(letters))
                numbers.append(number)
        found = np.array(keys, np.uint64)
        order = found.argsort(kind="stable")
        self._keys, self._numbers = found[order], np.array(numbers, np.int32)[order]
        blob = np.frombuffer(bytes(written), np.uint8)
        self._words = stored_strings(joined_strings(blob, np.array(sizes, np.int64)))
        self._orders = np.array(orders, np.float64)

    def of(self, letters: str) -> list[str]:
        """Return the words that have these initials, in the order of their numbers."""
        if not letters.isascii() or len(letters) > MAX_LETTERS:
            return []
        key = _key(letters)
        first, last = self._keys.searchsorted(np.array([key, key + 1], np.uint64)).tolist()
        numbers = self._numbers[first:last].tolist()
        return [word for _, word in sorted((float(self._orders[at]), self._words[at]) for at in numbers)]


def _key(letters: str) -> int:
    return int.from_bytes(letters.encode("ascii"), "big")
