"""Collocations: words in a row that come together often, and that may be a name.

They come far more often than by chance (the pointwise mutual information of every cut through them), and what stands on
either side varies (the entropy of the neighbours), as in Bouma, "Normalized (pointwise) mutual information in
collocation extraction" (GSCL 2009) and Jin and Tanaka-Ishii, "Unsupervised segmentation of Chinese text by use of
branching entropy" (ACL 2006).
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.entries import sort
from retrieval.arrays.strings import order_of

MOST_TOKENS, MOST_CHARACTERS = 4, 8
LEAST_COUNT = 3
LEAST_COHESION = 4.0
LEAST_FREEDOM = 0.6
_DIGITS = 9

_Places = NDArray[np.int64]
_Chosen = NDArray[np.bool_]


class Row(NamedTuple):
    """The words of sentences in one row, by their numbers; `glued[i]` if no gap parts word i from the one before."""

    numbers: NDArray[np.int32]
    glued: _Chosen


class WordTraits(NamedTuple):
    """Traits of words: their lengths, and which of them hold a digit or are stop words."""

    lengths: _Places
    digits: _Chosen
    stops: _Chosen


class GramCounts(NamedTuple):
    """The grams of one size that come often: `codes[i]` is that of the one that starts at word i, or -1.

    `counts` are how often each stands, `places` where it does once.
    """

    codes: _Places
    counts: _Places
    places: _Places


class Collocations(NamedTuple):
    """Grams of one size that come often, may be names, and have varied neighbours.

    `places` are where each stands once, `counts` how often it does, and `parts[i]` how often its part i does, of those
    that `parts_of` names.
    """

    places: _Places
    counts: _Places
    parts: _Places

    def cohesive(self, words: int) -> _Chosen:
        """Return which hold together at their weakest cut, in a row of so many words."""
        chance = (self.parts[::2] * self.parts[1::2]).max(0, initial=1)
        found: _Chosen = self.counts * words / chance >= math.exp(LEAST_COHESION)
        return found


def parts_of(size: int) -> list[tuple[int, int]]:
    """Return the sizes of the parts of a gram, and where they start: those before and after each cut."""
    return [part for cut in range(1, size) for part in ((cut, 0), (size - cut, cut))]


def count_grams(row: Row, words: int, inside: _Chosen | None = None) -> list[GramCounts]:
    """Return how often every gram stands that may be a compound, or be part of one, by its size from 1 on.

    With `inside` only those of which each two words that follow each other stand where it says so.
    """
    single = row.numbers.astype(np.int64)
    counts = np.bincount(row.numbers, minlength=words)
    single[counts[row.numbers] < LEAST_COUNT] = -1
    sizes = [GramCounts(single, counts, np.zeros(0, np.int64))]
    for _ in range(2, MOST_TOKENS + 1):
        # A gram is no commoner than either of its ends.
        ends = sizes[-1].codes
        may = (ends[:-1] >= 0) & (ends[1:] >= 0)
        if len(sizes) == 1:
            may &= row.glued[1:] if inside is None else inside
        sizes.append(_numbered(ends, np.flatnonzero(may)))
    return sizes


def _numbered(ends: _Places, at: _Places) -> GramCounts:
    """Return the grams at some places, each by the codes of both its ends."""
    keys = ends[at] * (int(ends.max(initial=0)) + 1) + ends[at + 1]
    order = order_of(keys.astype(np.uint64))
    keys = keys[order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    counts = np.diff(starts, append=len(keys))
    often = counts >= LEAST_COUNT
    numbers = np.where(often, often.cumsum() - 1, -1)
    codes = np.full(len(ends), -1, np.int64)
    codes[at[order]] = np.repeat(numbers, counts)
    return GramCounts(codes, counts[often], at[order[starts[often]]])


def collocations(row: Row, about: WordTraits, sizes: Sequence[GramCounts]) -> list[Collocations]:
    """Return the collocations among the grams that were counted in a row, by their sizes from 2 on."""
    found = []
    for size in range(2, MOST_TOKENS + 1):
        grams = sizes[size - 1]
        names = np.flatnonzero(_may_be_names(row.numbers[grams.places + np.arange(size)[:, None]], about))
        free = names[_free(row, len(about.lengths), grams.codes, size, names)]
        places = grams.places[free]
        parts = [sizes[own - 1].counts[sizes[own - 1].codes[places + at]] for own, at in parts_of(size)]
        found.append(Collocations(places, grams.counts[free], np.stack(parts)))
    return found


def _may_be_names(grams: NDArray[np.int32], about: WordTraits) -> _Chosen:
    """Tell which grams may be names: the dictionary cut a word apart, it left a single character.

    No digits, and no stop word at an end.
    """
    lengths, digits, stops = about.lengths[grams], about.digits, about.stops
    name: _Chosen = (lengths.sum(0) <= MOST_CHARACTERS) & (lengths == 1).any(0) & ~digits[grams].any(0)
    name &= ~stops[grams[0]] & ~stops[grams[-1]]
    return name


def _free(row: Row, words: int, codes: _Places, size: int, grams: _Places) -> _Chosen:
    """Find the grams with varied neighbours on both sides; beginnings and ends of runs are all different."""
    own = np.full(int(codes.max(initial=0)) + 1, -1)
    own[grams] = np.arange(len(grams))
    at = np.flatnonzero(codes >= 0)
    at = at[own[codes[at]] >= 0]
    gram = own[codes[at]]
    before = np.where(row.glued[at], row.numbers[at - 1], words + at)
    end = at + size
    inside = end < len(row.numbers)
    last = np.where(inside, end, 0)
    behind = np.where(inside & row.glued[last], row.numbers[last], words + at)
    least = np.minimum(_entropies(gram, before, len(grams)), _entropies(gram, behind, len(grams)))
    # Sums differ in their last digits with the order of what is added up.
    return least.round(_DIGITS) >= LEAST_FREEDOM


def _entropies(gram: _Places, neighbours: _Places, grams: int) -> NDArray[np.float64]:
    keys = gram * (int(neighbours.max(initial=0)) + 1) + neighbours
    sort(keys)
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    counts = np.diff(starts, append=len(keys)).astype(np.float64)
    owners = keys[starts] // (int(neighbours.max(initial=0)) + 1)
    totals = np.bincount(owners, counts, grams)
    return np.log(totals) - np.bincount(owners, counts * np.log(counts), grams) / totals
