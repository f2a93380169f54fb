"""Many folded texts -> their words by number, by calls for many texts at once."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays import kernels
from retrieval.arrays.strings import Strings, joined_strings, store_strings, stored_strings
from retrieval.language.tokenizer import Analyzer
from retrieval.runtime import Progress, unseen, without_collector

_CHUNK = 20_000
# Cut by the compiled functions, so many take as long.
_CHUNK_COMPILED = 1 << 19
# Fewer characters are cut without the dictionary of the compiled functions, which takes a tenth of a second and 20 MB.
MIN_COMPILED_CHARACTERS = 1 << 18


class CutTexts(NamedTuple):
    """The words of some texts, one after the other: punctuation and white space among them.

    `words` are those that differ, and `numbers` tells which each is; `starts` are their places in their own text, and
    `counts` tells how many belong to each text.
    """

    words: Strings
    numbers: NDArray[np.int32]
    starts: NDArray[np.int32]
    counts: NDArray[np.int64]


def cut_texts(texts: Sequence[str], analyzer: Analyzer, progress: Progress = unseen) -> Iterator[CutTexts]:
    """Cut folded texts part by part, each as `analyzer` cuts it alone; progress counts characters."""
    total, done = sum(map(len, texts)), 0
    dictionary = analyzer.dictionary if total >= MIN_COMPILED_CHARACTERS else None
    with without_collector():
        for part in _parts(texts, _CHUNK_COMPILED if dictionary else _CHUNK):
            yield _compiled(part, dictionary) if dictionary else _cut(part, analyzer)
            done += sum(map(len, part))
            progress("analysing", done, total)


def _compiled(texts: Sequence[str], dictionary: Any) -> CutTexts:
    """Return the words of texts by a dictionary of the compiled functions."""
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    joined = "".join(texts)
    numbers, starts = np.empty(len(joined), np.int32), np.empty(len(joined), np.int32)
    counts = np.empty(len(texts), np.int64)
    blob, widths = kernels.compiled.cut(dictionary, joined, sizes, numbers, starts, counts)
    words = joined_strings(np.frombuffer(blob, np.uint8), np.frombuffer(widths, np.uint32).astype(np.int64))
    found = int(counts.sum())
    return CutTexts(stored_strings(words), numbers[:found], starts[:found], counts)


def _cut(texts: Sequence[str], analyzer: Analyzer) -> CutTexts:
    words = analyzer.words("\n".join(texts))
    return _separated(texts, words) or _one_by_one(texts, analyzer)


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
    return CutTexts(*_numbered(words), starts.astype(np.int32), counts)


def _one_by_one(texts: Sequence[str], analyzer: Analyzer) -> CutTexts:
    own = [analyzer.words(text) for text in texts]
    starts = [at for words in own for at in accumulate(map(len, words[:-1]), initial=0) if words]
    counts = np.array([len(words) for words in own], np.int64)
    return CutTexts(*_numbered([word for words in own for word in words]), np.array(starts, np.int32), counts)


def _numbered(words: list[str]) -> tuple[Strings, NDArray[np.int32]]:
    """Return the words that differ, and which of them each is."""
    known = dict[str, int]()
    numbers = np.array([known.setdefault(word, len(known)) for word in words], np.int32)
    return stored_strings(store_strings(known)), numbers


def _parts(texts: Sequence[str], characters: int) -> Iterator[Sequence[str]]:
    start = size = 0
    for at, text in enumerate(texts, 1):
        size += len(text)
        if size >= characters or at == len(texts):
            yield texts[start:at]
            start, size = at, 0
