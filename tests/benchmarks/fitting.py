"""Two small fits, in numpy alone: the same numbers every time they run on the same data."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_ROUNDS, _LEAST_GAIN, _SHORTEST_STEP = 60, 1e-6, 1 / 64


class Choice(NamedTuple):
    """A question with the sentences to choose among: `features[i]` of sentence i, and which of them are right."""

    features: Numbers
    right: NDArray[np.bool_]


class Questions(NamedTuple):
    """Choices in one table: question i has the `counts[i]` sentences from `starts[i]` on."""

    features: Numbers
    right: NDArray[np.bool_]
    starts: NDArray[np.int64]
    counts: NDArray[np.int64]


class Slope(NamedTuple):
    """Worth of some weights, the way up from there, and how soon it bends."""

    worth: float
    gradient: Numbers
    curvature: Numbers


def questions(choices: Sequence[Choice]) -> Questions:
    """Put choices in one table."""
    counts = np.array([len(choice.right) for choice in choices])
    features, right = (np.concatenate(column) for column in zip(*choices, strict=True))
    return Questions(features, right, np.cumsum(counts) - counts, counts)


def right_shares(asked: Questions, weights: Numbers) -> Numbers:
    """Return for each question the share of the right sentences in the exponentials of all weighted sums.

    Of several columns of weights there is one column of shares for each.
    """
    likely = _likely(asked, asked.features @ weights)
    return np.asarray(np.add.reduceat((likely.T * asked.right).T, asked.starts, axis=0), np.float64)


def slope(asked: Questions, weights: Numbers, power: float) -> Slope:
    """Return the slope of the mean of the shares of the right sentences, each to a power; of 0 of their logarithms.

    The curvature is that of the parabola below which the mean stays nearly everywhere, and never negative.
    """
    likely = _likely(asked, asked.features @ weights)
    right = np.maximum(np.add.reduceat(likely * asked.right, asked.starts), 1e-300)
    counts = right**power / len(right)
    of_each = counts.repeat(asked.counts)
    among_right = likely * asked.right / right.repeat(asked.counts)
    means = np.add.reduceat(asked.features * likely[:, None], asked.starts, axis=0)
    return Slope(
        float(np.mean(right**power / power if power else np.log(right))),
        asked.features.T @ (of_each * (among_right - likely)),
        (asked.features.T * (of_each * likely)) @ asked.features - (means.T * counts) @ means,
    )


def step(weights: Numbers, at: Slope, allowed: NDArray[np.bool_]) -> Numbers:
    """Return the weights, none below 0, at the top of the parabola of a slope; those that are not allowed are 0."""
    start = np.where(allowed, weights, 0.0)
    gradient = at.gradient - at.curvature @ (start - weights)
    free = (allowed & ((start > 0) | (gradient > 0))).nonzero()[0]
    move = np.zeros(len(weights))
    move[free] = np.linalg.solve(at.curvature[np.ix_(free, free)], gradient[free])
    return np.maximum(start + move, 0.0)


def summed(slopes: Sequence[tuple[Slope, float]], away: Numbers, pull: float) -> Slope:
    """Return the sum of slopes, each times its weight, less pull / 2 times the square of `away`."""
    return Slope(
        sum(one.worth * weight for one, weight in slopes) - pull / 2 * float(away @ away),
        sum((one.gradient * weight for one, weight in slopes), -pull * away),
        sum((one.curvature * weight for one, weight in slopes), pull * np.eye(len(away))),
    )


def fit_choice(
    groups: Sequence[tuple[Sequence[Choice], float]],
    start: Numbers,
    pull: float,
    power: float = 0.0,
    allowed: NDArray[np.bool_] | None = None,
) -> Numbers:
    """Weights of at least 0 that make the right sentences likely, near those to start from.

    Maximises, by Newton's method, the mean of the likelihoods of the right sentences under a softmax over the weighted
    sums, each to a power (of 0 the mean of their logarithms), each group of questions times its weight, less pull / 2
    times the squared distance from `start`. With a power a question that is lost anyhow counts little.
    """
    asked = [(questions(choices), weight) for choices, weight in groups if weight and choices]
    free = np.ones(len(start), bool) if allowed is None else allowed

    def at(weights: Numbers) -> Slope:
        return summed([(slope(one, weights, power), weight) for one, weight in asked], weights - start, pull)

    weights = np.where(free, start, 0.0)
    here = at(weights)
    for _ in range(_ROUNDS):
        goal, share = step(weights, here, free), 1.0
        while (there := at(weights + share * (goal - weights))).worth < here.worth and share > _SHORTEST_STEP:
            share /= 2
        if there.worth < here.worth + _LEAST_GAIN:
            break
        weights, here = weights + share * (goal - weights), there
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


def _likely(asked: Questions, scores: Numbers) -> Numbers:
    """Return the share of each sentence in the exponentials of all sums of its question."""
    best = np.maximum.reduceat(scores, asked.starts, axis=0)
    likely = np.exp(scores - best.repeat(asked.counts, axis=0))
    sums = np.add.reduceat(likely, asked.starts, axis=0)
    return np.asarray(likely / sums.repeat(asked.counts, axis=0), np.float64)
