"""Many folded texts -> their words, by calls for many texts at once."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.language.tokenizer import Analyzer
from retrieval.runtime import Progress, unseen, without_collector

_CHUNK = 20_000


class CutTexts(NamedTuple):
    """The words of some texts, one after the other: punctuation and white space among them.

    `starts` are their places in their own text, and `counts` tells how many belong to each text.
    """

    words: list[str]
    starts: NDArray[np.int32]
    counts: NDArray[np.int64]


def cut_texts(texts: Sequence[str], analyzer: Analyzer, progress: Progress = unseen) -> Iterator[CutTexts]:
    """Cut folded texts part by part, each as `analyzer` cuts it alone; progress counts characters."""
    total, done = sum(map(len, texts)), 0
    with without_collector():
        for part in _parts(texts):
            yield _separated(part, analyzer.words("\n".join(part))) or _one_by_one(part, analyzer)
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
