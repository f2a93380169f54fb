"""Words of a claim with the places of a sentence that have them, to tell apart what stands side by side there."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.wording.words import ClaimWord, places_of
from retrieval.facts.atoms import Atom
from retrieval.facts.clauses import Place
from retrieval.facts.ownership import FALLS, REACHES, RISES, run_of
from retrieval.facts.parsed import Wording
from retrieval.language.tokenizer import stop_words

# Words that lead up to a figure, or say how it changes, and tell nothing of which one it is.
_LEADS_UP = run_of(
    f"{RISES}|{FALLS}|{REACHES}"
    "|同比|环比|比例|占比?|约|其中|分别|依次|共|总|总共|一共|左右|以上|以下|之?间|需要?|要|会|能|可|可以|应|应该|应当|必须|不得|须"
    "|最多|最少|至少|每|各|等|人民币|美元|拥?有|设有|以及|还有|另有|包括|数据|显示|以|得到|获得|取得|获|得|仅|只|新增",
    r"\s",
)
_MEASURE = re.compile(
    r"[数量率额值价费比度长高宽深重龄期距]$|收入|营收|利润|亏损|支出|成本|人口|票房|进口|出口|产值|面积"
)
_AMOUNT = re.compile(r"平均|[人日月年周户]均|累计|合计|总计|高达|多达|不到|不足|超过|将近|接近|大约|分别|单价|每\w")
# Characters that end the name of a measure.
_ENDS = re.compile(r"[数量率额值价费比度长高宽深重龄期距]")
# What something is compared with is not what is told of.
_COMPARED = re.compile(r"(?:(?<![占对])(?:比(?![例赛重较])|较)[\u4e00-\u9fff]{0,3}|\bthan |而不是|而非)$")
_COMPARED_CHARACTERS = 8
# So long a word may be told by one of its characters.
_SHORT = 2
_LONG = 3


def leads_up(words: str) -> bool:
    """Tell if words lead up to a figure, or name a measure, and tell nothing of what it is of: 上升, 准点率."""
    return bool(_LEADS_UP.fullmatch(words) or _MEASURE.search(words) or _AMOUNT.fullmatch(words))


class PlacedWord(NamedTuple):
    """A word of a claim with the places of a sentence that have it, itself if `exact`, or another for it."""

    start: int
    end: int
    places: tuple[Place, ...]
    exact: bool = True


class Kinds:
    """Kinds of the words of a sentence: a thing, a measure or deed, a name of a kind."""

    def __init__(self, evidence: Evidence) -> None:
        sentence = evidence.wording
        self._folded, self._light = sentence.folded, sentence.light
        self._named = {start: "place" for _, start, _, tag in sentence.tagged if tag == "ns"}
        self._named |= {name.start: name.kind for name in sentence.names}

    def of(self, atom: Atom) -> str:
        """Return the kind of a word; nothing for one that joins, or that something is compared with."""
        if atom.kind in ("figure", "date", "link") or atom.start in self._light:
            return ""
        if _LEADS_UP.fullmatch(atom.text) or atom.text in stop_words():
            return ""
        if _COMPARED.search(self._folded, max(0, atom.start - _COMPARED_CHARACTERS), atom.start):
            return ""
        if atom.start in self._named:
            return self._named[atom.start]
        deed = atom.kind == "act" and len(atom.text) > 1
        return "measure" if deed or _MEASURE.search(atom.text) else "thing"


def told_by(atom: Atom, words: Sequence[PlacedWord], *, exact: bool) -> bool:
    """Return if a claim has a word of a sentence, itself or in other words; one character is most of a short word."""
    told = [word for word in words if word.exact or not exact]
    places = ((p, word) for word in told for p in word.places if p[0] < atom.end and atom.start < p[1])
    return any(p[1] - p[0] > 1 or len(atom.text) <= _SHORT or "某" in atom.text for p, _ in places)


def placed_words(claim: Wording, terms: Sequence[ClaimWord], evidence: Evidence) -> Iterator[PlacedWord]:
    """Yield the words and names of a claim that tell which figure is meant, with their places in a sentence."""
    folded = evidence.folded
    for term in terms:
        word = term.word
        ends = len(word.text) == 1 and _ENDS.match(word.text)
        plain = word.start in claim.light or _LEADS_UP.fullmatch(word.text)
        if ends or plain or _COMPARED.search(claim.folded, 0, word.start):
            continue
        way = term.run if len(term.run) > 1 and term.run in folded else word.text
        # 地底下 is told by 地底.
        way = way[:-1] if len(word.text) == len(way) == _LONG and way not in folded else way
        exact = way in folded
        ways = [way] if exact else [other for other in term.others if len(other) > 1]
        places = tuple(place for one in ways for place in _places(one, evidence))
        if places:
            yield PlacedWord(word.start, word.end, places, exact)
    for name in claim.names:
        forms = [(n.start, n.end) for n in evidence.wording.names if n.form == name.form]
        places = tuple(forms) or tuple(_places(claim.folded[name.start : name.end], evidence))
        if places:
            yield PlacedWord(name.start, name.end, places)


def _places(way: str, evidence: Evidence) -> Iterator[Place]:
    """Yield where a word stands; a single character within any word that is no figure and does not only join."""
    folded, sentence = evidence.folded, evidence.wording
    form = rf"(?<![a-z0-9]){re.escape(way)}(?![a-z0-9])" if way.isascii() else ""
    for start, end in (m.span() for m in re.finditer(form, folded)) if form else places_of(way, folded):
        taken = any(q.start < end and start < q.end for q in sentence.quantities)
        if not (taken or (len(way) == 1 and start in sentence.light)):
            yield start, end
