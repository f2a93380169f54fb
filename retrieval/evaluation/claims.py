"""Claim sets -> figures, through the library like any user.

A claim set is JSON lines: `claim`, `verdict`, `evidence` (places that carry it, as in a question set), and for
contradicted claims `wrong`, the values that are wrong as the claim writes them.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from pydantic import ConfigDict

from retrieval.check.verdict import State, Verdict
from retrieval.evaluation.questions import EvidenceQuote, read_json_lines, stands_in
from retrieval.model import Value


class ClaimItem(Value):
    """One claim of a set; fields that are not used here are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = ""
    claim: str
    verdict: State
    wrong: tuple[str, ...] = ()
    evidence: tuple[EvidenceQuote, ...] = ()


class ClaimFigures(Value):
    """The figures of a claim set, shares from 0 to 1.

    `accuracy`: verdicts that are right. `named`: contradicted claims of which a mismatch names a wrong value. `quoted`:
    claims that the material speaks of with a quote from a place of the evidence.
    """

    claims: int
    accuracy: float
    named: float
    quoted: float


def read_claims(path: Path) -> tuple[ClaimItem, ...]:
    """Read a claim set; raises QuestionSetMissing for none and QuestionSetBroken at the first bad line."""
    return read_json_lines(path, ClaimItem)


def evaluate_claims(
    items: Sequence[ClaimItem], verdicts: Sequence[Verdict], text_of: Callable[[str], str]
) -> ClaimFigures:
    """Judge the verdicts on the items, given in the same order; `text_of` gives the text of a file by its name."""
    pairs = list(zip(items, verdicts, strict=True))
    wrong = [(item, verdict) for item, verdict in pairs if item.verdict == "contradicted"]
    spoken_of = [(item, verdict) for item, verdict in pairs if item.verdict != "not_found"]
    return ClaimFigures(
        claims=len(pairs),
        accuracy=_share([item.verdict == verdict.verdict for item, verdict in pairs]),
        named=_share([names_wrong(item, verdict) for item, verdict in wrong]),
        quoted=_share([quotes_evidence(item, verdict, text_of) for item, verdict in spoken_of]),
    )


def names_wrong(item: ClaimItem, verdict: Verdict) -> bool:
    """Return whether a verdict is `contradicted` and names a wrong value, at least half of it."""
    return verdict.verdict == "contradicted" and any(
        wrong in mismatch.claimed or (mismatch.claimed in wrong and 2 * len(mismatch.claimed) >= len(wrong))
        for wrong in item.wrong
        for mismatch in verdict.mismatches
        if mismatch.claimed
    )


def quotes_evidence(item: ClaimItem, verdict: Verdict, text_of: Callable[[str], str]) -> bool:
    """Return whether a quote shares a character with the evidence."""
    return any(stands_in(quote, place, text_of) for quote in verdict.quotes for place in item.evidence)


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 0.0
