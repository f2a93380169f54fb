"""Changes from one thing to another in words: 由小镇改成县 beside 从县降成小镇, from single to double track."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from retrieval.check.evidence import POINTS_BACK, Evidence
from retrieval.check.verdict import ClaimSlice

_BECAME = (
    "(?:[升降改变转迁搬调换移并划回撤晋退缩扩增减跌涨延漏渗拨]|倒?流|渗漏|下放|升[格级]|降[级格]|改[组名称]|[更易]名|划归|归?还|[延缩]长|[延推]迟|延后|提前"
    "|调整|变更|修[改订]|交换)"
)
_INTO = "(?:[格级任换制动移编建]|回[到去])?(?:[成为到至作归往回入给叫]|换)"
_HOW = rf"(?P<how>{_BECAME}{_INTO}|[变成改]成?为|归还|交换)了?"
_CHANGES = (
    re.compile(rf"(?:从|由|自)(?P<one>[^,，。;；]{{1,20}}?)[,，]?{_HOW}(?P<other>[^,，。;；]{{1,40}})"),
    # From one place to another, whatever moves: 从仓库搬到车间.
    re.compile(
        r"(?:从|由)(?P<one>[^,，。;；到至往]{1,20}?)[到至往](?P<other>[^,，。;；到至往]{1,20}?)(?:[来去]?了)?(?=$|[,，。;；])"
    ),
    re.compile(rf"[把将](?P<one>[^,，。;；从由自]{{1,40}}?){_HOW}(?P<other>[^,，。;；]{{1,40}})"),
    re.compile(r"(?P<other>[^,，。;；(]{1,40})[,，(]\s?原[来先本]?[为是定在](?P<one>[^,，。;；)]{1,20})"),
    re.compile(r"\bfrom (?P<one>[^,.;]{2,40}?) to (?P<other>[^,.;]{2,40})"),
)
# Without a word that leads to what was, it is what comes before.
_CAME = re.compile(rf"{_HOW}(?P<other>[^,，。;；]{{1,40}})")
_ONE = re.compile(r"[^。;；\n从由自把将]{2,60}$")
_LEADS = re.compile(r"^(?:原来|原先|原本|以前|最初|当初|the |an? )+的?")
_FIGURE = re.compile(r"[a-z]?\d[\d.:]*")
_WORD = re.compile(r"[a-z0-9]+|[\u4e00-\u9fff]+")
# So many signs of a stretch tell that another has it.
_MOST = 0.5


class Change(NamedTuple):
    """A change: the stretches of what was and of what came of it, the whole, and if it goes back to what was once."""

    one: str
    other: str
    place: tuple[int, int]
    back: bool = False


def changed_back(claim: str, evidence: Evidence) -> list[ClaimSlice]:
    """Return a finding for a change of the claim that the sentence has the other way round."""
    for mine in _changes(claim):
        was, became = _apart(mine.one, mine.other)
        for theirs in _changes(evidence.wording.folded) if was and became else ():
            before = theirs.one
            # The year of both dates tells none of them.
            both = _figures(theirs.one) & _figures(theirs.other)
            was, became = was - both or was, became - both or became
            if POINTS_BACK.match(before):
                before = f"{evidence.around} {before}"
            turned = _has(theirs.other, was) and _has(before, became)
            # 换回甲 ends with 甲, whatever it was in between.
            end = _signs(theirs.other)
            returned = theirs.back and not mine.back and _has(mine.one, end) and not _has(mine.other, end)
            if returned or (turned and not (_has(before, was) or _has(theirs.other, became))):
                found = evidence.wording.text[slice(*theirs.place)]
                return [ClaimSlice(*mine.place, "direction", "contradicted", found, theirs.place, sure=True)]
    return []


def _changes(folded: str) -> Iterator[Change]:
    for form in _CHANGES:
        for match in form.finditer(folded):
            one, other = (_LEADS.sub("", match[part]) for part in ("one", "other"))
            yield Change(one, other, match.span(), "回" in (match.groupdict().get("how") or ""))
    for match in _CAME.finditer(folded):
        before = _ONE.search(folded, 0, match.start())
        if before is not None:
            yield Change(before[0], match["other"], (before.start(), match.end()), "回" in match["how"])


def _apart(one: str, other: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the signs of two stretches without what both have: 二, 一 of 二等局, 一等局; of figures only these."""
    figures = [_figures(text) for text in (one, other)]
    if not all(figures):
        if not (one.isascii() and other.isascii()):
            while one and other and one[-1] == other[-1]:
                one, other = one[:-1], other[:-1]
            while one and other and one[0] == other[0]:
                one, other = one[1:], other[1:]
        figures = [_signs(text) for text in (one, other)]
    return figures[0] - figures[1], figures[1] - figures[0]


def _figures(text: str) -> frozenset[str]:
    return frozenset(_FIGURE.findall(text))


def _signs(text: str) -> frozenset[str]:
    """Return the words in Latin letters, numbers, and characters two by two."""
    words = _WORD.findall(text)
    pairs = (w[at : at + 2] for w in words if not w.isascii() for at in range(max(1, len(w) - 1)))
    return frozenset((*pairs, *(w for w in words if w.isascii())))


def _has(stretch: str, signs: frozenset[str]) -> bool:
    """Return if a stretch has most of some signs."""
    found = sum(bool(re.search(rf"(?<![a-z0-9.]){re.escape(one)}(?![a-z0-9])", stretch)) for one in signs)
    return found >= _MOST * len(signs)
