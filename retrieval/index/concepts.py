"""Concepts: which sentences say the same thing as the question in other words."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from retrieval.index.best import Scores, Units
from retrieval.index.postings import Postings
from retrieval.language.analysis import Token
from retrieval.language.lexicon import Groups
from retrieval.storage.container import Arrays
from retrieval.storage.strings import part, within

Holding = Mapping[int, Mapping[int, set[str]]]


class Concepts:
    """For each expression of a group, the sentences that hold it or another that stands for it.

    `others` are the postings of the sentences that say it by another expression than itself. Such a sentence gains the
    group's idf, ln((N + 1) / df); where an expression is in several groups, it gains by the best of them only.
    """

    def __init__(self, groups: Groups, texts: Sequence[str], tokens: Sequence[Sequence[Token]]) -> None:
        """Look for the groups in folded sentences; `tokens[i]` are all tokens of `texts[i]`."""
        holding: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for at, (text, own) in enumerate(zip(texts, tokens, strict=True)):
            for found in groups.find(text, places(own)):
                for group in groups.groups_of(found.expression):
                    holding[group][at].add(found.expression)
        self._groups = groups
        expressions = [e for e in groups if any(group in holding for group in groups.groups_of(e))]
        self._all = _postings(len(texts), ((e, _holding(e, groups, holding)) for e in expressions))
        self.others = _postings(len(texts), ((e, _gains(e, groups, holding, len(texts))) for e in expressions))

    @classmethod
    def stored(cls, groups: Groups, arrays: Arrays) -> "Concepts":
        """Concepts from their `arrays` and the groups that they were made with."""
        concepts = cls.__new__(cls)
        concepts._groups = groups
        concepts._all = Postings.stored(part("all", arrays))
        concepts.others = Postings.stored(part("others", arrays))
        return concepts

    def arrays(self) -> Arrays:
        """What is to be stored."""
        return {**within("all", self._all.arrays()), **within("others", self.others.arrays())}

    def terms(self, text: str, tokens: Sequence[Token], weight: float = 1.0) -> dict[str, float]:
        """The expressions of a folded question with a weight, to be looked for in `others`."""
        return {found.expression: weight for found in self._groups.find(text, places(tokens))}

    def scores(self, text: str, tokens: Sequence[Token], weight: float = 1.0) -> Scores:
        """One score a sentence for a folded question: what it gains by each of the question's expressions."""
        return self.others.scores(self.terms(text, tokens, weight))

    def stands_in(self, expression: str, sentences: range) -> bool:
        """Whether one of some sentences in a row holds an expression of a group, or any other that stands for it."""
        return self._all.stands_in(expression, sentences)

    def places_of(self, expression: str) -> Units:
        """The sentences, in order, that hold an expression of a group, or any other that stands for it."""
        return self._all.where(expression)

    def holds(self, text: str, tokens: Sequence[Token], sentences: range) -> dict[tuple[int, int], bool]:
        """For each expression of a folded question, by its place, whether it or another stands in the sentences."""
        return {
            (found.start, found.end): self.stands_in(found.expression, sentences)
            for found in self._groups.find(text, places(tokens))
        }


def places(tokens: Sequence[Token]) -> set[tuple[int, int]]:
    """Where the tokens stand."""
    return {(token.start, token.end) for token in tokens}


def _holding(expression: str, groups: Groups, holding: Holding) -> dict[int, float]:
    return {at: 1.0 for group in groups.groups_of(expression) for at in holding.get(group, ())}


def _gains(expression: str, groups: Groups, holding: Holding, size: int) -> dict[int, float]:
    gains: dict[int, float] = {}
    for group in groups.groups_of(expression):
        found = holding.get(group, {})
        worth = math.log((size + 1) / len(found)) if found else 0.0
        for at, members in found.items():
            if expression not in members:
                gains[at] = max(gains.get(at, 0.0), worth)
    return gains


def _postings(size: int, scores: Iterator[tuple[str, dict[int, float]]]) -> Postings:
    """Postings of what each expression gives to sentences; an expression that gives nothing is left out."""
    kept = [(expression, sorted(given.items())) for expression, given in scores if given]
    flat = [one for _, given in kept for one in given]
    offsets = np.cumsum([0, *(len(given) for _, given in kept)], dtype=np.int64)
    units = np.array([at for at, _ in flat], dtype=np.int32)
    impacts = np.array([worth for _, worth in flat], dtype=np.float64)
    return Postings(size, {expression: n for n, (expression, _) in enumerate(kept)}, offsets, units, impacts)
