"""Text -> tokens: jieba's words over folded text, each with its address in the text as it stands."""

from collections.abc import Callable, Sequence
from functools import cache, cached_property, lru_cache, partial
from importlib import resources
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from retrieval.language.dictionary import compiled_dictionary
from retrieval.language.fold import fold
from retrieval.language.segmenters import (
    CompiledWords,
    Segmenter,
    Tagger,
    Words,
    cut,
    jieba_dictionary,
    jieba_segmenter,
    jieba_tagger,
    rjieba_segmenter,
    rjieba_tagger,
    tag,
)
from retrieval.language.stems import stem
from retrieval.runtime import pattern

# CJK characters one by one, and whole runs of Latin letters, digits and what holds a number together.
_UNIT = pattern(r"[a-z0-9]+(?:[.,][0-9]+)*%?|[^\W\d_a-z]|\w")

# Looking up more characters takes longer than loading rjieba's dictionary, or jieba's own.
_SHORT_CHARACTERS, _SHORT_CHARACTERS_FOR_JIEBA = 8_000, 50_000
# Texts whose tags stay known.
_TAGGED_TEXTS = 16
_KNOWN_QUESTIONS = 64
# Words whose units stay known: the same ones come again and again.
_CACHED_WORDS = 1 << 16


class Token(NamedTuple):
    """A word: its folded text and its place; `start` and `end` count characters of the text analysed."""

    text: str
    start: int
    end: int


# In half the time, without the function that names the fields.
_token: Callable[[tuple[str, int, int]], Token] = partial(tuple.__new__, Token)


class Analyzer:
    """Cuts text into tokens; one for a process, because a dictionary takes a while to load.

    `cache` is a folder of this user's own in which the parsed form of jieba's dictionary is kept between processes;
    None keeps nothing. If rjieba is installed it cuts, which gives the same tokens, unless `fast` is off; jieba's
    dictionary, which takes half a second, is then loaded only when something else needs it. By `words`, if they are
    given, everything is cut if the loops in C were built, else the first few thousand characters; neither is loaded
    before.
    """

    def __init__(
        self, cache: Path | None = None, *, fast: bool = True, words: Words | CompiledWords | None = None
    ) -> None:
        self.cache = cache
        self._wanted_fast = fast
        self._compiled = words if isinstance(words, CompiledWords) else None
        self._words = None if isinstance(words, CompiledWords) else words
        # Several rules ask for the tags of the same question.
        self._tagged = lru_cache(_TAGGED_TEXTS)(self._tag)
        self._few = _SHORT_CHARACTERS if fast and find_spec("rjieba") else _SHORT_CHARACTERS_FOR_JIEBA

    def tokens(self, text: str) -> list[Token]:
        """Return every word of the text in order, stop words included, without punctuation and white space."""
        return self.tokens_of(fold(text))

    def tokens_of(self, folded: str) -> list[Token]:
        """Return the tokens of a text that is folded already."""
        words = self.words(folded)
        ends = zip(words, accumulate(map(len, words)), strict=True)
        return [_token((word, end - len(word), end)) for word, end in ends if word.isalnum() or is_word(word)]

    def words(self, folded: str) -> list[str]:
        """Return the pieces that a folded text is cut into, in order, which cover it: punctuation is among them."""
        if self._compiled:
            return self._compiled.cut(folded)
        words = self._words_for(folded)
        return [*cut(folded, words)] if words else self._segmenter(folded)

    def tagged(self, text: str) -> Sequence[tuple[str, int, int, str]]:
        """Return the words of a folded text with jieba's tag of each: word, start, end, tag; they cover the text.

        Without rjieba and `words` the first call reads the tags of the dictionary, which takes half a second.
        """
        return self._tagged(text)

    def _tag(self, text: str) -> tuple[tuple[str, int, int, str], ...]:
        if self._compiled:
            found = self._compiled.tagged(text)
        else:
            words = self._words_for(text)
            found = [*(tag(text, words) if words else self._tagger(text))]
        ends = accumulate(len(word) for word, _ in found)
        return tuple((word, end - len(word), end, own) for (word, own), end in zip(found, ends, strict=True))

    @property
    def dictionary(self) -> Any:
        """The words that the compiled functions cut by; None if they are missing, or if jieba itself is to cut."""
        return compiled_dictionary() if self._wanted_fast else None

    @property
    def fast(self) -> bool:
        """Tell if rjieba cuts whatever is long."""
        return self._faster is not None

    @property
    def settings(self) -> tuple[Path | None, bool]:
        """Arguments that make such an analyzer in another process: `cache` and `fast`, as they were given."""
        return self.cache, self._wanted_fast

    def _words_for(self, text: str) -> Words | None:
        """Return the words to look a text up in, until more than a few thousand characters were cut; then None."""
        if self._words:
            self._few -= len(text)
            self._words = self._words if self._few >= 0 else None
        return self._words

    @cached_property
    def _faster(self) -> Segmenter | None:
        return rjieba_segmenter() if self._wanted_fast else None

    @cached_property
    def _segmenter(self) -> Segmenter:
        return self._faster or jieba_segmenter(self._dictionary)

    @cached_property
    def _dictionary(self) -> Any:
        return jieba_dictionary(self.cache)

    @cached_property
    def _tagger(self) -> Tagger:
        return rjieba_tagger() if self.fast else jieba_tagger(self._dictionary)

    def plain_tokens(self, text: str) -> list[Token]:
        """Return jieba's words of the text, unfolded and with its guesses at new words: what peers start from."""
        return [Token(word, start, end) for word, start, end in self._dictionary.tokenize(text, HMM=True)]


