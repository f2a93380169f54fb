"""Compounds of a material of which some texts are gone and others are new, without looking through all that stayed."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from retrieval.arrays.container import Arrays
from retrieval.arrays.entries import Units
from retrieval.arrays.strings import Strings, part, store_strings, stored_strings
from retrieval.index.arrangement import Arrangement
from retrieval.index.mined_compounds import found_in, marked, mined_from, sampled
from retrieval.index.new_sentences import NewSentences
from retrieval.index.plain_lists import PlainLists
from retrieval.index.rows import row_of, row_parts, text_hashes
from retrieval.index.term_lists import TermLists
from retrieval.index.token_store import tokens_of
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
    row, hashes = row_of(written, new.cuts, new.sizes), text_hashes(written, new.sizes)
    kept = np.flatnonzero(old >= 0).astype(np.int32)
    chosen = sampled(np.concatenate([before["hashes"][kept], hashes]), sample)
    own = np.flatnonzero(chosen[len(kept) :]).astype(np.int32)
    compounds = known.mined(kept[chosen[: len(kept)]], new, own)
    earlier = _by_term(tuple(gram.split("\n")) for gram in stored_strings(part("compounds", before)))
    now = _by_term(compounds.grams)
    others = {term for term in {*earlier, *now} if earlier.get(term) != now.get(term)}
    renewed = Compounds([gram for term in others for gram in now.get(term, ())])
    everywhere = known.found(renewed, kept).renumbered(old)
    was = Compounds([gram for grams in earlier.values() for gram in grams])
    without = found_in(row_parts(stored_strings(gone.folded), gone.cuts, gone.sizes), was)
    return Remined(
        compounds,
        found_in([row], compounds).renumbered(fresh).with_others(everywhere),
        sorted(others & earlier.keys()),
        without.terms,
    )


def _by_term(grams: Iterable[tuple[str, ...]]) -> dict[str, set[tuple[str, ...]]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for gram in grams:
        found.setdefault(marked(gram), set()).add(gram)
    return found


class _KnownTexts:
    """The texts of an index of before, and their tokens."""

    def __init__(self, before: Arrays) -> None:
        self._folded: Strings = stored_strings(part("folded", before))
        self._tokens = part("tokens", before)
        self._lists = {name: TermLists(part(name, before)) for name in ("singles", "pairs")}

    def mined(self, texts: Units, new: NewSentences, also: Units) -> Compounds:
        """Mine the compounds of some texts and of some of the new ones."""
        cuts, sizes = tokens_of(self._tokens, texts)
        ends = new.sizes.cumsum()
        spans = zip((ends - new.sizes)[also].tolist(), ends[also].tolist(), strict=True)
        folded = stored_strings(new.folded)
        together = stored_strings(
            store_strings([*(self._folded[at] for at in texts.tolist()), *(folded[at] for at in also.tolist())])
        )
        all_cuts = np.concatenate([cuts, *(new.cuts[start:end] for start, end in spans)])
        return mined_from(row_of(together, all_cuts, np.concatenate([sizes, new.sizes[also]])), together)

    def found(self, compounds: Compounds, kept: Units) -> PlainLists:
        """Return the lists of some compounds in the texts that are kept."""
        holders = [self._holders(gram, kept) for gram in compounds.grams]
        texts = np.unique(np.concatenate([kept[:0], *holders]))
        folded = stored_strings(store_strings(self._folded[at] for at in texts.tolist()))
        row = row_of(folded, *tokens_of(self._tokens, texts))
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
