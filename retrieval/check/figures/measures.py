"""Figures of a claim that the material gives for another measure, beside the figure of the measure that is meant."""

from collections.abc import Sequence

from retrieval.check.verdict import OtherMeasure
from retrieval.facts.fact import Fact
from retrieval.language.agreement import agree
from retrieval.language.fold import fold
from retrieval.language.quantities import Quantity, quantities

# So many characters at the end of a measure name it by themselves; of so many are most nouns.
_NOUN_CHARACTERS, _NOUN = 3, 2


def other_measures(claim: str, facts: Sequence[Fact]) -> tuple[OtherMeasure, ...]:
    """Return the claim's figures that the facts of one sentence give for another measure than the claim names."""
    folded = fold(claim)
    figures = [fact for fact in facts if fact.kind == "figure" and fact.value and _measure(fact)]
    found = (_other(claim, folded, quantity, figures) for quantity in quantities(folded))
    return tuple(other for other in found if other is not None)


def _other(claim: str, folded: str, quantity: Quantity, facts: Sequence[Fact]) -> OtherMeasure | None:
    same = [fact for fact in facts if _gives(fact, quantity)]
    meant = [fact for fact in facts if fact not in same and _named(fact, folded)]
    meant = [fact for fact in meant if _comparable(fact, quantity)]
    # 成交额 of one thing and 成交额 of another are one measure.
    alike = any(fold(_measure(one))[-_NOUN:] == fold(_measure(other))[-_NOUN:] for one in same for other in meant)
    if alike or not same or not meant or meant[0].value is None or any(fold(_measure(f)) in folded for f in same):
        return None
    return OtherMeasure(
        claimed=claim[quantity.start : quantity.end],
        of=_measure(same[0]),
        meant=claim[folded.index(_named(meant[0], folded)) :][: len(_named(meant[0], folded))],
        found=meant[0].value.words,
    )


def _named(fact: Fact, folded: str) -> str:
    """Return as much of the end of a measure as a claim names, if that is all of it or a noun: 净利润 of 口径净利润."""
    measure = fold(_measure(fact))
    ends = (measure[at:] for at in range(len(measure)))
    return next((end for end in ends if end in folded and (end == measure or len(end) >= _NOUN_CHARACTERS)), "")


def _comparable(fact: Fact, quantity: Quantity) -> bool:
    """Return if a fact of a measure says that it is no figure like another: a share may be told beside a height."""
    return fact.measure == quantity.kind or not {"percentage", "times"} & {fact.measure, quantity.kind}


def _gives(fact: Fact, quantity: Quantity) -> bool:
    if fact.value is None:
        return False
    return any(agree(quantity, found) for found in quantities(fold(fact.value.words)))


def _measure(fact: Fact) -> str:
    """Return the words by which two figures of a sentence differ: 平均 or 峰值, or else the whole attribute."""
    return fact.scope.words if fact.scope else fact.attribute.words if fact.attribute else ""
