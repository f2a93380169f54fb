"""Changes from one thing to another in words: 由小镇改成县 beside 从县降成小镇, from single to double track."""

import re
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice

_BECAME = "(?:[升降改变转迁搬调换移并划回撤晋退缩扩增减跌涨]|下放|升[格级]|降[级格]|改[组名称]|更名|划归)"
_CHANGES = (
    re.compile(
        rf"(?:从|由|自)(?P<one>[^,，。;；]{{1,20}}?)[,，]?(?P<how>{_BECAME}(?:[格级任换制动移编建]|回[到去])?(?:[成为到至作归往回入])|[变成改]成?为)了?"
        r"(?P<other>[^,，。;；]{1,40})"
    ),
    re.compile(r"\bfrom (?P<one>[^,.;]{2,40}?) to (?P<other>[^,.;]{2,40})"),
)
_LEADS = re.compile(r"^(?:原来|原先|原本|以前|最初|当初|the |an? )+的?")
_WORD = re.compile(r"[a-z0-9]+|[\u4e00-\u9fff]+")


class Change(NamedTuple):
    """A change: the stretches of what was and of what came of it, and the whole."""

    one: str
    other: str
    place: tuple[int, int]


def changed_back(claim: str, evidence: Evidence) -> list[ClaimSlice]:
    """Return a finding for a change of the claim that the sentence has the other way round."""
    for mine in _changes(claim):
        was, became = _apart(mine.one, mine.other)
        for theirs in _changes(evidence.wording.folded) if was and became else ():
            turned = _has(theirs.other, was) and _has(theirs.one, became)
            if turned and not (_has(theirs.one, was) or _has(theirs.other, became)):
                found = evidence.wording.text[slice(*theirs.place)]
                return [ClaimSlice(*mine.place, "direction", "contradicted", found, theirs.place, sure=True)]
    return []


def _changes(folded: str) -> list[Change]:
    found = []
    for form in _CHANGES:
        for match in form.finditer(folded):
            one, other = (_LEADS.sub("", match[part]) for part in ("one", "other"))
            found.append(Change(one, other, match.span()))
    return found


def _apart(one: str, other: str) -> tuple[str, str]:
    """Return two stretches without what they begin and end with alike: 二等, 一等 of 二等局, 一等局."""
    if one.isascii() and other.isascii():
        mine, its = set(one.split()), set(other.split())
        return " ".join(w for w in one.split() if w not in its), " ".join(w for w in other.split() if w not in mine)
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    return one, other


def _has(stretch: str, words: str) -> bool:
    """Return if a stretch has all words of another one."""
    return all(re.search(rf"(?<![a-z0-9]){re.escape(w)}(?![a-z0-9])", stretch) for w in _WORD.findall(words))
