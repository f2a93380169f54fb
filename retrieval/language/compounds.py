"""Compounds: words that the dictionary cuts apart and the material keeps together, such as names it has never heard of.

Tokens in a row are a compound where they come often, where they come together far more often than by chance (the
pointwise mutual information of every cut through them), and where what stands on either side varies (the entropy of
the neighbours), as in Bouma, "Normalized (pointwise) mutual information in collocation extraction" (GSCL 2009) and
Jin and Tanaka-Ishii, "Unsupervised segmentation of Chinese text by use of branching entropy" (ACL 2006).
"""

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.strings import order_of
from retrieval.language.tokenizer import Token

# What marks a compound among the terms of a sentence, because it stands there beside the words that it is made of.
MARK = "@"
MOST_TOKENS, MOST_CHARACTERS = 4, 8
LEAST_COUNT = 3
LEAST_COHESION = 4.0
LEAST_FREEDOM = 0.6
# Names that matter stand in any large sample, and counting everything would take longer than the analysis.
SAMPLE_SENTENCES = 50_000
_DIGITS = 9

_Gram = tuple[str, ...]
_Numbers = NDArray[np.int32]
_Places = NDArray[np.int64]


class Row(NamedTuple):
    """The words of sentences in one row, by their numbers; `glued[i]` if no gap parts word i from the one before."""

    numbers: _Numbers
    glued: NDArray[np.bool_]


class _Grams(NamedTuple):
    """The grams of one size that come often: `codes[i]` is that of the one that starts at word i, or -1.

    `counts` are how often each stands, `places` where it does once.
    """

    codes: _Places
    counts: _Places
    places: _Places


class WordTraits(NamedTuple):
    """Traits of words: their lengths, and which of them hold a digit or are stop words."""

    lengths: _Places
    digits: NDArray[np.bool_]
    stops: NDArray[np.bool_]


class Compounds:
    """The compounds of some material, found again in the tokens of any text."""

    def __init__(self, words: Collection[_Gram]) -> None:
        self._words = frozenset(words)
        self._starts = frozenset(word[:2] for word in words)

    @classmethod
    def mined(cls, row: Row, about: WordTraits, word_of: Callable[[int], str]) -> "Compounds":
        """Mine the compounds of a row of words; those of `SAMPLE_SENTENCES` sentences are as good as any number.

        `about` are the traits of words by their numbers, and `word_of` gives a word by its number.
        """
        sizes = _counted(row, len(about.lengths))
        found = []
        for size in range(2, MOST_TOKENS + 1):
            cohesive = _cohesive(row, about, sizes, size)
            free = cohesive[_free(row, len(about.lengths), sizes[size - 1].codes, size, cohesive)]
            places = sizes[size - 1].places[free].tolist()
            found += [tuple(word_of(number) for number in row.numbers[at : at + size].tolist()) for at in places]
        return cls(found)

    @cached_property
    def grams(self) -> list[_Gram]:
        """The tokens of each compound, in their order."""
        return sorted(self._words)

    def find(self, tokens: Sequence[Token]) -> list[str]:
        """Return the compounds among the tokens, marked, in order; those within others and those that overlap too."""
        found = []
        for at, (token, other) in enumerate(pairwise(tokens)):
            if (token.text, other.text) in self._starts:
                found += [MARK + "".join(gram) for gram in _grams_at(tokens, at) if gram in self._words]
        return found

    def __iter__(self) -> Iterator[str]:
        """Return the compounds as they are written, in the order of their characters."""
        return iter(sorted("".join(gram) for gram in self._words))

    def __len__(self) -> int:
        return len(self._words)


class GramFinder:
    """Grams of two words or more, or of characters, found by numbers in rows of these."""

    def __init__(self, grams: Sequence[Sequence[str]], numbers: Mapping[str, int]) -> None:
        """Take the words of each gram, and the numbers that words have in the rows."""
        numbered = [tuple(numbers[word] for word in gram) for gram in grams]
        steps: dict[tuple[int, ...], int] = {gram[:1]: gram[0] for gram in numbered}
        # For each size from 2 on: the keys that lead to it, and the gram that ends with each, or -1.
        self._sizes: list[tuple[_Places, _Places]] = []
        for size in range(2, max(map(len, grams), default=0) + 1):
            prefixes = sorted(
                {(steps[gram[: size - 1]], gram[size - 1], gram[:size]) for gram in numbered if len(gram) >= size}
            )
            steps = {prefix: number for number, (_, _, prefix) in enumerate(prefixes)}
            keys = np.array([_key(state, word) for state, word, _ in prefixes], np.int64)
            whole = np.full(len(keys), -1)
            for number, gram in enumerate(numbered):
                if len(gram) == size:
                    whole[steps[gram]] = number
            self._sizes.append((keys, whole))

    def places(self, row: Row) -> tuple[_Places, _Places]:
        """Return where grams start in a row of words, and which each is."""
        at = np.flatnonzero(row.glued[1:])
        states: _Places = row.numbers[at].astype(np.int64)
        found, which = [at[:0]], [at[:0]]
        for size, (keys, whole) in enumerate(self._sizes, 2):
            at, states = _followed(row, at, states, keys, size)
            ended = whole[states] >= 0 if len(keys) else np.zeros(0, bool)
            found.append(at[ended])
            which.append(whole[states[ended]])
        return np.concatenate(found), np.concatenate(which)


