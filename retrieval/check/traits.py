"""Traits of a claim beside a sentence, as numbers: what speaks for a tick, for a contradiction, and against either."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from retrieval.check.comparison import Comparison
from retrieval.check.evidence import Evidence
from retrieval.check.layout import layout
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.marks import marks
from retrieval.facts.parsed import Wording

Traits = dict[str, float]

_FIGURES = ("number", "percentage", "period")
_LIKELY = 0.6
# Of a deed as much stands in a sentence that tells of it.
_DONE = 0.5
_FEW_PARTS, _MOST_PARTS = 3, 12
_MOST_OTHERS = 3
_HEAVY = 10.0
_PAIR = re.compile(r"\w\w")


def traits(claim: Wording, evidence: Evidence, comparison: Comparison) -> Traits:
    """Return the traits of a comparison; those that it lacks are left out."""
    findings = [f for f in comparison.findings if not f.withholds]
    found = {
        "share": comparison.share,
        "share_here": comparison.share_here,
        "here": comparison.here,
        **_missing(findings, comparison),
        "deed_missing": float(_lacks_the_deed(claim, comparison.mismatches, findings)),
        **_measured(findings),
        **_named(findings),
        **_clausewise(comparison),
        **_marked(claim, evidence),
        **_placed(claim, evidence, findings),
        **_contradicted(comparison),
        **layout(claim, evidence, comparison),
        **{f"withheld_by_{f.gate}": 1.0 for f in comparison.findings if f.withholds},
        "short": float(sum(f.weight > 1 for f in findings) <= _FEW_PARTS),
        "length": min(len(findings), _MOST_PARTS) / _MOST_PARTS,
        "constant": 1.0,
    }
    return {name: value for name, value in found.items() if value}


def _lacks_the_deed(claim: Wording, odd: Sequence[ClaimSlice], findings: Sequence[ClaimSlice]) -> bool:
    """Return if a claim says what is done, and a sentence with another name or date itself has nothing of that."""
    if not odd or any(f.gate not in ("dates", "naming") for f in odd):
        return False
    verbs = {start for _, start, _, tag in claim.tagged if tag[:1] == "v" and start not in claim.light}
    deeds = [f for f in findings if f.kind in ("word", "direction") and f.start in verbs]
    return bool(deeds) and not any(f.at and f.share >= _DONE for f in deeds)


def _missing(findings: Sequence[ClaimSlice], comparison: Comparison) -> Traits:
    whole = sum(f.weight for f in findings) or 1.0
    told = [f for f in findings if f.state != "contradicted"]
    missing = [f for f in told if f.share == 0 and f.kind in ("word", "name")]
    nouns = [f.weight for f in missing if f.noun]
    return {
        "heaviest_noun_missing": max(nouns, default=0.0) / _HEAVY,
        "verbs_missing": sum(f.weight for f in missing if not f.noun) / whole,
        "around": sum(f.weight for f in told if f.share > 0 and f.at is None) / whole,
        "lacking": float(bool(comparison.lacking)),
        "clause_missing": float(comparison.lacks_a_clause),
    }


def _measured(findings: Sequence[ClaimSlice]) -> Traits:
    figures = [f for f in findings if f.kind in _FIGURES and f.weight > 1]
    if not figures:
        return {}
    agreeing = [f for f in figures if f.state == "supported"]
    return {
        "figures": 1.0,
        "figures_agree": len(agreeing) / len(figures),
        "figures_tell": sum(f.weight for f in agreeing) / _MOST_PARTS,
        "figure_missing": float(any(f.state == "not_found" for f in figures)),
    }


def _named(findings: Sequence[ClaimSlice]) -> Traits:
    supported = [f for f in findings if f.kind == "name" and f.gate == "naming" and f.state == "supported"]
    return {"name_here": float(any(f.at for f in supported)), "name_around": float(any(not f.at for f in supported))}


def _clausewise(comparison: Comparison) -> Traits:
    local = comparison.local
    return {
        "clause_share": local.share,
        "clause_share_high": max(0.0, local.share - _LIKELY),
        "clause_lacks": local.missing,
        "rival": local.rivalled,
        "rival_lacks": local.rivalled * (local.missing > 0),
        "mark_unclaimed": min(2.0, local.unmarked),
    }


def _marked(claim: Wording, evidence: Evidence) -> Traits:
    own = {(m.kind, m.side) for m in marks(claim.folded)}
    there = {(m.kind, m.side) for m in marks(evidence.wording.folded)}
    return {
        "restricted": float(any(kind in ("certainty", "scope") for kind, _ in there - own)),
        "denies": float(bool(claim.negators)),
    }


@lru_cache(maxsize=64)  # one claim beside many sentences
def _pairs(folded: str) -> tuple[str, ...]:
    return tuple(folded[at : at + 2] for at in range(len(folded) - 1) if _PAIR.match(folded, at))


def _placed(claim: Wording, evidence: Evidence, findings: Sequence[ClaimSlice]) -> Traits:
    """Return in which order and how far apart the claim's words stand, and what stands between them."""
    own = claim.folded
    pairs = _pairs(own)
    found = {"pairs": sum(pair in evidence.wording.folded for pair in pairs) / max(1, len(pairs)), "order": 0.5}
    placed = [f.at for f in sorted(findings) if f.at and f.state == "supported" and f.weight > 1]
    if not placed:
        return found
    rising = [one[0] <= other[0] for one, other in pairwise(placed)]
    start, end = min(at[0] for at in placed), max(at[1] for at in placed)
    sentence = evidence.wording
    others = list(_others([(w.start, w.end) for w in sentence.words if len(w.text) > 1], placed, start, end))
    return {
        **found,
        "order": sum(rising) / len(rising) if rising else 0.5,
        "span": min((end - start) / max(1, len(own)), 4.0) / 2,
        "other_nouns": min(sum(at in sentence.nouns for at in others), 2 * _MOST_OTHERS) / _MOST_OTHERS,
        "other_names": min(sum(start <= n.start < end and n.form not in own for n in sentence.names), _MOST_OTHERS)
        / _MOST_OTHERS,
    }


def _others(places: Sequence[tuple[int, int]], taken: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[int]:
    """Yield the starts of the places between two that nothing of the claim stands at."""
    for place in places:
        if start <= place[0] < end and not any(a < place[1] and place[0] < b for a, b in taken):
            yield place[0]


def _contradicted(comparison: Comparison) -> Traits:
    mismatches = comparison.mismatches
    if not mismatches:
        return {"likeness": comparison.likeness}
    told = [f for f in comparison.findings if not f.withholds]
    unsaid = sum(f.weight for f in told if f.share == 0 and f.state != "contradicted")
    ruled = float(comparison.verdict == "contradicted")
    return {
        "likeness": comparison.likeness,
        "mismatches": float(len(mismatches)),
        "unsaid": unsaid / (sum(f.weight for f in told) or 1.0),
        "foreign": comparison.foreign,
        **{f"ruled_by_{f.gate}": ruled for f in mismatches},
        **{f"contradicted_by_{f.gate}": 1.0 for f in mismatches},
        **{f"of_{f.kind}": 1.0 for f in mismatches},
    }
