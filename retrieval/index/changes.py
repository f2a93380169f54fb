"""Passages of which most were indexed before -> what differs from the arrays of their index then."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.container import Arrays
from retrieval.arrays.entries import Array, Units, narrow
from retrieval.arrays.spliced import SplicedStrings
from retrieval.arrays.strings import part, store_strings, stored_strings, within
from retrieval.arrays.tables import columns_of
from retrieval.index.arrangement import Arrangement, Before
from retrieval.index.bm25 import count_units
from retrieval.index.builder import name_terms, opening_arrays
from retrieval.index.new_sentences import TextOf, new_sentences
from retrieval.index.plain_lists import PlainLists
from retrieval.index.remined_compounds import remined
from retrieval.index.term_lists import TermLists
from retrieval.language.compounds import SAMPLE_SENTENCES
from retrieval.language.lexicon import Lexicon
from retrieval.language.tokenizer import Analyzer
from retrieval.model import Passage
from retrieval.runtime import without_collector


def changed_arrays(
    passages: Sequence[Passage],
    text_of: TextOf,
    names: tuple[Units, Sequence[str]],
    gone: tuple[Arrays, Sequence[int], TextOf],
    analyzer: Analyzer,
    lexicon: Lexicon,
    before: Before,
    sample: int = SAMPLE_SENTENCES,
) -> Arrays:
    """Return arrays that make an index of passages, together with those of before under `BEFORE`.

    The index is the one that `index_arrays` makes, and so are the parameters; `names` are the number that each document
    of before has now, or -1, and what the new ones are called, in order; `gone` are the columns of the passages of
    before, which of them are not among these, and the texts of their documents.
    """
    with without_collector():
        columns = columns_of(passages)
        arrangement = Arrangement(columns["first"], before)
        numbers, fresh = arrangement.numbers
        new, without = (
            new_sentences(*those, analyzer, lexicon.all)
            for those in ((columns, arrangement.fresh.tolist(), text_of), gone)
        )
        compounds = remined(before.arrays, arrangement, new, without, sample)
        found: dict[str, Array] = {}
        for name in ("words", "singles", "pairs", "concepts"):
            lists = new.lists.take(name).renumbered(fresh)
            affected, dropped = list(without.lists.take(name).terms), list[str]()
            if name == "words":
                lists, dropped = lists.with_others(compounds.lists), list(compounds.dropped)
                affected += [*compounds.gone, *dropped]
            found |= within(name, _listed(lists, affected, dropped))
            if name != "concepts":
                earlier = part(name, before.arrays)
                found[f"{name}.lengths"] = narrow(_lengths(lists, earlier, numbers, arrangement.size, dropped))
        folded = SplicedStrings(stored_strings(part("folded", before.arrays)), stored_strings(new.folded), numbers)
        return {
            **found,
            "numbers": numbers,
            **within("folded", new.folded),
            **within("compounds", store_strings(compounds.compounds.grams)),
            **within("names", _names(*names, part("names", before.arrays), analyzer)),
            **opening_arrays(columns, int(columns["document"][-1]) + 1, folded),
        }


def _names(numbers: Units, new: Sequence[str], before: Arrays, analyzer: Analyzer) -> Arrays:
    """Return the arrays of what documents are called, from those of before and the names of new ones."""
    lists = PlainLists.unpacked(before).renumbered(numbers)
    kept = numbers >= 0
    lengths = np.full(np.count_nonzero(kept) + len(new), -1)
    lengths[numbers[kept]] = before["lengths"][kept]
    if new:
        fresh = np.flatnonzero(lengths < 0).astype(np.int32)
        added, lengths[fresh] = count_units(name_terms(name, analyzer) for name in new)
        lists = lists.with_others(added.renumbered(fresh))
    return {**lists.packed(), "lengths": narrow(lengths)}


def _listed(lists: PlainLists, affected: Sequence[str], dropped: Sequence[str]) -> Arrays:
    return {
        **lists.packed(),
        **within("affected", store_strings(sorted(set(affected)))),
        **within("dropped", store_strings(dropped)),
    }


def _lengths(
    lists: PlainLists, before: Arrays, numbers: NDArray[np.int32], size: int, dropped: Sequence[str]
) -> NDArray[np.int64]:
    """Return how many terms each unit has, from the lists of what is new and the lengths of before."""
    found = lists.lengths(size)
    kept = np.flatnonzero(numbers >= 0)
    found[numbers[kept]] += before["lengths"][kept]
    known = TermLists(before)
    for term in dropped:
        void = known.unkept(term).renumbered(numbers)
        found[void.units] -= void.counts.astype(np.int64)
    return found
