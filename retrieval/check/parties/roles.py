"""Offices and ranks, and who holds them: a claim gives one to somebody, and the sentence to another.

Persons that no list knows are read by their place: right before or after the office, or after 是, 为, 由 and 任.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.atoms import Atom
from retrieval.facts.parsed import Wording

_OFFICE = (
    r"董事长|总经理|总裁|主席|主任委员|主任|局长|部长|处长|科长|院长|校长|馆长|园长|站长|店长|厂长|队长|班长|组长|社长"
    r"|市长|县长|区长|镇长|村长|州长|省长|书记员|书记|秘书长|会长|理事长|首席执行官|首席财务官|首席技术官"
    r"|首席科学家|负责人|创始人|主编|总编|导演|编剧|主演|主教练|教练|主帅"
    r"|审判长|审判员|检察员|辩护人|原告|被告人|被告|法人代表|法定代表人|总工程师|设计师|建筑师|工程师|作者"
    r"|译者|冠军|亚军|季军|第一名|第二名|第三名"
    r"|总监|经理|主管|护士长|总统|总理|首相|大使|发言人|主持人|ceo|cfo|cto|coo"
)
_SAME_OFFICE = {"主帅": "主教练", "法人代表": "法定代表人", "总编": "主编"}
_FORMER = r"前任?|原任?|现任?|新[任的]?|时任|曾任|首任|第[一二三四五六七八九十\d]+任|代理?|副|候任"
_NOW = re.compile(r"^[现新][任的]?$")
_HELD = re.compile(rf"(?P<former>{_FORMER})?(?P<office>{_OFFICE})")
_LINK_AFTER = re.compile(r"(?:正?是|为|由(?:[^,，。;；]{1,10}的)?|叫|:|：|\s|“|「)?\s?")
_RANK = re.compile(r"冠军|亚军|季军|第.名")
_LINK_BEFORE = re.compile(
    r"(?:正?是|为|任|担任|出任|接任|就任|升任|当选为?|获得?|夺得|当上|获选为?)了?(?P<whose>[^,，。、;；:：是为]{0,14})$"
)


def is_office(word: str) -> bool:
    """Return if a folded word is an office or a rank.

    >>> is_office("院长"), is_office("学院")
    (True, False)
    """
    return re.fullmatch(_OFFICE, word) is not None


class Role(NamedTuple):
    """An office and who holds it, with their places; `whose` are the words before the office that tell which one."""

    office: str
    who: str
    start: int
    end: int
    place: tuple[int, int]
    whose: str


def wrong_role(claim: Wording, own: Sequence[Atom], evidence: Evidence) -> list[ClaimSlice]:
    """Return a finding if the sentence gives an office of the claim to another, and none to the one of the claim.

    `own` are the atoms of the claim.
    """
    sentence = evidence.wording
    if not _HELD.search(claim.folded):
        return []
    there = list(_roles(sentence, evidence.atoms))
    mine = list(_roles(claim, [*own, *_named_there(claim, there)]))
    for role in mine:
        same = [other for other in there if other.office == role.office and _may_be_one(role, other)]
        most = max((_common(role, other) for other in same), default=0)
        same = [other for other in same if _common(role, other) == most]
        if same and not any(role.who in other.who or other.who in role.who for other in same):
            place = (same[0].start, same[0].end)
            return [ClaimSlice(role.start, role.end, "name", "contradicted", sentence.text[slice(*place)], place)]
    return [f for role in mine for f in _other_office(role, there, sentence)][:1]


def _before_date(wording: Wording, at: int) -> int:
    """Return where a date begins that ends at a place, with what leads to it: 2015年 of 甲2015年任馆长."""
    date = next((m.start for m in wording.moments if m.end == at), at)
    return date - 1 if date < at and wording.folded[date - 1 : date] in ("于", "在", "自") else date


def _named_there(claim: Wording, there: Sequence[Role]) -> Iterator[Atom]:
    """Yield where a claim has those who hold an office in the sentence: a name that only its words give away."""
    for who in dict.fromkeys(role.who for role in there):
        at = claim.folded.find(who)
        if at >= 0:
            yield Atom(at, at + len(who), who, "name")


def _other_office(role: Role, there: list[Role], sentence: Wording) -> Iterator[ClaimSlice]:
    """Yield a finding if the one whom the claim gives an office has another of the same house in the sentence."""
    own = [other for other in there if other.who == role.who]
    if not own or any(other.office == role.office for other in own) or role.office in sentence.folded.replace("副", ""):
        return
    if all(_may_be_one(role, other) and other.whose and role.whose for other in own):
        place = own[0].place
        yield ClaimSlice(*role.place, "word", "contradicted", sentence.text[slice(*place)], place)


def _may_be_one(role: Role, other: Role) -> bool:
    """Return if two offices may be of one house: the words before them do not tell them apart."""
    return not role.whose or not other.whose or _common(role, other) > 0


def _common(role: Role, other: Role) -> int:
    """Return how many pairs of characters the words before two offices share."""
    return len({*_pairs(role.whose)} & {*_pairs(other.whose)})


def _pairs(words: str) -> list[str]:
    return [words[at : at + 2] for at in range(len(words) - 1)]


def _roles(wording: Wording, told: Sequence[Atom]) -> Iterator[Role]:
    """Yield the offices that a text gives to somebody: 馆长周锡玮, 馆长是周锡玮, 周锡玮任馆长."""
    folded = wording.folded
    found = [a for a in told if a.kind in ("name", "thing")]
    people = {a.start: a for a in found if a.kind == "name" or a.run}
    ends = {a.end: a for a in people.values()}
    for match in _HELD.finditer(folded):
        office = _NOW.sub("", match["former"] or "") + _SAME_OFFICE.get(match["office"], match["office"])
        whose = re.split(r"[,，。、;；:：!！?？\s]|[和与及由]", folded[: match.start()])[-1][-14:]
        link = _LINK_AFTER.match(folded, match.end())
        after = people.get(link.end()) if link else None
        if after is None and link and link[0] and _RANK.match(match["office"]):
            after = next((a for a in found if a.start == link.end()), None)
        if after is not None and after.end - after.start <= 4:
            yield Role(office, folded[after.start : after.end], after.start, after.end, match.span(), whose)
            continue
        before = _LINK_BEFORE.search(folded, 0, match.start())
        holder = ends.get(_before_date(wording, before.start())) if before else None
        if before is not None and holder is not None:
            yield Role(
                office, folded[holder.start : holder.end], holder.start, holder.end, match.span(), before["whose"]
            )
