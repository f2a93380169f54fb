"""What cuts folded text into words: jieba with its guesses at new words off, or the same in Rust where it is installed.

rjieba (`pip install 'yinju[fast]'`) holds the same dictionary and looks for the same best route, so it cuts the same
words, some ten times faster and without jieba's half a second at start. They differ in one thing only: jieba ends a run
of characters at rare ideographs that its dictionary lacks, where rjieba goes on. The words are the same, but sums of
logarithms that are equal on paper may then be rounded otherwise, and of two routes as likely as each other (云云云 into
云云 and 云, or 云 and 云云) the other is taken. So these characters are covered before rjieba cuts.
"""

import logging
import warnings
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from retrieval.runtime import pattern

# What rjieba takes for ideographs and jieba does not: none of it stands in their dictionary.
_RARE = pattern("[\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_RUN_ENDS = pattern(_RARE.pattern[:-1] + "%-]")
_COVER = "。"


class Segmenter(Protocol):
    """Whatever cuts folded text into words: (word, start, end) in order, covering the text."""

    def __call__(self, text: str, /) -> Iterable[tuple[str, int, int]]:
        """Cut the text; it holds no half of a surrogate pair, which folding takes out."""


class Tagger(Protocol):
    """Whatever cuts folded text into words and tells the tag of each: (word, tag) in order, covering the text."""

    def __call__(self, text: str, /) -> Iterable[tuple[str, str]]:
        """Cut the text."""


def rjieba_segmenter() -> Segmenter | None:
    """The one in Rust; None where it is not installed."""
    try:
        import rjieba
    except ImportError:
        return None
    # The one that the import has made: another would load the dictionary once more, for a tenth of a second.
    tokenize = rjieba.tokenize

    def cut(text: str) -> Iterable[tuple[str, int, int]]:
        if not _RARE.search(text):
            found: Iterable[tuple[str, int, int]] = tokenize(text, hmm=False)
            return found
        return [(text[start:end], start, end) for _, start, end in tokenize(_RARE.sub(_COVER, text), hmm=False)]

    return cut


def rjieba_tagger() -> Tagger:
    """The tagger in Rust, where `rjieba_segmenter` gives a segmenter.

    It has the tags of the same dictionary. Of what is not in there, jieba knows letters and digits (eng), and nothing
    else (x); and % and - end a run of characters for its tagger, but not for its segmenter.
    """
    import rjieba

    def tag(text: str) -> Iterator[tuple[str, str]]:
        at = 0
        for covered, found in rjieba.tag(_RUN_ENDS.sub(_COVER, text), hmm=False):
            word = text[at : at + len(covered)]
            at += len(covered)
            if word.isascii() and word.isalnum():
                yield word, "eng"
            else:
                yield word, found if rjieba.has_word(word) else "x"

    return tag


def jieba_tagger(dictionary: Any) -> Tagger:
    """Jieba's own; it reads the tags of the dictionary, which takes another half a second."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from jieba import posseg
    tagger = posseg.POSTokenizer(dictionary)
    return lambda text: ((pair.word, pair.flag) for pair in tagger.cut(text, HMM=False))


def jieba_segmenter(dictionary: Any) -> Segmenter:
    """Jieba's own, by a dictionary that `jieba_dictionary` loaded."""
    return lambda text: dictionary.tokenize(text, HMM=False)


def jieba_dictionary(cache: Path | None) -> Any:
    """A `jieba.Tokenizer` with its dictionary loaded, which takes half a second.

    It is one of our own: jieba's global one would write to a shared folder and talk on stderr. `cache` is a folder of
    this user's own in which the parsed form is kept between processes; None keeps nothing.
    """
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
    return tokenizer
