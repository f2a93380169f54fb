"""Sample of a material's texts as a row of numbered words, its collocations, and what other texts change in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.container import Arrays
from retrieval.arrays.entries import Array, narrow
from retrieval.arrays.strings import Strings, order_of, part, store_strings, stored_strings, within
from retrieval.index.rows import Hashes, Places, row_of, words_at
from retrieval.language.collocations import (
    MOST_TOKENS,
    Collocations,
    GramCounts,
    Row,
    WordTraits,
    collocations,
    count_grams,
    parts_of,
)
from retrieval.language.tokenizer import stop_words

Numbers = NDArray[np.int32]
Chosen = NDArray[np.bool_]
# The words of a gram by their numbers.
Gram = tuple[int, ...]
# Number of bits that two words in a row are told apart by.
_BITS = np.uint32(20)
_FACTOR = np.uint32(0x9E3779B1)


@dataclass(frozen=True)
class WordSample:
    """Texts in a row, of which each has a number of words, `counts`: `hashes[n]` is that of word n, and ascends, and
    `words[n]` is how it is written.
    """

    row: Row
    hashes: Hashes
    counts: Array
    about: WordTraits
    words: Sequence[str]

    @classmethod
    def of(cls, texts: Strings, cuts: NDArray[np.uint8], sizes: Places) -> "WordSample":
        """Return the sample of texts of as many characters as `sizes` tell, and their tokens."""
        row = row_of(texts, cuts, sizes)
        order = order_of(row.hashes)
        ordered = row.hashes[order]
        differ = np.append(True, np.diff(ordered) > 0)[: len(order)]
        numbers = np.empty(len(order), np.int32)
        numbers[order] = differ.cumsum() - 1
        words = words_at(texts, sizes, row, order[differ])
        counts = np.bincount(row.owners, minlength=len(sizes))
        return cls(Row(numbers, row.glued), ordered[differ], counts, _traits(words), words)

    def store(self) -> Arrays:
        """Return the arrays of the sample, from which it is taken up in less time than from its texts."""
        return {
            "numbers": narrow(self.row.numbers),
            "glued": np.packbits(self.row.glued),
            "hashes": self.hashes,
            "sizes": narrow(self.counts),
            "lengths": narrow(self.about.lengths),
            "traits": np.packbits(np.concatenate([self.about.digits, self.about.stops])),
            **within("words", store_strings(self.words)),
        }

    @classmethod
    def stored(cls, arrays: Arrays) -> "WordSample":
        """Return the sample from what `store` gave."""
        numbers = arrays["numbers"].astype(np.int32)
        glued = np.unpackbits(arrays["glued"], count=len(numbers)).astype(bool)
        lengths = arrays["lengths"].astype(np.int64)
        traits = np.unpackbits(arrays["traits"], count=2 * len(lengths)).astype(bool)
        about = WordTraits(lengths, *np.split(traits, 2))
        return cls(Row(numbers, glued), arrays["hashes"], arrays["sizes"], about, stored_strings(part("words", arrays)))

    @cached_property
    def collocations(self) -> list[Collocations]:
        """The collocations of the sample, by their sizes from 2 on."""
        return collocations(self.row, self.about, count_grams(self.row, len(self.words)))


def store_collocations(found: Sequence[Collocations]) -> Arrays:
    """Return the arrays of collocations, to be taken up again by `stored_collocations`."""
    return {
        f"{size}.{name}": narrow(column.ravel())
        for size, own in enumerate(found, 2)
        for name, column in own._asdict().items()
    }


def stored_collocations(arrays: Arrays) -> list[Collocations]:
    """Return the collocations from what `store_collocations` gave."""
    return [
        Collocations(
            arrays[f"{size}.places"].astype(np.int64),
            arrays[f"{size}.counts"].astype(np.int64),
            arrays[f"{size}.parts"].astype(np.int64).reshape(len(parts_of(size)), -1),
        )
        for size in range(2, MOST_TOKENS + 1)
    ]


def compounds_of(found: Sequence[Collocations], row: Row) -> list[Gram]:
    """Return the collocations of a row that hold together."""
    grams: list[Gram] = []
    for size, own in enumerate(found, 2):
        places = own.places[own.cohesive(len(row.numbers))]
        grams += _grams(row, places, size)
    return grams


def _grams(row: Row, places: Places, size: int) -> list[Gram]:
    return list(map(tuple, row.numbers[places[:, None] + np.arange(size)].tolist()))


def _traits(words: Sequence[str]) -> WordTraits:
    characters = {character for character in set("".join(words)) if character.isdigit()}
    stops = stop_words()
    digits, stopped = (
        np.fromiter(told, bool, len(words))
        for told in ((not characters.isdisjoint(word) for word in words), (word in stops for word in words))
    )
    return WordTraits(np.fromiter(map(len, words), np.int64, len(words)), digits, stopped)


class ChangedSample:
    """A stored sample of which some texts are gone, and to which others came.

    Only those grams are counted anew of which each two words in a row also stand in a text that came or went. Of all
    others at most the counts of their parts differ.
    """

    def __init__(self, before: tuple[WordSample, Sequence[Collocations]], stays: Chosen, others: WordSample) -> None:
        """Take the sample of before and its collocations, which of its texts stay, and the other texts."""
        (self._known, self._before), self._others = before, others
        self._gone = np.repeat(~stays, self._known.counts)
        known = self._known.row
        self._moved = np.cumsum(~self._gone) - 1
        numbers, about = self._added()
        kept = np.flatnonzero(~self._gone)
        self._row = Row(
            np.concatenate([known.numbers[kept], numbers]), np.concatenate([known.glued[kept], others.row.glued])
        )
        changed = np.zeros(1 << _BITS, bool)
        for row in (Row(known.numbers[self._gone], known.glued[self._gone]), Row(numbers, others.row.glued)):
            changed[_pairs(row.numbers)[row.glued[1:]]] = True
        self._inside: Chosen = changed[_pairs(self._row.numbers)] & self._row.glued[1:]
        self._counts = count_grams(self._row, len(about.lengths), self._inside)
        self._anew = collocations(self._row, about, self._counts)

    def differences(self) -> tuple[set[str], set[str]]:
        """Return the compounds that are none any longer, and those that are new, as `Compounds` takes them."""
        known, words = self._known.row, len(self._row.numbers)
        lost, won = set[Gram](), set(compounds_of(self._anew, self._row))
        for size, own in enumerate(self._before, 2):
            was = own.cohesive(len(known.numbers))
            places = self._moved[own.places]
            apart = ~self._gone[own.places]
            apart[apart] = ~self._counted_anew(places[apart], size)
            there = np.zeros(len(was), bool)
            there[apart] = self._recounted(own, apart, places, size).cohesive(words)
            lost.update(_grams(known, own.places[was & ~there], size))
            won.update(_grams(known, own.places[there & ~was], size))
        lost, won = lost - won, won - lost
        return {self._written(gram) for gram in lost}, {self._written(gram) for gram in won}

    def _added(self) -> tuple[Numbers, WordTraits]:
        """Return the numbers of the words of the others' row, and the traits of all words."""
        known, others = self._known, self._others
        at = known.hashes.searchsorted(others.hashes)
        new = known.hashes.take(at, mode="clip") != others.hashes if len(known.hashes) else np.ones(len(at), bool)
        at[new] = len(known.hashes) + np.arange(np.count_nonzero(new))
        self._new_words = [self._others.words[number] for number in np.flatnonzero(new).tolist()]
        about = WordTraits(*(np.append(a, b[new]) for a, b in zip(known.about, others.about, strict=True)))
        return at.astype(np.int32)[others.row.numbers], about

    def _counted_anew(self, places: Places, size: int) -> Chosen:
        """Tell at which places in the row the grams were counted anew."""
        found: Chosen = self._inside[places[:, None] + np.arange(size - 1)].all(1)
        return found

    def _recounted(self, known: Collocations, apart: Chosen, places: Places, size: int) -> Collocations:
        """Return some of the collocations with the counts that their parts have now."""
        parts = known.parts[:, apart]
        for (length, start), counts in zip(parts_of(size), parts, strict=True):
            own: GramCounts = self._counts[length - 1]
            codes = own.codes[places[apart] + start]
            counts[codes >= 0] = own.counts[codes[codes >= 0]]
        return Collocations(places[apart], known.counts[apart], parts)

    def _written(self, gram: Gram) -> str:
        known = len(self._known.words)
        return "\n".join(self._known.words[word] if word < known else self._new_words[word - known] for word in gram)


def _pairs(numbers: Array) -> NDArray[np.uint32]:
    """Return for each two words in a row a small number, the same wherever they stand."""
    words = numbers.astype(np.uint32)
    found: NDArray[np.uint32] = (words[:-1] * _FACTOR + words[1:]) * _FACTOR >> (np.uint32(32) - _BITS)
    return found