def is_word(piece: str) -> bool:
    """Tell words from punctuation and white space."""
    return piece.isalnum() or any(map(str.isalnum, piece))


@cache
def stop_words() -> frozenset[str]:
    """Return question words, particles and pronouns, folded: what carries no content."""
    return _listed("stop_words.txt")


@cache
def weak_words() -> frozenset[str]:
    """Return words, folded, that questions are made with and that the texts which answer them often do without."""
    return _listed("weak_words.txt")


def _listed(name: str) -> frozenset[str]:
    data = resources.files("retrieval.language").joinpath(f"data/{name}").read_text("utf-8")
    return frozenset(word for line in data.splitlines() if not line.startswith("#") for word in line.split())


def content(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens that are no stop words, in order."""
    return _content_of(tokens) if isinstance(tokens, tuple) else _content(tokens)


def _content(tokens: Sequence[Token]) -> tuple[Token, ...]:
    stops = stop_words()
    return tuple([token for token in tokens if token.text not in stops])


# Many rules ask for those of the same question, whose tokens do not change.
_content_of = lru_cache(_KNOWN_QUESTIONS)(_content)


def grams(tokens: Sequence[Token], size: int) -> list[str]:
    """Return character grams of the tokens: `size` units in a row, each a CJK character or a Latin or number run.

    No gram crosses a gap between tokens, so neither punctuation nor a token that was taken out is bridged.
    """
    return [gram for run in runs_of(tokens) for gram in _grams(run, size)]


def runs_of(tokens: Sequence[Token]) -> list[list[str]]:
    """Return the units of the tokens in order, in runs without a gap."""
    runs: list[list[str]] = []
    at = -1
    for token in tokens:
        if token.start != at:
            runs.append([])
        runs[-1] += units_of(token.text)
        at = token.end
    return runs


@lru_cache(_CACHED_WORDS)
def units_of(word: str) -> tuple[str, ...]:
    """Return the CJK characters of a word one by one, its numbers, and the stems of its Latin words."""
    return tuple(map(stem, _UNIT.findall(word)))


def _grams(run: Sequence[str], size: int) -> list[str]:
    return ["".join(run[at : at + size]) for at in range(len(run) - size + 1)]
