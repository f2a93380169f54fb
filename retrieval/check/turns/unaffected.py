"""Things that go on as before, of which a claim says that they end: 陪护也停 beside 陪护不受影响."""

import re

from retrieval.check.evidence import Evidence
from retrieval.check.turns.reach import in_one_clause
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.parsed import Wording

# What goes on stands before, or behind.
_GOES_ON = re.compile(
    r"(?P<before>不受(?:任何)?影响|照常|照旧|照样[开营供办]\w?|\b(?:is|are|was|were) (?:not|un)\s?affected)"
    r"|(?P<behind>不影响|不耽误|不妨碍|(?:does|do|did) not affect)"
)
_ENDS = re.compile(
    r"停|取消|暂缓|关[闭门]|中断|失效|作废|没了?|无效|受(?:了|到)?影响|影响到?了|耽误|推迟|延[后期]"
    r"|\b(?:stop\w*|suspended|cancelled|closed|void|lost|loses|affected|delayed)\b"
)
_LEAST_CHARACTERS = 2


def goes_on(claim: Wording, evidence: Evidence) -> list[ClaimSlice]:
    """Return a finding for a claim that something ends which a sentence says goes on as before."""
    there = evidence.wording
    ends = [m for m in _ENDS.finditer(claim.folded) if not _GOES_ON.search(claim.folded)]
    for match in _GOES_ON.finditer(there.folded) if ends else ():
        thing = _thing(there, match)
        at = claim.folded.find(thing) if thing else -1
        end = next((m for m in ends if at >= 0 and in_one_clause(claim.folded, *sorted((at, m.start())))), None)
        if end is not None:
            start, stop = min(at, end.start()), max(at + len(thing), end.end())
            found = there.text[slice(*match.span())]
            return [ClaimSlice(start, stop, "negation", "contradicted", found, match.span())]
    return []


def _thing(there: Wording, match: re.Match[str]) -> str:
    """Return the word nearest to one that something goes on, in its clause: what goes on; nothing if there is none."""
    near = [w for w in there.words if in_one_clause(there.folded, *sorted((w.start, match.start())))]
    before, behind = ([w for w in near if w.end <= match.start()], [w for w in near if w.start >= match.end()])
    words = [w.text for w in (before[-1:] if match["before"] else behind[:1])]
    return words[0] if words and len(words[0]) >= _LEAST_CHARACTERS else ""
