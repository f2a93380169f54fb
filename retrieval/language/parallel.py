"""Many folded texts -> their words, by several processes where that pays."""

import os
from array import array
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.language.tokenizer import Analyzer
from retrieval.runtime import Progress, unseen, without_collector

# A process takes most of a second to start and to load jieba's dictionary, in which this one cuts 250,000 characters;
# so two are ahead from about a million on. With rjieba words take longer to come over than to make.
MIN_PARALLEL_CHARACTERS = 2_000_000
_CHUNK = 20_000
_MOST_PROCESSES = 16


class CutTexts(NamedTuple):
    """The words of some texts, one after the other: punctuation and white space among them.

    `starts` are their places in their own text, and `counts` tells how many belong to each text.
    """

    words: list[str]
    starts: NDArray[np.int32]
    counts: NDArray[np.int64]


def cut_texts(
    texts: Sequence[str], analyzer: Analyzer, progress: Progress = unseen, *, pays: int = MIN_PARALLEL_CHARACTERS
) -> Iterator[CutTexts]:
    """Cut folded texts part by part, each as `analyzer` cuts it alone; progress counts characters.

    From `pays` characters on, several processes cut them, unless the analyzer is fast. They are started anew: whatever
    the program's main module does when it is imported happens in them too.
    """
    total, done = sum(map(len, texts)), 0
    parts = list(_parts(texts))
    processes = min(_MOST_PROCESSES, os.cpu_count() or 1, len(parts))
    apart = total >= pays and processes > 1 and not analyzer.fast
    cut = _apart(parts, analyzer, processes) if apart else map(analyzer.words, map("\n".join, parts))
    with without_collector():
        for part, words in zip(parts, cut, strict=True):
            yield _separated(part, words) or _one_by_one(part, analyzer)
            done += sum(map(len, part))
            progress("analysing", done, total)


def _separated(texts: Sequence[str], words: list[str]) -> CutTexts | None:
    """Return the words of texts that were joined by line ends; None if a word runs over the end of a text."""
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    ends = lengths.cumsum()
    sizes = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    sizes[-1] -= 1
    # The line end after a text is its last word.
    last = ends.searchsorted(sizes[:-1].cumsum())
    if not (np.array_equal(ends[last], sizes[:-1].cumsum()) and (lengths[last] == 1).all()):
        return None
    counts = np.diff(np.concatenate([[-1], last, [len(words) - 1]]))
    starts = ends - lengths - np.repeat(sizes.cumsum() - sizes, counts)
    return CutTexts(words, starts.astype(np.int32), counts)


def _one_by_one(texts: Sequence[str], analyzer: Analyzer) -> CutTexts:
    own = [analyzer.words(text) for text in texts]
    starts = [at for words in own for at in accumulate(map(len, words[:-1]), initial=0) if words]
    counts = np.array([len(words) for words in own], np.int64)
    return CutTexts([word for words in own for word in words], np.array(starts, np.int32), counts)


def _parts(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    start = size = 0
    for at, text in enumerate(texts, 1):
        size += len(text)
        if size >= _CHUNK or at == len(texts):
            yield texts[start:at]
            start, size = at, 0


def _apart(parts: Sequence[Sequence[str]], analyzer: Analyzer, processes: int) -> Iterator[list[str]]:
    # A copy of a process with threads can hang, so the processes start from nothing; what comes back are lengths only,
    # because numbers are read much faster than objects.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    joined = ["\n".join(part) for part in parts]
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        for text, lengths in zip(joined, pool.map(partial(_lengths, cache=analyzer.cache), joined), strict=True):
            yield [text[start:end] for start, end in pairwise(accumulate(lengths, initial=0))]


def _lengths(text: str, cache: Path | None) -> "array[int]":
    """In another process: the lengths of the words of a text."""
    global _analyzer
    _analyzer = _analyzer or Analyzer(cache, fast=False)
    return array("i", map(len, _analyzer.words(text)))


_analyzer: Analyzer | None = None
