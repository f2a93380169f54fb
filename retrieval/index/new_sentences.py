"""Passages that are new -> the lists of their sentences, analysed some thousand passages at a time."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from retrieval.arrays.container import Arrays
from retrieval.arrays.spill import GrowingArray
from retrieval.arrays.strings import joined_strings, part, stored_strings
from retrieval.arrays.tables import LazySequence, stored_markup
from retrieval.index.bm25 import TermNumbers
from retrieval.index.counts import CountedSentences, SentenceLists, WrittenSentences, count_sentences
from retrieval.index.rows import Hashes
from retrieval.index.token_store import GrowingTokens
from retrieval.index.word_table import WordTable
from retrieval.language.lexicon import Groups
from retrieval.language.tokenizer import Analyzer
from retrieval.model import Unit, masked
from retrieval.runtime import Progress, unseen, without_collector
from retrieval.workers import Workers

# Number of passages that are analysed at once; on the way to their lists they take 100 MB or less.
PASSAGES_AT_ONCE = 1 << 11
# A process forgets its words once they are more.
_MAX_KNOWN_WORDS = 1 << 19
# Return the text of the file of a document, by its number.
TextOf = Callable[[int], str]


class NewSentences(NamedTuple):
    """Sentences of new passages, counted from 0: their terms, their folded texts with the hash of each, and the arrays
    of the tokens of these.
    """

    lists: SentenceLists
    folded: Arrays
    hashes: Hashes
    tokens: Arrays


class _Task(NamedTuple):
    """Sentences to be counted, and what an analyzer and groups are made of."""

    written: WrittenSentences
    cache: Path | None
    fast: bool
    groups: tuple[tuple[str, ...], ...]


def new_sentences(
    columns: Arrays,
    passages: Sequence[int],
    text_of: TextOf,
    analyzer: Analyzer,
    groups: Groups,
    progress: Progress = unseen,
    at_once: int | None = None,
    workers: Workers | None = None,
    aside: Path | None = None,
) -> NewSentences:
    """Analyse the sentences of some passages, `at_once` at a time, side by side by `workers`.

    Compounds are not among the words yet. What is counted is put aside in a folder, if one is given.
    """
    size = at_once or PASSAGES_AT_ONCE
    parts = [passages[at : at + size] for at in range(0, len(passages), size)] or [passages]
    written = (written_sentences(columns, own, text_of) for own in parts)
    counted: Iterator[CountedSentences]
    if workers is None or len(parts) == 1:
        told = progress if len(parts) == 1 else unseen
        table = WordTable()
        counted = (count_sentences(one, analyzer, groups, table, told) for one in written)
    else:
        members = tuple(map(tuple, groups.members))
        tasks = (_Task(one, *analyzer.settings, members) for one in written)
        counted = workers.map(_counted, tasks)
    lists, tokens = SentenceLists(aside), GrowingTokens(aside)
    blob, widths, hashes = (GrowingArray(kind, aside) for kind in (np.uint8, np.int32, np.uint64))
    for number, own in enumerate(counted, 1):
        lists.add(own)
        tokens.append(own.cuts, own.sizes)
        blob.append(own.folded["blob"])
        widths.append(np.diff(own.folded["offsets"]).astype(np.int32))
        hashes.append(own.hashes)
        if len(parts) > 1:
            progress("analysing", number, len(parts))
    progress("indexing", len(parts), len(parts))
    if workers:
        # Their memory is of more use from here on.
        workers.rest()
    folded = joined_strings(blob.whole(), widths.whole().astype(np.int64))
    return NewSentences(lists, folded, hashes.whole(), tokens.arrays())


def _counted(task: _Task) -> CountedSentences:
    """In a worker: count the sentences of a task."""
    with without_collector():
        if len(_table()) > _MAX_KNOWN_WORDS:
            _table.cache_clear()
        return count_sentences(task.written, _analyzer(task.cache, task.fast), _groups(task.groups), _table())


@lru_cache(1)
def _table() -> WordTable:
    return WordTable()


@lru_cache(1)
def _analyzer(cache: Path | None, fast: bool) -> Analyzer:
    return Analyzer(cache, fast=fast)


@lru_cache(1)
def _groups(members: tuple[tuple[str, ...], ...]) -> Groups:
    return Groups(members)


def written_sentences(columns: Arrays, passages: Sequence[int], text_of: TextOf) -> WrittenSentences:
    """Return the sentences of some passages from the columns of all."""
    written, contexts, given = list[str](), TermNumbers(), list[tuple[int, int]]()
    texts = stored_strings(part("units", columns))
    units = LazySequence(len(texts), lambda at: Unit.model_validate_json(texts[at]))
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
