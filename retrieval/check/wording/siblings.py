"""Claims on one of several siblings of a sentence that say what it says of another: 乙库放水泥 beside 甲库放水泥."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.check.wording.words import places_of
from retrieval.facts.clauses import Place
from retrieval.facts.models import models
from retrieval.facts.parsed import Wording
from retrieval.facts.siblings import Sibling, siblings

# As much of a word stands in a clause that says it, and as much of what a claim says must stand in the other's.
_SAID, _MOST = 0.85, 0.5
_AROUND = 0.5
# A clause with fewer characters behind a name says nothing of it.
_LEAST_SAID = 2
# A name of one of several by its number or mark.
_NUMBERED = re.compile(
    r"(?<![第\d一二三四五六七八九十])(?P<mark>[一二三四五六七八九甲乙丙丁]|\d{1,2}|(?<![a-z])[a-h])(?P<head>[级期库区栋座楼馆组班门线标类])"
    r"(?![,，。;；]?(?:以上|以下|起))"
)
# What is said of all of several is no one's own.
_OF_ALL = ("都", "均", "各", "皆", "全", "两", "二者", "三者", "共", "分别", "一律")


class _Meant(NamedTuple):
    """The sibling that a claim is of, where the claim has it, and another one beside it."""

    own: Sibling
    other: Sibling
    place: Place


def of_a_sibling(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding for the name of a claim if a sentence says what the claim says of its sibling only.

    `told` are the findings of the claim's figures, names and words.
    """
    if any(one.places for one in evidence.spoken):
        return []
    there = evidence.clauses
    count = len(there.ends) + 1
    cells = tuple(there.span(cell) for cell in range(count))
    found = siblings(evidence.wording.folded, cells)
    pairs = [pair for pair in found if not any(_dated(one, evidence) or _acts(one, evidence) for one in pair)]
    marked = {one.cell for pair in pairs for one in pair}
    for meant in _meant(claim, pairs):
        naming = [cell for cell in range(count) if cell == meant.own.cell or meant.own.form in there.words(cell)]
        mine = [place for cell in naming for place in _region(cell, marked, evidence, meant.other.form)]
        its = _region(meant.other.cell, marked, evidence, meant.own.form)
        if evidence.clauses.span(meant.own.cell)[1] - meant.own.end < _LEAST_SAID:
            continue
        rest = [f for f in told if f.start >= meant.place[1] or f.end <= meant.place[0]]
        own, others, missing = _told(rest, mine, its, claim, evidence)
        if others > 0 and own == 0 and others >= _MOST * (others + missing):
            place = (meant.other.start, meant.other.end)
            words = evidence.wording.text[slice(*place)]
            return [ClaimSlice(*meant.place, "word", "contradicted", words, place, noun=True)]
    return []


def of_another_sibling(claim: Wording, evidence: Evidence) -> list[ClaimSlice]:
    """Return a finding that withholds if a sentence has only the sibling of what a claim names: 一级 for 二级.

    What it says otherwise it says of that one.
    """
    there = evidence.wording.folded
    for match in _NUMBERED.finditer(claim.folded):
        others = {m[0] for m in _NUMBERED.finditer(there) if m["head"] == match["head"]}
        if others and match[0] not in there and not others & {m[0] for m in _NUMBERED.finditer(claim.folded)}:
            return [ClaimSlice(*match.span(), "name", "not_found", weight=0.0, binding=True, withholds=True)]
    return []


def _dated(sibling: Sibling, evidence: Evidence) -> bool:
    """Return if a sibling is a date or an amount, which is compared as one."""
    text = evidence.wording
    numbered = any(character in "一二三四五六七八九十" or character.isdigit() for character in sibling.form)
    measured = [(m.start, m.end) for m in text.moments]
    named = models(text.folded)
    measured += [
        (q.start, q.end)
        for q in text.quantities
        if q.kind not in ("number", "ordinal")
        or (q.kind == "number" and not any(m.start < q.end and q.start < m.end for m in named))
    ]
    return numbered and any(start < sibling.end and sibling.start < end for start, end in measured)


def _acts(sibling: Sibling, evidence: Evidence) -> bool:
    """Return if a mark that is on no list, with what goes on behind it, is no name: 甲住(在), 独自登岛."""
    if sibling.listed:
        return False
    inside = [t for t in evidence.wording.tagged if t[1] < sibling.end and sibling.start < t[2]]
    following = next((t[3] for t in evidence.wording.tagged if t[1] == sibling.end), "")
    last = inside[-1][3] if inside and inside[-1][1] == sibling.end - 1 else ""
    how = any(tag[:1] in "dpcur" for *_, tag in inside[:-1])
    return how or (last[:1] in tuple("vpdcu") and last != "vn" and following[:1] in tuple("pu"))


def _meant(claim: Wording, pairs: Sequence[tuple[Sibling, Sibling]]) -> Iterator[_Meant]:
    """Yield the siblings of which a claim has one and not the other."""
    for one, other in pairs:
        first, second = one.place_in(claim.folded), other.place_in(claim.folded)
        if first is not None and second is None:
            yield _Meant(one, other, first)
        elif second is not None and first is None:
            yield _Meant(other, one, second)


def _region(cell: int, marked: set[int], evidence: Evidence, other: str) -> list[Place]:
    """Return the clauses that are of what one begins with: those behind it that begin with nothing of their own, up to
    one that names another one.
    """
    there = evidence.clauses
    found = [there.span(cell)]
    if cell and evidence.wording.folded[found[0][0] - 1] in "(（":
        # What a bracket says it says of what is before it.
        return [there.span(cell - 1), *found]
    for behind in range(cell + 1, len(there.ends) + 1):
        words = there.words(behind)
        ended = evidence.wording.folded[there.span(behind)[0] - 1] in "。;!?\n"
        owned = behind in marked or behind in evidence.leads.words
        if owned or ended or any(word in words for word in (*_OF_ALL, other)):
            break
        found.append(there.span(behind))
    return found


def _told(
    rest: Sequence[ClaimSlice], mine: Sequence[Place], its: Sequence[Place], claim: Wording, evidence: Evidence
) -> tuple[float, float, float]:
    """Return how much of a claim only one region has, how much only the other, and how much neither."""
    own = others = missing = 0.0
    folded = evidence.wording.folded
    first = min(start for start, _ in (*mine, *its))
    for finding in rest:
        if finding.start in claim.light or finding.weight <= 0:
            continue
        said = finding.at is not None and finding.share >= _SAID and finding.state != "contradicted"
        places = [finding.at, *places_of(folded[slice(*finding.at)], folded)] if said and finding.at else []
        here, there = (any(a <= p[0] and p[1] <= b for p in places for a, b in region) for region in (mine, its))
        own += finding.weight * (here and not there)
        others += finding.weight * (there and not here)
        # What both are of stands before them, or around.
        topic = any(end <= first for _, end in places) or (not places and finding.share >= _AROUND)
        missing += finding.weight * (not here and not there and not topic)
    return own, others, missing
