"""A folder of documents of any size from real sentences, seeded, for the whole program to read.

Sentences of the shipped documents and of public sets are drawn at random; one word in twenty, on average, is exchanged
for one drawn from jieba's dictionary by its frequency there, so that rare words keep coming and few sentences stand
twice. Every paragraph has 160 characters at least, which makes it a passage; a hundred are a document.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from retrieval.documents.passages import FULL_PASSAGE_CHARACTERS
from retrieval.language.tokenizer import Analyzer
from tests.benchmarks.synthetic import EXCHANGED, by_frequency, real_sentences

PASSAGES = 100
_A_FOLDER = 1000
_DRAWN = 1 << 16


def write_folder(folder: Path, size: int, sets: Sequence[Path]) -> None:
    """Write documents of so many passages, a thousand of them in each folder."""
    paragraphs = _paragraphs(np.random.default_rng(size), sets)
    for number in range(-(-size // PASSAGES)):
        path = folder / f"{number // _A_FOLDER:03}" / f"{number:06}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        count = min(PASSAGES, size - number * PASSAGES)
        path.write_text("\n\n".join([f"# 第{number}号文", *(next(paragraphs) for _ in range(count))]) + "\n", "utf-8")


def _paragraphs(rng: np.random.Generator, sets: Sequence[Path]) -> Iterator[str]:
    told = _sentences(rng, sets)
    while True:
        own: list[str] = []
        while sum(map(len, own)) < FULL_PASSAGE_CHARACTERS:
            own.append(next(told))
        yield "".join(own)


def _sentences(rng: np.random.Generator, sets: Sequence[Path]) -> Iterator[str]:
    analyzer = Analyzer()
    pool = [_cut(sentence.replace("\n", " "), analyzer) for sentence in real_sentences(sets)]
    words, frequencies = by_frequency()
    while True:
        others = iter(rng.choice(len(words), _DRAWN, p=frequencies).tolist())
        chances = iter((rng.random(_DRAWN * 16) < EXCHANGED).tolist())
        for one in rng.integers(0, len(pool), _DRAWN // 8).tolist():
            yield "".join(
                words[next(others, 0)] if is_word and next(chances, False) else text for text, is_word in pool[one]
            )


def _cut(sentence: str, analyzer: Analyzer) -> list[tuple[str, bool]]:
    """Return the words of a sentence, and what stands between them."""
    found, at = [], 0
    for token in analyzer.tokens(sentence):
        found += [(sentence[at : token.start], False), (sentence[token.start : token.end], True)]
        at = token.end
    return [*found, (sentence[at:], False)]
