"""What became of one slice of a claim beside a sentence of the material."""

from typing import NamedTuple

from retrieval.check.verdict import MismatchKind, State

# What a name tells, or a figure of two digits: as much as a word that stands in one sentence of five hundred.
TELLING = 6.0
# Each digit of a figure and each part of a date beyond the second, or less for each below: the less likely by chance.
_DIGIT = 2.0
_MOST = 12.0


def telling(digits: int) -> float:
    """What a figure with so many significant digits tells, or a date with so many parts of two digits each."""
    return min(TELLING + _DIGIT * (digits - 2), _MOST)


class Finding(NamedTuple):
    """A slice `start:end` of a claim, compared.

    `found` are the words that stand there instead, where it is contradicted; `at` is the slice of the sentence that
    bears it out or contradicts it. `weight` is how much it tells, `share`, from 0 to 1, how much of that stands
    there. `noun`: it names a thing or somebody. A `binding` one must stand there for the claim to do so.
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
