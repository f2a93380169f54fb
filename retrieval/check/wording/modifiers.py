"""Nouns of a claim that a sentence has of another: 康宁医院 beside 仁和医院."""

from collections.abc import Sequence
from itertools import pairwise

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.check.wording.nouns import KIND_OF_NAME
from retrieval.check.wording.words import places_of
from retrieval.facts.parsed import Tagged, Wording

# As much of a word that stands nowhere may be told by its characters, or stand around.
_AROUND = 0.7
_NAMING = "nabjzvf"


def of_another_name(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding that withholds for what a claim names before a noun, if a sentence lacks it, and has another
    word before that noun wherever it stands.
    """
    there = evidence.wording
    before = {end: (word, start, end, tag) for word, start, end, tag in there.tagged}
    ordered = sorted(f for f in told if f.kind in ("word", "name"))
    for lead, head in pairwise(ordered):
        words = claim.folded[lead.start : lead.end]
        beside = lead.end == head.start and head.at is not None and head.share == 1
        if not beside or lead.share > _AROUND or lead.at is not None or words in there.folded:
            continue
        is_noun = any(start == lead.start and tag[:1] == "n" for _, start, _, tag in claim.tagged)
        if lead.start in claim.light or (lead.end - lead.start > 1 and not is_noun and lead.kind != "name"):
            continue
        named = any(start == head.start and tag != "n" for _, start, end, tag in claim.tagged if end - start > 1)
        if named or not KIND_OF_NAME.search(claim.folded[head.start : head.end]):
            continue
        places = list(places_of(claim.folded[head.start : head.end], there.folded))
        others = [before.get(start) for start, _ in places]
        if places and all(other is not None and _names(other, claim) for other in others):
            return [ClaimSlice(lead.start, head.end, "word", "not_found", weight=0.0, binding=False, withholds=True)]
    return []


def _names(other: Tagged, claim: Wording) -> bool:
    """Return if a word before a noun is of a name that a claim has not."""
    word, _, _, tag = other
    return tag[:1] in _NAMING and word not in claim.folded and "\u4e00" <= word[0] <= "\u9fff"
