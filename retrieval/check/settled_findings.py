"""Findings of several rules beside each other: what is at odds comes before what bears out the same place."""

from collections.abc import Sequence

from retrieval.check.verdict import ClaimSlice


def settled(
    measured: Sequence[ClaimSlice],
    told: Sequence[ClaimSlice],
    named: Sequence[ClaimSlice],
    turned: Sequence[ClaimSlice],
    other: Sequence[ClaimSlice],
    gates: Sequence[ClaimSlice],
) -> tuple[ClaimSlice, ...]:
    """Return the findings in order: of words, figures and names only those where no rule finds something at odds."""
    odd = [finding for finding in turned if finding.state == "contradicted"]
    marked = apart(_distinct([gate for gate in gates if not gate.withholds]), odd)
    withheld = [gate for gate in gates if gate.withholds]
    measured, told, named = apart(measured, marked), apart(told, marked), apart(named, marked)
    turned, other = [*apart(turned, marked), *marked], apart(other, marked)
    kept = apart(told, [*turned, *other])
    return tuple(sorted([*apart(measured, turned), *named, *turned, *other, *kept, *withheld]))


def apart(findings: Sequence[ClaimSlice], others: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return the findings that overlap none of the others."""
    return [f for f in findings if not any(f.start < other.end and other.start < f.end for other in others)]


def _distinct(findings: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return the findings that overlap none before them."""
    kept: list[ClaimSlice] = []
    for finding in findings:
        kept += apart([finding], kept)
    return kept
