"""Refusals of what a claim says was done: 居民反对降低水位 beside 居民要求降低水位."""

import re
from collections.abc import Iterator, Sequence

from retrieval.check.verdict import ClaimSlice
from retrieval.facts.parsed import Wording
from retrieval.language.polarity import REFUSED

_BREAK = re.compile(r"[,，。;；:：!！?？\n]|\.(?=\s|$)|\b(?:and|but)\b")
# That something came about, which the word for what was avoided says itself.
_HAPPENED = re.compile(r"发生了?|出现了?|举[行办]了?|爆发了?|遭受?了?|\b(?:happened|occurred|took place|there was)\b")
_AGAINST = re.compile(
    rf"{REFUSED.pattern}|[不没未无非拒否怕恐防]|担心|n't"
    r"|\b(?:not|no|never|without|nobody|none|unable|against|turned down|dropped)\b"
)


def refused(claim: Wording, sentence: Wording, told: Sequence[ClaimSlice]) -> Iterator[ClaimSlice]:
    """Yield a finding for what the claim says was done, or wanted, and somebody of the sentence is against.

    `told` are the findings of the claim's figures, names and words.
    """
    if claim.negators or _AGAINST.search(claim.folded):
        return
    for match in REFUSED.finditer(sentence.folded):
        stop = _BREAK.search(sentence.folded, match.end())
        end = stop.start() if stop else len(sentence.folded)
        acts = [f for f in told if f.at and match.end() <= f.at[0] < end and f.state == "supported" and not f.noun]
        acts = [f for f in acts if f.kind in ("word", "direction") and f.weight > 1 and f.end - f.start > 1]
        acts = acts or _happening(claim, told, match.end(), end)
        told_before = [f for f in told if f.at and f.at[0] < match.start() and f.weight > 1]
        if acts and told_before:
            place = (match.start(), max(f.at[1] for f in acts if f.at))
            found = sentence.text[slice(*place)]
            yield ClaimSlice(acts[0].start, acts[-1].end, "negation", "contradicted", found, place)
            return


def _happening(claim: Wording, told: Sequence[ClaimSlice], start: int, end: int) -> list[ClaimSlice]:
    """Return what a claim says happened, with the verb for that, if the sentence has it between two places."""
    verb = _HAPPENED.search(claim.folded)
    things = [f for f in told if verb and f.at and start <= f.at[0] < end and f.noun and f.state == "supported"]
    things = [f for f in things if verb and f.start >= verb.end()]
    return [things[0]._replace(start=verb.start())] if verb and things else []
