"""Remainder of a question in a document: what is left to look for once the document itself is found.

Runs of three and more characters that the question shares with the document's name and opening find the document, and
tell none of its sentences from another. The terms that are left are weighed by how rare they are within the document;
words that it lacks are counted in the whole, so that no sentence of it can reach 1.
"""

import math
import re
from collections.abc import Callable, Sequence
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays import kernels
from retrieval.arrays.entries import weigh
from retrieval.ask.pool import QuestionTerms, Term, held_before
from retrieval.ask.query import Query
from retrieval.corpus.corpus import Material
from retrieval.index.index import Index
from retrieval.index.top_k import Scores, Units
from retrieval.runtime import once_each, pattern

BEST_OF_DOCUMENT = 12
# A document of fewer sentences has no opening that is about all of it.
SHORTEST_DOCUMENT_SENTENCES = 12
OPENING_SENTENCES = 4
KNOWN_OPENINGS = 1 << 12
PAIR_FACTOR = 0.5
SENTENCE_BEFORE_FACTOR = 0.25
_SHARED_CHARACTERS = 3
_LATIN = pattern(r"[a-z0-9]{3,}")


class _Run(NamedTuple):
    """Characters `start:end` of a part of the question, which a document's name or opening may have as well."""

    part: int
    start: int
    end: int
    text: str

    def is_whole_in(self, known: str) -> bool:
        """Return whether a text that has the run has it as a whole word, if it is of Latin letters."""
        return not self.text.isascii() or bool(re.search(rf"(?<![a-z0-9]){self.text}(?![a-z0-9])", known))


class Remainders:
    """The terms of a question that are left in documents, each weighed by how rare it is there."""

    def __init__(self, asked: Query, terms: QuestionTerms, material: Material) -> None:
        self._terms, self._words = (*terms.words, *terms.pairs), len(terms.words)
        factors = [*(one.factor for one in terms.words), *(PAIR_FACTOR * one.factor for one in terms.pairs)]
        self._factors = np.array(factors, np.float64)
        self._openings = _openings(material.index)
        self._runs = [run for number, part in enumerate(asked.parts) for run in _runs(number, part.text)]
        # For each place of a term the runs that reach into it, bit by bit: it is blank if one of them stands in the
        # document.
        reach = _reach([part.text for part in asked.parts], self._runs)
        self._reaching = [[_any_of(reach[term.part][slice(*span)]) for span in term.spans] for term in self._terms]

    def of(self, documents: Sequence[range], names: Sequence[str]) -> "WhatIsLeft":
        """Return what is left in some documents, which are called so."""
        bounds = [own.start for own in documents] + [own.stop for own in documents]
        places = held_before(self._terms, np.array(bounds, np.int32))
        counts = places[:, len(documents) :] - places[:, : len(documents)]
        weights = rarities(counts, np.array([*map(len, documents)], np.int32), self._factors, self._words)
        for at, (document, name) in enumerate(zip(documents, names, strict=True)):
            if shared := self._shared(self._known(document, name)):
                weights[[all(shared & place for place in own) for own in self._reaching], at] = 0.0
        return WhatIsLeft(self._terms, weights)

    def _shared(self, known: str) -> int:
        """Return the runs that stand in what a document is known by, bit by bit."""
        # Most runs stand in no document, and are not asked more.
        there = [run for run in self._runs if run.text in known]
        return sum([1 << self._runs.index(run) for run in there if run.is_whole_in(known)])

    def _known(self, document: range, name: str) -> str:
        """Return the name of a document, and its opening if it is long."""
        return name if len(document) < SHORTEST_DOCUMENT_SENTENCES else f"{name}\n{self._openings(document.start)}"


def rarities(counts: Units, sizes: Units, factors: Scores, words: int) -> NDArray[np.float64]:
    """Return what each term weighs in each document of so many sentences, of which some hold it; 0 at least.

    Pairs that a document lacks are not looked for there; the first terms are words, and are.
    """
    found = np.empty(counts.shape)
    if kernels.compiled:
        kernels.compiled.rarities(counts, sizes, factors, words, found)
        return found
    for number, (row, factor, own) in enumerate(zip(counts.tolist(), factors.tolist(), found, strict=True)):
        # The logarithms of numpy differ in the last digit.
        own[:] = [
            max(factor * math.log((size + 1) / (many + 0.5)), 0.0) if many or number < words else 0.0
            for many, size in zip(row, sizes.tolist(), strict=True)
        ]
    return found


class WhatIsLeft(NamedTuple):
    """Terms of a question, and the weight of each in each of some documents."""

    terms: Sequence[Term]
    weights: NDArray[np.float64]

    def shares(self, entries: Units, documents: Units) -> Scores:
        """Return the share of what is left that each of some sentences of the documents holds, from 0 to 1."""
        if not len(self.terms):
            return np.zeros(len(entries))
        total = weigh([term.entries for term in self.terms], self.weights, documents, entries)
        wholes = self.weights.sum(axis=0).take(documents)
        found: Scores = np.divide(total, wholes, out=np.zeros(len(entries)), where=wholes > 0)
        return found


@once_each
def _openings(index: Index) -> Callable[[int], str]:
    """Return what gives the texts of the first sentences from a place on, of which the last ones are kept."""
    folded = index.folded
    return lru_cache(KNOWN_OPENINGS)(lambda start: "\n".join(folded[start : start + OPENING_SENTENCES]))


def best_of_document(left: WhatIsLeft, document: range) -> list[int]:
    """Return the sentences of a document that hold most of what is left of a question, with what the one
    before holds; `left` is of this document alone.
    """
    entries = np.arange(document.start, document.stop, dtype=np.int32)
    shares = left.shares(entries, np.zeros(len(entries), np.int32))
    shares[1:] += SENTENCE_BEFORE_FACTOR * shares[:-1].copy()
    best = np.argsort(-shares, kind="stable")[:BEST_OF_DOCUMENT]
    return [int(entries[at]) for at in best if shares[at] > 0]


def _runs(part: int, text: str) -> list[_Run]:
    """Return the runs of a part of the question that find a document if it is called or opens so."""
    ends = range(_SHARED_CHARACTERS, len(text) + 1)
    threes = (_Run(part, end - _SHARED_CHARACTERS, end, text[end - _SHARED_CHARACTERS : end]) for end in ends)
    chinese = [run for run in threes if not run.text.isascii() and run.text.isalnum()]
    return [*chinese, *(_Run(part, *match.span(), match[0]) for match in _LATIN.finditer(text))]


def _reach(texts: Sequence[str], runs: Sequence[_Run]) -> list[list[int]]:
    """Return for each character of each part of a question the runs that it is in, bit by bit."""
    found = [[0] * len(text) for text in texts]
    for number, (part, start, end, _) in enumerate(runs):
        for at in range(start, end):
            found[part][at] |= 1 << number
    return found


def _any_of(bits: Sequence[int]) -> int:
    return reduce(or_, bits, 0)
