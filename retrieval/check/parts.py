"""Findings -> what is shown of them: the claim in parts with their states, and the places that are set in bold."""

from collections.abc import Sequence

from retrieval.check.turns.predicates import predicate
from retrieval.check.verdict import ClaimPart, ClaimSlice, Mismatch, State
from retrieval.facts.parsed import Wording

# A word of which this share stands in the sentence is borne out.
_BORNE_OUT = 0.4
_CLAUSE = frozenset("，,。；;：:！？!?、\n")


def parts(claim: str, start: int, end: int, findings: Sequence[ClaimSlice]) -> tuple[ClaimPart, ...]:
    """Return the parts of the slice `start:end` of a claim; findings count from its start.

    Neighbours of one state are one part, unless a mark of a clause stands between them; closing marks are left out.
    """
    found: list[ClaimPart] = []
    for finding in sorted(findings):
        part = ClaimPart(start=start + finding.start, end=start + finding.end, state=_state(finding))
        last = found[-1] if found else None
        if last and (part.start < last.end or (part.state == last.state and _goes_on(claim, last.end, part.start))):
            found[-1] = ClaimPart(start=last.start, end=max(last.end, part.end), state=last.state)
        else:
            found.append(part)
    return tuple(part for part in found if part.end <= end)


def unknown(start: int, end: int) -> tuple[ClaimPart, ...]:
    """Return a statement that the material says nothing to."""
    return (ClaimPart(start=start, end=end, state="not_found"),)


def mismatches(statement: Wording, findings: Sequence[ClaimSlice]) -> tuple[Mismatch, ...]:
    """Return what is contradicted in a statement, figures first, each in its own words and those of the material.

    What only the material denies is named with the words that it belongs to.
    """
    ordered = sorted(findings, key=lambda f: (f.kind in ("name", "word", "direction", "negation"), f.start))
    denied = [f.gate in ("turning", "qualify") and f.kind == "negation" for f in ordered]
    left = [f.gate == "qualify" for f in ordered]
    slices = [
        predicate(statement, *f[:2], named=out) if n else f[:2] for f, n, out in zip(ordered, denied, left, strict=True)
    ]
    # What is left out of the rest is named with what is said of it.
    slices = [(f.start, max(at[1], f.end)) if out else at for f, at, out in zip(ordered, slices, left, strict=True)]
    # 可以 within 可以进入餐厅 is said with it.
    within = [any(a <= at[0] and at[1] <= b and (a, b) != at for a, b in slices) for at in slices]
    return tuple(
        Mismatch(claimed=statement.text[start:end], found=f.found, kind=f.kind)
        for f, (start, end), said in zip(ordered, slices, within, strict=True)
        if not said
    )


def places(findings: Sequence[ClaimSlice], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the slices of a sentence, `start:end` of what was compared, that bear out or contradict; apart,
    in order.
    """
    spans = sorted((max(f.at[0], start), min(f.at[1], end)) for f in findings if f.at)
    apart: list[tuple[int, int]] = []
    for a, b in ((a - start, b - start) for a, b in spans if a < b):
        if apart and a <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(b, apart[-1][1]))
        else:
            apart.append((a, b))
    return tuple(apart)


def _state(finding: ClaimSlice) -> State:
    if finding.state == "contradicted" or finding.share >= _BORNE_OUT:
        return finding.state
    return "not_found"


def _goes_on(claim: str, start: int, end: int) -> bool:
    return not any(character in _CLAUSE for character in claim[start:end])
