"""Lists of terms as plain arrays: taken from packed ones, renumbered, put together, and packed."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.container import Arrays
from retrieval.arrays.entries import Array, Units, sort
from retrieval.arrays.packed import Places, packed_lists, runs, store_steps, unpack_all
from retrieval.arrays.spill import GrowingArray
from retrieval.arrays.strings import Strings, part, store_strings, stored_strings, stored_vocabulary, within


class PlainLists(NamedTuple):
    """Term t, of `terms` in the order of their characters, appears `counts` times in `units`, both from `offsets[t]` up
    to `offsets[t + 1]`, in order of the units.
    """

    terms: Strings
    offsets: Places
    units: Units
    counts: Array

    @classmethod
    def of_pairs(cls, terms: Sequence[str], numbers: Places, units: Places) -> "PlainLists":
        """Return the lists of terms from pairs of a term, by its number, and a unit; those that come again count."""
        texts = stored_strings(store_strings(terms))
        order = texts.order()
        place = np.empty(len(order), np.int64)
        place[order] = np.arange(len(order))
        keys = place[numbers] << 32 | units
        sort(keys)
        firsts = np.flatnonzero(np.diff(keys, prepend=-1))
        counts = np.diff(firsts, append=len(keys))
        held = keys[firsts] >> 32
        starts = np.flatnonzero(np.diff(held, prepend=-1))
        own = (keys[firsts] & 0xFFFFFFFF).astype(np.int32)
        return cls(texts.chosen(order[held[starts]]), np.append(starts, len(held)), own, counts)

    @classmethod
    def unpacked(cls, arrays: Arrays) -> "PlainLists":
        """Return lists from the arrays of `TermLists`."""
        return cls(stored_vocabulary(part("terms", arrays)).strings, *unpack_all(part("lists", arrays)))

    def packed(self) -> Arrays:
        """Return the arrays of `TermLists`."""
        return packed_parts([self])

    def lengths(self, size: int) -> Places:
        """Return how many terms each unit has, of which there are `size`."""
        found = np.zeros(size, np.int64)
        self.add_lengths(found)
        return found

    def add_lengths(self, lengths: Places) -> None:
        """Add to the length of each unit how many terms it has."""
        for first, last in runs(self.offsets):
            own = slice(self.offsets[first], self.offsets[last])
            np.add.at(lengths, self.units[own].astype(np.intp), self.counts[own].astype(np.int64))

    def without(self, start: str) -> "PlainLists":
        """Return the lists of all terms but those that begin with a character."""
        first, last = bisect_left(self.terms, start), bisect_left(self.terms, chr(ord(start) + 1))
        kept, inside = np.ones(len(self.terms), bool), np.ones(len(self.units), bool)
        kept[first:last] = inside[self.offsets[first] : self.offsets[last]] = False
        return self._kept(kept, inside, self.units)

    def renumbered(self, numbers: Units) -> "PlainLists":
        """Return the lists with unit i as `numbers[i]`, which rise, or without it if that is below 0."""
        moved = numbers[self.units]
        inside = moved >= 0
        return self._kept(np.ones(len(self.terms), bool), inside, moved)

    def _kept(self, terms: NDArray[np.bool_], entries: NDArray[np.bool_], units: Units) -> "PlainLists":
        held = np.concatenate([[0], entries.cumsum()])[self.offsets]
        terms = terms & (np.diff(held) > 0)
        offsets = np.append(held[:-1][terms], held[-1])
        kept = self.terms.chosen(np.flatnonzero(terms))
        return PlainLists(kept, offsets, units[entries], self.counts[entries])

    def around(self, others: "PlainLists") -> "PlainLists":
        """Return these lists with those of others, which all belong between two of these."""
        at = bisect_left(self.terms, others.terms[0]) if len(others.terms) else 0
        entry = int(self.offsets[at])
        before, behind = (self.terms.chosen(own) for own in np.split(np.arange(len(self.terms)), [at]))
        return PlainLists(
            before.followed_by(others.terms).followed_by(behind),
            np.concatenate([self.offsets[:at], entry + others.offsets, self.offsets[at + 1 :] + others.offsets[-1]]),
            np.concatenate([self.units[:entry], others.units, self.units[entry:]]),
            np.concatenate([self.counts[:entry], others.counts, self.counts[entry:]]),
        )

    def with_others(self, others: "PlainLists") -> "PlainLists":
        """Return these lists and others of other units, or of other terms, together."""
        terms, places, added = _inserted(list(self.terms), others.terms)
        numbers, ours = np.array(places, np.int64), np.ones(len(terms), bool)
        ours[added] = False
        keys = np.repeat(np.flatnonzero(ours), np.diff(self.offsets)) << 32 | self.units
        theirs = np.repeat(numbers, np.diff(others.offsets)) << 32 | others.units
        at = keys.searchsorted(theirs)
        counts = np.insert(self.counts, at, others.counts)
        keys = np.insert(keys, at, theirs)
        offsets = (keys >> 32).searchsorted(np.arange(len(terms) + 1))
        return PlainLists(stored_strings(store_strings(terms)), offsets, (keys & 0xFFFFFFFF).astype(np.int32), counts)


def with_between(parts: Iterable[PlainLists], others: PlainLists | None) -> Iterator[PlainLists]:
    """Yield lists that come some terms at a time, in order, with others, which all belong between two of these."""
    for own in parts:
        if others and len(others.terms) and len(own.terms) and others.terms[0] < own.terms[-1]:
            yield own.around(others)
            others = None
        else:
            yield own
    if others:
        yield others


def packed_parts(parts: Iterable[PlainLists], aside: Path | None = None) -> Arrays:
    """Return the arrays of `TermLists` from lists that come some terms at a time, in order; these are put aside in a
    folder, if one is given.
    """
    data, sizes, terms = GrowingArray(np.uint8, aside), [np.zeros(0, np.int64)], list[Strings]()
    for own in parts:
        packed, held = packed_lists(own.offsets, own.units, own.counts)
        data.append(packed)
        sizes.append(held)
        terms.append(own.terms)
    texts = stored_strings(store_strings(())).followed_by(*terms)
    lists = {"data": data.whole(), **store_steps(np.concatenate(sizes))}
    return {**within("terms", texts.vocabulary), **within("lists", lists)}


def _inserted(terms: Sequence[str], others: Sequence[str]) -> tuple[list[str], list[int], list[int]]:
    """Return all of two sequences of terms in order, where the others are among them, and which of these are new."""
    found, places, added, before = list[str](), list[int](), list[int](), 0
    for term in others:
        at = bisect_left(terms, term, before)
        found += terms[before:at]
        places.append(len(found))
        if at == len(terms) or terms[at] != term:
            added.append(len(found))
            found.append(term)
        before = at
    return found + list(terms[before:]), places, added
