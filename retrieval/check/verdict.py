"""Values of checking: findings on slices of a claim and their order, mismatches and parts made of them, the verdict."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from retrieval.model import Quote, Span, Value

State = Literal["supported", "contradicted", "not_found"]
MismatchKind = Literal["number", "percentage", "date", "period", "name", "direction", "negation", "word"]


class Mismatch(Value):
    """One thing that a claim says otherwise than the material: its words there, those found, and what they are of.

    `found` is empty where the material has the thing for something else, but nothing in its place.
    """

    claimed: str
    found: str
    kind: MismatchKind


class OtherMeasure(Value):
    """A claimed figure that the material gives for something else: 8000万 is the 平均, the 峰值 is 1.2亿.

    All are words of the text: `claimed` and `meant` of the claim, `of` and `found` of the material.
    """

    claimed: str
    of: str
    meant: str
    found: str


class ClaimPart(Span):
    """A slice of a claim, and whether the quotes bear it out."""

    state: State


class Verdict(Value):
    """Verdict on a claim: what the material says to it, never that it is true.

    `supported`: everything that it states stands in the quotes. `contradicted`: the same is stated with another value,
    told in `mismatches`. `not_found`: the material does not say. `parts` are slices of the claim in order and apart;
    what belongs to no part says nothing. `differing` are quotes, counted from 1, that say otherwise than the first.
    """

    claim: str
    verdict: State
    mismatches: tuple[Mismatch, ...] = ()
    parts: tuple[ClaimPart, ...] = ()
    quotes: tuple[Quote, ...] = ()
    differing: tuple[int, ...] = ()
    other: tuple[OtherMeasure, ...] = ()
    milliseconds: float = 0.0


# What a name tells, or a figure of two digits: as much as a word that stands in one sentence of five hundred.
TELLING = 6.0
# Each digit of a figure and each part of a date beyond the second, or less for each below: the less likely by chance.
_DIGIT = 2.0
MAX_TELLING = 12.0


def telling(digits: int) -> float:
    """Return what a figure with so many significant digits tells, or a date with so many parts of two digits each."""
    return min(TELLING + _DIGIT * (digits - 2), MAX_TELLING)


class ClaimSlice(NamedTuple):
    """A slice `start:end` of a claim, compared.

    `found` are the words that stand there instead, where it is contradicted; `at` is the slice of the sentence that
    bears it out or contradicts it. `weight` is how much it tells, `share`, from 0 to 1, how much of that stands
    there. `noun`: it names a thing or somebody. A `binding` one must stand there for the claim to do so; one that
    `withholds` denies support, and lets the sentence contradict; a `sure` one contradicts whatever else is missing, or
    stands there letter by letter with all the others. `gate` is the name of the rule that found it.
    """

    start: int
    end: int
    kind: MismatchKind
    state: State
    found: str = ""
    at: tuple[int, int] | None = None
    weight: float = TELLING
    share: float = 0.0
    binding: bool = True
    noun: bool = False
    withholds: bool = False
    sure: bool = False
    gate: str = ""

    def __lt__(self, other: tuple[object, ...]) -> bool:
        """Return if a finding is before another: by its slice, and of one slice that first which stands nowhere."""
        one, two = self[:2], other[:2]
        return one < two or (one == two and _ordered(self) < _ordered(other))


def _ordered(finding: tuple[object, ...]) -> tuple[object, ...]:
    """Return the fields of a finding so that a place compares with none."""
    return tuple(() if field is None else field for field in finding)


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
    # What a rule finds at odds holds nothing back besides.
    withheld = apart([gate for gate in gates if gate.withholds], [m for m in marked if m.state == "contradicted"])
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
