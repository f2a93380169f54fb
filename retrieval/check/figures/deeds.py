"""Dates of a claim that a sentence has for another deed: 1月8日印发,2月1日施行."""

from collections.abc import Sequence

from retrieval.check.evidence import Evidence
from retrieval.check.turns.reach import in_one_clause
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.parsed import Wording
from retrieval.language.dates import Moment, conflict
from retrieval.language.tokenizer import stop_words

_LEAST_CHARACTERS = 2
_FIGURES = ("number", "percentage", "period")


def date_of_another_deed(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding for the date of a claim if its clause in a sentence tells another deed, and what the claim tells
    stands behind another date.

    `told` are the findings of the claim's dates and words.
    """
    there = evidence.wording
    dated = [f for f in told if f.kind == "date" and f.state == "supported" and f.at is not None]
    if len(claim.moments) != 1 or len(dated) != 1 or claim.negators:
        return []
    deeds = _behind(claim, claim.moments[0])
    own = next((m for m in there.moments if (m.start, m.end) == dated[0].at), None)
    figures = (f.at for f in told if f.kind in _FIGURES and f.state == "supported" and f.at is not None)
    if own and any(in_one_clause(there.folded, *sorted((own.start, at[0]))) for at in figures):
        # The figure of a claim stands with its date.
        return []
    if own is None or any(_tells(there, own, deed) for deed in deeds) or not _another(claim, there, own):
        return []
    rivals = (m for m in there.moments if conflict(claim.moments[0], m) and m.said.keys() & own.said.keys())
    other = next((m for m in rivals if any(_tells(there, m, deed) for deed in deeds)), None)
    if other is None:
        return []
    place = (other.start, other.end)
    return [dated[0]._replace(state="contradicted", found=there.text[slice(*place)], at=place, share=0.0)]


def _behind(wording: Wording, date: Moment) -> list[str]:
    """Return the telling words behind a date in its clause, longer than a character, whatever the dictionary has them
    for.
    """
    inside = (w for w in wording.words if w.start >= date.end and in_one_clause(wording.folded, date.end, w.start))
    plain = (w.text for w in inside if w.start not in wording.light and w.text not in stop_words())
    return [word for word in plain if len(word) >= _LEAST_CHARACTERS and not word.isdigit()]


def _tells(there: Wording, date: Moment, deed: str) -> bool:
    """Return if a deed stands behind a date in its clause, and behind no other date."""
    at = there.folded.find(deed, date.end)
    between = any(date.end <= other.start < at for other in there.moments)
    return at >= 0 and not between and in_one_clause(there.folded, date.end, at)


def _another(claim: Wording, there: Wording, date: Moment) -> bool:
    """Return if what stands behind a date in its clause is nothing of a claim."""
    told = _behind(there, date)
    return bool(told) and not any(character in claim.folded for word in told for character in word)
