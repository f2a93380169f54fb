"""Judgement of a claim by weighted sums of the traits of its comparisons.

Rules say what a sentence contradicts, and what it may not bear out; the weights say if the rest is enough for a tick,
and which contradiction to believe. They are fitted by `tests/benchmarks/verdicts.py` on claims over folders of
several kinds, which also tells what they give on folders that were left out of the fit.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import resources

from retrieval.check.choice import worth
from retrieval.check.comparison import Comparison
from retrieval.check.traits import Traits
from retrieval.check.verdict import State
from retrieval.model import Value

# A single sentence is preferred to a pair that it is part of, if it has almost as much for it.
_ALONE = 0.5
# A sentence that the claim repeats letter by letter bears it out, or contradicts it in what is exchanged.
_REPEATED = 10.0
_FIGURES = ("number", "percentage", "period")
_NOTHING = float("-inf")


class JudgeWeights(Value):
    """Weights of the traits, for a tick and for a contradiction."""

    supported: Mapping[str, float]
    contradicted: Mapping[str, float]


class Weighed(Value):
    """A comparison with the sums for a tick and for a contradiction; minus infinity if rules forbid it."""

    comparison: Comparison
    supported: float
    contradicted: float

    @property
    def state(self) -> State:
        """Return what the comparison says by itself."""
        if self.supported > 0 and self.supported >= self.contradicted:
            return "supported"
        return "contradicted" if self.contradicted > 0 else "not_found"


@cache
def shipped_weights() -> JudgeWeights:
    """Return the weights of the package."""
    text = resources.files("retrieval.check").joinpath("weights.toml").read_text("utf-8")
    return JudgeWeights.model_validate(tomllib.loads(text))


def in_the_round(ordered: Sequence[Comparison]) -> Traits:
    """Return the traits that all comparisons of a claim share: what the rules say of the first, and of any."""
    first = ordered[0].verdict
    return {
        "first_contradicts": float(first == "contradicted"),
        "first_supports": float(first == "supported"),
        "some_supports": float(any(c.verdict == "supported" for c in ordered)),
    }


def of_its_own(comparison: Comparison, ordered: Sequence[Comparison], found: Traits, shared: Traits) -> Traits:
    """Return all traits of a comparison, of which `found` are those beside its sentence."""
    return {
        **found,
        **shared,
        "first": float(comparison is ordered[0]),
        "supports": float(comparison.verdict == "supported"),
    }


def judged(ordered: Sequence[Comparison], found: Callable[[Comparison], Traits]) -> list[Comparison]:
    """Return the comparisons with their verdicts, the one that decides first; `ordered` are as the rules have them."""
    if not ordered:
        return []
    shared = in_the_round(ordered)
    weighed = [_weighed(c, ordered, found, shared) for c in ordered]
    best = max(weighed, key=lambda w: max(w.supported, w.contradicted, 0.0))
    if best.state == "not_found":
        best = weighed[0]
    elif best.state == "supported" and len(best.comparison.entries) > 1:
        parts = [
            w for w in weighed if len(w.comparison.entries) == 1 and w.comparison.entries[0] in best.comparison.entries
        ]
        alone = max(parts, key=lambda w: w.supported, default=best)
        best = alone if alone.supported > max(0.0, best.supported - _ALONE) else best
    # Two sentences say together what each says alone, and are shown only where they decide.
    others = [w for w in weighed if w is not best and len(w.comparison.entries) == 1]
    others.sort(key=lambda w: worth(w.comparison), reverse=True)
    return [_decided(w) for w in (best, *others)]


def _weighed(
    comparison: Comparison, ordered: Sequence[Comparison], found: Callable[[Comparison], Traits], shared: Traits
) -> Weighed:
    if comparison.laid_aside:
        return Weighed(comparison=comparison, supported=_NOTHING, contradicted=_NOTHING)
    weights = shipped_weights()
    own = of_its_own(comparison, ordered, found(comparison), shared)
    repeated = _REPEATED * any(f.sure and f.state == "supported" for f in comparison.findings)
    odd = comparison.verdict == "contradicted"
    return Weighed(
        comparison=comparison,
        supported=_NOTHING if _forbidden(comparison) else _sum(own, weights.supported) + repeated,
        contradicted=_sum(own, weights.contradicted) + repeated / 2 if odd else _NOTHING,
    )


def _forbidden(comparison: Comparison) -> bool:
    """Return if no tick may rest on a sentence: it says something else, lacks a figure or model, or only asks."""
    withheld = (f.withholds or f.kind in _FIGURES for f in comparison.lacking)
    return bool(comparison.mismatches) or any(withheld)


def _sum(found: Traits, weights: Mapping[str, float]) -> float:
    return sum(value * weights[name] for name, value in sorted(found.items()) if name in weights)


def _decided(weighed: Weighed) -> Comparison:
    comparison = weighed.comparison._replace(decided=weighed.state)
    if weighed.state != "supported":
        return comparison
    return comparison._replace(findings=tuple(f for f in comparison.findings if not f.withholds))