def _grams_at(tokens: Sequence[Token], at: int) -> Iterator[_Gram]:
    """Yield the runs of two tokens and more that start at one, without a gap."""
    gram = [tokens[at].text]
    for before, token in zip(tokens[at:], tokens[at + 1 : at + MOST_TOKENS], strict=False):
        if token.start != before.end:
            return
        gram.append(token.text)
        yield tuple(gram)


def _key(state: int, word: int) -> int:
    return state << 32 | word


def _followed(row: Row, at: _Places, states: _Places, keys: _Places, size: int) -> tuple[_Places, _Places]:
    """Find the places of a state that go on to a key by the word that makes them `size` long, and the keys."""
    inside = at + size - 1 < len(row.numbers)
    at, states = at[inside], states[inside]
    known = np.zeros(int(keys.max(initial=0) >> 32) + 1, bool)
    known[keys >> 32] = True
    likely = states < len(known)
    likely[likely] = known[states[likely]]
    likely &= row.glued[at + size - 1]
    at, states = at[likely], states[likely]
    wanted = states << 32 | row.numbers[at + size - 1]
    places = keys.searchsorted(wanted)
    same = keys.take(places, mode="clip") == wanted if len(keys) else np.zeros(0, bool)
    return at[same], places[same]


def _counted(row: Row, words: int) -> list[_Grams]:
    """Return how often every gram stands that may be a compound, or be part of one, by its size from 1 on."""
    single = row.numbers.astype(np.int64)
    counts = np.bincount(row.numbers, minlength=words)
    single[counts[row.numbers] < LEAST_COUNT] = -1
    sizes = [_Grams(single, counts, np.zeros(0, np.int64))]
    for _ in range(2, MOST_TOKENS + 1):
        # A gram is no commoner than either of its ends.
        ends = sizes[-1].codes
        may = (ends[:-1] >= 0) & (ends[1:] >= 0)
        if len(sizes) == 1:
            may &= row.glued[1:]
        sizes.append(_numbered(ends, np.flatnonzero(may)))
    return sizes


def _numbered(ends: _Places, at: _Places) -> _Grams:
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
    return _Grams(codes, counts[often], at[order[starts[often]]])


def _cohesive(row: Row, about: WordTraits, sizes: Sequence[_Grams], size: int) -> _Places:
    """Return the grams of a size that may be names and hold together at their weakest cut."""
    grams = sizes[size - 1]
    ratio = np.full(len(grams.places), np.inf)
    for cut in range(1, size):
        left = sizes[cut - 1].counts[sizes[cut - 1].codes[grams.places]]
        right = sizes[size - cut - 1].counts[sizes[size - cut - 1].codes[grams.places + cut]]
        ratio = np.minimum(ratio, grams.counts * len(row.numbers) / (left * right))
    # The dictionary cut a word apart: it left a single character. No digits, and no stop word at an end.
    held = row.numbers[grams.places + np.arange(size)[:, None]]
    lengths, digits, stops = about.lengths[held], about.digits, about.stops
    name = (lengths.sum(0) <= MOST_CHARACTERS) & (lengths == 1).any(0) & ~digits[held].any(0)
    name &= ~stops[held[0]] & ~stops[held[-1]]
    found: _Places = np.flatnonzero(name & (ratio >= math.exp(LEAST_COHESION)))
    return found


def _free(row: Row, words: int, codes: _Places, size: int, grams: _Places) -> NDArray[np.bool_]:
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
    keys = np.sort(gram * (int(neighbours.max(initial=0)) + 1) + neighbours)
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    counts = np.diff(starts, append=len(keys)).astype(np.float64)
    owners = keys[starts] // (int(neighbours.max(initial=0)) + 1)
    totals = np.bincount(owners, counts, grams)
    return np.log(totals) - np.bincount(owners, counts * np.log(counts), grams) / totals
