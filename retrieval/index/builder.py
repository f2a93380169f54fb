"""Passages -> the arrays of their index, of which those of sentences that were indexed before are used again."""

from collections.abc import Sequence

import numpy as np

from retrieval.arrays.container import Arrays
from retrieval.arrays.entries import Array
from retrieval.arrays.strings import Strings, joined_strings, part, store_strings, stored_strings, within
from retrieval.arrays.tables import columns_of, narrow
from retrieval.index.arrangement import Arrangement, Before
from retrieval.index.bm25 import counted
from retrieval.index.mined_compounds import mined
from retrieval.index.new_sentences import NewSentences, TextOf, new_sentences
from retrieval.index.plain_lists import PlainLists
from retrieval.index.subjects import store_subjects
from retrieval.index.token_store import store_tokens, stored_tokens
from retrieval.language.compounds import MARK, SAMPLE_SENTENCES
from retrieval.language.lexicon import Lexicon
from retrieval.language.stems import stem
from retrieval.language.tokenizer import Analyzer, content, grams
from retrieval.model import Passage
from retrieval.runtime import Progress, unseen, without_collector


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
) -> Arrays:
    """Return the arrays of an index of passages, the same with and without what is known from before.

    `text_of` gives the text of the file of a document; `names[d]` is what document d is called, by title,
    people and publisher. Compounds are mined from `sample` texts or fewer; `at_once` passages are analysed together.
    """
    with without_collector():
        columns = columns_of(passages)
        arrangement = Arrangement(columns["first"], before)
        new = new_sentences(columns, arrangement.fresh.tolist(), text_of, analyzer, lexicon.all, progress, at_once)
        texts = _texts(arrangement, before, new)
        folded = stored_strings(part("folded", texts))
        compounds = mined(folded, part("tokens", texts), sample)
        found: dict[str, Array] = {}
        for name in ("words", "singles", "pairs", "concepts"):
            lists = _lists(name, arrangement, before, new)
            lists = lists.with_others(compounds.lists) if name == "words" else lists
            lengths: Arrays = {} if name == "concepts" else {"lengths": narrow(lists.lengths(arrangement.size))}
            found |= within(name, {**lists.packed(), **lengths})
        return {
            **found,
            **texts,
            "hashes": compounds.hashes,
            **within("compounds", store_strings("\n".join(gram) for gram in compounds.compounds.grams)),
            **document_arrays(columns, names, folded, analyzer),
        }


def document_arrays(columns: Arrays, names: Sequence[str], folded: Strings, analyzer: Analyzer) -> Arrays:
    """Return the arrays of documents: where each begins, what it is called, and its first words."""
    opening = columns["first"][columns["document"].searchsorted(np.arange(len(names)))]
    return {
        "opening": opening,
        **within("names", counted(_called(name, analyzer) for name in names)),
        **within("subjects", store_subjects([folded[at] for at in opening.tolist()])),
    }


def _lists(name: str, arrangement: Arrangement, before: Before | None, new: NewSentences) -> PlainLists:
    """Return the lists of all sentences, without those of compounds."""
    old, fresh = arrangement.numbers
    found = new.counts.take(name)
    if before is None:
        return found
    found = found.renumbered(fresh)
    kept = PlainLists.unpacked(part(name, before.arrays))
    kept = kept.without(MARK) if name == "words" else kept
    return kept.renumbered(old).with_others(found)


def _texts(arrangement: Arrangement, before: Before | None, new: NewSentences) -> Arrays:
    """Return the arrays of the folded texts of all sentences and of their tokens."""
    none = {**within("folded", store_strings(())), **within("tokens", store_tokens(new.cuts[:0], new.sizes[:0]))}
    arrays = before.arrays if before else none
    old, (cuts, sizes) = part("folded", arrays), stored_tokens(part("tokens", arrays))
    ones = [np.ones(len(own), np.int64) for own in (sizes, new.sizes)]
    widths = [np.diff(own["offsets"]).astype(np.int64) for own in (old, new.folded)]
    blob = arrangement.arranged(old["blob"], widths[0], new.folded["blob"], widths[1])
    width = arrangement.arranged(widths[0], ones[0], widths[1], ones[1])
    return {
        **within("folded", joined_strings(blob, width)),
        **within(
            "tokens",
            store_tokens(
                arrangement.arranged(cuts, sizes, new.cuts, new.sizes),
                arrangement.arranged(sizes, ones[0], new.sizes, ones[1]),
            ),
        ),
    }


def _called(name: str, analyzer: Analyzer) -> list[str]:
    tokens = analyzer.tokens(name)
    return [stem(token.text) for token in content(tokens)] + grams(tokens, 2)
