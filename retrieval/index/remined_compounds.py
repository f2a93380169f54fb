"""Compounds of a material of which some texts are gone and others are new, without looking through all that stayed."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.container import Arrays
from retrieval.arrays.entries import Entries, Units
from retrieval.arrays.strings import Strings, part, stored_strings, stored_vocabulary
from retrieval.index.arrangement import Arrangement
from retrieval.index.mined_compounds import sampled
from retrieval.index.new_sentences import NewSentences
from retrieval.index.plain_lists import PlainLists
from retrieval.index.rows import Places, WordRow, row_of, words_at
from retrieval.index.term_lists import TermLists
from retrieval.index.token_store import stored_tokens, tokens_of
from retrieval.index.word_sample import ChangedSample, WordSample, stored_collocations
from retrieval.language.compounds import Compounds, marked
from retrieval.language.tokenizer import units_of


class Remined(NamedTuple):
    """Compounds of a changed material.

    `lists` are those of their marked terms in new sentences, and in all for those that are made of other words than
    before; of these, `dropped` had lists before, which are void. `gone` are the terms in sentences that are gone.
    """

    compounds: Compounds
    lists: PlainLists
    dropped: Sequence[str]
    gone: Sequence[str]


def remined(before: Arrays, arrangement: Arrangement, new: NewSentences, gone: NewSentences, sample: int) -> Remined:
    """Mine the compounds of kept and new sentences, from `sample` different texts or fewer, as all of them were."""
    old, fresh = arrangement.numbers
    known = _KnownTexts(before, old >= 0)
    kept = np.flatnonzero(old >= 0)
    chosen = sampled(np.concatenate([before["hashes"][kept], new.hashes]), sample)
    own = np.flatnonzero(chosen[len(kept) :])
    was = np.flatnonzero(sampled(before["hashes"], sample))
    lost, won = known.sample(was, kept[chosen[: len(kept)]], new, own).differences()
    earlier = frozenset(stored_strings(part("compounds", before)))
    compounds = Compounds((earlier - lost) | won)
    others = {marked(gram) for gram in lost | won}
    renewed = [gram for term in others for gram in compounds.of_term(term)]
    words = stored_vocabulary(part("words.terms", before))
    return Remined(
        compounds,
        _found(_rows(new), compounds).renumbered(fresh).with_others(known.found(renewed).renumbered(old)),
        sorted(term for term in others if term in words),
        _found(_rows(gone), Compounds(earlier)).terms,
    )


def _rows(sentences: NewSentences) -> tuple[Strings, WordRow, Places]:
    texts = stored_strings(sentences.folded)
    cuts, sizes = stored_tokens(sentences.tokens)
    return texts, row_of(texts, cuts, sizes), sizes


def _found(rows: tuple[Strings, WordRow, Places], compounds: Compounds) -> PlainLists:
    """Return the lists of compounds in few texts, from the row of their words and their numbers of characters."""
    texts, row, sizes = rows
    words = words_at(texts, sizes, row, np.arange(len(row.hashes)))
    pairs = list(compounds.places(words, row.glued.tolist()))
    terms = sorted({term for _, term in pairs})
    numbers = {term: number for number, term in enumerate(terms)}
    places = np.array([at for at, _ in pairs], np.int64)
    return PlainLists.of_pairs(terms, np.array([numbers[term] for _, term in pairs], np.int64), row.owners[places])


class _KnownTexts:
    """The texts of an index of before, and their tokens."""

    def __init__(self, before: Arrays, kept: NDArray[np.bool_]) -> None:
        """Take the arrays of the index, and which texts are kept."""
        self._folded: Strings = stored_strings(part("folded", before))
        self._tokens, self._mined = part("tokens", before), part("mined", before)
        self._lists = {name: TermLists(part(name, before)) for name in ("singles", "pairs")}
        self._kept = kept

    def sample(self, was: Places, texts: Places, new: NewSentences, also: Places) -> ChangedSample:
        """Return the sample of some texts and of some of the new ones; it was that of others before."""
        staying = np.zeros(len(self._folded), bool)
        staying[texts] = True
        stays = staying[was]
        staying[was] = False
        came = np.flatnonzero(staying)
        cuts, sizes = tokens_of(self._tokens, came)
        more, also_sizes = tokens_of(new.tokens, also)
        together = self._folded.chosen(came).followed_by(stored_strings(new.folded).chosen(also))
        others = WordSample.of(together, np.concatenate([cuts, more]), np.concatenate([sizes, also_sizes]))
        return ChangedSample((self._sample(was), stored_collocations(self._mined)), stays, others)

    def _sample(self, was: Places) -> WordSample:
        if "hashes" in self._mined:
            return WordSample.stored(self._mined)
        return WordSample.of(self._folded.chosen(was), *tokens_of(self._tokens, was))

    def found(self, grams: Sequence[str]) -> PlainLists:
        """Return the lists of some compounds in the texts that are kept."""
        holding = np.zeros(len(self._folded), bool)
        for gram in grams:
            holding[self._holders(gram.split("\n"))] = True
        texts = np.flatnonzero(holding & self._kept).astype(np.int32)
        own = self._folded.chosen(texts)
        cuts, sizes = tokens_of(self._tokens, texts)
        row = row_of(own, cuts, sizes)
        found = _found((own, row, sizes), Compounds(grams))
        return found._replace(units=texts[found.units])

    def _holders(self, gram: Sequence[str]) -> Units:
        """Return texts that hold all characters of a compound, in order; others of its words may part them."""
        units = [units_of(word) for word in gram]
        row = [unit for own in units for unit in own]
        # What is no unit parts those on either side of it.
        whole = all(units) and len(row) > 1
        terms = [one + other for one, other in pairwise(row)] if whole else row
        lists = sorted((self._lists["pairs" if whole else "singles"].entries(term) for term in terms), key=_size)
        found = lists[0].units if lists else np.flatnonzero(self._kept).astype(np.int32)
        for one in lists[1:]:
            found = found[one.counted(found) > 0]
        return found


def _size(entries: Entries) -> int:
    return len(entries.units)
