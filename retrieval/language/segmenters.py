"""Segmenters: they cut folded text into words as jieba does with its guesses at new words off.

Three of them cut the same words: jieba; rjieba, the same in Rust (`pip install 'yinju[fast]'`), some ten times faster
and without jieba's half a second at start; and `cut` here, which looks a few words up in a dictionary on disk.

All take the most likely route: of all ways to go through a run of characters by words of the dictionary, the one whose
frequencies have the highest product. It is the algorithm of jieba by Sun Junyi (https://github.com/fxsjy/jieba, MIT).
Sums are made in jieba's order, so that of two routes that are as likely as each other the same one is taken.

rjieba differs in one thing only: jieba ends a run of characters at rare ideographs that its dictionary lacks, where
rjieba goes on. The words are the same, but sums of logarithms that are equal on paper may then be rounded otherwise,
and of two routes as likely as each other (云云云 into 云云 and 云, or 云 and 云云) the other is taken. So rjieba
cuts what is between these characters.
"""

import logging
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from math import log
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from retrieval.runtime import pattern

# A run that the dictionary cuts, or what stands alone between such runs; % and - are in a run, but not for tags.
_CUT = pattern("([\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+)|\r\n|.", re.DOTALL)
_TAGGED = pattern(_CUT.pattern.replace("%-", ""), re.DOTALL)
LATIN, UNKNOWN = "eng", "x"


class Words(Protocol):
    """The words of jieba's dictionary, their frequencies, which sum up to `total`, and their tags."""

    total: int

    def beginning(self, text: str, at: int, /) -> Sequence[tuple[int, int]]:
        """Return the words that stand in a text from `at` on: the end and the frequency of each."""

    def tag(self, word: str, /) -> str | None:
        """Return the tag of a word; None where it is none."""


@runtime_checkable
class CompiledWords(Protocol):
    """The same words, where the loops in C look them up."""

    def cut(self, text: str, /) -> list[str]:
        """Return what `cut` yields."""

    def tagged(self, text: str, /) -> list[tuple[str, str]]:
        """Return what `tag` yields."""


def cut(text: str, words: Words) -> Iterator[str]:
    """Yield the words of a text, in order, which cover it: as `jieba.Tokenizer.cut` without guesses."""
    for match in _CUT.finditer(text):
        yield from (word for word, _ in _route(match[1], words)) if match[1] else (match[0],)


def tag(text: str, words: Words) -> Iterator[tuple[str, str]]:
    """Word and tag, in order, covering the text: as `jieba.posseg` without guesses."""
    for match in _TAGGED.finditer(text):
        if match[1]:
            for word, spelled in _route(match[1], words):
                yield word, LATIN if spelled else words.tag(word) or UNKNOWN
        else:
            yield match[0], UNKNOWN


def _route(run: str, words: Words) -> Iterator[tuple[str, bool]]:
    """Yield the words of a run, and whether each was put together from single Latin letters and digits."""
    ends = _ends(run, words)
    at = spelled = 0
    while at < len(run):
        end = ends[at]
        if end - at > 1 or not (run[at].isascii() and run[at].isalnum()):
            if spelled < at:
                yield run[spelled:at], True
            yield run[at:end], False
            spelled = end
        at = end
    if spelled < at:
        yield run[spelled:at], True


def _ends(run: str, words: Words) -> list[int]:
    """For each place of a run, where the first word of the best route from there ends; of equal ones the longest."""
    total = log(words.total)
    scores, ends = [0.0] * (len(run) + 1), [0] * len(run)
    for at in range(len(run) - 1, -1, -1):
        found = words.beginning(run, at) or ((at + 1, 1),)
        scores[at], ends[at] = max((log(frequency) - total + scores[end], end) for end, frequency in found)
    return ends


# What rjieba takes for ideographs and jieba does not: none of it stands in their dictionary.
_RARE = pattern("[\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_RUN_ENDS = pattern(_RARE.pattern[:-1] + "%-]")
_COVER = "。"


class Segmenter(Protocol):
    """Segmenter: cuts folded text into words, in order, covering the text."""

    def __call__(self, text: str, /) -> list[str]:
        """Cut the text; it holds no half of a surrogate pair, which folding takes out."""


class Tagger(Protocol):
    """Tagger: cuts folded text into words, each with its tag: (word, tag) in order, covering the text."""

    def __call__(self, text: str, /) -> Iterable[tuple[str, str]]:
        """Cut the text."""


def rjieba_segmenter() -> Segmenter | None:
    """Return the one in Rust; None where it is not installed."""
    try:
        import rjieba
    except ImportError:
        return None
    # The one that the import has made: another would load the dictionary once more, for a tenth of a second.
    cut_all = rjieba.cut

    def segment(text: str) -> list[str]:
        found, at = list[str](), 0
        for rare in _RARE.finditer(text):
            found += cut_all(text[at : rare.start()], hmm=False)
            found.append(rare[0])
            at = rare.end()
        found += cut_all(text[at:], hmm=False)
        return found

    return segment


def rjieba_tagger() -> Tagger:
    """Yield the tagger in Rust, where `rjieba_segmenter` gives a segmenter.

    It has the tags of the same dictionary. Of what is not in there, jieba knows letters and digits (eng), and nothing
    else (x); and % and - end a run of characters for its tagger, but not for its segmenter.
    """
    import rjieba

    def tagged(text: str) -> Iterator[tuple[str, str]]:
        at = 0
        for covered, found in rjieba.tag(_RUN_ENDS.sub(_COVER, text), hmm=False):
            word = text[at : at + len(covered)]
            at += len(covered)
            if word.isascii() and word.isalnum():
                yield word, "eng"
            else:
                yield word, found if rjieba.has_word(word) else "x"

    return tagged


def jieba_tagger(dictionary: Any) -> Tagger:
    """Jieba's own; it reads the tags of the dictionary, which takes another half a second."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from jieba import posseg
    tagger = posseg.POSTokenizer(dictionary)
    return lambda text: ((pair.word, pair.flag) for pair in tagger.cut(text, HMM=False))


def jieba_segmenter(dictionary: Any) -> Segmenter:
    """Jieba's own, by a dictionary that `jieba_dictionary` loaded."""
    return lambda text: list(dictionary.cut(text, HMM=False))


def jieba_dictionary(cache: Path | None) -> Any:
    """Return a `jieba.Tokenizer` with its dictionary loaded, which takes half a second.

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
