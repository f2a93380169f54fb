"""Weights by which a claim is judged, as `weights.toml` has them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from retrieval.model import Value


class JudgeWeights(Value):
    """Weights of the traits, for a tick and for a contradiction."""

    supported: Mapping[str, float]
    contradicted: Mapping[str, float]


@cache
def shipped_weights() -> JudgeWeights:
    """Return the weights of the package."""
    text = resources.files("retrieval.check").joinpath("weights.toml").read_text("utf-8")
    return JudgeWeights.model_validate(tomllib.loads(text))
