"""Text -> tokens: jieba's words over folded text, each with its address in the text as it stands."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from retrieval.language.folding import fold
from retrieval.language.segmenting import (
    Tagger,
    jieba_dictionary,
    jieba_segmenter,
    jieba_tagger,
    rjieba_segmenter,
    rjieba_tagger,
)

# CJK characters one by one, and whole runs of Latin letters, digits and what holds a number together.
_UNIT = re.compile(r"[a-z0-9]+(?:[.,][0-9]+)*%?|[^\W\d_a-z]|\w")


class Token(NamedTuple):
    """A word: its folded text, and where it stands: `start` and `end` count characters of the text analysed."""

    text: str
    start: int
    end: int


class Analyzer:
    """Cuts text into tokens; one for a process, because a dictionary takes a while to load.

    `cache` is a folder of this user's own in which the parsed form of jieba's dictionary is kept between processes;
    None keeps nothing. Where rjieba is installed it cuts, which gives the same tokens, unless `fast` is off; jieba's
    dictionary, which takes half a second, is then loaded only when something else needs it.
    """

    def __init__(self, cache: Path | None = None, *, fast: bool = True) -> None:
        self.cache = cache
        faster = rjieba_segmenter() if fast else None
        self.fast = faster is not None
        self._cut = faster or jieba_segmenter(self._dictionary)

    def tokens(self, text: str) -> list[Token]:
        """Every word of the text in order, without punctuation and white space; stop words are still among them."""
        return [Token(*cut) for cut in self._cut(fold(text)) if cut[0].isalnum() or any(map(str.isalnum, cut[0]))]

    def tagged(self, text: str) -> Iterator[tuple[str, int, int, str]]:
        """The words of a folded text with jieba's tag of each: word, start, end, tag; they cover the text.

        Without rjieba the first call reads the tags of the dictionary, which takes half a second.
        """
        at = 0
        for word, tag in self._tagger(text):
            yield word, at, at + len(word), tag
            at += len(word)

    @cached_property
    def _dictionary(self) -> Any:
        return jieba_dictionary(self.cache)

    @cached_property
    def _tagger(self) -> Tagger:
        return rjieba_tagger() if self.fast else jieba_tagger(self._dictionary)

    def plain_tokens(self, text: str) -> list[Token]:
        """Jieba's words of the text as it stands, unfolded and with its guesses at new words: what peers start from."""
        return [Token(word, start, end) for word, start, end in self._dictionary.tokenize(text, HMM=True)]


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
