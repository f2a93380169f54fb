"""Postings: for each term the units that hold it and what it gives each of them, in flat arrays."""

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.container import Arrays
from retrieval.arrays.strings import Vocabulary, part, store_vocabulary, stored_vocabulary, within
from retrieval.index.top_k import PostingsList, Scores, Units, best

Form = Callable[[str], str]
# So many entries are worked on at once.
_SOME = 1 << 22


class Coded(NamedTuple):
    """Impacts of few different worths, which are given in ascending order: entry i of term t has `worths[codes[i]]`,
    and its impact is that times `scale[t]`.
    """

    codes: NDArray[Any]
    worths: Scores
    scale: Scores


class Postings:
    """Scores units for weighted terms: a unit's score is the sum of what the terms give it, each times its weight.

    Term t, by `terms`, stands in `units[offsets[t] : offsets[t + 1]]`, at least one and in ascending order, and gives
    them `impacts`, above 0, in the same order. Weights are above 0 too.
    """

    def __init__(
        self,
        size: int,
        terms: Mapping[str, int],
        offsets: NDArray[np.int64],
        units: Units,
        impacts: Scores | Coded,
        most: Scores | None = None,
        form: Form = str,
    ) -> None:
        """Take the arrays; `most` is the highest impact of each term, which is worked out if it is missing.

        `form` turns the terms that are asked for into those that are kept.
        """
        self.size = size
        self._terms = terms
        self.form = form
        self._offsets = offsets
        self._units = units
        self._coded = impacts if isinstance(impacts, Coded) else None
        self._impacts: NDArray[Any] = impacts.codes if isinstance(impacts, Coded) else impacts
        self._most = self._highest_impacts() if most is None else most

    def _highest_impacts(self) -> Scores:
        highest = np.maximum.reduceat(self._impacts, self._offsets[:-1]) if len(self._units) else np.zeros(0)
        return self._coded.worths[highest] * self._coded.scale if self._coded and len(highest) else highest

    @classmethod
    def stored(cls, arrays: Arrays, terms: Mapping[str, int] | None = None, form: Form = str) -> "Postings":
        """Return postings from their `arrays`; with `terms` those of other postings, which have the same terms."""
        own = stored_vocabulary(part("terms", arrays)) if terms is None else terms
        offsets, units, found, most = (arrays[name] for name in ("offsets", "units", "impacts", "most"))
        impacts = Coded(found, arrays["worths"], arrays["scale"]) if "worths" in arrays else found
        return Postings(int(arrays["size"][0]), own, offsets, units, impacts, most, form)

    def arrays(self, *, terms: bool = True) -> Arrays:
        """Return what is to be stored, without the terms where those are stored with others."""
        numbers: Arrays = {
            "offsets": self._offsets,
            "units": self._units,
            "impacts": self._impacts,
            "most": self._most,
        }
        coded: Arrays = {"worths": self._coded.worths, "scale": self._coded.scale} if self._coded else {}
        size = np.array([self.size], dtype=np.int64)
        words: Arrays = store_vocabulary(list(self._terms)) if terms else {}
        return {"size": size, **numbers, **coded, **within("terms", words)}

    def idfs(self) -> Iterator[tuple[str, float]]:
        """Every term with its idf, in the order of their first occurrence."""
        for term, count in zip(self._terms, np.diff(self._offsets).tolist(), strict=True):
            yield term, math.log((self.size + 1) / count)

    @property
    def terms(self) -> Mapping[str, int]:
        """The number of each term, in the order of their first occurrence."""
        return self._terms

    def idf(self, term: str) -> float:
        """Return the weight of a term, ln((N + 1) / df); for a term that the corpus lacks, ln(N + 1)."""
        return math.log((self.size + 1) / max(self.count(term), 1))

    def scores(self, terms: Mapping[str, float]) -> Scores:
        """One score a unit, in the order of the corpus; 0 exactly where no term stands, otherwise above 0."""
        total = np.zeros(self.size)
        for listed in self.listed(terms):
            listed.add_to(total)
        return total

    def at(self, terms: Mapping[str, float], units: Units) -> Scores:
        """Return the scores of some units, given in ascending order: those of `scores`."""
        found = np.zeros(len(units))
        for listed in self.listed(terms):
            found += listed.look_up(units)
        return found

    def top(self, terms: Mapping[str, float], k: int) -> tuple[Units, Scores]:
        """Return the k units that score highest, best first, and their scores, which are those of `scores`.

        Ties come in the order of the corpus; fewer than k where fewer hold any of the terms.
        """
        return best(self.listed(terms), k, self.size)

    def listed(self, terms: Mapping[str, float], times: float = 1.0) -> list[PostingsList]:
        """Return the postings lists of the terms that the corpus has, the shortest first; their weights so
        many times.
        """
        known = [(at, times * weight) for term, weight in terms.items() if (at := self._number(term)) is not None]
        return sorted((self._listed(at, weight) for at, weight in known), key=lambda one: len(one.units))

    def _listed(self, at: int, weight: float) -> PostingsList:
        span = slice(self._offsets[at], self._offsets[at + 1])
        most = weight * float(self._most[at])
        if self._coded is None:
            return PostingsList(self._units[span], self._impacts[span], weight, most)
        scale = float(self._coded.scale[at])
        return PostingsList(self._units[span], self._impacts[span], weight * scale, most, self._coded.worths)

    def highest(self, owners: NDArray[np.int32], size: int) -> "Postings":
        """Return the postings of what the units belong to: each term gives an owner the most that it gives one of its
        units.

        `owners[i]`, below `size` and never falling, is that of unit i. The best score of an owner's units is never
        above the owner's own score in these.
        """
        lengths, units, impacts = [np.zeros(1, np.int64)], [self._units[:0]], [self._impacts[:0]]
        for first, last in self._runs():
            start, end = self._offsets[first], self._offsets[last]
            own = owners[self._units[start:end]]
            begins = np.diff(own, prepend=-1) != 0
            begins[self._offsets[first:last] - start] = True
            firsts = np.flatnonzero(begins)
            units.append(own[firsts])
            impacts.append(np.maximum.reduceat(self._impacts[start:end], firsts))
            lengths.append(np.diff(firsts.searchsorted(self._offsets[first : last + 1] - start)))
        found = np.concatenate(impacts)
        offsets = np.concatenate(lengths).cumsum()
        kept = self._coded._replace(codes=found) if self._coded else found
        return Postings(size, self._terms, offsets, np.concatenate(units), kept)

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Terms in a row, from and to, which together have `_SOME` entries or not many more."""
        first, terms = 0, len(self._offsets) - 1
        while first < terms:
            last = int(self._offsets.searchsorted(self._offsets[first] + _SOME))
            last = min(max(last, first + 1), terms)
            yield first, last
            first = last

    def count(self, term: str) -> int:
        """In how many units a term stands."""
        at = self._number(term)
        return 0 if at is None else int(self._offsets[at + 1] - self._offsets[at])

    def stands_in(self, term: str, units: range) -> bool:
        """Return whether one of some units in a row holds a term."""
        where = self.where(term)
        return bool(where.searchsorted(units.start) < where.searchsorted(units.stop))

    def where(self, term: str) -> Units:
        """Return the units that hold a term, in order."""
        at = self._number(term)
        return self._units[:0] if at is None else self._units[self._offsets[at] : self._offsets[at + 1]]

    def terms_with(self, text: str) -> Iterator[str]:
        """Return the terms that a text stands in, in the order of their first occurrence."""
        if isinstance(self._terms, Vocabulary):
            return self._terms.holding(text)
        return (term for term in self._terms if text in term)

    def __iter__(self) -> Iterator[str]:
        """Return the terms of the corpus, in the order of their first occurrence."""
        return iter(self._terms)

    def __contains__(self, term: object) -> bool:
        return isinstance(term, str) and self._number(term) is not None

    def _number(self, term: str) -> int | None:
        return self._terms.get(self.form(term))
