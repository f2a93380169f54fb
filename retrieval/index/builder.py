"""Passages -> the arrays of their index, of which those of sentences that were indexed before are used again."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from retrieval.arrays.container import Arrays
from retrieval.arrays.entries import narrow
from retrieval.arrays.strings import Strings, joined_strings, part, store_strings, stored_strings, within
from retrieval.arrays.tables import columns_of
from retrieval.index.arrangement import Arrangement, Before
from retrieval.index.bm25 import counted
from retrieval.index.mined_compounds import mined
from retrieval.index.new_sentences import NewSentences, TextOf, new_sentences
from retrieval.index.plain_lists import PlainLists, packed_parts, with_between
from retrieval.index.subjects import store_subjects
from retrieval.index.token_store import store_tokens, stored_tokens
from retrieval.language.compounds import MARK, SAMPLE_SENTENCES
from retrieval.language.lexicon import Lexicon
from retrieval.language.stems import stem
from retrieval.language.tokenizer import Analyzer, content, grams
from retrieval.model import Passage
from retrieval.runtime import Progress, unseen, without_collector
from retrieval.workers import Workers

# Lists besides those of words, the longest first.
_OTHERS = ("pairs", "singles", "concepts")


def index_arrays(
    passages: Sequence[Passage],
    text_of: TextOf,
    names: Sequence[str],
    analyzer: Analyzer,
    lexicon: Lexicon,
    before: Before | None = None,
    progress: Progress = unseen,
    sample: int = SAMPLE_SENTENCES,
    at_once: int | None = None,
    workers: Workers | None = None,
    aside: Path | None = None,
) -> Arrays:
    """Return the arrays of an index of passages, the same with and without what is known from before.

    `text_of` gives the text of the file of a document; `names[d]` is what document d is called, by title,
    people and publisher. Compounds are mined from `sample` texts or fewer; `at_once` passages are analysed together,
    and several such parts side by side by `workers`; what is not needed yet is put aside in a folder.
    """
    with without_collector():
        columns = columns_of(passages)
        arrangement = Arrangement(columns["first"], before)
        fresh = arrangement.fresh.tolist()
        new = new_sentences(columns, fresh, text_of, analyzer, lexicon.all, progress, at_once, workers, aside)
        texts = _texts(arrangement, before, new)
        folded = stored_strings(part("folded", texts))
        # Most of this is done by numpy, which lets other threads work meanwhile.
        with ThreadPoolExecutor(1) as thread:
            others = {name: thread.submit(_packed, name, arrangement, before, new, aside) for name in _OTHERS}
            compounds = mined(folded, part("tokens", texts), texts["hashes"], sample)
            words = _packed("words", arrangement, before, new, aside, compounds.lists)
            lists = {"words": words, **{name: other.result() for name, other in others.items()}}
        return {
            **{name: array for own, arrays in lists.items() for name, array in within(own, arrays).items()},
            **texts,
            **within("mined", compounds.sample),
            **within("compounds", store_strings(compounds.compounds.grams)),
            **within("names", counted(name_terms(name, analyzer) for name in names)),
            **opening_arrays(columns, len(names), folded),
        }


def opening_arrays(columns: Arrays, documents: int, folded: Strings) -> Arrays:
    """Return the arrays of where each document begins, and of its first words."""
    opening = columns["first"][columns["document"].searchsorted(np.arange(documents))]
    return {"opening": opening, **within("subjects", store_subjects([folded[at] for at in opening.tolist()]))}


def _packed(
    name: str,
    arrangement: Arrangement,
    before: Before | None,
    new: NewSentences,
    aside: Path | None,
    compounds: PlainLists | None = None,
) -> Arrays:
    """Return the arrays of the lists of a name, and the lengths of sentences but for concepts."""
    lengths = np.zeros(arrangement.size, np.int64)

    def parts() -> Iterator[PlainLists]:
        for own in with_between(_lists(name, arrangement, before, new), compounds):
            own.add_lengths(lengths)
            yield own

    found = packed_parts(parts(), aside)
    return found if name == "concepts" else {**found, "lengths": narrow(lengths)}


def _lists(name: str, arrangement: Arrangement, before: Before | None, new: NewSentences) -> Iterator[PlainLists]:
    """Yield the lists of all sentences, without those of compounds, some terms at a time."""
    old, fresh = arrangement.numbers
    if before is None:
        yield from new.lists.take_parts(name)
        return
    found = new.lists.take(name).renumbered(fresh)
    kept = PlainLists.unpacked(part(name, before.arrays))
    kept = kept.without(MARK) if name == "words" else kept
    yield kept.renumbered(old).with_others(found)


def _texts(arrangement: Arrangement, before: Before | None, new: NewSentences) -> Arrays:
    """Return the arrays of the folded texts of all sentences, of their hashes and of their tokens."""
    if before is None:
        return {**within("folded", new.folded), "hashes": new.hashes, **within("tokens", new.tokens)}
    old, (cuts, sizes) = part("folded", before.arrays), stored_tokens(part("tokens", before.arrays))
    new_cuts, new_sizes = stored_tokens(new.tokens)
    ones = [np.ones(len(own), np.int64) for own in (sizes, new_sizes)]
    widths = [np.diff(own["offsets"]).astype(np.int64) for own in (old, new.folded)]
    blob = arrangement.arranged(old["blob"], widths[0], new.folded["blob"], widths[1])
    width = arrangement.arranged(widths[0], ones[0], widths[1], ones[1])
    return {
        **within("folded", joined_strings(blob, width)),
        "hashes": arrangement.arranged(before.arrays["hashes"], ones[0], new.hashes, ones[1]),
        **within(
            "tokens",
            store_tokens(
                arrangement.arranged(cuts, sizes, new_cuts, new_sizes),
                arrangement.arranged(sizes, ones[0], new_sizes, ones[1]),
            ),
        ),
    }


def name_terms(name: str, analyzer: Analyzer) -> list[str]:
    """Return the terms by which a document that is called by a name is found."""
    tokens = analyzer.tokens(name)
    return [stem(token.text) for token in content(tokens)] + grams(tokens, 2)
