"""The directions and negations of a claim beside those of a sentence."""

from collections.abc import Sequence

from retrieval.checking.evidence import Evidence
from retrieval.checking.finding import Finding
from retrieval.checking.wording import Wording
from retrieval.language.polarity import Negator, Polar

_CLAUSE = "，,。；;：:！？!?、"
# How many words behind a negation it denies.
_REACH = 3


def turning(claim: Wording, evidence: Evidence, findings: Sequence[Finding]) -> list[Finding]:
    """Findings for what goes the other way there; `findings`, of the claim's figures and words, tell where to look."""
    return [*_directions(claim, evidence.wording, findings), *_negations(claim, evidence.wording, findings)]


def _directions(claim: Wording, there: Wording, findings: Sequence[Finding]) -> list[Finding]:
    turned = []
    for word in claim.polar:
        found = [other for other in there.polar if other.line == word.line]
        place = _place(claim, word, findings)
        near = _nearest(there.folded, found, place) if place else None
        if near is None and found and all(other.side != word.side for other in found):
            near = found[0]
        if near is None:
            continue
        if near.side == word.side:
            turned.append(
                Finding(word.start, word.end, "direction", "supported", "", (near.start, near.end), 2.0, 1.0, False)
            )
        else:
            words = there.text[near.start : near.end]
            turned.append(Finding(word.start, word.end, "direction", "contradicted", words, (near.start, near.end)))
    return turned


def _place(claim: Wording, word: Polar, findings: Sequence[Finding]) -> tuple[int, int] | None:
    """Where the figure stands in the sentence that the word of the claim goes with: the nearest in its clause."""
    known = [
        f
        for f in findings
        if f.at and f.kind in ("number", "percentage") and _one_clause(claim.folded, word.start, f.start)
    ]
    nearest = min(known, key=lambda f: abs(f.start - word.end), default=None)
    return nearest.at if nearest else None


def _nearest(folded: str, found: Sequence[Polar], place: tuple[int, int]) -> Polar | None:
    """The word of a line that is next to a figure, in its clause."""
    inside = [other for other in found if _one_clause(folded, other.start, place[0])]
    return min(inside, key=lambda o: min(abs(place[0] - o.end), abs(o.start - place[1]) + 1), default=None)


def _one_clause(folded: str, one: int, other: int) -> bool:
    return not any(mark in folded[min(one, other) : max(one, other)] for mark in _CLAUSE)


def _negations(claim: Wording, there: Wording, findings: Sequence[Finding]) -> list[Finding]:
    """The first word that the claim denies and the sentence does not, or the other way round."""
    for finding in findings:
        if finding.at is None or finding.kind not in ("word", "number", "percentage"):
            continue
        own = _denied(claim, finding.start)
        places = [finding.at[0]]
        words = there.folded[finding.at[0] : finding.at[1]]
        while (at := there.folded.find(words, places[-1] + 1)) >= 0:
            places.append(at)
        others = [_denied(there, at) for at in places]
        if any(bool(own) == bool(other) for other in others):
            continue
        start = own.start if own else finding.start
        found_start = others[0].start if others[0] else finding.at[0]
        place = (found_start, finding.at[1])
        return [Finding(start, finding.end, "negation", "contradicted", there.text[found_start : finding.at[1]], place)]
    return []


def _denied(wording: Wording, at: int) -> Negator | None:
    """The negation whose reach a place is in."""
    for negator in wording.negators:
        if negator.end <= at and _one_clause(wording.folded, negator.end, at):
            between = [word for word in wording.words if negator.end <= word.start < at]
            if len(between) < _REACH:
                return negator
    return None
