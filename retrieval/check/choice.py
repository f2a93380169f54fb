"""Choice of the sentence that decides a verdict, from those that a claim was laid beside."""

from collections.abc import Sequence

from retrieval.check.comparison import Comparison
from retrieval.check.verdict import State

# A sentence is preferred to one that has this much more in common with the claim, if it bears it out, or is at odds.
_PREFERRED: dict[State, float] = {"supported": 0.15, "contradicted": 0.1, "not_found": 0.0}
# A sentence that is sure to say otherwise of the same thing decides, whatever another says.
_SURE = 0.3
# Sentences that have it letter by letter come before those that have it otherwise.
_REPEATED = 0.5
# A sentence on another thing has many words of the claim, and is less in question by so much.
_ANOTHER_THING = 0.3


def ranked(compared: Sequence[Comparison]) -> list[Comparison]:
    """Return the comparisons, the one that tells most of a claim first, ties in order."""
    return sorted(compared, key=worth, reverse=True)


def worth(comparison: Comparison) -> float:
    """Return how much a sentence tells of a claim, for a choice among several."""
    aside = comparison.verdict == "not_found" and any(f.withholds for f in comparison.findings)
    preferred = _PREFERRED[comparison.verdict]
    if any(f.sure for f in comparison.mismatches):
        preferred = _SURE
    elif comparison.verdict == "supported" and any(f.sure for f in comparison.findings):
        preferred = _REPEATED
    return preferred + comparison.likeness - (_ANOTHER_THING if aside else 0.0)
