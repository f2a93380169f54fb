"""Compounds of a whole material: mined from a sample of its texts, and found in all of them."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays import kernels
from retrieval.arrays.container import Arrays
from retrieval.arrays.strings import Strings, order_of
from retrieval.index.plain_lists import PlainLists
from retrieval.index.rows import Hashes, Places, WordRow, hashes_of, row_parts
from retrieval.index.token_store import StoredCuts, tokens_of
from retrieval.index.word_sample import WordSample, compounds_of, store_collocations
from retrieval.language.collocations import Row
from retrieval.language.compounds import SAMPLE_SENTENCES, Compounds, GramFinder, marked

# The remainder of a hash by this shows quickly of most words that they are in no compound.
_LOW = 1 << 20
# Texts of which the lowest hashes are looked for among the lowest of all, beside those that are wanted.
_MORE, _ALL = 2, 1 << 64
# A sample of fewer texts than one in so many is stored; a larger part of an index is not worth what it saves.
_STORED_ONE_IN = 3


class Mined(NamedTuple):
    """Compounds, the lists of their marked terms, and the arrays of the sample that they were mined from."""

    compounds: Compounds
    lists: PlainLists
    sample: Arrays


def mined(texts: Strings, tokens: Arrays, hashes: Hashes, most: int = SAMPLE_SENTENCES) -> Mined:
    """Mine the compounds of texts by their tokens and hashes, from a sample of `most` different texts or fewer."""
    some = np.flatnonzero(sampled(hashes, most))
    sample = WordSample.of(texts.chosen(some), *tokens_of(tokens, some))
    grams = compounds_of(sample.collocations, sample.row)
    compounds = Compounds("\n".join(sample.words[word] for word in gram) for gram in grams)
    words = sample.store() if _STORED_ONE_IN * len(some) < len(hashes) else {}
    arrays = {**store_collocations(sample.collocations), **words}
    rows = row_parts(texts, StoredCuts(tokens), tokens["sizes"].astype(np.int64))
    return Mined(compounds, found_in(rows, compounds), arrays)


def found_in(rows: Iterable[WordRow], compounds: Compounds) -> PlainLists:
    """Return the lists of the marked terms of compounds in the texts of rows."""
    grams = [gram.split("\n") for gram in compounds.grams]
    hashes = hashes_of(sorted({word for gram in grams for word in gram}))
    words = sorted(hashes, key=hashes.__getitem__)
    known = np.array([hashes[word] for word in words], np.uint64)
    number = {word: number for number, word in enumerate(words)}
    terms = sorted(set(map(marked, compounds.grams)))
    place = {term: at for at, term in enumerate(terms)}
    of_grams = np.array([place[marked(gram)] for gram in compounds.grams], np.int32)
    finder = GramFinder(grams, number)
    found, owners = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)]
    for row in rows:
        at, which = finder.places(Row(_numbered(row.hashes, known), row.glued))
        found.append(of_grams[which])
        owners.append(row.owners[at])
    return PlainLists.of_pairs(terms, np.concatenate(found), np.concatenate(owners))


def sampled(hashes: Hashes, most: int) -> NDArray[np.bool_]:
    """Return which texts are the first of those with the `most` lowest hashes: one text more changes one of them."""
    low = np.arange(len(hashes))
    if len(hashes) > _MORE * most:
        # As hashes are spread evenly, the lowest of a part of them are the lowest of all.
        low = np.flatnonzero(hashes < np.uint64(_MORE * most * (_ALL // len(hashes))))
    chosen, found = np.zeros(len(hashes), bool), _firsts(hashes[low])
    chosen[low[found[:most]] if len(found) >= most else _firsts(hashes)[:most]] = True
    return chosen


def _firsts(hashes: Hashes) -> Places:
    """Return where each hash is first, in ascending order of the hashes."""
    order = order_of(hashes)
    starts = np.flatnonzero(np.append(True, np.diff(hashes[order]) > 0)[: len(order)])
    return np.minimum.reduceat(order, starts) if len(order) else order


def _numbered(hashes: Hashes, known: Hashes) -> NDArray[np.int32]:
    """Return the place of each hash among the known ones, which rise; their number for one that is unknown."""
    numbers = np.full(len(hashes), len(known), np.int32)
    if kernels.compiled:
        kernels.compiled.known_hashes(np.ascontiguousarray(hashes), known, numbers)
        return numbers
    likely = np.zeros(_LOW, bool)
    likely[known % _LOW] = True
    at = np.flatnonzero(likely[hashes % _LOW])
    places = known.searchsorted(hashes[at])
    same = known.take(places, mode="clip") == hashes[at] if len(known) else np.zeros(0, bool)
    numbers[at[same]] = places[same]
    return numbers
