"""BM25 over any units: passages, sentences, pairs of sentences.

The variant is rank-bm25's `BM25Plus` with delta 0, that is

    sum over the question's terms: ln((N + 1) / df) * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / average))

(Lv and Zhai, "Lower-bounding term frequency normalization", CIKM 2011, without the lower bound). Its idf is above 0
for every term that occurs, also for one in half the units or in all of them, so a unit with a match never scores below
one without, which `BM25Okapi` does not promise.

Its corners: a corpus without any term scores 0, where rank-bm25 divides by zero; a term that the corpus lacks counts
nothing, as there; a term that is asked n times there has weight n here. Scores equal rank-bm25's to 1e-9, not to the
last digit, as the terms are added up the rarest first and not in the order of the question.

What a term gives its units is worked out from their counts and lengths when a question asks for it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count as counter
from itertools import islice

import numpy as np

from retrieval.arrays import kernels
from retrieval.arrays.container import Arrays
from retrieval.arrays.entries import Array, Entries, any_in, narrow
from retrieval.arrays.packed import PackedEntries
from retrieval.arrays.spill import Spill
from retrieval.arrays.strings import store_strings, stored_strings
from retrieval.index.formula import Formula
from retrieval.index.inverter import BLOCK_UNITS, Inverter, block_of
from retrieval.index.plain_lists import PlainLists
from retrieval.index.postings import CountingScorer, Form, Given, given, idf
from retrieval.index.recent import RecentLists
from retrieval.index.term_lists import TermLists
from retrieval.index.top_k import Scores, Units, sums_of
from retrieval.index.weighed_counts import ListedTerm, WeighedCounts

# Of a longer list only some are looked up, or it is gone through and let go.
_LONG_UNITS = 1 << 10


class TermNumbers(defaultdict[str, int]):
    """Terms and their numbers, given in the order in which they are first asked for."""

    def __init__(self) -> None:
        # Several times faster than a method that is called for each new term.
        super().__init__(counter().__next__)


class Bm25(CountingScorer):
    """BM25 by the lists of a corpus; see `retrieval.index.bm25`."""

    def __init__(self, lists: TermLists, lengths: Array, k1: float, b: float, form: Form = str) -> None:
        """Take the lists of units, and the lengths of all units in terms."""
        super().__init__(len(lengths), lists, lists.recent, form)
        self.lists, self.lengths = lists, lengths
        self.k1, self.b = k1, b
        self.formula = Formula(lengths, k1, b)
        self._counts = dict[str, int]()

    @classmethod
    def stored(
        cls, arrays: Arrays, *, k1: float, b: float, recent: RecentLists | None = None, form: Form = str
    ) -> "Bm25":
        """Return the postings from their arrays: those of `PlainLists.packed`, and `lengths`."""
        return cls(TermLists(arrays, recent), arrays["lengths"], k1, b, form)

    def unkept(self, term: str) -> Given:
        """Return what a term that is among `terms` gives, at weight 1, without keeping it."""
        found = self.entries(term)
        return given(found.units, self.formula.worth_of(found, idf(self.size, len(found.units))))

    def top(self, terms: Mapping[str, float], k: int) -> tuple[Units, Scores]:
        """Return the k units that score highest, best first, and their scores, which are those of `scores`.

        Ties come in the order of the corpus; fewer than k where fewer hold any of the terms.
        """
        columns = self.lists.columns
        if kernels.compiled and columns and k > 0:
            asked = [(self.form(term).encode("utf-8", "surrogatepass"), weight) for term, weight in terms.items()]
            units, best = np.empty(k, np.int32), np.empty(k)
            own = asked, columns, self.formula.columns(), k, sums_of(self.size)
            held = kernels.compiled.top(*own, units, best)
            return units[:held], best[:held]
        scores = self.scores(terms)
        order = (-scores).argsort(kind="stable")[:k]
        order = order[scores[order] > 0]
        return order.astype(np.int32), scores[order]

    def weighed(self, terms: Mapping[str, float]) -> WeighedCounts:
        """Return terms that are to score units more than once, without working out the scores of all units."""
        return self.weighed_by(self.listed_terms(terms))

    def weighed_by(self, terms: Sequence[ListedTerm]) -> WeighedCounts:
        """Return the same of terms whose lists are at hand."""
        return WeighedCounts(terms, [term.size for term in terms], self.size, self.formula)

    def listed_terms(self, terms: Mapping[str, float]) -> list[ListedTerm]:
        """Return the terms that there are with their lists, also to score larger units by."""
        found = []
        for term, weight in terms.items():
            known = self.form(term)
            if own := self._counts.get(known) or self.count(term):
                found.append(ListedTerm(term, own, self._table(known, own), weight))
        return found

    def entries(self, term: str) -> Entries:
        """Return the units that hold a term, in order, and how often each does."""
        return self.lists.entries(self.form(term))

    def passing(self, term: str) -> Entries:
        """Return the same, to be gone through and let go: a long list is not kept."""
        return self.lists.unkept(self.form(term)) if self.count(term) > _LONG_UNITS else self.entries(term)

    def _table(self, known: str, count: int) -> Entries | PackedEntries:
        """Return the list of a term that so many units hold, to look units up in."""
        is_packed = count > _LONG_UNITS and kernels.compiled
        return self.lists.packed(known) if is_packed else self.lists.entries(known)

    def idfs(self) -> Iterator[tuple[str, float]]:
        """Every term with its idf, in the order of their characters."""
        for term, count in self.lists.sized():
            yield term, idf(self.size, count)

    def count(self, term: str) -> int:
        """Return the number of units that hold a term."""
        known = self.form(term)
        if known not in self._counts:
            self._counts[known] = self.lists.count(known)
        return self._counts[known]

    def where(self, term: str) -> Units:
        """Return the units that hold a term, in order."""
        return self.entries(term).units

    def stands_in(self, term: str, units: range) -> bool:
        """Return whether one of some units in a row holds a term."""
        return any_in(self.where(term), units)

    def terms_with(self, text: str) -> Iterator[str]:
        """Return the terms that a text appears in, in the order of their characters."""
        return self.lists.holding(text)


def counted(units: Iterable[Sequence[str]]) -> Arrays:
    """Return what `Bm25.stored` takes, of units that are given by their terms, which may come as a stream."""
    lists, sizes = count_units(units)
    return {**lists.packed(), "lengths": narrow(sizes)}


def count_units(units: Iterable[Sequence[str]]) -> tuple[PlainLists, Array]:
    """Return the lists of units that are given by their terms, which may come as a stream, and their lengths."""
    numbers, inverter, sizes = TermNumbers(), Inverter(Spill()), list[int]()
    stream = iter(units)
    while block := list(islice(stream, BLOCK_UNITS)):
        own = np.fromiter(map(len, block), np.int64, len(block))
        terms = np.array([numbers[term] for unit in block for term in unit], np.int64)
        inverter.add(len(sizes), block_of(terms, np.repeat(np.arange(len(block)), own)))
        sizes += own.tolist()
    return inverter.lists(stored_strings(store_strings(numbers))), np.array(sizes, np.int64)
