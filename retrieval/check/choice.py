"""Choice of the sentence that decides a verdict, from those that a claim was laid beside."""

from collections.abc import Sequence

from retrieval.check.comparison import Comparison
from retrieval.check.verdict import ClaimSlice, State

# A sentence is preferred to one that has this much more in common with the claim, if it bears it out, or is at odds.
_PREFERRED: dict[State, float] = {"supported": 0.15, "contradicted": 0.1, "not_found": 0.0}
# A sentence that is sure to say otherwise of the same thing decides, whatever another says.
_SURE = 0.3
# Sentences that have it letter by letter come before those that have it otherwise.
_REPEATED = 0.5
# A sentence on another thing has many words of the claim, and is less in question by so much.
_ANOTHER_THING = 0.3
# As much of the claim, its mismatch aside, the sentence must say itself that is preferred to one that leans.
_ITSELF = 0.8


def ranked(compared: Sequence[Comparison]) -> list[Comparison]:
    """Return the comparisons, the one that decides first, ties in order.

    A sentence that only leans on its surroundings for what the claim speaks of bears nothing out if another names that
    itself and says otherwise.
    """
    found = sorted(compared, key=worth, reverse=True)
    if not found or found[0].verdict != "supported":
        return found
    leaning = _leaning(found[0])
    plain = next((c for c in found if leaning and _says_otherwise(c, leaning)), None)
    return found if plain is None else [plain, *(c for c in found if c is not plain)]


def worth(comparison: Comparison) -> float:
    """Return how much a sentence tells of a claim, for a choice among several."""
    aside = comparison.verdict == "not_found" and any(f.withholds for f in comparison.findings)
    preferred = _PREFERRED[comparison.verdict]
    if any(f.sure for f in comparison.mismatches):
        preferred = _SURE
    elif comparison.verdict == "supported" and any(f.sure for f in comparison.findings):
        preferred = _REPEATED
    return preferred + comparison.likeness - (_ANOTHER_THING if aside else 0.0)


def _leaning(comparison: Comparison) -> list[ClaimSlice]:
    """Return what only the surroundings of a sentence have: names, and nouns that tell something."""
    things = (f for f in comparison.findings if f.kind == "name" or (f.noun and f.weight > 1))
    return [f for f in things if f.state == "supported" and f.at is None]


def _says_otherwise(comparison: Comparison, leaning: Sequence[ClaimSlice]) -> bool:
    """Return if a sentence itself has what another leans on, and contradicts the claim in one thing."""
    single = len(comparison.mismatches) == len(comparison.entries) == 1
    if comparison.verdict != "contradicted" or not single or comparison.mismatches[0].kind in ("name", "date"):
        return False
    there = {(f.start, f.end) for f in comparison.findings if f.at is not None}
    odd = comparison.mismatches[0]
    own = [f for f in leaning if (f.start, f.end) in there or (odd.start <= f.start and f.end <= odd.end)]
    if comparison.here < _ITSELF:
        return False
    missing = any(f.noun and f.share == 0 and f.state != "contradicted" for f in comparison.findings)
    return bool(own) and not missing
