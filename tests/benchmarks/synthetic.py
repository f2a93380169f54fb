"""A corpus of any size from real sentences, seeded: flat arrays of term numbers on disk, the same for every engine.

Sentences of the shipped documents and of public sets are drawn at random, one after the other; every twentieth word, on
average, is exchanged for one drawn from jieba's dictionary by its frequency there, so that rare words keep coming as a
corpus grows. The stream is cut into passages of 53 to 159 words, 106 on average. A query is 8 different words out of 12
in a row of a passage. All of it is content words by the product's own analysis.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import jieba
import numpy as np
from numpy.typing import NDArray

from retrieval.documents.blocks import Block
from retrieval.documents.reader import open_collection
from retrieval.documents.sentences import sentences
from retrieval.evaluation.passages import read_contexts
from retrieval.language.tokenizer import Analyzer, content

SEEDS = Path(__file__).parents[2] / "seeds"
WORDS_A_PASSAGE = 106
WORDS_A_QUERY = 8
QUERIES = 420
_FROM = 12
EXCHANGED = 0.05
_TERMS, _OFFSETS, _WORDS, _ASKED = "terms.npy", "offsets.npy", "words.txt", "queries.json"

Terms = NDArray[np.int32]


class Corpus:
    """A corpus on disk: passages as words, and queries."""

    def __init__(self, folder: Path) -> None:
        self.words = (folder / _WORDS).read_text("utf-8").split("\n")
        self.queries: list[list[str]] = json.loads((folder / _ASKED).read_text("utf-8"))
        self._terms = np.load(folder / _TERMS, mmap_mode="r")
        self._offsets = np.load(folder / _OFFSETS)

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def passages(self) -> Iterator[list[str]]:
        """Yield the words of each passage; no word is in memory twice."""
        words = self.words
        for start, end in zip(self._offsets[:-1].tolist(), self._offsets[1:].tolist(), strict=True):
            yield [words[term] for term in self._terms[start:end].tolist()]


def write_corpus(folder: Path, size: int, sets: Iterable[Path]) -> None:
    """Write a corpus of so many passages."""
    rng = np.random.default_rng(size)
    words, pool, frequencies = _material(tuple(sets))
    lengths = rng.integers(WORDS_A_PASSAGE // 2, WORDS_A_PASSAGE * 3 // 2 + 1, size)
    offsets = np.concatenate([[0], lengths.cumsum()])
    terms = _stream(rng, pool, int(offsets[-1]))
    exchanged = np.flatnonzero(rng.random(len(terms)) < EXCHANGED)
    terms[exchanged] = rng.choice(len(frequencies), len(exchanged), p=frequencies)
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / _TERMS, terms)
    np.save(folder / _OFFSETS, offsets)
    (folder / _WORDS).write_text("\n".join(words), "utf-8")
    queries = [[words[term] for term in query] for query in _queries(rng, terms, offsets)]
    (folder / _ASKED).write_text(json.dumps(queries, ensure_ascii=False), "utf-8")


def _stream(rng: np.random.Generator, pool: Sequence[Terms], length: int) -> Terms:
    found = np.empty(length, np.int32)
    at = 0
    while at < length:
        drawn = np.concatenate([pool[one] for one in rng.integers(0, len(pool), 10_000)])[: length - at]
        found[at : at + len(drawn)] = drawn
        at += len(drawn)
    return found


def _queries(rng: np.random.Generator, terms: Terms, offsets: NDArray[np.int64]) -> Iterator[list[int]]:
    left = QUERIES
    while left:
        passage = int(rng.integers(len(offsets) - 1))
        start = int(rng.integers(offsets[passage], offsets[passage + 1] - _FROM))
        different = list(dict.fromkeys(terms[start : start + _FROM].tolist()))
        if len(different) >= WORDS_A_QUERY:
            yield different[:WORDS_A_QUERY]
            left -= 1


def _material(sets: Sequence[Path]) -> tuple[list[str], list[Terms], NDArray[np.float64]]:
    """All words, those of jieba's dictionary first; sentences as term numbers; the frequencies of the dictionary."""
    known, frequencies = by_frequency()
    numbers = {word: at for at, word in enumerate(known)}
    analyzer = Analyzer()
    pool = []
    for sentence in real_sentences(sets):
        tokens = content(analyzer.tokens(sentence))
        if tokens:
            pool.append(np.array([numbers.setdefault(token.text, len(numbers)) for token in tokens], np.int32))
    return list(numbers), pool, frequencies


def by_frequency() -> tuple[list[str], NDArray[np.float64]]:
    """Return the words of jieba's dictionary, and how likely each is among them."""
    rows = [line.split(" ") for line in (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines()]
    counts = {word.lower(): int(count) for word, count, *_ in rows if word.isalnum()}
    frequencies = np.array(list(counts.values()), np.float64)
    return list(counts), frequencies / frequencies.sum()


def real_sentences(sets: Sequence[Path]) -> Iterator[str]:
    """Yield the sentences of the shipped documents and of public sets, in order."""
    shipped = open_collection(SEEDS)
    for passage in shipped.passages:
        text = shipped.text(shipped.document_of(passage).file)
        yield from (text[one.start : one.end] for one in passage.sentences)
    for path in sets:
        for found in read_contexts(path):
            block = Block(start=0, end=len(found.context), role="text")
            yield from (found.context[one.start : one.end] for one in sentences(found.context, block))
