"""Text -> tokens: jieba's words over folded text, each with its address in the text as it stands."""

import logging
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache, cached_property, lru_cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple, Protocol

from retrieval.language.folding import fold

# CJK characters one by one, and whole runs of Latin letters, digits and what holds a number together.
_UNIT = re.compile(r"[a-z0-9]+(?:[.,][0-9]+)*%?|[^\W\d_a-z]|\w")


class Token(NamedTuple):
    """A word: its folded text, and where it stands: `start` and `end` count characters of the text analysed."""

    text: str
    start: int
    end: int


class Segmenter(Protocol):
    """Whatever cuts folded text into words: (word, start, end) in order, covering the text."""

    def tokenize(self, text: str, *, HMM: bool) -> Iterator[tuple[str, int, int]]:  # noqa: N803 (jieba's name)
        """Cut the text."""


class Analyzer:
    """Cuts text into tokens; one for a process, because its dictionary takes half a second to load.

    `cache` is a folder of this user's own in which the dictionary's parsed form is kept between processes; None keeps
    nothing.
    """

    def __init__(self, cache: Path | None = None) -> None:
        self._segmenter = _jieba(cache)

    def tokens(self, text: str) -> list[Token]:
        """Every word of the text in order, without punctuation and white space; stop words are still among them."""
        return [
            Token(word, start, end)
            for word, start, end in self._segmenter.tokenize(fold(text), HMM=False)
            if any(character.isalnum() for character in word)
        ]

    def tagged(self, text: str) -> Iterator[tuple[str, int, int, str]]:
        """The words of a folded text with jieba's tag of each: word, start, end, tag; they cover the text.

        The first call reads the tags of the dictionary, which takes half a second.
        """
        at = 0
        for word, tag in self._tagger(text):
            yield word, at, at + len(word), tag
            at += len(word)

    @cached_property
    def _tagger(self) -> Callable[[str], list[tuple[str, str]]]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from jieba import posseg
        tagger = posseg.POSTokenizer(self._segmenter)
        # One text is taken apart for several ends in a row.
        return lru_cache(maxsize=64)(lambda text: [(pair.word, pair.flag) for pair in tagger.cut(text, HMM=False)])

    def plain_tokens(self, text: str) -> list[Token]:
        """Jieba's words of the text as it stands, unfolded and with its guesses at new words: what peers start from."""
        return [Token(word, start, end) for word, start, end in self._segmenter.tokenize(text, HMM=True)]


@cache
def stop_words() -> frozenset[str]:
    """Question words, particles and pronouns: what carries no content, folded."""
    data = resources.files("retrieval.language").joinpath("data/stop_words.txt").read_text("utf-8")
    return frozenset(word for line in data.splitlines() if not line.startswith("#") for word in line.split())


def content(tokens: Sequence[Token]) -> list[Token]:
    """The tokens that are no stop words, in order."""
    stops = stop_words()
    return [token for token in tokens if token.text not in stops]


def grams(tokens: Sequence[Token], size: int) -> list[str]:
    """Character grams of the tokens: `size` units in a row, a unit being a CJK character or a Latin or number run.

    No gram crosses a gap between tokens, so neither punctuation nor a token that was taken out is bridged.
    """
    found: list[str] = []
    run: list[str] = []
    at = -1
    for token in tokens:
        if token.start != at:
            found += _grams(run, size)
            run = []
        run += _UNIT.findall(token.text)
        at = token.end
    return found + _grams(run, size)


def _grams(run: list[str], size: int) -> list[str]:
    return ["".join(run[at : at + size]) for at in range(len(run) - size + 1)]


def _jieba(cache: Path | None) -> Segmenter:
    """A tokenizer of our own: jieba's global one would write to a shared folder and talk on stderr."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42 has invalid escapes and imports pkg_resources
        import jieba
    jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    # Without a folder of its own jieba would share one with every user; in one that is missing it keeps nothing.
    tokenizer.tmp_dir = str(cache or Path("/nonexistent"))
    if cache is not None:
        with suppress(OSError):
            cache.mkdir(parents=True, exist_ok=True, mode=0o700)
    tokenizer.initialize()
    segmenter: Segmenter = tokenizer
    return segmenter
