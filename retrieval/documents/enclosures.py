"""Brackets and quotation marks of a paragraph, matched in one pass."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from retrieval.arrays import kernels
from retrieval.arrays.slices import new

_PAIRS = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "（": "）",
    "(": ")",
    "【": "】",
    "《": "》",
    "〈": "〉",
    "[": "]",
}
_OPENER_OF = {closer: opener for opener, closer in _PAIRS.items()}
_QUOTING = "“‘「『"
# A longer bracket at the end of a line says something of its own.
ASIDE_CHARACTERS = 30
# What is longer is more likely two lone marks far apart than one bracket.
_LONGEST_BRACKET = 200
# A quotation that is longer is quoted sentence by sentence.
_LONGEST_QUOTATION = 120

# Only the nearest few can be meant; looking further would cost time on a text full of lone marks.
_DEPTH = 8

_MARK = re.compile(f"[{re.escape(''.join(_PAIRS) + ''.join(_OPENER_OF))}]")

OPENERS = "".join(_PAIRS)
CLOSERS = "".join(_OPENER_OF) + "\"'"


class Enclosure(NamedTuple):
    """From an opening mark to its closing one, which stands at `end` - 1."""

    start: int
    end: int


def enclosures(text: str, start: int, end: int) -> list[Enclosure]:
    """Return the outermost brackets and quotations of `text[start:end]` that belong together, in order, apart from each
    other.

    A mark without its partner is passed over, as are pairs that are too far apart to be read in one go.
    """
    if kernels.compiled:
        limits = _LONGEST_BRACKET, _LONGEST_QUOTATION
        matched: list[Enclosure] = kernels.compiled.enclosures(text, start, end, Enclosure, *limits)
        return matched
    found: list[Enclosure] = []
    stack: list[int] = []
    for match in _MARK.finditer(text, start, end):
        at, character = match.start(), match.group()
        if character in _PAIRS:
            stack.append(at)
        else:
            opener = _OPENER_OF[character]
            depth = 1
            while depth <= len(stack) and depth <= _DEPTH and text[stack[-depth]] != opener:
                depth += 1
            if depth <= len(stack) and depth <= _DEPTH:
                opened = stack[-depth]
                del stack[-depth:]
                longest = _LONGEST_QUOTATION if opener in _QUOTING else _LONGEST_BRACKET
                if at + 1 - opened <= longest:
                    while found and found[-1].start > opened:
                        found.pop()
                    found.append(new(Enclosure, (opened, at + 1)))
    return found


def end_of_aside(text: str, at: int, end: int, closed: Sequence[Enclosure], starts: Sequence[int]) -> int:
    """Return the end of the short bracket that begins at a place if nothing else is on its line, else that place.

    亏了四千亿？（后来更正了）
    """
    number = bisect_left(starts, at)
    if text[at] not in "（(" or number == len(starts) or starts[number] != at:
        return at
    after = closed[number].end
    alone = after - at <= ASIDE_CHARACTERS and not text[after:end].partition("\n")[0].strip()
    return after if alone else at
