"""Roles: a person or thing that a claim gives an office or rank which the sentence gives to another.

Persons that no list knows are read by their place: right before or after the office, or after 是, 为, 由 and 任.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.parsed import Wording

_OFFICE = (
    r"董事长|总经理|副总经理|总裁|副总裁|主席|副主席|主任|副主任|局长|副局长|部长|处长|科长|院长|副院长"
    r"|校长|馆长|园长|站长|店长|厂长|队长|班长|组长|社长"
    r"|市长|县长|区长|镇长|村长|州长|省长|书记|秘书长|会长|理事长|首席执行官|首席财务官|首席技术官"
    r"|首席科学家|负责人|创始人|主编|总编|导演|编剧|主演|主教练|教练"
    r"|审判长|审判员|书记员|检察员|辩护人|原告|被告人|被告|法人代表|法定代表人|设计师|建筑师|工程师|作者"
    r"|译者|冠军|亚军|季军|第一名|第二名|第三名"
    r"|总监|经理|主管|护士长|总统|总理|首相|大使|发言人|主持人|客服主管|ceo|cfo|cto|coo"
)
_FORMER = r"前任?|原任?|现任?|新任?|时任|曾任|首任|第[一二三四五六七八九十\d]+任|代理?|副"
# An office with what makes it another one, then who holds it; and the other way round.
_AFTER = re.compile(
    rf"(?P<former>{_FORMER})?(?P<office>{_OFFICE})(?:正?是|为|由|叫|:|：|\s)?(?P<who>[\u4e00-\u9fff]{{2,4}}?)"
    rf"(?=$|[,，。、;；:：!！?？()（）“”\s]|和|与|及|等|说|表示|在|的|担任|出任|称|认为|指出|负责|介绍|透露)"
)
_BEFORE = re.compile(
    rf"(?:^|[,，。、;；:：“”\s由])(?P<who>[\u4e00-\u9fff]{{2,4}}?)(?:是|为|任|担任|出任|当选|获得|夺得|获"
    rf"|当上)(?:了)?(?P<former>{_FORMER})?[^,，。、;；]{{0,12}}?(?P<office>{_OFFICE})"
)


class Role(NamedTuple):
    """An office and who holds it, with their places."""

    office: str
    who: str
    start: int
    end: int


def wrong_role(claim: Wording, evidence: Evidence) -> list[ClaimSlice]:
    """Return a finding if the sentence gives an office of the claim to another, and none to the one of the claim."""
    sentence = evidence.wording
    there = list(_roles(sentence.folded))
    for role in _roles(claim.folded):
        same = [other for other in there if other.office == role.office]
        if not same or any(role.who in other.who or other.who in role.who for other in same):
            continue
        other = same[0]
        clause = re.split(r"[,，。;；]", sentence.folded[other.start :])[0]
        if role.who in clause and not re.search(_OFFICE, clause[: clause.index(role.who)]):
            continue
        if not _plausible(other.who) or not _plausible(role.who):
            continue
        place = (other.start, other.end)
        return [ClaimSlice(role.start, role.end, "name", "contradicted", sentence.text[slice(*place)], place)]
    return []


def _roles(folded: str) -> Iterator[Role]:
    for form in (_AFTER, _BEFORE):
        for match in form.finditer(folded):
            yield Role((match["former"] or "") + match["office"], match["who"], *match.span("who"))


def _plausible(who: str) -> bool:
    """Return if a run of characters may be a name: it has no character that joins or points."""
    return not re.search(r"[的了是在有和与及为由他她它我你这那其该不也都就被把对将会要能可以后前中上下]", who)
