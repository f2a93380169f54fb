"""Contradictions of which another sentence leaves nothing: it has the claimed value, with as much of the rest.

The ship was handed over in July 2019 is not contradicted by a line on the ship with another year, if a sentence says
that it was handed over in July 2019. What is held against a name, word or order may be meant of the sentence that
has all the words, and stays.
"""

from collections.abc import Sequence

from retrieval.check.comparison import Comparison
from retrieval.check.verdict import ClaimSlice

_VALUES = ("number", "percentage", "period", "date")
# So much of a claim the sentence that bears it out must say itself.
_SAID_ITSELF = 0.85
# So much less of a claim than another a sentence on the same thing may have.
_A_LITTLE = 0.15


def is_outweighed(odd: Comparison, by: Comparison, alone: Sequence[Comparison]) -> bool:
    """Return if a sentence has each value that another has otherwise, and as much of the rest of a claim itself.

    `alone` are the comparisons with single sentences: of two sentences, only the one with the other value tells what
    that is of.
    """
    mismatches = odd.mismatches
    if not mismatches or any(f.sure or f.kind not in _VALUES for f in mismatches):
        return False
    # What one of two sentences says otherwise, the two do not bear out.
    apart = by.is_one and not {*odd.entries} & {*by.entries}
    bears_out = by.verdict == "supported" and by.here >= _SAID_ITSELF
    if not apart or not bears_out or not all(_has_value(by, f) for f in mismatches):
        return False
    said = [f.found for f in mismatches]
    of_it = [c for c in alone if c.entries[0] in odd.entries and [f.found for f in c.mismatches] == said]
    return _rest(by, mismatches) >= _rest(of_it[0] if of_it else odd, mismatches)


def behind(odd: Comparison, bearing: Sequence[Comparison]) -> float:
    """Return by how much more than a little a sentence has less of a claim than those that bear it out; from 0 to 1.

    What has much less of it is hardly of the same thing. A sentence that one of those goes on with is not behind it.
    """
    apart = (c.likeness for c in bearing if not {*c.entries} & {*odd.entries})
    return max(0.0, max(apart, default=0.0) - _likeness(odd) - _A_LITTLE)


def _likeness(comparison: Comparison) -> float:
    """Return how much of a claim a sentence has; what it denies or names otherwise counts as there, too."""
    told = [f for f in comparison.findings if not f.withholds]
    turned = sum(f.weight for f in told if f.state == "contradicted" and f.kind not in _VALUES)
    return comparison.likeness + turned / 2 / (sum(f.weight for f in told) or 1.0)


def _has_value(comparison: Comparison, odd: ClaimSlice) -> bool:
    said = [f for f in comparison.findings if f.weight > 0 and _overlap(f, odd)]
    return bool(said) and all(f.state == "supported" and f.at is not None and f.share >= 1 for f in said)


def _rest(comparison: Comparison, odd: Sequence[ClaimSlice]) -> float:
    """Return the weight of what a sentence says itself of a claim beside some slices, each character counted once."""
    found: dict[int, float] = {}
    for finding in comparison.findings:
        if finding.at and not any(_overlap(finding, other) for other in odd):
            share = finding.weight * finding.share / (finding.end - finding.start)
            found.update({at: max(share, found.get(at, 0.0)) for at in range(finding.start, finding.end)})
    return sum(found.values())


def _overlap(one: ClaimSlice, other: ClaimSlice) -> bool:
    return one.start < other.end and other.start < one.end
