"""Compounds of a whole material: mined from a sample of its texts, and found in all of them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.container import Arrays
from retrieval.arrays.strings import Strings, store_strings, stored_strings
from retrieval.index.plain_lists import PlainLists
from retrieval.index.rows import Hashes, WordRow, hashes_of, row_of, row_parts, text_hashes
from retrieval.index.token_store import stored_tokens, tokens_of
from retrieval.language.compounds import MARK, SAMPLE_SENTENCES, Compounds, Row

# The remainder of a hash by this shows quickly of most words that they are in no compound.
_LOW = 1 << 20


class Mined(NamedTuple):
    """Compounds, the lists of their marked terms, and the hash of each text."""

    compounds: Compounds
    lists: PlainLists
    hashes: Hashes


def mined(texts: Strings, tokens: Arrays, sample: int = SAMPLE_SENTENCES) -> Mined:
    """Mine the compounds of texts by their tokens, from `sample` different texts or fewer."""
    cuts, sizes = stored_tokens(tokens)
    hashes = text_hashes(texts, sizes)
    chosen = np.flatnonzero(sampled(hashes, sample))
    some = stored_strings(store_strings(texts[at] for at in chosen.tolist()))
    compounds = mined_from(row_of(some, *tokens_of(tokens, chosen)), some)
    return Mined(compounds, found_in(row_parts(texts, cuts, sizes), compounds), hashes)


def found_in(rows: Iterable[WordRow], compounds: Compounds) -> PlainLists:
    """Return the lists of the marked terms of compounds in the texts of rows."""
    grams = compounds.grams
    hashes = hashes_of(sorted({word for gram in grams for word in gram}))
    words = sorted(hashes, key=hashes.__getitem__)
    known = np.array([hashes[word] for word in words], np.uint64)
    number = {word: number for number, word in enumerate(words)}
    terms = sorted(set(map(marked, grams)))
    place = {term: at for at, term in enumerate(terms)}
    of_grams = np.array([place[marked(gram)] for gram in grams], np.int64)
    found, owners = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for row in rows:
        at, which = compounds.places(Row(_numbered(row.hashes, known), row.glued), number)
        found.append(of_grams[which])
        owners.append(row.owners[at].astype(np.int64))
    return PlainLists.of_pairs(terms, np.concatenate(found), np.concatenate(owners))


def marked(gram: Sequence[str]) -> str:
    """Return the term of a compound."""
    return MARK + "".join(gram)


def sampled(hashes: Hashes, most: int) -> NDArray[np.bool_]:
    """Return which texts are the first of those with the `most` lowest hashes: one text more changes one of them."""
    order = hashes.argsort(kind="stable")
    firsts = order[np.append(True, np.diff(hashes[order]) > 0)[: len(order)]]
    chosen = np.zeros(len(hashes), bool)
    chosen[firsts[:most]] = True
    return chosen


def mined_from(row: WordRow, texts: Strings) -> Compounds:
    """Mine the compounds of a row of words of some texts."""
    order = row.hashes.argsort()
    ordered = row.hashes[order]
    differ = np.append(True, np.diff(ordered) > 0)[: len(order)]
    numbers = np.empty(len(order), np.int32)
    numbers[order] = differ.cumsum() - 1
    firsts = order[differ]
    places = [column[firsts].tolist() for column in (row.owners, row.starts, row.lengths)]
    words = [texts[owner][start : start + length] for owner, start, length in zip(*places, strict=True)]
    return Compounds.mined(Row(numbers, row.glued), words)


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
