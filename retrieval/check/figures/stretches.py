"""Stretches of a text that a claimed figure lies in: a range of ages, or of hours."""

import re
from itertools import pairwise

from retrieval.facts.parsed import Wording
from retrieval.language.quantities import Quantity

# What makes a time of the day the beginning or end of a stretch.
_UNTIL = re.compile(r"\s?[-~–—至到]\s?")
_AN_END = re.compile(r"(?:[到至从自由-]|截止|开到)\s?$")
_ENDS_BEHIND = re.compile(r"\s?(?:[-~–—至到起止前后开关]|截止|结束|下班|上班|之[前后]|以[前后])")


def within_a_stretch(claim: Wording, claimed: Quantity, there: Wording) -> Quantity | None:
    """Return the ages or times of the day from which to which something holds that a claimed one lies between."""
    return _within_ages(claimed, there) or _within_hours(claim, claimed, there)


def _within_ages(claimed: Quantity, there: Wording) -> Quantity | None:
    """Return the ages from which to which something holds that a claimed age lies between."""
    ages = (q for q in there.quantities if q.unit == claimed.unit == "age" and not q.bound)
    return next((q for q in ages if q.low < claimed.low == claimed.high < q.high), None)


def _within_hours(claim: Wording, claimed: Quantity, there: Wording) -> Quantity | None:
    """Return the time of the day from which something holds that a claimed time lies in, unless the claim itself says
    that it begins or ends there.
    """
    if claimed.unit != "clock" or _AN_END.search(claim.folded, 0, claimed.start):
        return None
    if _ENDS_BEHIND.match(claim.folded, claimed.end):
        return None
    stretches = (
        one
        for one, two in pairwise(there.quantities)
        if one.unit == two.unit == "clock" and _UNTIL.fullmatch(there.folded, one.end, two.start)
        if one.low < claimed.low < two.low
    )
    return next(stretches, None)
