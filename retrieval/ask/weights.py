"""What each kind of evidence counts: read from `weights.toml`, which `tests/benchmarks/weights.py` fits."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

import numpy as np

from retrieval.ask.features import Features
from retrieval.index.top_k import Scores
from retrieval.model import Role, Value


class Weights(Value):
    """The weight of each feature of passages and of sentences, and what a sentence is worth by its role.

    `answered` are those of the signals, with a `constant`; `least` is the confidence below which nothing is quoted.
    """

    passages: Mapping[str, float]
    sentences: Mapping[str, float]
    roles: Mapping[Role, float]
    answered: Mapping[str, float]
    least: float


@cache
def shipped() -> Weights:
    """The weights of the package."""
    text = resources.files("retrieval.ask").joinpath("weights.toml").read_text("utf-8")
    return Weights.model_validate(tomllib.loads(text))


def weighted(features: Features, weights: Mapping[str, float]) -> Scores:
    """The sum of the features, each times its weight; a feature without one counts nothing."""
    length = len(next(iter(features.values())))
    total = np.zeros(length)
    for name, values in features.items():
        total += weights.get(name, 0.0) * values
    return total
