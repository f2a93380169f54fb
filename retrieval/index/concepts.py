"""Concepts: which sentences say the same thing as the question in other words."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from retrieval.index.bm25 import Scores
from retrieval.language.analysis import Token
from retrieval.language.lexicon import Groups


class Concepts:
    """For each group of expressions, the sentences that hold it, and by which of its expressions."""

    def __init__(self, groups: Groups, texts: Sequence[str], tokens: Sequence[Sequence[Token]]) -> None:
        """Look for the groups in folded sentences; `tokens[i]` are all tokens of `texts[i]`."""
        self._groups = groups
        self._size = len(texts)
        self._holding: dict[int, dict[int, set[str]]] = {}
        for at, (text, own) in enumerate(zip(texts, tokens, strict=True)):
            for found in groups.find(text, places(own)):
                for group in groups.groups_of(found.expression):
                    self._holding.setdefault(group, {}).setdefault(at, set()).add(found.expression)

    def scores(self, text: str, tokens: Sequence[Token], weight: float = 1.0) -> Scores:
        """One score a sentence for a folded question.

        A sentence that holds a group by other expressions than the question's gains the group's idf, ln((N + 1) / df);
        where an expression of the question is in several groups, it gains by the best of them only.
        """
        total = np.zeros(self._size)
        for expression in sorted({found.expression for found in self._groups.find(text, places(tokens))}):
            gained: dict[int, float] = {}
            for group in self._groups.groups_of(expression):
                holding = self._holding.get(group, {})
                worth = math.log((self._size + 1) / len(holding)) if holding else 0.0
                for at in _by_others(holding, expression):
                    gained[at] = max(gained.get(at, 0.0), worth)
            for at, worth in gained.items():
                total[at] += weight * worth
        return total

    def stands_in(self, expression: str, sentences: range) -> bool:
        """Whether one of some sentences in a row holds an expression of a group, or any other that stands for it."""
        groups = self._groups.groups_of(expression)
        return any(at in sentences for group in groups for at in self._holding.get(group, {}))

    def places_of(self, expression: str) -> set[int]:
        """The sentences that hold an expression of a group, or any other that stands for it."""
        return {at for group in self._groups.groups_of(expression) for at in self._holding.get(group, {})}

    def holds(self, text: str, tokens: Sequence[Token], sentences: range) -> dict[tuple[int, int], bool]:
        """For each expression of a folded question, by its place, whether it or another stands in the sentences."""
        return {
            (found.start, found.end): self.stands_in(found.expression, sentences)
            for found in self._groups.find(text, places(tokens))
        }


def places(tokens: Sequence[Token]) -> set[tuple[int, int]]:
    """Where the tokens stand."""
    return {(token.start, token.end) for token in tokens}


def _by_others(holding: Mapping[int, set[str]], expression: str) -> list[int]:
    return [at for at, members in holding.items() if expression not in members]
