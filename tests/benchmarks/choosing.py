"""Choice of the features of ranking that folders left out would miss.

A feature is worth what the folders that a fit has not seen lose without it, on average. The least worthy one goes until
all that are left are missed. What a folder would lose is found without fitting anew: from weights of all folders one
step of Newton's method leads to those without the folder, and another to those without the feature as well.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tests.benchmarks.fitting import Choice, Numbers, fit_choice, questions, right_shares, slope, step, summed

PULL, POWER = 0.003, 0.3
# Of a large folder every n-th question is enough.
MOST_QUESTIONS = 150


class Worths(NamedTuple):
    """For each feature what each folder that was left out loses without it, in shares of right sentences."""

    names: tuple[str, ...]
    losses: Numbers

    @property
    def means(self) -> Numbers:
        """Return the mean of all folders."""
        return np.asarray(self.losses.mean(axis=0), np.float64)

    @property
    def errors(self) -> Numbers:
        """Return the standard errors of the means."""
        return np.asarray(self.losses.std(axis=0, ddof=1) / np.sqrt(len(self.losses)), np.float64)


def some(choices: Sequence[Choice]) -> Sequence[Choice]:
    """Return as many questions of a folder as a fit looks at."""
    return choices[:: -(-len(choices) // MOST_QUESTIONS)]


def fitted(folders: Sequence[Sequence[Choice]], allowed: NDArray[np.bool_]) -> Numbers:
    """Weights of at least 0 of the features that are allowed, by all folders alike."""
    none = np.zeros(len(allowed))
    groups = [(some(choices), 1 / len(folders)) for choices in folders]
    return fit_choice(groups, none, PULL, POWER, allowed)


def worths(folders: Sequence[Sequence[Choice]], names: Sequence[str], allowed: NDArray[np.bool_]) -> Worths:
    """Return what the features that are allowed are worth."""
    weights = fitted(folders, allowed)
    asked = [questions(some(choices)) for choices in folders]
    slopes = [slope(one, weights, POWER) for one in asked]
    kept = allowed.nonzero()[0].tolist()
    losses = np.zeros((len(folders), len(kept)))
    for at, one in enumerate(asked):
        others = [(other, 1 / (len(folders) - 1)) for number, other in enumerate(slopes) if number != at]
        there = summed(others, weights, PULL)
        first = step(weights, there, allowed)
        after = there._replace(gradient=there.gradient - there.curvature @ (first - weights))
        without = [step(first, after, allowed & (np.arange(len(names)) != feature)) for feature in kept]
        found = (right_shares(one, np.stack([first, *without], axis=1)) ** POWER).mean(axis=0)
        losses[at] = found[0] - found[1:]
    return Worths(tuple(names[feature] for feature in kept), losses)


def chosen(folders: Sequence[Sequence[Choice]], names: Sequence[str]) -> tuple[str, ...]:
    """Return the features that folders left out would miss."""
    allowed = np.ones(len(names), bool)
    while (found := worths(folders, names, allowed)).means.min() <= 0:
        allowed[names.index(found.names[int(found.means.argmin())])] = False
    return found.names
