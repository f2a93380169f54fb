"""Compounds: words that the dictionary cuts apart and the material keeps together, such as names it has never heard of.

They are collocations, mined from a sample of the material's texts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays import kernels
from retrieval.language.collocations import MOST_TOKENS, Row
from retrieval.language.tokenizer import Token

# What marks a compound among the terms of a sentence, because it stands there beside the words that it is made of.
MARK = "@"
# Names that matter stand in any large sample, and counting everything would take longer than the analysis.
SAMPLE_SENTENCES = 50_000

_Places = NDArray[np.int64]
# In most rows no more than one word in so many begins a gram.
_GRAM_ONE_IN = 8


class Compounds:
    """The compounds of some material, found again in the tokens of any text."""

    def __init__(self, grams: Iterable[str]) -> None:
        """Take the words of each compound, joined by newlines."""
        self._grams = frozenset(grams)

    @cached_property
    def grams(self) -> list[str]:
        """The words of each compound, joined by newlines, in the order of their characters."""
        return sorted(self._grams)

    def find(self, tokens: Sequence[Token]) -> list[str]:
        """Return the compounds among the tokens, marked, in order; those within others and those that overlap too."""
        glued = [False, *(token.start == before.end for before, token in pairwise(tokens))]
        return [term for _, term in self.places([token.text for token in tokens], glued)]

    def places(self, words: Sequence[str], glued: Sequence[bool]) -> Iterator[tuple[int, str]]:
        """Yield where compounds start among words, and their terms; `glued[i]` if no gap parts word i from the one
        before.
        """
        for at in range(len(words) - 1):
            for end in range(at + 2, min(at + MOST_TOKENS, len(words)) + 1):
                if not glued[end - 1]:
                    break
                if (gram := "\n".join(words[at:end])) in self._grams:
                    yield at, marked(gram)

    def __iter__(self) -> Iterator[str]:
        """Return the compounds as they are written, in the order of their characters."""
        return iter(sorted(gram.replace("\n", "") for gram in self._grams))

    def of_term(self, term: str) -> list[str]:
        """Return the compounds that have a term, which does not tell where their words end."""
        text = term.removeprefix(MARK)
        cuts = (own for count in range(1, MOST_TOKENS) for own in combinations(range(1, len(text)), count))
        grams = ("\n".join(text[a:b] for a, b in pairwise((0, *own, len(text)))) for own in cuts)
        return [gram for gram in grams if gram in self._grams]

    def __len__(self) -> int:
        return len(self._grams)


def marked(gram: str) -> str:
    """Return the term of a compound."""
    return MARK + gram.replace("\n", "")


class GramFinder:
    """Grams of two words or more, or of characters, found by numbers in rows of these."""

    def __init__(self, grams: Sequence[Sequence[str]], numbers: Mapping[str, int]) -> None:
        """Take the words of each gram, and the numbers that words have in the rows."""
        numbered = [tuple(numbers[word] for word in gram) for gram in grams]
        steps: dict[tuple[int, ...], int] = {gram[:1]: gram[0] for gram in numbered}
        # For each size from 2 on: the keys that lead to it, and the gram that ends with each, or -1.
        self._sizes: list[tuple[_Places, _Places]] = []
        for size in range(2, max(map(len, grams), default=0) + 1):
            prefixes = sorted(
                {(steps[gram[: size - 1]], gram[size - 1], gram[:size]) for gram in numbered if len(gram) >= size}
            )
            steps = {prefix: number for number, (_, _, prefix) in enumerate(prefixes)}
            keys = np.array([_key(state, word) for state, word, _ in prefixes], np.int64)
            whole = np.full(len(keys), -1)
            for number, gram in enumerate(numbered):
                if len(gram) == size:
                    whole[steps[gram]] = number
            self._sizes.append((keys, whole))
        self._tree = _tree(self._sizes)

    def places(self, row: Row) -> tuple[_Places, _Places]:
        """Return where grams start in a row of words, and which each is, in any order."""
        if kernels.compiled:
            room = count = len(row.numbers) // _GRAM_ONE_IN
            while count >= room:
                room = count + 1
                own = np.empty(room, np.int64), np.empty(room, np.int64)
                count = kernels.compiled.grams(self._tree, row.numbers, row.glued, *own)
            return own[0][:count], own[1][:count]
        at = np.flatnonzero(row.glued[1:])
        states: _Places = row.numbers[at].astype(np.int64)
        found, which = [at[:0]], [at[:0]]
        for size, (keys, whole) in enumerate(self._sizes, 2):
            at, states = _followed(row, at, states, keys, size)
            ended = whole[states] >= 0 if len(keys) else np.zeros(0, bool)
            found.append(at[ended])
            which.append(whole[states[ended]])
        return np.concatenate(found), np.concatenate(which)


def _tree(sizes: Sequence[tuple[_Places, _Places]]) -> tuple[NDArray[np.int32], ...]:
    """Return keys as the compiled function takes them, as one tree: where the nodes are that follow each word and each
    node, the word of each node, and the gram that it ends, or -1.
    """
    roots, firsts, words, wholes, nodes = [np.zeros(1, np.int64)], list[_Places](), list[_Places](), list[_Places](), 0
    for number, (keys, whole) in enumerate(sizes):
        states = int((keys >> 32).max(initial=-1)) + 1 if number == 0 else len(sizes[number - 1][0])
        starts = nodes + (keys >> 32).searchsorted(np.arange(states + (number == 0)))
        (firsts if number else roots).append(starts)
        words.append(keys & 0xFFFFFFFF)
        wholes.append(whole)
        nodes += len(keys)
    rest = np.full(nodes + 1 - sum(map(len, firsts)), nodes)
    columns = roots[-1:], [*firsts, rest], [*words, rest[:0]], [*wholes, rest[:0]]
    return tuple(np.concatenate(column).astype(np.int32) for column in columns)


def _key(state: int, word: int) -> int:
    return state << 32 | word


def _followed(row: Row, at: _Places, states: _Places, keys: _Places, size: int) -> tuple[_Places, _Places]:
    """Find the places of a state that go on to a key by the word that makes them `size` long, and the keys."""
    inside = at + size - 1 < len(row.numbers)
    at, states = at[inside], states[inside]
    known = np.zeros(int(keys.max(initial=0) >> 32) + 1, bool)
    known[keys >> 32] = True
    likely = states < len(known)
    likely[likely] = known[states[likely]]
    likely &= row.glued[at + size - 1]
    at, states = at[likely], states[likely]
    wanted = states << 32 | row.numbers[at + size - 1]
    places = keys.searchsorted(wanted)
    same = keys.take(places, mode="clip") == wanted if len(keys) else np.zeros(0, bool)
    return at[same], places[same]
