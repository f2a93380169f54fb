"""The tokens of sentences, kept as where they begin and end: for whoever reads the same sentences again."""

import re
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from retrieval.arrays.container import Arrays
from retrieval.arrays.strings import Strings
from retrieval.language.tokenizer import Token

Tokens = Mapping[str, Sequence[Token]]
# A token's first character is marked 1, its others 2, what stands between tokens 0.
_TOKEN = re.compile(rb"\x01\x02*")


class TokensWriter:
    """Takes the tokens of sentences one after the other, and keeps those of each text once."""

    def __init__(self) -> None:
        self._cuts, self._offsets, self._distinct = bytearray(), array("q", [0]), array("i")
        self._sentences = 0

    def __len__(self) -> int:
        """How many texts that differ were taken so far."""
        return len(self._distinct)

    def add(self, length: int, tokens: Sequence[Token]) -> None:
        """Take the tokens of the next sentence, of so many characters, whose text no sentence before it has."""
        own = bytearray(length)
        for token in tokens:
            own[token.start : token.end] = b"\x01" + b"\x02" * (token.end - token.start - 1)
        self._cuts += own
        self._offsets.append(len(self._cuts))
        self._distinct.append(self._sentences)
        self._sentences += 1

    def repeat(self) -> None:
        """Pass over the next sentence, whose text one before it has."""
        self._sentences += 1

    def tokens(self, number: int, folded: str) -> list[Token]:
        """The tokens of a text by its number among those that differ, `folded` as it is analysed."""
        return _tokens(self._cuts[self._offsets[number] : self._offsets[number + 1]], folded)

    def arrays(self) -> Arrays:
        """What is to be stored, to be taken up again by `KeptTokens`."""
        return {
            "cuts": np.frombuffer(self._cuts, np.uint8),
            "offsets": np.frombuffer(self._offsets, np.int64),
            "distinct": np.frombuffer(self._distinct, np.int32),
        }


class KeptTokens(Tokens):
    """The tokens of every text of a sentence, in the order of the texts' first occurrence."""

    def __init__(self, arrays: Arrays, folded: Strings, written: Callable[[int], str]) -> None:
        """Take the arrays; `folded[i]` is sentence i as it is analysed, `written(i)` as it stands in its file."""
        self._arrays, self._folded, self._written = arrays, folded, written

    def __len__(self) -> int:
        return len(self._arrays["distinct"])

    def __iter__(self) -> Iterator[str]:
        return map(self._written, self._arrays["distinct"].tolist())

    def __getitem__(self, text: str) -> Sequence[Token]:
        number = self._numbers[text]
        start, end = self._arrays["offsets"][number : number + 2]
        folded = self._folded[int(self._arrays["distinct"][number])]
        return _tokens(self._arrays["cuts"][start:end].tobytes(), folded)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {text: number for number, text in enumerate(self)}


def _tokens(cuts: bytes | bytearray, folded: str) -> list[Token]:
    spans = (match.span() for match in _TOKEN.finditer(cuts))
    return [Token(folded[first:last], first, last) for first, last in spans]
