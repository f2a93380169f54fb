"""BM25 over any units: passages, sentences, pairs of sentences.

The variant is rank-bm25's `BM25Plus` with delta 0, that is

    sum over the question's terms: ln((N + 1) / df) * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / average))

(Lv and Zhai, "Lower-bounding term frequency normalization", CIKM 2011, without the lower bound). Its idf is above 0
for every term that occurs, also for one in half the units or in all of them, so a unit with a match never scores below
one without, which `BM25Okapi` does not promise.

Its corners: a corpus without any term scores 0, where rank-bm25 divides by zero; a term that the corpus lacks counts
nothing, as there; a term that is asked n times there has weight n here. Scores equal rank-bm25's to 1e-9, not to the
last digit, as the terms are added up the rarest first and not in the order of the question.

What each term gives each unit is worked out once and kept as postings. Without its idf that depends on the count and
the length alone, of which there are few, so where room matters more than time it is kept as a code of two bytes, which
is as exact.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.index.inverter import UNITS, Counts, Inverted, Inverter
from retrieval.index.postings import Coded, Postings
from retrieval.index.top_k import Scores, Units

# So many entries are worked on at once, and so large may a table be by which they are.
_SOME, _TABLE = 1 << 22, 1 << 24


class Statistics(NamedTuple):
    """Term t, by `terms`, stands `counts` times in `units`, both from `offsets[t]` to `offsets[t + 1]`, in order.

    The terms come in the order of their first occurrence. `idf` is that of each term; `lengths` are those of the units,
    in terms, and `average` is their mean.
    """

    terms: Mapping[str, int]
    offsets: NDArray[np.int64]
    units: Units
    counts: Counts
    idf: Scores
    lengths: NDArray[np.int64]
    average: float


class TermNumbers(defaultdict[str, int]):
    """Terms and their numbers, given in the order in which they are first asked for."""

    def __missing__(self, term: str) -> int:
        self[term] = number = len(self)
        return number


def statistics(found: Inverted, terms: Mapping[str, int]) -> Statistics:
    """Return the statistics of units that were inverted, whose terms are these in their order."""
    average = float(found.lengths.sum()) / max(len(found.lengths), 1)
    idf = np.array([math.log((len(found.lengths) + 1) / count) for count in np.diff(found.offsets).tolist()])
    return Statistics(terms, found.offsets, found.units, found.counts, idf, found.lengths, average)


def counted(units: Iterable[Sequence[str]]) -> Statistics:
    """Return the statistics of units that are given by their terms."""
    terms, inverter = TermNumbers(), Inverter()
    stream = iter(units)
    while block := list(islice(stream, UNITS)):
        numbers = np.array([terms[term] for unit in block for term in unit], np.int64)
        owners = np.repeat(np.arange(len(block)), np.fromiter(map(len, block), np.int64, len(block)))
        inverter.add(numbers, owners, len(block))
    return statistics(inverter.inverted(), terms)


class Bm25(Postings):
    """Scores units of a corpus for weighted terms."""

    def __init__(self, units: Iterable[Sequence[str]], *, k1: float, b: float) -> None:
        """Index units, which may come as a stream."""
        found = counted(units)
        super().__init__(len(found.lengths), found.terms, found.offsets, found.units, _impacts(found, k1, b))


def bm25(found: Statistics, *, k1: float, b: float, coded: bool = False) -> Postings:
    """Return postings of a corpus by its statistics; `coded` are half the size, and a little slower."""
    impacts = _coded(found, k1, b) if coded else _impacts(found, k1, b)
    return Postings(len(found.lengths), found.terms, found.offsets, found.units, impacts)


def _impacts(found: Statistics, k1: float, b: float) -> Scores:
    norms = _norms(found, found.lengths, k1, b)
    impacts: Scores = np.repeat(found.idf, np.diff(found.offsets))
    for some in _some(found):
        counts: Scores = found.counts[some].astype(np.float64)
        impacts[some] *= counts
        impacts[some] *= k1 + 1
        counts += norms[found.units[some]]
        impacts[some] /= counts
    return impacts


def _coded(found: Statistics, k1: float, b: float) -> Coded | Scores:
    """Return the worth of each pair of a count and a length that occurs, in ascending order, and which one
    each entry has.
    """
    lengths, length = np.unique(found.lengths, return_inverse=True)
    counts = np.flatnonzero(_occurring(found.counts))
    if len(lengths) * len(counts) > _TABLE or not len(counts):
        return _impacts(found, k1, b)
    count = np.zeros(counts[-1] + 1, np.int64)
    count[counts] = np.arange(len(counts)) * len(lengths)
    occurs = np.zeros(len(counts) * len(lengths), bool)
    for some in _some(found):
        occurs[count[found.counts[some]] + length[found.units[some]]] = True
    pairs = np.flatnonzero(occurs)
    tf = counts[pairs // len(lengths)].astype(np.float64)
    worths = tf * (k1 + 1) / (tf + _norms(found, lengths[pairs % len(lengths)], k1, b))
    order = worths.argsort(kind="stable")
    kind = np.uint16 if len(pairs) <= 1 << 16 else np.int32
    code = np.zeros(len(occurs), kind)
    code[pairs[order]] = np.arange(len(pairs))
    codes = np.empty(len(found.units), kind)
    for some in _some(found):
        codes[some] = code[count[found.counts[some]] + length[found.units[some]]]
    return Coded(codes, worths[order], found.idf)


def _norms(found: Statistics, lengths: NDArray[np.int64], k1: float, b: float) -> Scores:
    norms = k1 * (1 - b + b * lengths / found.average) if found.average else lengths.astype(np.float64)
    return np.asarray(norms, np.float64)


def _occurring(counts: Counts) -> NDArray[np.bool_]:
    occurs = np.zeros(int(counts.max(initial=0)) + 1, bool)
    occurs[counts] = True
    return occurs


def _some(found: Statistics) -> Iterator[slice]:
    return (slice(at, at + _SOME) for at in range(0, len(found.units), _SOME))
