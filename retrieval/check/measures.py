"""Figures of a claim that the material gives for another measure, beside the figure of the measure that is meant."""

from collections.abc import Sequence

from retrieval.check.verdict import OtherMeasure
from retrieval.facts.fact import Fact
from retrieval.language.agreement import agree
from retrieval.language.fold import fold
from retrieval.language.quantities import Quantity, quantities


def other_measures(claim: str, facts: Sequence[Fact]) -> tuple[OtherMeasure, ...]:
    """Return the claim's figures that the facts of one sentence give for another measure than the claim names."""
    folded = fold(claim)
    figures = [fact for fact in facts if fact.kind == "figure" and fact.value and _measure(fact)]
    found = (_other(claim, folded, quantity, figures) for quantity in quantities(folded))
    return tuple(other for other in found if other is not None)


def _other(claim: str, folded: str, quantity: Quantity, facts: Sequence[Fact]) -> OtherMeasure | None:
    same = [fact for fact in facts if _gives(fact, quantity)]
    meant = [fact for fact in facts if fact not in same and fold(_measure(fact)) in folded]
    meant = [fact for fact in meant if fact.measure == quantity.kind]
    if not same or not meant or meant[0].value is None or any(fold(_measure(fact)) in folded for fact in same):
        return None
    return OtherMeasure(
        claimed=claim[quantity.start : quantity.end],
        of=_measure(same[0]),
        meant=claim[folded.index(fold(_measure(meant[0]))) :][: len(_measure(meant[0]))],
        found=meant[0].value.words,
    )


def _gives(fact: Fact, quantity: Quantity) -> bool:
    if fact.value is None:
        return False
    return any(agree(quantity, found) for found in quantities(fold(fact.value.words)))


def _measure(fact: Fact) -> str:
    """Return the words by which two figures of a sentence differ: 平均 or 峰值, or else the whole attribute."""
    return fact.scope.words if fact.scope else fact.attribute.words if fact.attribute else ""
