"""Passages that are new -> the lists of their sentences, analysed some thousand passages at a time."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.container import Arrays
from retrieval.arrays.packed import Places
from retrieval.arrays.strings import joined_strings, part, stored_strings
from retrieval.arrays.tables import stored_markup
from retrieval.index.bm25 import TermNumbers
from retrieval.index.counts import SentenceCounts, SentenceTokens, WrittenSentences
from retrieval.language.lexicon import Groups
from retrieval.language.tokenizer import Analyzer
from retrieval.model import Unit, masked
from retrieval.runtime import Progress, Stage

# Number of passages that are analysed at once; on the way to their lists they take 150 MB or less.
PASSAGES_AT_ONCE = 1 << 13
_STEPS = 1000
# Return the text of the file of a document, by its number.
TextOf = Callable[[int], str]


class NewSentences(NamedTuple):
    """Sentences of new passages, counted from 0: their terms, their folded texts and the tokens of these."""

    counts: SentenceCounts
    folded: Arrays
    cuts: NDArray[np.uint8]
    sizes: Places


def new_sentences(
    columns: Arrays,
    passages: Sequence[int],
    text_of: TextOf,
    analyzer: Analyzer,
    groups: Groups,
    progress: Progress,
    at_once: int | None = None,
) -> NewSentences:
    """Analyse the sentences of some passages, `at_once` at a time; compounds are not among the words yet."""
    size = at_once or PASSAGES_AT_ONCE
    parts = [passages[at : at + size] for at in range(0, len(passages), size)] or [passages]
    counts, tokens = SentenceCounts(analyzer, groups), list[SentenceTokens]()
    for number, own in enumerate(parts):
        told = progress if len(parts) == 1 else _of_part(progress, number, len(parts))
        tokens.append(counts.add(written_sentences(columns, own, text_of), told))
    folded, cuts, sizes = zip(*tokens, strict=True)
    widths = [np.diff(own["offsets"]).astype(np.int64) for own in folded]
    blob = np.concatenate([own["blob"] for own in folded])
    joined = joined_strings(blob, np.concatenate(widths))
    return NewSentences(counts, joined, np.concatenate(cuts), np.concatenate(sizes))


def _of_part(progress: Progress, number: int, parts: int) -> Progress:
    """Return a progress that counts one of several parts as a share of all the work."""

    def told(stage: Stage, done: int, total: int, /) -> None:
        if stage == "analysing" or number == parts - 1:
            progress(stage, number * _STEPS + done * _STEPS // max(total, 1), parts * _STEPS)

    return told


def written_sentences(columns: Arrays, passages: Sequence[int], text_of: TextOf) -> WrittenSentences:
    """Return the sentences of some passages from the columns of all."""
    written, contexts, given = list[str](), TermNumbers(), list[tuple[int, int]]()
    units = [Unit.model_validate_json(text) for text in stored_strings(part("units", columns))]
    for text, own in _by_text(columns, passages, text_of):
        starts, sizes, unit, markup = (
            columns[f"sentence.{name}"][own.start : own.stop + (name == "markup")].tolist()
            for name in ("start", "size", "unit", "markup")
        )
        for at, start in enumerate(starts):
            if unit[at]:
                spans = units[unit[at] - 1].context
                given += [(len(written), contexts[text[span.start : span.end]]) for span in spans]
            end = start + sizes[at]
            cut = markup[at] != markup[at + 1]
            written.append(masked(text, start, end, stored_markup(columns, own[at])) if cut else text[start:end])
    pairs = np.array(given, np.int64).reshape(-1, 2)
    return WrittenSentences(written, list(contexts), (pairs[:, 0], pairs[:, 1].astype(np.int32)))


def _by_text(columns: Arrays, passages: Sequence[int], text_of: TextOf) -> Iterator[tuple[str, range]]:
    """Yield the text of each passage's file, and the places of its sentences."""
    numbers = np.array(passages, np.int64)
    rows = (columns["document"][numbers], columns["first"][numbers], columns["first"][numbers + 1])
    document, text = -1, ""
    for own, first, last in zip(*(row.tolist() for row in rows), strict=True):
        if own != document:
            document, text = own, text_of(own)
        yield text, range(first, last)
