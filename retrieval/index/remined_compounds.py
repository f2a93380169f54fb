"""Compounds of a material of which some texts are gone and others are new, without looking through all that stayed."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.container import Arrays
from retrieval.arrays.entries import Units
from retrieval.arrays.strings import Strings, part, stored_strings
from retrieval.index.arrangement import Arrangement
from retrieval.index.mined_compounds import found_in, marked, sampled
from retrieval.index.new_sentences import NewSentences
from retrieval.index.plain_lists import PlainLists
from retrieval.index.rows import Places, WordRow, row_of, words_at
from retrieval.index.term_lists import TermLists
from retrieval.index.token_store import tokens_of
from retrieval.index.word_sample import ChangedSample, WordSample
from retrieval.language.compounds import Compounds
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
    known = _KnownTexts(before)
    written = stored_strings(new.folded)
    row = row_of(written, new.cuts, new.sizes)
    kept = np.flatnonzero(old >= 0).astype(np.int32)
    chosen = sampled(np.concatenate([before["hashes"][kept], new.hashes]), sample)
    own = np.flatnonzero(chosen[len(kept) :])
    lost, won = known.sample(kept[chosen[: len(kept)]], written, new, own).differences()
    was = {tuple(gram.split("\n")) for gram in stored_strings(part("compounds", before))}
    compounds = Compounds((was - lost) | won)
    others = {marked(gram) for gram in lost | won}
    renewed = Compounds([gram for gram in compounds.grams if marked(gram) in others])
    texts = stored_strings(gone.folded)
    without = _found(row_of(texts, gone.cuts, gone.sizes), texts, gone.sizes, was)
    return Remined(
        compounds,
        _found(row, written, new.sizes, compounds.grams)
        .renumbered(fresh)
        .with_others(known.found(renewed, kept).renumbered(old)),
        sorted(others & {marked(gram) for gram in was}),
        without.terms,
    )


def _found(row: WordRow, texts: Strings, sizes: Places, grams: Iterable[tuple[str, ...]]) -> PlainLists:
    """Return the lists of compounds in a row of words of few texts, most of which hold few of them."""
    words = set(words_at(texts, sizes, row, np.arange(len(row.hashes))))
    return found_in([row], Compounds([gram for gram in grams if words.issuperset(gram)]))


class _KnownTexts:
    """The texts of an index of before, and their tokens."""

    def __init__(self, before: Arrays) -> None:
        self._folded: Strings = stored_strings(part("folded", before))
        self._tokens, self._mined = part("tokens", before), part("mined", before)
        self._lists = {name: TermLists(part(name, before)) for name in ("singles", "pairs")}

    def sample(self, texts: Units, written: Strings, new: NewSentences, also: NDArray[np.int64]) -> ChangedSample:
        """Return the sample of some texts and of some of the new ones, which are `written`."""
        staying = np.zeros(len(self._folded), bool)
        staying[texts] = True
        stays = staying[self._mined["texts"]]
        staying[self._mined["texts"]] = False
        came = np.flatnonzero(staying)
        cuts, sizes = tokens_of(self._tokens, came)
        ends = new.sizes.cumsum()
        spans = zip((ends - new.sizes)[also].tolist(), ends[also].tolist(), strict=True)
        together = self._folded.chosen(came).followed_by(written.chosen(also))
        all_cuts = np.concatenate([cuts, *(new.cuts[start:end] for start, end in spans)])
        all_sizes = np.concatenate([sizes, new.sizes[also]])
        row = row_of(together, all_cuts, all_sizes)
        return ChangedSample(self._mined, stays, WordSample.of(row, together, all_sizes))

    def found(self, compounds: Compounds, kept: Units) -> PlainLists:
        """Return the lists of some compounds in the texts that are kept."""
        holders = [self._holders(gram, kept) for gram in compounds.grams]
        texts = np.unique(np.concatenate([kept[:0], *holders]))
        row = row_of(self._folded.chosen(texts), *tokens_of(self._tokens, texts))
        return found_in([row._replace(owners=texts[row.owners])], compounds)

    def _holders(self, gram: Sequence[str], kept: Units) -> Units:
        """Return texts that hold all characters of a compound, in order; others of its words may part them."""
        units = [units_of(word) for word in gram]
        row = [unit for own in units for unit in own]
        # What is no unit parts those on either side of it.
        whole = all(units) and len(row) > 1
        terms = [one + other for one, other in pairwise(row)] if whole else row
        lists = [self._lists["pairs" if whole else "singles"].entries(term) for term in terms]
        found = kept
        for one in sorted(lists, key=lambda entries: len(entries.units)):
            found = (
                np.intersect1d(found, one.units, assume_unique=True) if found is kept else found[one.counted(found) > 0]
            )
        return found
