"""Claim that is a stretch of a sentence but for one word: The sauna is heated, beside The sauna is closed."""

import re
from collections.abc import Sequence

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.parsed import Wording
from retrieval.language.polarity import REFUSED

# Another word in the place of one is no longer than so many letters, and in the same clause.
# A denial in that place is for other rules.
_DENIES = "不没未无非"
_OTHER_WORD, _MARKS = 10, ",，。.;；:：!！?？、"
_WITHIN_CLAUSE = re.compile(f"[^{_MARKS}{_DENIES}]{{1,{_OTHER_WORD}}}")
_SPACE, _END = re.compile(r"\s+"), " \t\n。.!！?？"


def one_word_else(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding that withholds if a claim is a stretch of a sentence but for one word, which stands nowhere.

    Who tells it in own words changes more than one.
    """
    sentence = _SPACE.sub("", evidence.wording.folded)
    polar = {at for word in claim.polar for at in range(word.start, word.end)}
    for finding in told:
        if finding.kind == "word" and not finding.share and finding.end - finding.start > 1:
            before, after = claim.folded[: finding.start], claim.folded[finding.end :].rstrip(_END)
            other = _between(_SPACE.sub("", before), _SPACE.sub("", after), sentence)
            if not other or finding.start in claim.light or finding.start in polar:
                continue
            if not REFUSED.search(other):
                return [ClaimSlice(finding.start, finding.end, "word", "not_found", weight=0.0, withholds=True)]
    return []


def _between(before: str, after: str, sentence: str) -> str:
    """Return the word between two stretches of a sentence, the shortest at the first place; empty if there is none.

    Behind the last stretch a clause ends.
    """
    at = sentence.find(before)
    while at >= 0:
        start = at + len(before)
        run = _WITHIN_CLAUSE.match(sentence, start)
        for end in range(start + 1, run.end() + 1 if run else 0):
            if sentence.startswith(after, end) if after else end == len(sentence) or sentence[end] in _MARKS:
                return sentence[start:end]
        at = sentence.find(before, at + 1)
    return ""
