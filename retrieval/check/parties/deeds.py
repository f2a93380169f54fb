"""Deeds and who did them: of several a sentence tells by whom, and the claim has one of them by another.

由甲主办,乙承办 has two deeds, 灯塔由甲设计,红楼出自乙之手 two things; introduced by one and fixed by the other.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.parsed import Wording

_BY = (
    re.compile(
        r"(?:^|[,，。;；:：])(?P<thing>[^,，。;；:：由]{0,30}?)(?:是|则|均|都|也)?(?<![自理缘经])由(?P<who>[^,，。;；由]{2,90}?)"
        r"(?:共同|联合|负责)?(?P<deed>[\u4e00-\u9fff]{2})(?:的|了|完成)?(?=[,，。;；]|$)"
    ),
    re.compile(
        r"(?:^|[,，。;；:：])(?P<thing>[^,，。;；:：]{1,30}?)则?出自(?P<who>[^,，。;；]{2,24}?)(?P<deed>之手|手笔|的设计)"
    ),
    re.compile(
        r"(?P<thing>[^,.;]{0,60}?)\b(?P<deed>[a-z]+ed|made|built|written|run|led|drawn|held|sent|found)"
        r" (?:in [a-z]+ )?by (?P<who>[^,.;]{3,50}?)(?= and |,|\.|;|$)"
    ),
)
_CLAIMED = (
    *_BY,
    re.compile(
        r"^(?P<thing>[^,，。;；]{2,40}?)是(?![在从于自用以])(?P<who>[^,，。;；是的]{2,30}?)(?P<deed>[\u4e00-\u9fff]{2})(?:出来)?的[。.]?$"
    ),
)
# 由甲主办,乙承办: the second clause has its own deed and no 由.
_GOES_ON = re.compile(r"(?P<who>[^,，。;；由是为在]{2,80}?)(?P<deed>[\u4e00-\u9fff]{2})(?=[,，。;；]|$)")
# As much of whom the claim names must stand elsewhere, and not where the deed is.
_ELSEWHERE = 0.34


class Deed(NamedTuple):
    """A deed with its thing and who did it, as slices of a text."""

    thing: tuple[int, int]
    who: tuple[int, int]
    deed: tuple[int, int]


def wrong_agent(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding if a sentence has a deed of the claim, or its thing, by another, and elsewhere the claim's one.

    `told` are the findings of the claim's names and words.
    """
    mine = [m for form in _CLAIMED for m in form.finditer(claim.folded)]
    if not mine or claim.negators:
        return []
    sentence = evidence.wording
    there = list(_deeds(sentence.folded))
    borne = [f for f in told if f.start not in claim.light and f.kind in ("word", "name")]
    for match in mine:
        who, thing, deed = ([f for f in borne if _in(f, match.span(part))] for part in ("who", "thing", "deed"))
        for own in _meant(thing, deed, there, sentence):
            whole = sum(f.weight for f in who)
            there_too = [f for f in who if claim.folded[f.start : f.end] in sentence.folded[slice(*own.who)]]
            outside = sum(f.weight for f in who if f.at is not None and f not in there_too)
            only = any(sentence.folded.count(claim.folded[f.start : f.end]) == 1 for f in there_too)
            if whole and outside >= _ELSEWHERE * whole and not only and not _also(who, own, there, claim, sentence):
                found = sentence.text[slice(*own.who)].strip()
                return [ClaimSlice(*match.span("who"), "name", "contradicted", found, own.who, sure=True)]
    return []


def _also(who: Sequence[ClaimSlice], own: Deed, there: Sequence[Deed], claim: Wording, sentence: Wording) -> bool:
    """Return if a sentence has the same deed another time, by whom the claim has it."""
    deed = sentence.folded[slice(*own.deed)]
    others = [sentence.folded[slice(*o.who)] for o in there if o != own and sentence.folded[slice(*o.deed)] == deed]
    return any(claim.folded[f.start : f.end] in other for other in others for f in who)


def _meant(
    thing: Sequence[ClaimSlice], deed: Sequence[ClaimSlice], there: Sequence[Deed], sentence: Wording
) -> Iterator[Deed]:
    """Yield the deeds of a sentence that a claim may mean: those of its thing, or else what it says was done."""
    things = [f for f in thing if f.noun or f.kind == "name" or f.end - f.start == 1]
    told = [(sum(_within(f, one.thing) for f in things), one) for one in there]
    most = max((count for count, _ in told), default=0)
    named = [one for count, one in told if count == most > 0]
    done = [one for one in there if any(_within(f, one.deed) for f in deed)]
    if len(done) == 1 and done[0] not in named and done[0].thing[0] == done[0].thing[1]:
        # 甲由乙主办,丙承办: the second has no thing of its own.
        named = []
    if len(named) == 1 and (len(there) > 1 or named == done or most > 1):
        yield named[0]
    elif not named and len(done) == 1:
        yield done[0]


def _deeds(folded: str) -> Iterator[Deed]:
    for form in _BY:
        for match in form.finditer(folded):
            yield Deed(match.span("thing"), match.span("who"), match.span("deed"))
            following = _GOES_ON.match(folded, match.end() + 1) if form is _BY[0] else None
            if following:
                yield Deed((match.end(), match.end()), following.span("who"), following.span("deed"))


def _in(finding: ClaimSlice, part: tuple[int, int]) -> bool:
    return part[0] <= finding.start and finding.end <= part[1]


def _within(finding: ClaimSlice, part: tuple[int, int]) -> bool:
    return finding.at is not None and part[0] <= finding.at[0] and finding.at[1] <= part[1]
