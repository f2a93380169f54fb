"""Compounds: words that the dictionary cuts apart and the material keeps together, such as names it has never heard of.

Tokens in a row are a compound where they come often, where they come together far more often than by chance (the
pointwise mutual information of every cut through them), and where what stands on either side varies (the entropy of
the neighbours), as in Bouma, "Normalized (pointwise) mutual information in collocation extraction" (GSCL 2009) and
Jin and Tanaka-Ishii, "Unsupervised segmentation of Chinese text by use of branching entropy" (ACL 2006).
"""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise

from retrieval.language.tokenizer import Token, stop_words

# What marks a compound among the terms of a sentence, because it stands there beside the words that it is made of.
MARK = "@"
MOST_TOKENS, MOST_CHARACTERS = 4, 8
LEAST_COUNT = 3
LEAST_COHESION = 4.0
LEAST_FREEDOM = 0.6
# Names that matter stand in any large sample, and counting everything would take longer than the analysis.
SAMPLE = 50_000

_Gram = tuple[str, ...]


class Compounds:
    """The compounds of some material, found again in the tokens of any text."""

    def __init__(self, words: Collection[_Gram]) -> None:
        self._words = frozenset(words)
        self._starts = frozenset(word[:2] for word in words)

    @classmethod
    def mined(cls, sentences: Sequence[Sequence[Token]]) -> "Compounds":
        """Mine the compounds of sentences, of which `SAMPLE` are as good as any number."""
        runs = [run for own in sentences for run in _runs(own)]
        counts = _counted(runs)
        total = sum(len(run) for run in runs)
        cohesive = {gram for gram in counts if _may_be_name(gram) and _cohesion(gram, counts, total) >= LEAST_COHESION}
        return cls([gram for gram, freedom in _freedoms(runs, cohesive) if freedom >= LEAST_FREEDOM])

    @property
    def grams(self) -> list[_Gram]:
        """The tokens of each compound, in their order."""
        return sorted(self._words)

    def find(self, tokens: Sequence[Token]) -> list[str]:
        """The compounds among the tokens, marked, in order; those within others and those that overlap too."""
        found = []
        for at, (token, other) in enumerate(pairwise(tokens)):
            if (token.text, other.text) in self._starts:
                found += [MARK + "".join(gram) for gram in _grams_at(tokens, at) if gram in self._words]
        return found

    def __iter__(self) -> Iterator[str]:
        """The compounds as they are written, in the order of their characters."""
        return iter(sorted("".join(gram) for gram in self._words))

    def __len__(self) -> int:
        return len(self._words)


def sampled(texts: Sequence[str], most: int = SAMPLE) -> list[int]:
    """Return the places, in order, of the `most` texts with the lowest hashes: one text more changes one of them."""
    if len(texts) <= most:
        return list(range(len(texts)))
    hashes = [blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest() for text in texts]
    return sorted(sorted(range(len(texts)), key=hashes.__getitem__)[:most])


def _grams_at(tokens: Sequence[Token], at: int) -> Iterator[_Gram]:
    """The runs of two tokens and more that start at one, without a gap."""
    gram = [tokens[at].text]
    for before, token in zip(tokens[at:], tokens[at + 1 : at + MOST_TOKENS], strict=False):
        if token.start != before.end:
            return
        gram.append(token.text)
        yield tuple(gram)


def _runs(tokens: Sequence[Token]) -> Iterator[list[str]]:
    """The tokens of a sentence in runs without a gap."""
    run: list[str] = []
    end = -1
    for token in tokens:
        if token.start != end and run:
            yield run
            run = []
        run.append(token.text)
        end = token.end
    if run:
        yield run


def _counted(runs: Sequence[Sequence[str]]) -> Counter[_Gram]:
    """How often every token and every gram stands that may be a compound, or be part of one."""
    counts: Counter[_Gram] = Counter((token,) for run in runs for token in run)
    known = {gram for gram, count in counts.items() if count >= LEAST_COUNT}
    for size in range(2, MOST_TOKENS + 1):
        # A gram is no commoner than either of its ends.
        found = Counter(gram for run in runs for gram in _grams(run, size) if gram[:-1] in known and gram[1:] in known)
        known = {gram for gram, count in found.items() if count >= LEAST_COUNT}
        counts.update({gram: found[gram] for gram in found if gram in known})
    return counts


def _grams(run: Sequence[str], size: int) -> Iterator[_Gram]:
    return (tuple(run[at : at + size]) for at in range(len(run) - size + 1))


def _may_be_name(gram: _Gram) -> bool:
    """Whether the dictionary cut a word apart: it left a single character; no digits, and no stop word at an end."""
    stops = stop_words()
    return (
        len(gram) > 1
        and len("".join(gram)) <= MOST_CHARACTERS
        and any(len(token) == 1 for token in gram)
        and not any(character.isdigit() for token in gram for character in token)
        and gram[0] not in stops
        and gram[-1] not in stops
    )


def _cohesion(gram: _Gram, counts: Counter[_Gram], total: int) -> float:
    """The mutual information of the weakest cut."""
    return min(
        math.log(counts[gram] * total / (counts[gram[:cut]] * counts[gram[cut:]])) for cut in range(1, len(gram))
    )


def _freedoms(runs: Sequence[Sequence[str]], grams: Collection[_Gram]) -> list[tuple[_Gram, float]]:
    """The entropy of the less varied side of each gram; beginnings and ends of runs are all different."""
    before: dict[_Gram, Counter[str]] = {gram: Counter() for gram in sorted(grams)}
    behind: dict[_Gram, Counter[str]] = {gram: Counter() for gram in before}
    for number, run in enumerate(runs):
        for size in range(2, MOST_TOKENS + 1):
            for at, gram in enumerate(_grams(run, size)):
                if gram in before:
                    end = at + size
                    before[gram][run[at - 1] if at else f"\n{number}"] += 1
                    behind[gram][run[end] if end < len(run) else f"\n{number}"] += 1
    return [(gram, min(_entropy(before[gram]), _entropy(behind[gram]))) for gram in before]


def _entropy(counts: Counter[str]) -> float:
    total = sum(counts.values())
    return -sum(count / total * math.log(count / total) for count in counts.values())
