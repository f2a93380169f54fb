"""Many texts -> their tokens, by several processes where that pays."""

import os
from array import array
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from retrieval.language.fold import fold
from retrieval.language.tokenizer import Analyzer, Token
from retrieval.runtime import Progress, unseen, without_collector

# A process takes most of a second to start and to load jieba's dictionary, in which this one cuts 250,000 characters;
# so two are ahead from about a million on. With rjieba tokens take longer to come over than to make.
PAYS = 2_000_000
_CHUNK = 20_000
_MOST_PROCESSES = 16

_Places = tuple["array[int]", "array[int]"]


def tokens_of(
    texts: Sequence[str], analyzer: Analyzer, progress: Progress = unseen, *, pays: int = PAYS
) -> Iterator[list[Token]]:
    """The tokens of the texts, one after the other, as `analyzer.tokens` gives them; progress counts characters.

    From `pays` characters on, several processes cut them, unless the analyzer is fast. They are started anew: whatever
    the program's main module does when it is imported happens in them too.
    """
    total, done = sum(map(len, texts)), 0
    parts = list(_parts(texts))
    processes = min(_MOST_PROCESSES, os.cpu_count() or 1, len(parts))
    apart = total >= pays and processes > 1 and not analyzer.fast
    cut = _apart(parts, analyzer, processes) if apart else _here(parts, analyzer)
    with without_collector():
        for part, own in zip(parts, cut, strict=True):
            yield from own
            done += sum(map(len, part))
            progress("analysing", done, total)


def _parts(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    start = size = 0
    for at, text in enumerate(texts, 1):
        size += len(text)
        if size >= _CHUNK or at == len(texts):
            yield texts[start:at]
            start, size = at, 0


def _here(parts: Sequence[Sequence[str]], analyzer: Analyzer) -> Iterator[list[list[Token]]]:
    for part in parts:
        yield [analyzer.tokens(text) for text in part]


def _apart(parts: Sequence[Sequence[str]], analyzer: Analyzer, processes: int) -> Iterator[list[list[Token]]]:
    # A copy of a process with threads can hang, so the processes start from nothing; what comes back are places only,
    # because numbers are read much faster than objects.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        for part, places in zip(parts, pool.map(partial(_places, cache=analyzer.cache), parts), strict=True):
            yield _tokens(part, places)


def _tokens(texts: Sequence[str], places: _Places) -> list[list[Token]]:
    counts, ends = places
    pairs = zip(ends[::2], ends[1::2], strict=True)
    found = []
    for text, count in zip(texts, counts, strict=True):
        folded = fold(text)
        found.append([Token(folded[a:b], a, b) for _, (a, b) in zip(range(count), pairs, strict=False)])
    return found


def _places(texts: Sequence[str], cache: Path | None) -> _Places:
    """In another process: how many tokens each text has, and where they start and end."""
    global _analyzer
    _analyzer = _analyzer or Analyzer(cache, fast=False)
    counts, ends = array("Q"), array("Q")
    for text in texts:
        tokens = _analyzer.tokens(text)
        counts.append(len(tokens))
        for token in tokens:
            ends.append(token.start)
            ends.append(token.end)
    return counts, ends


_analyzer: Analyzer | None = None
