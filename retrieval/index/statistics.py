"""What BM25 needs to know of a corpus: how often each term stands in each unit, how rare it is, how long units are."""

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.index.best import Scores, Units

# rank-bm25 keeps a dictionary for every unit, some 10 KB for a passage.
LARGEST = 20_000


class Statistics(NamedTuple):
    """Term t, by `terms`, stands `counts` times in `units`, both from `offsets[t]` to `offsets[t + 1]`, in order.

    The terms come in the order of their first occurrence. `idf` is that of each term; `lengths` are those of the units,
    in terms, and `average` is their mean.
    """

    terms: dict[str, int]
    offsets: NDArray[np.int64]
    units: Units
    counts: Units
    idf: Scores
    lengths: Scores
    average: float


def statistics(units: Iterable[Sequence[str]], largest: int = LARGEST) -> Statistics:
    """The statistics of a corpus: idf and lengths by rank-bm25's own class for up to `largest` units.

    Of a larger corpus the same are taken in passing, so that no more of it than the numbers is ever held. Nothing has
    an idf where no unit has a term, as rank-bm25 would divide by zero there.
    """
    stream = iter(units)
    first = list(islice(stream, largest + 1))
    terms, lengths, ids = _counted(chain(first, stream))
    offsets, where, counts = _inverted(ids, lengths, len(terms))
    if terms and len(first) <= largest:
        from rank_bm25 import BM25Plus  # brings the pools of processes along, which whoever only asks does not need

        package = BM25Plus(first, delta=0)
        idf = np.array([package.idf[term] for term in terms])
        return Statistics(terms, offsets, where, counts, idf, np.asarray(package.doc_len, float), package.avgdl)
    idf = np.array([math.log((len(lengths) + 1) / count) for count in np.diff(offsets).tolist()])
    average = float(lengths.sum()) / max(len(lengths), 1)
    return Statistics(terms, offsets, where, counts, idf, lengths.astype(np.float64), average)


def _counted(units: Iterable[Sequence[str]]) -> tuple[dict[str, int], NDArray[np.int64], NDArray[np.int32]]:
    """The number of each term, the length of each unit, and the terms of all units by number, one after the other."""
    terms: defaultdict[str, int] = defaultdict()
    terms.default_factory = terms.__len__
    number = terms.__getitem__
    ids, lengths = array("i"), array("q")
    for unit in units:
        ids.extend(map(number, unit))
        lengths.append(len(unit))
    return dict(terms), np.frombuffer(lengths, np.int64), np.frombuffer(ids, np.int32)


def _inverted(ids: NDArray[np.int32], lengths: NDArray[np.int64], terms: int) -> tuple[NDArray[np.int64], Units, Units]:
    size = max(len(lengths), 1)
    keys = ids * np.int64(size)
    keys += np.repeat(np.arange(len(lengths)), lengths)
    keys.sort()
    firsts = np.flatnonzero(np.diff(keys, prepend=-1))
    counts = np.diff(firsts, append=len(keys)).astype(np.int32)
    keys = keys[firsts]
    owners = keys // size
    units = (keys - owners * size).astype(np.int32)
    return np.searchsorted(owners, np.arange(terms + 1)).astype(np.int64), units, counts
