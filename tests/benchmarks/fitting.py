"""Two small fits, in numpy alone: the same numbers every time they run on the same data."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_CHUNK = 500
_STEP, _FIRST, _SECOND = 0.03, 0.9, 0.999


class Choice(NamedTuple):
    """A question with the sentences to choose among: `features[i]` of sentence i, and which of them are right."""

    features: Numbers
    right: NDArray[np.bool_]


class Packed(NamedTuple):
    """Choices of about the same size in one block; `there` tells sentences from padding."""

    features: Numbers
    there: NDArray[np.bool_]
    right: NDArray[np.bool_]


def fit_choice(
    groups: Sequence[tuple[Sequence[Choice], float]],
    start: Numbers,
    pull: float,
    rounds: int = 100,
    known: Numbers | None = None,
) -> Numbers:
    """Weights of at least 0 that make the right sentences likely, near those to start from.

    Maximises, by Adam, the mean log-likelihood of the right sentences under a softmax over the weighted sums, each
    group of questions times its weight, less pull / 2 times the squared distance from `start`. With `known` weights of
    nearly the same fit the search begins there, and takes fewer rounds.
    """
    packed = [(_packed(choices), weight / max(len(choices), 1)) for choices, weight in groups if weight]
    weights = (start if known is None else known).copy()
    first, second = np.zeros_like(start), np.zeros_like(start)
    for at in range(1, rounds + 1):
        gradient = -pull * (weights - start)
        for blocks, weight in packed:
            gradient += weight * sum((_gradient(block, weights) for block in blocks), np.zeros_like(start))
        first = _FIRST * first + (1 - _FIRST) * gradient
        second = _SECOND * second + (1 - _SECOND) * gradient**2
        rate = _STEP if at < 0.7 * rounds else _STEP / 5
        scaled = (first / (1 - _FIRST**at)) / (np.sqrt(second / (1 - _SECOND**at)) + 1e-8)
        weights = np.maximum(weights + rate * scaled, 0.0)
    return weights


def fit_logistic(signals: Numbers, yes: NDArray[np.bool_], worth: Numbers, penalty: float) -> Numbers:
    """Weights of a logistic model, the constant last, by Newton's method with a quadratic penalty on all but it."""
    known = np.c_[signals, np.ones(len(signals))]
    weights = np.zeros(known.shape[1])
    ridge = penalty * np.diag(np.r_[np.ones(signals.shape[1]), 0.0])
    worth = worth / worth.sum()
    for _ in range(30):
        likely = 1 / (1 + np.exp(-known @ weights))
        gradient = known.T @ (worth * (yes - likely)) - ridge @ weights
        curvature = (known * (worth * likely * (1 - likely))[:, None]).T @ known + ridge
        weights = weights + np.linalg.solve(curvature + 1e-9 * np.eye(len(weights)), gradient)
    return weights


def first_right(choices: Sequence[Choice], weights: Numbers, among: int = 1) -> list[bool]:
    """For each question, whether one of the first sentences by these weights is right."""
    return [bool(c.right[np.argsort(-(c.features @ weights), kind="stable")[:among]].any()) for c in choices]


def _packed(choices: Sequence[Choice]) -> list[Packed]:
    ordered = sorted(choices, key=lambda choice: len(choice.right))
    return [_block(ordered[at : at + _CHUNK]) for at in range(0, len(ordered), _CHUNK)]


def _block(choices: Sequence[Choice]) -> Packed:
    longest = max(len(choice.right) for choice in choices)
    features = np.zeros((len(choices), longest, choices[0].features.shape[1]))
    there, right = np.zeros((len(choices), longest), bool), np.zeros((len(choices), longest), bool)
    for at, choice in enumerate(choices):
        length = len(choice.right)
        features[at, :length], there[at, :length], right[at, :length] = choice.features, True, choice.right
    return Packed(features, there, right)


def _gradient(block: Packed, weights: Numbers) -> Numbers:
    scores = np.where(block.there, block.features @ weights, -np.inf)
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    likely = shares / shares.sum(axis=1, keepdims=True)
    good = shares * block.right
    among_good = good / np.maximum(good.sum(axis=1, keepdims=True), 1e-300)
    return np.asarray(np.einsum("qs,qsf->f", among_good - likely, block.features), dtype=np.float64)
