"""Offices and ranks, and who holds them: a claim gives one to somebody, and the sentence to another.

Persons that no list knows are read by their place: right before or after the office, or after 是, 为, 由 and 任.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.atoms import Atom
from retrieval.facts.clauses import Place
from retrieval.facts.offices import OFFICE, TASK, name_at, name_before
from retrieval.facts.parsed import Wording

_SAME_OFFICE = {
    "主帅": "主教练",
    "法人代表": "法定代表人",
    "总编": "主编",
    "首席执行官": "ceo",
    "首席财务官": "cfo",
    "首席技术官": "cto",
}
_FORMER = r"前任?|原任?|现任?|新[任的]?|时任|曾任|首任|第[一二三四五六七八九十\d]+任|代理?|副|候任"
_NOW = re.compile(r"^[现新][任的]?$")
_HELD = re.compile(rf"(?P<former>{_FORMER})?(?P<office>{OFFICE}|(?P<task>{TASK}))")
_LINK = r"(?:[则即就正还仍也]?是|[则即均]?由|则?为|叫|:|：|\s|“|「)"
# Who it is may be told before the name: 由年过六十的卞长河出任.
_LINKS_AFTER = (
    re.compile(rf"{_LINK}?\s?"),
    re.compile(rf"{_LINK}[^,，。;；:：、]{{1,16}}的"),
    re.compile(rf"\s{{0,4}}:\s?[^\s,，。;；:：、()]{{0,8}}(?:{OFFICE})\s?"),
)
_FIRST = re.compile(r"^(?:首|第[一1])任")
_NOTED = re.compile(
    r"(?:^|(?<=[\s,，。、;；:：]))(?P<name>[^\s,，。、;；:：()]{2,16})\s?\((?P<whose>[^(),，、;；]{0,12})$"
)
_LONGEST_NAME = 4
_RANK = re.compile(r"冠军|亚军|季军|第.名")
_LINK_BEFORE = re.compile(
    r"(?:(?:现在|目前|如今|仍然?|还|依然|一直|也|就){0,3})(?:正?是|为|任|担任|出任|接任|就任|升任|当选为?|获得?|夺得|当上|获选为?)了?(?P<whose>[^,，。、;；:：是为]{0,14})$"
)
# Who had an office, and has it no more.
_LEFT = re.compile(
    rf"(?P<left>不再(?:担?任|[兼出]任|[做是当])|卸任|卸下|辞[去任]|离任|免去)了?(?P<whose>[^,，。;；]{{0,10}}?)(?P<office>{OFFICE})"
)
_PAST = re.compile(r"[不没未曾前原过]|卸任|辞|离任|免")
_LEFT_CHARACTERS = 16


class Role(NamedTuple):
    """An office and who holds it, with their places; `whose` are the words before the office that tell which one.

    `linked`: a word says that they hold it, and it does not only stand beside the name.
    """

    office: str
    who: str
    start: int
    end: int
    place: tuple[int, int]
    whose: str
    linked: bool = False


def wrong_role(claim: Wording, own: Sequence[Atom], evidence: Evidence) -> list[ClaimSlice]:
    """Return a finding if the sentence gives an office of the claim to another, and none to the one of the claim.

    `own` are the atoms of the claim.
    """
    sentence = evidence.wording
    if not _HELD.search(claim.folded):
        return []
    there = list(_roles(sentence, evidence.atoms))
    mine = list(_roles(claim, [*own, *_named_there(claim, there)]))
    if left := _left(claim, mine, sentence):
        return [left]
    for role in mine:
        same = [other for other in there if other.office == role.office and _may_be_one(role, other)]
        most = max((_common(role, other) for other in same), default=0)
        same = [other for other in same if _common(role, other) == most]
        if same and not any(role.who in other.who or other.who in role.who for other in same):
            place = (same[0].start, same[0].end)
            return [ClaimSlice(role.start, role.end, "name", "contradicted", sentence.text[slice(*place)], place)]
    return [f for role in mine for f in _other_office(role, there, sentence)][:1]


def _left(claim: Wording, mine: Sequence[Role], sentence: Wording) -> ClaimSlice | None:
    """Return a finding if the claim gives an office to somebody who has left it, and does not speak of the past."""
    if claim.moments or _PAST.search(claim.folded):
        return None
    for match in _LEFT.finditer(sentence.folded):
        office = _SAME_OFFICE.get(match["office"], match["office"])
        before = re.split(r"[,，。;；]", sentence.folded[: match.start()])[-1]
        for role in mine:
            if role.office == office and role.who in before[-_LEFT_CHARACTERS - len(role.who) :]:
                place = (match.start(), match.end())
                return ClaimSlice(role.start, role.end, "name", "contradicted", sentence.text[slice(*place)], place)
    return None


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
    """Yield a finding if the one whom the claim gives an office has another in the sentence: one of the same house, or
    beside somebody else who has that of the claim.
    """
    own = [other for other in there if other.who == role.who]
    if not own or any(other.office == role.office for other in own):
        return
    held = _held_by(role.office, sentence.folded)
    if held and role.linked and own[0].linked and role.who not in sentence.folded[slice(*held)]:
        yield ClaimSlice(role.start, role.end, "name", "contradicted", sentence.text[slice(*held)], held)
    if role.office in (sentence.folded if role.office.startswith("副") else sentence.folded.replace("副", "")):
        return
    if all(_may_be_one(role, other) and other.whose and role.whose for other in own):
        place = own[0].place
        yield ClaimSlice(*role.place, "word", "contradicted", sentence.text[slice(*place)], place)
    elif role.linked and own[0].linked:
        yield ClaimSlice(*role.place, "word", "not_found", weight=0.0, binding=False, withholds=True)


def _held_by(office: str, folded: str) -> Place | None:
    """Return what a text says with a linking word who holds an office, whatever name that is."""
    match = re.search(rf"(?<!副){re.escape(office)}{_LINK}(?P<who>[^,，。;；:：、()]{{2,16}})", folded)
    return match.span("who") if match else None


def _may_be_one(role: Role, other: Role) -> bool:
    """Return if two offices may be of one house: the words before them do not tell them apart."""
    return not role.whose or not other.whose or _common(role, other) > 0


def _common(role: Role, other: Role) -> int:
    """Return how many pairs of characters the words before two offices share."""
    return len({*_pairs(role.whose)} & {*_pairs(other.whose)})


def _pairs(words: str) -> list[str]:
    return [words[at : at + 2] for at in range(len(words) - 1)]


def _roles(wording: Wording, told: Sequence[Atom]) -> Iterator[Role]:
    """Yield the offices that a text gives to somebody: 馆长周锡玮, 馆长是周锡玮, 周锡玮任馆长, 周锡玮(馆长)."""
    folded = wording.folded
    found = [a for a in told if a.kind in ("name", "thing")]
    people = [(a.start, a.end) for a in found if a.kind == "name" or a.run]
    for match in _HELD.finditer(folded):
        former = _FIRST.sub("首任", _NOW.sub("", match["former"] or ""))
        office = former + _SAME_OFFICE.get(match["office"], match["office"])
        whose = re.split(r"[,，。、;；:：!！?？()\s]|[和与及由]", folded[: match.start()])[-1][-14:]
        things = [(a.start, a.end) for a in found] if _RANK.match(match["office"]) else people
        after = _behind(folded, match.end(), people, things)
        if after is not None and (after[1] or not match["task"]):
            (start, end), linked = after
            yield Role(office, folded[start:end], start, end, match.span(), whose, linked)
            continue
        before = _LINK_BEFORE.search(folded, 0, match.start()) or _NOTED.search(folded, 0, match.start())
        if before is None or match["task"]:
            continue
        stop = before.end("name") if before.re is _NOTED else _before_date(wording, before.start())
        holder = next((p for p in people if p[1] == stop), None) or name_before(folded, stop)
        if holder is not None:
            yield Role(office, folded[slice(*holder)], *holder, match.span(), before["whose"], True)


def _behind(folded: str, start: int, people: Sequence[Place], things: Sequence[Place]) -> tuple[Place, bool] | None:
    """Return who is named behind an office, and if a word links the two; a rank is held by `things` too."""
    for form in _LINKS_AFTER:
        link = form.match(folded, start)
        if link is None:
            continue
        known = people if not link[0].strip() else things
        named = next((p for p in known if p[0] == link.end()), None) or name_at(folded, link.end())
        if named and named[1] - named[0] <= _LONGEST_NAME:
            return named, bool(link[0].strip('"“「 '))
    return None
