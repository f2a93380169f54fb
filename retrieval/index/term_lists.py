"""The units of each term of a corpus, in packed lists."""

from retrieval.arrays.container import Arrays
from retrieval.arrays.packed import NO_ENTRIES, Entries, Places, Steps, list_sizes, unpack
from retrieval.arrays.strings import Vocabulary, part, stored_vocabulary
from retrieval.index.recent import RecentLists


class TermLists:
    """The units of each term and how often each holds it, packed; terms in the order of their characters."""

    def __init__(self, arrays: Arrays, recent: RecentLists | None = None) -> None:
        """Take what `PlainLists.packed` gave."""
        self.terms: Vocabulary = stored_vocabulary(part("terms", arrays))
        lists = part("lists", arrays)
        self._data, self._steps = lists["data"], Steps(lists)
        self.recent = recent or RecentLists()
        # A list of recent ones that knew this object would keep it until all garbage is collected.
        self._key = object()

    def entries(self, term: str) -> Entries:
        """Return the list of a term, which is empty for one that there is not."""
        number = self.terms.find(term)
        return NO_ENTRIES if number is None else self.recent.get((self._key, number), lambda: self._unpacked(number))

    def _unpacked(self, number: int) -> Entries:
        start, end = self._steps.span(number)
        return unpack(self._data[start:end])

    def sizes(self) -> Places:
        """Return how many entries each list has."""
        return list_sizes(self._data, self._steps.offsets()[:-1])
