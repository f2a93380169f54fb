"""Lists of terms that were indexed before, in which some units are gone and others are new."""

from collections.abc import Iterator
from heapq import merge

from retrieval.arrays.container import Arrays
from retrieval.arrays.entries import NO_ENTRIES, Entries, Units
from retrieval.arrays.spliced import BEFORE
from retrieval.arrays.strings import part, stored_strings
from retrieval.index.recent import RecentLists
from retrieval.index.term_lists import TermLists


class ChangedLists(TermLists):
    """The lists of before, and those of what is new, as if they were one."""

    def __init__(self, before: TermLists, arrays: Arrays, numbers: Units, recent: RecentLists) -> None:
        """Take the lists of before, and the arrays of those that changed.

        `numbers` are those that the units of before have now, or -1 for what is gone.
        """
        super().__init__(arrays, recent)
        self._before, self._numbers = before, numbers
        # Terms of units that are gone, and terms of which nothing of before holds any longer.
        self._affected, self._dropped = (
            frozenset(stored_strings(part(name, arrays))) for name in ("affected", "dropped")
        )

    def unkept(self, term: str) -> Entries:
        """Return the list of a term, empty for one that is missing, without keeping it."""
        before = NO_ENTRIES if term in self._dropped else self._before.unkept(term)
        return before.renumbered(self._numbers).with_others(super().unkept(term))

    def count(self, term: str) -> int:
        """Return the number of units that hold a term."""
        return len(self.unkept(term).units)

    @property
    def columns(self) -> None:
        """Nothing: the compiled functions take lists that are all in the same arrays."""

    def __contains__(self, term: object) -> bool:
        if term in self.terms:
            return True
        return term in self._before and (term not in self._affected or len(self.entries(str(term)).units) > 0)

    def __iter__(self) -> Iterator[str]:
        return self._once(merge(self._before, self.terms))

    def holding(self, text: str) -> Iterator[str]:
        """Yield the terms that a text appears in, in the order of their characters."""
        return self._once(merge(self._before.holding(text), self.terms.holding(text)))

    def _once(self, terms: Iterator[str]) -> Iterator[str]:
        """Yield each of some terms in order once, if any unit holds it."""
        last = None
        for term in terms:
            if term != last and term in self:
                yield term
            last = term

    def sized(self) -> Iterator[tuple[str, int]]:
        """Yield every term with the number of its units, in the order of their characters."""
        known = self._before.sized()
        changed = {*self._affected, *self.terms}
        kept = ((term, size) for term, size in known if term not in changed)
        own = ((term, size) for term in sorted(changed) if (size := len(self.unkept(term).units)))
        return merge(kept, own)


def term_lists_of(name: str, arrays: Arrays, recent: RecentLists) -> TermLists:
    """Return the lists of a name from the arrays of an index, with those of before if there are some."""
    own = part(name, arrays)
    if f"{BEFORE}.{name}.lists.data" not in arrays:
        return TermLists(own, recent)
    return ChangedLists(TermLists(part(f"{BEFORE}.{name}", arrays), recent), own, arrays["numbers"], recent)
