"""Compounds of a whole material: mined from a sample of its texts, and found in all of them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.container import Arrays
from retrieval.arrays.entries import Array
from retrieval.arrays.strings import Strings, order_of
from retrieval.index.plain_lists import PlainLists
from retrieval.index.rows import Hashes, Places, WordRow, digits_of, hashes_of, row_of, row_parts
from retrieval.index.token_store import stored_tokens, tokens_of
from retrieval.language.compounds import MARK, SAMPLE_SENTENCES, Compounds, GramFinder, Row, WordTraits
from retrieval.language.tokenizer import stop_words

# The remainder of a hash by this shows quickly of most words that they are in no compound.
_LOW = 1 << 20


class Mined(NamedTuple):
    """Compounds, and the lists of their marked terms."""

    compounds: Compounds
    lists: PlainLists


def mined(texts: Strings, tokens: Arrays, hashes: Hashes, sample: int = SAMPLE_SENTENCES) -> Mined:
    """Mine the compounds of texts by their tokens and hashes, from `sample` different texts or fewer."""
    chosen = np.flatnonzero(sampled(hashes, sample))
    some = texts.chosen(chosen)
    own, sizes = tokens_of(tokens, chosen)
    compounds = mined_from(row_of(some, own, sizes), some, sizes)
    cuts, sizes = stored_tokens(tokens)
    return Mined(compounds, found_in(row_parts(texts, cuts, sizes), compounds))


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
    finder = GramFinder(grams, number)
    found, owners = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for row in rows:
        at, which = finder.places(Row(_numbered(row.hashes, known), row.glued))
        found.append(of_grams[which])
        owners.append(row.owners[at].astype(np.int64))
    return PlainLists.of_pairs(terms, np.concatenate(found), np.concatenate(owners))


def marked(gram: Sequence[str]) -> str:
    """Return the term of a compound."""
    return MARK + "".join(gram)


def sampled(hashes: Hashes, most: int) -> NDArray[np.bool_]:
    """Return which texts are the first of those with the `most` lowest hashes: one text more changes one of them."""
    order = order_of(hashes)
    starts = np.flatnonzero(np.append(True, np.diff(hashes[order]) > 0)[: len(order)])
    firsts = np.minimum.reduceat(order, starts) if len(order) else order
    chosen = np.zeros(len(hashes), bool)
    chosen[firsts[:most]] = True
    return chosen


def mined_from(row: WordRow, texts: Strings, sizes: Places) -> Compounds:
    """Mine the compounds of a row of words of some texts, of as many characters as `sizes` tell."""
    order = order_of(row.hashes)
    ordered = row.hashes[order]
    differ = np.append(True, np.diff(ordered) > 0)[: len(order)]
    numbers = np.empty(len(order), np.int32)
    numbers[order] = differ.cumsum() - 1
    firsts = order[differ]
    digits = np.append(0, digits_of(texts).cumsum())
    places = (sizes.cumsum() - sizes)[row.owners[firsts]] + row.starts[firsts]
    lengths = row.lengths[firsts].astype(np.int64)
    stops = np.isin(ordered[differ], np.array([*hashes_of(sorted(stop_words())).values()], np.uint64))
    about = WordTraits(lengths, digits[places + lengths] > digits[places], stops)

    @cache
    def word_of(number: int) -> str:
        return next(words_at(texts, row, firsts[number : number + 1]))

    return Compounds.mined(Row(numbers, row.glued), about, word_of)


def words_at(texts: Strings, row: WordRow, places: Array) -> Iterator[str]:
    """Yield the words at some places of a row of texts."""
    columns = [column[places].tolist() for column in (row.owners, row.starts, row.lengths)]
    known, text = -1, ""
    for owner, start, length in zip(*columns, strict=True):
        if owner != known:
            known, text = owner, texts[owner]
        yield text[start : start + length]


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
