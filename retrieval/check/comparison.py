"""A claim beside one sentence of the material: what of it stands there, what stands there otherwise, what does not."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from retrieval.check.verdict import ClaimSlice, State
from retrieval.check.wording.locality import Locality

# Shares of what a claim tells, its mismatches aside, that must stand in a sentence for it to be about the same thing.
BORNE_OUT = 0.5
# Without a figure or date, which hardly agree by chance, more of the words must stand there.
BORNE_OUT_BY_WORDS = 0.75
PRESENT = 0.4
# A clause of a claim that tells so much must have this share of it borne out.
CLAUSE_WEIGHT = 8.0
CLAUSE_SHARE = 0.4
SAME_THING = 0.55
# The share of it all that may be nouns which stand neither in a sentence nor near one that contradicts.
FOREIGN, FOREIGN_DATE = 0.3, 0.15
# For something said of another: less where a figure agrees that would hardly do so by chance.
SAME_THING_OTHERWISE_NAMED = 0.75
SAME_FIGURE_OTHERWISE_NAMED = 0.65
_HARDLY_BY_CHANCE = 8.0
# How many nouns and names must stand there, where a name does not and a figure could by chance.
LEAST_THINGS = 2
# A sentence with less of the words in common is about something else, whatever its figures and names are.
ABOUT_IT = 0.3
_MEASURED = ("number", "percentage", "date", "period")


@dataclass(frozen=True, eq=False)
class Comparison:
    """The findings of a claim beside a sentence of the index, or a few in a row.

    `points_back`: it begins with a word for what was named before, such as 其 and 该. `is_one`: it is one sentence, or
    several that go on with each other. `laid_aside`: it has too few of the words to be about the same. `decided` is
    the verdict of the judge, who weighs what the rules found. What follows from the findings, and what `located`
    tells, is worked out when it is first asked for, and kept.
    """

    entries: tuple[int, ...]
    findings: tuple[ClaimSlice, ...]
    points_back: bool = False
    is_one: bool = True
    ends: tuple[int, ...] = ()
    located: Callable[[], Locality] = Locality
    laid_aside: bool = False
    decided: State | None = None

    @cached_property
    def local(self) -> Locality:
        """Return how much of the claim single clauses say."""
        return self.located()

    @cached_property
    def mismatches(self) -> tuple[ClaimSlice, ...]:
        """Return what stands there otherwise, in the order of the claim."""
        return tuple(sorted(finding for finding in self.findings if finding.state == "contradicted"))

    @cached_property
    def lacking(self) -> tuple[ClaimSlice, ...]:
        """Return what must stand there for the claim to do so, and does not."""
        return tuple(f for f in self.findings if f.binding and f.state == "not_found")

    @cached_property
    def share(self) -> float:
        """Return how much of what the claim tells stands there, its mismatches aside; from 0 to 1."""
        told = [finding for finding in self.findings if finding.state != "contradicted"]
        whole = sum(finding.weight for finding in told)
        return sum(finding.weight * finding.share for finding in told) / whole if whole else 0.0

    @cached_property
    def likeness(self) -> float:
        """Return how much of the claim stands there, mismatches counting as half: the sentence with most is
        the evidence.
        """
        whole = sum(finding.weight for finding in self.findings)
        kept = sum(f.weight * (0.5 if f.state == "contradicted" else f.share) for f in self.findings)
        return kept / whole if whole else 0.0

    @cached_property
    def verdict(self) -> State:
        """Return what this sentence says to the claim.

        A name in place of another and a figure in place of another make it a sentence about something else, not a
        contradiction.
        """
        if self.decided is not None:
            return self.decided
        kinds = {finding.kind for finding in self.mismatches}
        names = {finding.start for finding in self.mismatches if finding.kind == "name"}
        if any(finding.sure for finding in self.mismatches):
            return "contradicted"
        if self.lacking or len(names) > 1 or (names and len(kinds) > 1):
            return "not_found"
        if kinds:
            same = self._same_but_for_a_name if names else self.here >= SAME_THING and not self._twice_otherwise
            return (
                "contradicted"
                if same and self.foreign <= (0 if names else FOREIGN_DATE if kinds == {"date"} else FOREIGN)
                else "not_found"
            )
        measured = any(finding.kind not in ("word", "name", "direction") for finding in self.findings)
        least = BORNE_OUT if measured else BORNE_OUT_BY_WORDS
        present = self.share >= least and self.share_here >= PRESENT and not self._lacks_a_noun
        present = present and not self.lacks_a_clause and not any(f.withholds for f in self.findings)
        return "supported" if present else "not_found"

    @cached_property
    def _lacks_a_noun(self) -> bool:
        """Return whether a claim without a figure names something that stands neither there nor near."""
        measured = any(f.kind in ("number", "percentage", "period") and f.weight > 1 for f in self.findings)
        return not measured and any(finding.noun and finding.share == 0 for finding in self.findings)

    @cached_property
    def lacks_a_clause(self) -> bool:
        """Return if hardly anything of a clause of the claim stands there."""
        cells = (group for _, group in groupby(sorted(self.findings), key=lambda f: bisect_right(self.ends, f.start)))
        return any(_hardly(list(cell)) for cell in cells)

    @cached_property
    def _twice_otherwise(self) -> bool:
        """Return whether more figures and dates are others than agree: hardly the same thing with two mistakes."""
        # A figure that stands there for another thing is no other figure.
        told = (f for f in self.findings if f.gate != "crossed")
        measured = [finding.state for finding in told if finding.kind in _MEASURED]
        return measured.count("contradicted") > max(1, measured.count("supported"))

    @cached_property
    def here(self) -> float:
        """Return how much of what the claim tells the sentence says itself, its mismatches aside.

        Names and dates may stand around it: a text says them once and goes on. Whose date it is, it must say itself.
        """
        told = [finding for finding in self.findings if finding.state != "contradicted"]
        whole = sum(finding.weight for finding in told)
        named = any(finding.kind != "date" for finding in self.mismatches)
        said = (f for f in told if f.at or (f.kind in ("name", "date") and named) or (self.points_back and f.noun))
        return sum(finding.weight * finding.share for finding in said) / whole if whole else 0.0

    @cached_property
    def foreign(self) -> float:
        """Return how much of what the claim tells, its mismatches aside, is nouns that stand neither there nor near."""
        told = [finding for finding in self.findings if finding.state != "contradicted"]
        whole = sum(finding.weight for finding in told)
        return sum(f.weight for f in told if f.noun and f.share == 0) / whole if whole else 0.0

    @cached_property
    def _same_but_for_a_name(self) -> bool:
        """Return whether it is the same that is told of another, and not only the same round figure of a
        common measure.
        """
        agreeing = [f for f in self.findings if f.state == "supported"]
        figures = [f for f in agreeing if f.kind in ("number", "percentage") and f.weight > 1]
        dates = [f for f in agreeing if f.kind == "date"]
        things = [f for f in agreeing if f.kind in ("word", "name") and f.noun and f.at]
        telling = any(f.weight >= _HARDLY_BY_CHANCE for f in (*figures, *dates))
        if figures and not telling and len(things) < LEAST_THINGS:
            return False
        if not self.points_back and any(f.kind == "name" and not f.at for f in agreeing):
            # It may tell of a third that was not named before.
            return False
        return self.share >= (SAME_FIGURE_OTHERWISE_NAMED if telling else SAME_THING_OTHERWISE_NAMED)

    @cached_property
    def repeats(self) -> bool:
        """Tell if the sentence has the claim letter by letter, and nothing in it speaks against that."""
        sure = any(f.sure and f.state == "supported" for f in self.findings)
        return sure and self.verdict == "supported" and not any(f.withholds for f in self.findings)

    @cached_property
    def share_here(self) -> float:
        """Return how much of what the claim tells stands in the sentence itself, not only around it."""
        whole = sum(finding.weight for finding in self.findings)
        return sum(f.weight * f.share for f in self.findings if f.at) / whole if whole else 0.0


def _hardly(cell: Sequence[ClaimSlice]) -> bool:
    whole = sum(f.weight for f in cell)
    nouns = any(f.noun and f.share == 0 for f in cell)
    return nouns and whole >= CLAUSE_WEIGHT and sum(f.weight * f.share for f in cell) < CLAUSE_SHARE * whole
