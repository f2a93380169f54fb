"""Postings: for each term the units that hold it, and what it gives each of them."""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from retrieval.arrays import kernels
from retrieval.index.bounded_search import BoundingList, CodedList, coded
from retrieval.index.recent import RecentLists
from retrieval.index.term_lists import TermLists
from retrieval.index.top_k import PostingsList, Scores, Units, added_up

# What turns a term that is asked for into the one that is kept.
Form = Callable[[str], str]


class Given(NamedTuple):
    """Scores of a term: `scores[i]`, above 0, for `units[i]`, and `most` at most; the units are in ascending order.

    Where each unit scores the same, this may be the only one of `scores`.
    """

    units: Units
    scores: Scores
    most: float

    @property
    def each(self) -> Scores:
        """The score of each unit; to be read only."""
        return np.broadcast_to(self.scores, self.units.shape)


NOTHING = Given(np.zeros(0, np.int32), np.zeros(0), 0.0)


def given(units: Units, scores: Scores) -> Given:
    """Return what a term gives to units."""
    return Given(units, scores, float(scores.max(initial=0.0)))


def idf(units: int, holding: int) -> float:
    """Return the weight of a term that some of all units hold, ln((N + 1) / df); ln(N + 1) if none does."""
    return math.log((units + 1) / max(holding, 1))


class WeighedTerms:
    """Terms with their weights, to score some units by, again and again."""

    def __init__(self, lists: list[PostingsList]) -> None:
        """Take the postings lists in the order in which they are added up."""
        self._lists = lists

    def at(self, units: Units) -> Scores:
        """Return the scores of some units, given in ascending order."""
        found = np.zeros(len(units))
        if kernels.compiled:
            kernels.compiled.look_up(self._lists, units, found)
            return found
        for listed in self._lists:
            found += listed.look_up(units)
        return found


class Scorer(ABC):
    """Scores `size` units for weighted terms: a unit's score is the sum of what the terms give it, each times its
    weight, above 0.
    """

    def __init__(self, size: int, terms: TermLists | Mapping[str, None], recent: RecentLists, form: Form = str) -> None:
        """Take the terms, in the order of their characters; `form` turns those that are asked for into these."""
        self.size, self.terms, self.recent, self.form = size, terms, recent, form
        # What is kept must not know this object, which would stay until all garbage is collected.
        self.key = object()
        # The length of each list that was asked for, and its highest score, or more where it was not coded yet.
        self._measures = dict[str, tuple[int, float]]()

    @abstractmethod
    def unkept(self, term: str) -> Given:
        """Return what a term that is among `terms` gives, at weight 1, without keeping it."""

    def given(self, term: str) -> Given:
        """Return what a term gives, at weight 1; nothing for a term that there is not."""
        known = self.form(term)
        found: Given = self.recent.get(
            (self.key, known), lambda: self.unkept(known) if known in self.terms else NOTHING
        )
        return found

    def listed(self, terms: Mapping[str, float]) -> list[PostingsList]:
        """Return the postings lists of the terms that give anything, the shortest first."""
        found = [(self.given(term), weight) for term, weight in terms.items()]
        lists = [
            PostingsList(one.units, one.scores, weight, weight * one.most) for one, weight in found if len(one.units)
        ]
        return sorted(lists, key=lambda one: len(one.units))

    def bounds(self, terms: Mapping[str, float], times: float = 1.0) -> list[BoundingList]:
        """Return the bounds of the terms that give anything; their weights count `times`."""
        found = []
        for asked, weight in terms.items():
            term, own = self.form(asked), times * weight
            if term not in self._measures and term in self.terms:
                self._measure(term)
            size, most = self._measures.get(term, (0, 0.0))
            if size:
                found.append(BoundingList(size, own * most, partial(self._made, term, own)))
        return found

    def _measure(self, term: str) -> None:
        self._coded(term)

    def _made(self, term: str, weight: float) -> CodedList:
        codes, step, lows, turns = self._coded(term)
        return CodedList(codes, weight * step, lows, turns)

    def _coded(self, term: str) -> CodedList:
        found: CodedList = self.recent.get((self.key, "codes", term), self._coding, term)
        return found

    def _coding(self, term: str) -> CodedList:
        if kernels.compiled and (found := self._codes(term)):
            size, most, codes, step, lows, turns = found
            self._measures[term] = size, most
            everywhere = CodedList(np.frombuffer(codes, np.uint8), step)
            if lows is None:
                return everywhere
            return everywhere._replace(lows=np.frombuffer(lows, np.uint16), turns=np.frombuffer(turns, np.int32))
        one = self.unkept(term)
        self._measures[term] = len(one.units), one.most
        return coded(one.units, one.each, self.size)

    def _codes(self, term: str) -> tuple[Any, ...] | None:
        """Return what a compiled function gives as the codes of a term, if there is one for them."""
        return None

    def scores(self, terms: Mapping[str, float]) -> Scores:
        """Return one score a unit, in the order of the corpus; 0 exactly for units without any term, else above 0."""
        return added_up(self.listed(terms), self.size)

    def weighed(self, terms: Mapping[str, float]) -> WeighedTerms:
        """Return terms that are to score some units, more than once, as `scores` does."""
        return WeighedTerms(self.listed(terms))

    def __iter__(self) -> Iterator[str]:
        """Return the terms, in the order of their characters."""
        return iter(self.terms)

    def __contains__(self, term: object) -> bool:
        return isinstance(term, str) and self.form(term) in self.terms


class CountingScorer(Scorer):
    """A scorer by terms that weigh the more, the fewer units hold them."""

    @abstractmethod
    def count(self, term: str) -> int:
        """Return the number of units that hold a term."""

    def idf(self, term: str) -> float:
        """Return the weight of a term, ln((N + 1) / df); for a term that no unit holds, ln(N + 1)."""
        return idf(self.size, self.count(term))
