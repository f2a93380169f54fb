"""The dates and periods of a claim beside those of a sentence."""

import re
from collections.abc import Sequence

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice, telling
from retrieval.facts.parsed import Wording
from retrieval.language.dates import Moment, conflict, shared


def dates(claim: Wording, evidence: Evidence, published: str | None) -> list[ClaimSlice]:
    """One finding for each date or period of a claim; what a sentence leaves out may stand around it."""
    return [_dated(claim, claimed, evidence, published) for claimed in claim.moments]


def _dated(claim: Wording, claimed: Moment, evidence: Evidence, published: str | None) -> ClaimSlice:
    there = evidence.wording
    agreeing = [found for found in there.moments if shared(claimed, found) and not conflict(claimed, found)]
    if agreeing and _whole(claimed, agreeing, evidence, published):
        best = max(agreeing, key=lambda found: shared(claimed, found))
        place = (best.start, best.end)
        return ClaimSlice(
            claimed.start, claimed.end, "date", "supported", "", place, telling(2 * len(claimed.said)), 1.0
        )
    rivals = [f for f in there.moments if claimed.said.keys() & f.said.keys() and conflict(claimed, f)]
    # What something is compared with is not when it was: 恢复至2019年同期的72%.
    if not claim.folded.startswith("同期", claimed.end):
        rivals = [f for f in rivals if not there.folded.startswith("同期", f.end)]
    if rivals:
        best = max(rivals, key=lambda found: (shared(claimed, found), _common(claimed, found)))
        words = there.text[best.start : best.end]
        return ClaimSlice(claimed.start, claimed.end, "date", "contradicted", words, (best.start, best.end))
    if _said_around(claimed, evidence, published):
        return ClaimSlice(claimed.start, claimed.end, "date", "supported", share=0.7)
    return ClaimSlice(claimed.start, claimed.end, "date", "not_found")


def _whole(claimed: Moment, agreeing: Sequence[Moment], evidence: Evidence, published: str | None) -> bool:
    """Return whether all parts of a date are borne out, the year perhaps by what stands around."""
    said: set[str] = set().union(*(found.said for found in agreeing))
    inner = {"half", "quarter", "edge", "month"}
    lacking = {part for part in claimed.said if part not in said and not (part in inner and said & inner)}
    return not lacking or (lacking == {"year"} and _year_fits(claimed.year, evidence, published))


def _said_around(claimed: Moment, evidence: Evidence, published: str | None) -> bool:
    if set(claimed.said) == {"year"}:
        return _year_fits(claimed.year, evidence, published, strict=True)
    if set(claimed.said) <= {"day", "weekday"}:
        return False
    years = claimed.year is None or _year_fits(claimed.year, evidence, published)
    parts = [f"{claimed.month}月" if claimed.month else "", f"{claimed.day}日" if claimed.day else ""]
    squeezed = evidence.around.replace(" ", "")
    quarter = f"第{'一二三四'[claimed.quarter - 1]}季" if claimed.quarter else ""
    said = [part for part in (*parts, quarter) if part]
    return years and bool(said) and all(part in squeezed for part in said)


def _year_fits(year: int | None, evidence: Evidence, published: str | None, *, strict: bool = False) -> bool:
    """Return whether a year is told around a sentence, or its publication's; where none is known any fits,
    unless strict.
    """
    around = re.findall(r"(?:19|20)\d\d", evidence.around)
    known = {int(found) for found in around} | ({int(published[:4])} if published else set())
    return year in known or not (known or strict)


def _common(claimed: Moment, found: Moment) -> int:
    return sum(found.said.get(part) == value for part, value in claimed.said.items())
