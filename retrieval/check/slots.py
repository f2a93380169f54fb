"""Words of a claim in whose place a sentence has others: 死亡人口 beside 出生人口, 西四环 beside 东三环.

The word before the same head, or between the same neighbours, is what tells two things apart. Names so exchanged
contradict; of common nouns it is only certain that the sentence speaks of another thing, so that they withhold.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import Finding
from retrieval.facts.clauses import Clauses
from retrieval.facts.parsed import Wording

_WORD = re.compile(r"[^\W_]")
_EMPTY = "的之了着过是为在和与及或也都就还又并其该这那个名位"


def exchanged(
    claim: Wording, own: Clauses, evidence: Evidence, there: Clauses, told: Sequence[Finding]
) -> list[Finding]:
    """Return findings for words that are missing right before a head that the sentence has with another word."""
    return list(_modifiers(claim, evidence, told))


def _modifiers(claim: Wording, evidence: Evidence, told: Sequence[Finding]) -> Iterator[Finding]:
    sentence = evidence.wording
    ordered = sorted(f for f in told if f.kind in ("word", "name"))
    for missing, head in pairwise(ordered):
        apart = claim.folded[missing.end : head.start]
        if missing.share or missing.state == "contradicted" or head.at is None or apart not in ("", "的"):
            continue
        if not (missing.noun or missing.kind == "name") or not (head.noun or head.kind == "name"):
            continue
        text = claim.folded[head.start : head.end]
        places = [m.start() for m in re.finditer(re.escape(text), sentence.folded)]
        rivals = [r for at in places if (r := _before(sentence, at, claim)) is not None]
        if places and len(rivals) == len(places):
            yield Finding(
                missing.start,
                missing.end,
                "word",
                "not_found",
                weight=0.0,
                binding=False,
                withholds=True,
                noun=missing.noun,
            )


def _before(sentence: Wording, at: int, claim: Wording) -> tuple[int, int] | None:
    """Return the word right before a place of a sentence, if it names something that the claim does not."""
    at -= sentence.folded[at - 1 : at] == "的"
    for word in sentence.words:
        if word.end == at and word.start in sentence.nouns and len(word.text) > 1 and word.text not in claim.folded:
            return word.start, word.end
    return None
