"""Conditions that figures are the ends of: what a rule says for 满一年不满十年 holds for five years as well.

A condition is told from a value by its words: two ends with 满 and 不满, or a bound that 的 and a comma follow, as in
超过5000元的,由总监审批. A price of 10 to 20 yuan is none, nor are three to seven years of a sentence.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import inf

from retrieval.language.agreement import alike
from retrieval.language.quantities import Quantity
from retrieval.runtime import pattern

_REACHED = pattern(r"满了?$")
_NOT_REACHED = pattern(r"(?:以上|以后|的)?[,，]?(?:且|但|而|又)?(?:尚|还)?(?:不满|不足|未满|不到)")
_OVER = pattern(r"(?:超过?|满|达到?|高于|大于|多于)$")
_UNDER = pattern(r"(?:不足|不满|未满|不到|低于|少于|小于)$")
_AT_LEAST = pattern(r"[或及]?以上的[,，]")
_AT_MOST = pattern(r"(?:[或及]?以下|以内)的[,，]")
# 年满60岁的教师可以 holds for all who are as old.
_OF_AGE = pattern(r"年?满了?$")
_WHO_MAY = pattern(r"的?[^,，。;；的]{0,8}(?:可|才|能|均|都|应|须|享|免)")
_WHOEVER = pattern(r"的(?:[^,，。;；的]{0,4})?[,，]")


def conditions(folded: str, figures: Sequence[Quantity]) -> list[Quantity]:
    """Return the figures of a folded text, in order, those of conditions with what meets them.

    >>> from retrieval.language.quantities import quantities
    >>> rule = "工作满2年不满5年的,年假7天"
    >>> [one.holds is not None for one in conditions(rule, quantities(rule))]
    [True, True, False]
    """
    found = list(figures)
    for at, (one, other) in enumerate(pairwise(figures)):
        between = folded[one.end : other.start]
        if _REACHED.search(folded, 0, one.start) and _NOT_REACHED.fullmatch(between) and alike(one, other):
            both = (one.low, other.high)
            found[at], found[at + 1] = found[at]._replace(holds=both), other._replace(holds=both)
    return [one if one.holds else one._replace(holds=_met(folded, one)) for one in found]


def _met(folded: str, figure: Quantity) -> tuple[float, float] | None:
    """Return what meets a condition with one end: 超过5000元的."""
    before, after = folded[max(0, figure.start - 4) : figure.start], folded[figure.end :]
    if _AT_LEAST.match(after) or (_WHOEVER.match(after) and _OVER.search(before) and not _UNDER.search(before)):
        return figure.low, inf
    if figure.unit == "age" and _OF_AGE.search(before) and _WHO_MAY.match(after):
        return figure.low, inf
    if _AT_MOST.match(after) or (_WHOEVER.match(after) and _UNDER.search(before)):
        return 0.0, figure.high
    return None
