"""The values that checking hands out."""

from typing import Literal

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


class Part(Span):
    """A slice of a claim, and whether the quotes bear it out."""

    state: State


class Verdict(Value):
    """What the material says to a claim; never whether it is true.

    `supported`: everything that it states stands in the quotes. `contradicted`: the same is stated with another value,
    told in `mismatches`. `not_found`: the material does not say. `parts` are slices of the claim in order and apart;
    what belongs to no part says nothing. `differing` are quotes, counted from 1, that say otherwise than the first.
    """

    claim: str
    verdict: State
    mismatches: tuple[Mismatch, ...] = ()
    parts: tuple[Part, ...] = ()
    quotes: tuple[Quote, ...] = ()
    differing: tuple[int, ...] = ()
    milliseconds: float = 0.0
