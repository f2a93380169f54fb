"""Layout of a claim in a sentence, as traits: what of it is missing at which place, and how close together the rest is.

A claim speaks of something and tells something of it: 会长是王芳, Grimsby moved to Abbey Park. What it speaks of may
stand around a sentence, in the title or the sentence before; what it tells of it stands in the sentence, or it is told
of something else.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from retrieval.check.comparison import Comparison
from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.parsed import Wording

# What a claim tells of something begins behind the first of these.
_TELLS = re.compile(r"是|为|為|叫|称|稱|属于|屬於|位于|位於|毕业于|畢業於|\b(?:is|was|are|were)\b")
# More letters of a claim in a row that a sentence lacks tell no more.
_MOST_LETTERS = 6
# Words that stand so many letters further apart than in the claim are far apart.
_FAR_CHARACTERS = 12


def layout(claim: Wording, evidence: Evidence, comparison: Comparison) -> dict[str, float]:
    """Return the traits of where a claim's parts stand in a sentence, or in a few; those that it lacks are 0."""
    found = sorted(f for f in comparison.findings if not f.withholds and f.weight > 0)
    if not found:
        return {}
    several = {"two_sentences": 1.0} if len(comparison.entries) > 1 else {}
    return {
        **several,
        **_at_either_end(found),
        **_told(claim, found),
        **_lettered(claim.folded, evidence.folded),
        **_apart(found),
    }


def _missing(finding: ClaimSlice) -> bool:
    return finding.share == 0 and finding.state != "contradicted"


def _around(finding: ClaimSlice) -> bool:
    return finding.share > 0 and finding.at is None


def _at_either_end(found: Sequence[ClaimSlice]) -> dict[str, float]:
    """Return what of the first and the last thing, and of the last word, is missing or stands only around."""
    whole = sum(f.weight for f in found)
    things = [f for f in found if f.noun or f.kind != "word"]
    run = longest = 0.0
    for finding in found:
        run = run + finding.weight if _missing(finding) else 0.0
        longest = max(longest, run)
    placed = {"end": found[-1], **({"first": things[0], "last": things[-1]} if things else {})}
    return {
        "missing_in_row": longest / whole,
        "date_missing": float(any(f.kind == "date" and f.share == 0 and f.state == "not_found" for f in found)),
        **{f"{place}_missing": float(_missing(finding)) for place, finding in placed.items()},
        **{f"{place}_around": float(_around(finding)) for place, finding in placed.items()},
    }


def _told(claim: Wording, found: Sequence[ClaimSlice]) -> dict[str, float]:
    """Return how much is missing of what a claim speaks of, and of what it tells of that."""
    verb = _TELLS.search(claim.folded)
    topic = [f for f in found if verb and f.end <= verb.start()]
    told = [f for f in found if verb and f.start >= verb.end()]
    traits = {}
    if told:
        whole = sum(f.weight for f in told)
        traits["told_missing"] = sum(f.weight for f in told if f.share == 0) / whole
        traits["told_elsewhere"] = float(all(f.at is None for f in told))
    if topic:
        traits["topic_missing"] = sum(f.weight for f in topic if f.share == 0) / sum(f.weight for f in topic)
    return traits


def _lettered(claim: str, sentence: str) -> dict[str, float]:
    """Return the share of a claim's letters that stand in pairs in a sentence, and the most in a row that do not."""
    said = [False] * len(claim)
    letters, pairs = _letters(claim)
    for at, pair in pairs:
        if pair in sentence:
            said[at] = said[at + 1] = True
    run = longest = 0
    for at in letters:
        run = 0 if said[at] or claim[at] in sentence else run + 1
        longest = max(longest, run)
    return {
        "letters_said": sum(said[at] for at in letters) / max(1, len(letters)),
        "letters_missing": min(longest, _MOST_LETTERS) / _MOST_LETTERS,
    }


@lru_cache(maxsize=4)  # one claim beside many sentences
def _letters(claim: str) -> tuple[tuple[int, ...], tuple[tuple[int, str], ...]]:
    """Return the places of the letters of a claim, and all two in a row, each with its place."""
    letters = tuple(at for at, letter in enumerate(claim) if letter.isalnum())
    return letters, tuple((at, claim[at : at + 2]) for at in letters if claim[at + 1 : at + 2].isalnum())


def _apart(found: Sequence[ClaimSlice]) -> dict[str, float]:
    """Return the share of neighbours in a claim that stand far apart in a sentence."""
    pairs = [(a, b) for a, b in pairwise(f for f in found if f.at and f.share > 0) if a.at and b.at]
    if not pairs:
        return {}
    far = [max(a.at[0], b.at[0]) - min(a.at[1], b.at[1]) - (b.start - a.end) for a, b in pairs if a.at and b.at]
    return {"far_apart": sum(one > _FAR_CHARACTERS for one in far) / len(far)}
