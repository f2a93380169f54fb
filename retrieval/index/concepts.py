"""Concepts: which sentences say the same thing as the question in other words."""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from retrieval.arrays.container import Arrays
from retrieval.arrays.strings import part, within
from retrieval.index.postings import Coded, Postings
from retrieval.index.top_k import Scores, Units
from retrieval.language.lexicon import Groups
from retrieval.language.tokenizer import Token

Given = tuple[Units, Scores]


def store_concepts(groups: Groups, size: int, sentences: Units, expressions: Units) -> Arrays:
    """Return the arrays of the concepts of `size` sentences, in ascending order, that hold expressions, once each."""
    number = {expression: at for at, expression in enumerate(groups)}
    order = expressions.argsort(kind="stable")
    bounds = expressions[order].searchsorted(np.arange(len(number) + 1))
    holding = {e: sentences[order[bounds[at] : bounds[at + 1]]] for e, at in number.items()}
    held: dict[int, tuple[Units, Units]] = {}
    for group, members in enumerate(groups.members):
        own = np.concatenate([holding[member] for member in members])
        if len(own):
            whose = np.repeat([number[member] for member in members], [len(holding[member]) for member in members])
            held[group] = own, whose
    within_groups = {e: [held[group] for group in groups.groups_of(e) if group in held] for e in number}
    known = {e: number[e] for e, own in within_groups.items() if own}
    everywhere = ((e, _held(within_groups[e])) for e in known)
    otherwise = ((e, _gains(at, within_groups[e], size)) for e, at in known.items())
    return {
        **within("all", _postings(size, everywhere).arrays()),
        **within("others", _postings(size, otherwise).arrays()),
    }


class Concepts:
    """For each expression of a group, the sentences that hold it or another that stands for it.

    `others` are the postings of the sentences that say it by another expression than itself. Such a sentence gains the
    group's idf, ln((N + 1) / df); where an expression is in several groups, it gains by the best of them only.
    """

    def __init__(self, groups: Groups, arrays: Arrays) -> None:
        """Take what `store_concepts` gave and the groups that it was given."""
        self._groups = groups
        self._all = Postings.stored(part("all", arrays))
        self.others = Postings.stored(part("others", arrays))

    def terms(self, text: str, tokens: Sequence[Token], weight: float = 1.0) -> dict[str, float]:
        """Return the expressions of a folded question with a weight, to be looked for in `others`."""
        return {found.expression: weight for found in self._groups.find(text, places(tokens))}

    def scores(self, text: str, tokens: Sequence[Token], weight: float = 1.0) -> Scores:
        """One score a sentence for a folded question: what it gains by each of the question's expressions."""
        return self.others.scores(self.terms(text, tokens, weight))

    def stands_in(self, expression: str, sentences: range) -> bool:
        """Return whether one of some sentences in a row holds an expression of a group, or any other that
        stands for it.
        """
        return self._all.stands_in(expression, sentences)

    def places_of(self, expression: str) -> Units:
        """Return the sentences, in order, that hold an expression of a group, or any other that stands for it."""
        return self._all.where(expression)

    def holds(self, text: str, tokens: Sequence[Token], sentences: range) -> dict[tuple[int, int], bool]:
        """For each expression of a folded question, by its place, whether it or another stands in the sentences."""
        return {
            (found.start, found.end): self.stands_in(found.expression, sentences)
            for found in self._groups.find(text, places(tokens))
        }


def places(tokens: Sequence[Token]) -> set[tuple[int, int]]:
    """Return where the tokens stand."""
    return {(token.start, token.end) for token in tokens}


def _held(groups: Sequence[tuple[Units, Units]]) -> Given:
    sentences = np.unique(np.concatenate([own for own, _ in groups]))
    return sentences, np.ones(len(sentences))


def _gains(expression: int, groups: Sequence[tuple[Units, Units]], size: int) -> Given:
    """Return what a sentence gains that has another expression of a group, and not this one."""
    sentences, worths = [np.zeros(0, np.int32)], [np.zeros(0)]
    for own, expressions in groups:
        all_of_it = np.unique(own)
        without = np.setdiff1d(all_of_it, own[expressions == expression], assume_unique=True)
        sentences.append(without)
        worths.append(np.full(len(without), math.log((size + 1) / len(all_of_it))))
    found, worth = np.concatenate(sentences), np.concatenate(worths)
    order = np.lexsort((-worth, found))
    found, worth = found[order], worth[order]
    best = np.diff(found, prepend=-1) != 0
    return found[best], worth[best]


def _postings(size: int, scores: Iterator[tuple[str, Given]]) -> Postings:
    """Return postings of what each expression gives to sentences; an expression that gives nothing is left out."""
    kept = [(expression, *given) for expression, given in scores if len(given[0])]
    offsets = np.cumsum([0, *(len(units) for _, units, _ in kept)], dtype=np.int64)
    units = np.concatenate([np.zeros(0, np.int32), *(own for _, own, _ in kept)])
    # A worth for each group, so that a code is enough for an entry.
    worths = np.unique(np.concatenate([np.zeros(0), *(worth for _, _, worth in kept)]))
    kind = np.uint16 if len(worths) <= 1 << 16 else np.int32
    codes = np.concatenate([np.zeros(0, kind), *(worths.searchsorted(worth).astype(kind) for _, _, worth in kept)])
    terms = {expression: n for n, (expression, _, _) in enumerate(kept)}
    return Postings(size, terms, offsets, units, Coded(codes, worths, np.ones(len(kept))))
