"""Places where a claim has something, beside those of a sentence: 建在上村 and 选在下村."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from retrieval.check.evidence import Evidence
from retrieval.check.turns.reach import in_one_clause
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.clauses import Place
from retrieval.facts.kinds import kinds_of
from retrieval.facts.parsed import Wording

# Where something is not.
_NOT_AT = re.compile(r"不(?:是|设|位于|建)?在(?P<place>[\u4e00-\u9fff]{2})(?![内外意乎于])")
# What leads to a place, and what goes on with its name; 在…时 and 在…中 lead to none.
_AT = re.compile(
    r"位于|坐落[于在]|(?<![存现正实潜内外自所旨])在|(?<=[设建选定搬迁移挪改换放存藏停安葬住落开办])[到至于]"
)
_GOES_ON = frozenset("nabgsjzmxqlhke")
# 上 of 上坪 and 急诊 of 急诊楼 are parts of names; 上 of 上午 is none.
_BEGINS, _SITE = (
    "fv",
    re.compile(r"[楼科站区室院厅馆店处部所场厂路街村镇乡县市岛桥港门口库校园湾沟河山坊寺庙宫塔]|(?<=中)心"),
)
_NO_PLACE = re.compile(r"\s?(?:[中时后前间内里下上]|期间|之[前后间]|以[前后来]|方面|过程|情况)")
_SHORTEST = 2
# A place that is not the one, for now or any more.
_SPARE = re.compile(
    r"备用|备选|候补|候选|替代|预备|原址|旧址|原先|原本|\b(?:reserve|fallback|alternative|backup|former)\b"
)
# As much of a word of the name stands there if the place does.
_THERE = 0.5


def another_place(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding for a place of a claim that a sentence, and what stands around it, has not got.

    It contradicts if the sentence has another place of that kind; `told` are the findings of the claim's words and
    names.
    """
    sentence = evidence.wording
    if denied := _denied(claim, sentence):
        return [denied]
    for place in _places(claim):
        words = claim.folded[slice(*place)]
        sites = [p for p in _places(sentence) if _is_site(sentence, p)]
        if sites and _is_spare(words, claim, sentence):
            site = sites[0]
            return [ClaimSlice(*place, "word", "contradicted", sentence.text[slice(*site)], site, noun=True)]
        others = [p for p in sites if not _shares(sentence, p, claim)]
        if words in sentence.folded or _stands(place, told):
            continue
        # Where somebody else lives tells nothing of this one.
        of_it = not any(f.share < _THERE and f.weight > 1 and f.end < place[0] - 1 for f in told)
        found = next((p for p in others if of_it and _is_rival(claim, place, sentence, p, told)), None)
        if found is not None:
            return [ClaimSlice(*place, "word", "contradicted", sentence.text[slice(*found)], found, noun=True)]
        # Somebody is at one place at a time, whatever place is named near.
        if words not in evidence.around or any(_is_rival(claim, place, sentence, p, told) for p in others):
            return [ClaimSlice(*place, "word", "not_found", weight=0.0, binding=False, withholds=True)]
    return []


def _denied(claim: Wording, sentence: Wording) -> ClaimSlice | None:
    """Return a finding for a place of a claim where a sentence says that something is not: 池在东湾,不在西湾."""
    for match in _NOT_AT.finditer(sentence.folded):
        own = re.compile(rf"(?<!不)在{match['place']}").search(claim.folded)
        if own is not None:
            place = (match.start(), match.end("place"))
            found = sentence.text[slice(*place)]
            return ClaimSlice(own.start() + 1, own.end(), "word", "contradicted", found, place, noun=True)
    return None


def _places(wording: Wording) -> Iterator[Place]:
    """Yield the names of places that something is, or goes, in: what stands behind 在."""
    for match in _AT.finditer(wording.folded):
        start = end = match.end()
        words = [t for t in wording.tagged if t[2] > start]
        for (word, begin, stop, tag), behind in zip_longest(words, words[1:]):
            if not word.isalnum():
                break
            part = behind is not None and tag[0] in _BEGINS and _SITE.search(behind[0])
            # 在下 of 在下坪 is one word for jieba.
            if (begin == end and (tag[0] in _GOES_ON or part)) or begin < start:
                end = stop
        measured = [*((m.start, m.end) for m in wording.moments), *((q.start, q.end) for q in wording.quantities)]
        dated = any(begin < end and start < stop for begin, stop in measured)
        if end - start >= _SHORTEST and not dated and not _NO_PLACE.match(wording.folded, end):
            yield start, end


def _stands(place: Place, told: Sequence[ClaimSlice]) -> bool:
    """Return if a sentence has each word of a place of the claim, perhaps in other words."""
    inside = [f for f in told if f.start < place[1] and place[0] < f.end]
    return bool(inside) and all(f.state == "supported" and f.share >= _THERE for f in inside)


def _is_spare(words: str, claim: Wording, sentence: Wording) -> bool:
    """Return if a sentence has a place of a claim only behind a word for one that is held in reserve."""
    at = sentence.folded.find(words)
    spares = _SPARE.finditer(sentence.folded, 0, max(at, 0))
    behind = any(in_one_clause(sentence.folded, spare.end(), at) for spare in spares)
    return behind and sentence.folded.count(words) == 1 and not _SPARE.search(claim.folded)


def _is_site(wording: Wording, place: Place) -> bool:
    """Return if a stretch names a place by its end, or is known as one."""
    last = next((tag for _, start, end, tag in wording.tagged if start < place[1] <= end), "")
    return last == "ns" or _SITE.match(wording.folded, place[1] - 1) is not None


def _shares(wording: Wording, place: Place, other: Wording) -> bool:
    """Return if another text has two characters in a row of a place."""
    words = wording.folded[slice(*place)]
    return any(words[at : at + 2] in other.folded for at in range(len(words) - 1))


def _is_rival(claim: Wording, place: Place, sentence: Wording, other: Place, told: Sequence[ClaimSlice]) -> bool:
    """Return if another place is of the same kind, or of what its clause names as the claim does."""
    if claim.folded[place[1] - 1] == sentence.folded[other[1] - 1] or (
        kinds_of(claim, *place) & kinds_of(sentence, *other)
    ):
        return True
    named = (f.at for f in told if f.noun and f.at and f.end <= place[0] and f.share > _THERE)
    return any(at[1] <= other[0] and in_one_clause(sentence.folded, at[1], other[0]) for at in named)
