"""Short replies to a question: they speak of what was asked, and of nothing else that a claim names."""

from collections.abc import Sequence

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice

MAX_REPLY_CHARACTERS = 40


def unanswered(evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding that withholds if a reply has, with its question, not all things that the claim names."""
    if not evidence.is_reply or len(evidence.folded) > MAX_REPLY_CHARACTERS:
        return []
    missing = next((f for f in told if f.noun and f.share == 0), None)
    return [missing._replace(state="not_found", weight=0.0, binding=False, withholds=True)] if missing else []
