"""The most likely route through a text, word by word: how jieba cuts with its guesses at new words off.

It is the algorithm of jieba by Sun Junyi (https://github.com/fxsjy/jieba, MIT): of all ways to go through a run of
characters by words of the dictionary, the one whose frequencies have the highest product. It works with any dictionary
that can be asked which words begin at a place, so a short text needs a few look-ups and no loaded dictionary. Sums are
made in jieba's order, so that of two routes that are as likely as each other the same one is taken.
"""

import re
from collections.abc import Iterator, Sequence
from math import log
from typing import Protocol

from retrieval.runtime import pattern

# A run that the dictionary cuts, or what stands alone between such runs; % and - are in a run, but not for tags.
_CUT = re.compile("([\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+)|\r\n|.", re.DOTALL)
_TAGGED = pattern(_CUT.pattern.replace("%-", ""), re.DOTALL)
_LATIN, _UNKNOWN = "eng", "x"


class Words(Protocol):
    """The words of jieba's dictionary, their frequencies, which sum up to `total`, and their tags."""

    total: int

    def beginning(self, text: str, at: int, /) -> Sequence[tuple[int, int]]:
        """The words that stand in a text from `at` on: the end and the frequency of each."""

    def tag(self, word: str, /) -> str | None:
        """The tag of a word; None where it is none."""


def cut(text: str, words: Words) -> Iterator[tuple[str, int, int]]:
    """Word, start and end, in order, covering the text: as `jieba.Tokenizer.tokenize` without guesses."""
    for match in _CUT.finditer(text):
        at = match.start()
        for word, _ in _route(match[1], words) if match[1] else ((match[0], False),):
            yield word, at, at + len(word)
            at += len(word)


def tag(text: str, words: Words) -> Iterator[tuple[str, str]]:
    """Word and tag, in order, covering the text: as `jieba.posseg` without guesses."""
    for match in _TAGGED.finditer(text):
        if match[1]:
            for word, spelled in _route(match[1], words):
                yield word, _LATIN if spelled else words.tag(word) or _UNKNOWN
        else:
            yield match[0], _UNKNOWN


def _route(run: str, words: Words) -> Iterator[tuple[str, bool]]:
    """The words of a run, and whether each was put together from single Latin letters and digits."""
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
