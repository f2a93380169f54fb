"""Compounds of a whole material: mined from a sample of its texts, and found in all of them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.strings import Strings
from retrieval.index.plain_lists import PlainLists
from retrieval.index.rows import Hashes, WordRow, rows_of
from retrieval.language.compounds import MARK, SAMPLE_SENTENCES, Compounds, Row

# The remainder of a hash by this tells quickly of most words that they are in no compound.
_LOW = 1 << 20


class Mined(NamedTuple):
    """Compounds, and the lists of their marked terms."""

    compounds: Compounds
    lists: PlainLists


def mined(texts: Strings, cuts: NDArray[np.uint8], sizes: NDArray[np.int64], sample: int = SAMPLE_SENTENCES) -> Mined:
    """Mine the compounds of texts by their tokens, from `sample` different texts or fewer."""
    row, hashes = rows_of(texts, cuts, sizes)
    compounds, known = _mined(row.of(sampled(hashes, sample)), texts)
    grams = compounds.grams
    words = sorted({word for gram in grams for word in gram}, key=known.__getitem__)
    numbers = _numbered(row.hashes, np.array([known[word] for word in words], np.uint64))
    at, which = compounds.places(Row(numbers, row.glued), {word: number for number, word in enumerate(words)})
    terms = sorted({MARK + "".join(gram) for gram in grams})
    number = {term: at for at, term in enumerate(terms)}
    of_grams = np.array([number[MARK + "".join(gram)] for gram in grams], np.int64)
    return Mined(compounds, PlainLists.of_pairs(terms, of_grams[which], row.owners[at].astype(np.int64)))


def sampled(hashes: Hashes, most: int) -> NDArray[np.bool_]:
    """Return which texts are the first of those with the `most` lowest hashes: one text more changes one of them."""
    order = hashes.argsort(kind="stable")
    firsts = order[np.append(True, np.diff(hashes[order]) > 0)[: len(order)]]
    chosen = np.zeros(len(hashes), bool)
    chosen[firsts[:most]] = True
    return chosen


def _mined(row: WordRow, texts: Strings) -> tuple[Compounds, dict[str, int]]:
    """Mine the compounds of a row; return the hash of each word too."""
    order = row.hashes.argsort()
    ordered = row.hashes[order]
    differ = np.append(True, np.diff(ordered) > 0)[: len(order)]
    numbers = np.empty(len(order), np.int32)
    numbers[order] = differ.cumsum() - 1
    firsts = order[differ]
    places = [column[firsts].tolist() for column in (row.owners, row.starts, row.lengths)]
    words = [texts[owner][start : start + length] for owner, start, length in zip(*places, strict=True)]
    hashes = dict(zip(words, ordered[differ].tolist(), strict=True))
    return Compounds.mined(Row(numbers, row.glued), words), hashes


def _numbered(hashes: Hashes, known: Hashes) -> NDArray[np.int32]:
    """Return the place of each hash among the known ones, which rise; their number for one that is unknown."""
    likely = np.zeros(_LOW, bool)
    likely[known % _LOW] = True
    at = np.flatnonzero(likely[hashes % _LOW])
    places = known.searchsorted(hashes[at])
    same = known.take(places, mode="clip") == hashes[at] if len(known) else np.zeros(0, bool)
    numbers = np.full(len(hashes), len(known), np.int32)
    numbers[at[same]] = places[same]
    return numbers
