"""Postings: for each term the units that hold it, and what it gives each of them."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

import numpy as np

from retrieval.index.recent import MAX_KEPT_BYTES, RecentLists
from retrieval.index.top_k import EXACT, BoundingList, CodedList, PostingsList, Scores, Units, best, bound_of

MAX_CODE = 255


class Terms(Protocol):
    """Terms in the order of their characters."""

    def __contains__(self, term: object, /) -> bool: ...
    def __iter__(self) -> Iterator[str]: ...


# What turns a term that is asked for into the one that is kept.
Form = Callable[[str], str]


class Given(NamedTuple):
    """Scores of a term: `scores[i]`, above 0, for `units[i]`, and `most` at most; the units are in ascending order."""

    units: Units
    scores: Scores
    most: float


NOTHING = Given(np.zeros(0, np.int32), np.zeros(0), 0.0)


def given(units: Units, scores: Scores) -> Given:
    """Return what a term gives to units."""
    return Given(units, scores, float(scores.max(initial=0.0)))


def coded(one: Given, size: int) -> CodedList:
    """Return scores as a code for each of `size` units."""
    step = one.most / MAX_CODE
    codes = np.zeros(size, np.uint8)
    codes[one.units] = np.minimum(np.ceil(one.scores / step), MAX_CODE)
    # The highest code times the step may be below the highest score in its last digit.
    return CodedList(codes, step / EXACT)


class WeighedTerms:
    """Terms with their weights, to score some units by, again and again."""

    def __init__(self, lists: Sequence[PostingsList]) -> None:
        """Take the postings lists in the order in which they are added up."""
        self._lists = lists

    def at(self, units: Units) -> Scores:
        """Return the scores of some units, given in ascending order."""
        found = np.zeros(len(units))
        for listed in self._lists:
            found += listed.look_up(units)
        return found


class Scorer(ABC):
    """Scores `size` units for weighted terms: a unit's score is the sum of what the terms give it, each times its
    weight, above 0.
    """

    def __init__(self, size: int, terms: Terms, recent: RecentLists, form: Form = str) -> None:
        """Take the terms; `form` turns those that are asked for into these."""
        self.size, self.terms, self.recent, self.form = size, terms, recent, form
        # What is kept must not know this object, which would stay until all garbage is collected.
        self.key = object()
        # A longer list is not kept as it is, and its length and highest score are.
        self.largest_kept_bytes = MAX_KEPT_BYTES
        self._long = dict[str, tuple[int, float]]()

    @abstractmethod
    def unkept(self, term: str) -> Given:
        """Return what a term that is among `terms` gives, at weight 1, without keeping it."""

    def given(self, term: str) -> Given:
        """Return what a term gives, at weight 1; nothing for a term that there is not."""
        known = self.form(term)
        if known not in self.terms:
            return NOTHING
        found: Given = self.recent.get((self.key, known), lambda: self.unkept(known), self.largest_kept_bytes)
        return found

    def listed(self, terms: Mapping[str, float], times: float = 1.0) -> list[PostingsList]:
        """Return the postings lists of the terms that give anything, the shortest first; their weights
        count `times`.
        """
        found = [(self.given(term), times * weight) for term, weight in terms.items()]
        lists = [
            PostingsList(one.units, one.scores, weight, weight * one.most) for one, weight in found if len(one.units)
        ]
        return sorted(lists, key=lambda one: len(one.units))

    def bounds(self, terms: Mapping[str, float], times: float = 1.0) -> list[BoundingList]:
        """Return the postings lists of the terms, to be made when they are needed; their weights count `times`."""
        found = list[BoundingList]()
        for term, weight in terms.items():
            known = self.form(term)
            if known in self.terms and (bound := self._bound(known, times * weight)).size:
                found.append(bound)
        return found

    def _bound(self, term: str, weight: float) -> BoundingList:
        def made() -> CodedList:
            codes, step = self.recent.get((self.key, "codes", term), lambda: coded(self.unkept(term), self.size))
            return CodedList(codes, weight * step)

        if term not in self._long:
            one = self.given(term)
            if one.units.nbytes + one.scores.nbytes <= self.largest_kept_bytes:
                return bound_of(PostingsList(one.units, one.scores, weight, weight * one.most))
            self._long[term] = len(one.units), one.most
        size, most = self._long[term]
        return BoundingList(size, weight * most, made, self.weighed({term: weight}).at)

    def scores(self, terms: Mapping[str, float]) -> Scores:
        """Return one score a unit, in the order of the corpus; 0 exactly for units without any term, else above 0."""
        total = np.zeros(self.size)
        for listed in self.listed(terms):
            listed.add_to(total)
        return total

    def at(self, terms: Mapping[str, float], units: Units) -> Scores:
        """Return the scores of some units, given in ascending order: those of `scores`."""
        return self.weighed(terms).at(units)

    def weighed(self, terms: Mapping[str, float]) -> WeighedTerms:
        """Return terms that are to score units more than once."""
        return WeighedTerms(self.listed(terms))

    def top(self, terms: Mapping[str, float], k: int) -> tuple[Units, Scores]:
        """Return the k units that score highest, best first, and their scores, which are those of `scores`.

        Ties come in the order of the corpus; fewer than k where fewer hold any of the terms.
        """
        return best(self.listed(terms), k, self.size)

    def __iter__(self) -> Iterator[str]:
        """Return the terms, in the order of their characters."""
        return iter(self.terms)

    def __contains__(self, term: object) -> bool:
        return isinstance(term, str) and self.form(term) in self.terms
