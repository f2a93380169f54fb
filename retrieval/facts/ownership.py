"""Ownership: the figures of a sentence that belong to a thing.

A figure belongs to what stands before it where nothing between the two could own it too, only words that link: verbs of
being, reaching and changing, adverbs, dates, other figures. So a figure may be missed, and hardly one is given to the
wrong thing.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from retrieval.facts.subject import IMPLIED, SubjectPart, Thing
from retrieval.language.dates import Moment, moments
from retrieval.language.names import Name
from retrieval.language.quantities import Quantity, quantities
from retrieval.language.tokenizer import Analyzer
from retrieval.runtime import pattern

Change = Literal["", "rise", "fall"]
Place = tuple[int, int]

RISES = "增长|成长|增加|增|上涨|暴涨|大涨|飙涨|飙升|涨|上升|攀升|回升|跃升|提升|提高|升|扩大|翻倍|翻番|反弹|激增|多"
FALLS = "下降|降低|降|下滑|减少|缩减|减|下跌|暴跌|大跌|跌|萎缩|收窄|回落|少"
SPEEDS = "增速|增幅|涨幅|增长率|增长幅度|同比增长率|降幅|跌幅"
REACHES = (
    "达到|达成(?!长)|达|突破|破|超过|超出|超|逾|为|是|有|至|到|来到|升至|触及|站上|录得|报|实现|接近|将近|近|快|约为|约|大约|大概"
    "|高达|多达(?!成)|仅|只|不到|不足|冲到|回到|稳定在|维持在|保持在|停留在|计|共计|合计|累计|总计"
)
_LINKS = (
    "同比|环比|年增|年减|按年率计算|按不变价格计算|按年|同期|上年|去年|今年|前年|上个?季度?|上个?月|本季度?|这季度?|该季度?|季度?|单日|单季|全年|年内|期间|时|当时|目前|现在|如今|当前|最新|最终"
    "|已经|已|也|还|又|更是|更|则|就|都|再|均|便|却|再次|首次|一度|一举|进一步|不断|逐步|逐渐|依然|仍然|仍|将|最高|最低|峰值|平均|整体|总体|总共|总"
    "|强劲|大幅|显著|明显|持续|快速|迅速|稳步|直接|猛|数量|数|量|人数|总数(?!据显示)|总额|规模|水平|金额|额|人民币|美股|港股"
    "|了|的|之|得|在|从|由|自|比|较|于|以|并且|并|且|而|但|及|和|与|其中(?!国(?!内))|其"
)
# The same in English, whole words each.
_ENGLISH_RISES = (
    "rose|risen|rises|grew|grown|grows|increased|increases|climbed|gained|jumped|doubled|tripled|recovered|rebounded"
    "|expanded"
)
_ENGLISH_FALLS = (
    "fell|fallen|falls|dropped|drops|declined|declines|decreased|decreases|shrank|shrunk|sank|slipped|contracted"
)
_ENGLISH_LINKS = (
    "was|were|is|are|has|have|had|been|be|reached|reaches|hit|totalled|totaled|stood|stands|averaged|averages|amounted"
    "|covered|covers|measured|came|remained|stayed|in|by|of|to|at|from|on|as|for|and|then|again|about|around|roughly"
    "|nearly|almost|approximately|only|just|some|over|(?:more|less|fewer) than|up|down|the|a|an|it|further|sharply"
    "|steadily|slightly|gradually|still|now|already|total|later|back"
)
_ENGLISH = rf"\b(?:{_ENGLISH_RISES}|{_ENGLISH_FALLS}|{_ENGLISH_LINKS})\b"


def run_of(words: str, marks: str) -> re.Pattern[str]:
    """Return a run of words and marks, the longer words first.

    What was taken is not tried again as shorter words, of which a run may be made in more ways than can be counted; the
    few words that would then take what belongs to the next look at what follows.
    """
    longest = sorted(words.split("|"), key=lambda word: len(word.partition("(")[0].replace("?", "")), reverse=True)
    return re.compile(rf"(?:{'|'.join(longest)}|{marks})*+")


# What a figure is told for, or from when: 租金第一年、第二年为每月…
_EACH = r"每(?:个?月|年|个?季度?|日|天|人|平方?米)|第[一二三四五六七八九十\d]{1,3}(?:年|个?月|季度|期|阶段)起?"
_LINK = run_of(
    f"{RISES}|{FALLS}|{SPEEDS}|{REACHES}|{_LINKS}|递增|递减|起",
    rf"[\0\s,，、:：\"“”「」()（）+\-~—–$¥€]|{_EACH}|{_ENGLISH}",
)
_WITHIN = run_of(
    "的|之|整体|总体|总|全年|全球|集团|公司|平台|经调整|经调整后|app|股份|实现|取得|完成|录得|合计|累计|单日|单季|日均|月均|年均|平均|最新|目前|当前|数量",
    r"[\0\s\"“”「」]|\b(?:of|the|total|overall|average|mean)\b",
)
_BEFORE = run_of(
    f"{_LINKS}|截至|截止|据统计|数据显示|现阶段|眼下|当下|近年来|今年以来|至今|迄今|而且|此外|另外|同时|我国|全国|中国|国内|其|该"
    "|公司|本公司|集团|企业|实现|取得|完成",
    r"^\s*[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[\0\s\d.,、()（）\-*•·①-⑳]|\b(?:the|a|our|its|their|total|overall|average|mean"
    r"|estimated|in|by|on|as|of|since|while|and|but|then|here)\b",
)
_CLAUSE = pattern(r"(?<!\d)[,，]|[,，](?!\d)|[。;；:：!?！？\n]")
_CHANGED = pattern(rf"(?P<rise>{RISES}|\b(?:{_ENGLISH_RISES})\b)|(?P<fall>{FALLS}|\b(?:{_ENGLISH_FALLS})\b)")
_COMES_TO = pattern(r"[到至为是达破](?!.{0,240}[增涨升降减跌])|突破|站上|触及|\b(?:to|at)\b")
_SPEED = pattern(SPEEDS)
_BASE = pattern(r"[从由自较比]|上年|去年同期|上个?季|相比|\bfrom\b")
# A figure that something came from is told where its own year is.
_ITS_YEAR = pattern(r"\s(?:in|by|as of)\s(?:1[5-9]|20)\d\d\b")
_COMPARED = pattern(r"(?:[比较超跟与和距于离]|超过|超越|高于|低于|相比|不如)$")
_BEHIND = pattern(
    r"\s*(?:$|[,，。;；:：、!！?？)）\]」』”’\"'…/+]|了|[的之]?\s?(?:增长|成长|增速|增幅|涨幅|降幅|提升|规模|水平|大关|高位|左右)"
    r"|以上|上下|左右|多|余|有余|到|至|和|及|与|且|并|但|而|同比|环比|(?:增|涨|升|降|减|跌|翻))"
    r"|\.(?:\s|$)|\s(?:in|by|for|and|or|to|at|on|per|as|since|from|during|after|before|compared|but|while|each|over"
    r"|a (?:year|month|week|day))\b"
)
_LATIN = pattern(r"[a-z0-9]")
# Tags of jieba for what may follow a thing that is counted; behind it a noun would be what is counted instead.
_GOES_ON = ("v", "d", "ad", "p", "c", "x", "ul", "m", "r")
# What a number is told in that may stand right before the thing that it counts.
_COUNTS = ("", "个", "人", "家")
_FEW = 10
_FIGURE = "\0"


class OwnedFigure(NamedTuple):
    """A figure of a thing, and whether it tells a rise or a fall instead of the height."""

    figure: Quantity
    change: Change


def owned(folded: str, thing: Thing, names: Sequence[Name], analyzer: Analyzer) -> Iterator[OwnedFigure]:
    """Yield the figures of a folded sentence that belong to a thing, in order; `names` are those of the sentence."""
    figures = quantities(folded)
    plain = _blanked(folded, figures, moments(folded))
    # What is part of a figure or a date is no word.
    places = [
        [p for p in _places(part, folded, names) if plain[slice(*p)] == folded[slice(*p)]] for part in thing.parts
    ]
    for figure in figures:
        if not _tells(folded, figure, thing):
            continue
        if _stands_before(folded, figure, thing, places, analyzer):
            yield OwnedFigure(figure, "")
            continue
        chain = _with_implied(_chain(places, figure.start), plain, thing)
        if chain and _BEHIND.match(folded, figure.end) and _holds(plain, chain, names, figure.start):
            own = plain[chain[-1][1] : figure.start]
            last = own.rpartition(_FIGURE)[2]
            if figure.low == figure.high and _ITS_YEAR.match(folded, figure.end) and _BASE.search(last):
                yield OwnedFigure(figure, "")
            elif not _is_base(last):
                yield OwnedFigure(figure, _change(own, last, figure))


def _tells(folded: str, figure: Quantity, thing: Thing) -> bool:
    """Return whether a figure tells something: no rank, no time unless time is asked for, no small number in words."""
    if figure.kind == "ordinal" or (figure.kind == "duration" and not thing.timed):
        return False
    if figure.kind == "times" and folded[figure.end : figure.end + 1] in ("到", "至"):
        return False
    digits = any(character.isdigit() for character in folded[figure.start : figure.end])
    return digits or figure.kind != "number" or figure.high > _FEW


def _places(part: SubjectPart, folded: str, names: Sequence[Name]) -> list[Place]:
    """Return where a part stands, in order: a name as a whole name only, so that 阿里云 is no 阿里."""
    if part.name:
        return [(n.start, n.end) for n in names if folded[n.start : n.end] in part.spellings]
    found: set[Place] = set()
    for spelling in part.spellings:
        at = folded.find(spelling)
        while at >= 0:
            end = at + len(spelling)
            if _whole(spelling, folded, at, end):
                found.add((at, end))
            at = folded.find(spelling, at + 1)
    return sorted(p for p in found if not any(o != p and o[0] <= p[0] and p[1] <= o[1] for o in found))


def _whole(spelling: str, folded: str, at: int, end: int) -> bool:
    """Return whether an expression in Latin letters is no part of a longer one."""
    before, behind = folded[at - 1 : at], folded[end : end + 1]
    starts = not (_LATIN.match(spelling[0]) and _LATIN.match(before))
    return starts and not (_LATIN.match(spelling[-1]) and _LATIN.match(behind))


def _chain(places: Sequence[Sequence[Place]], before: int) -> list[Place] | None:
    """Return the last place of every part before a figure, in the order of the text; None where one is missing."""
    last = [max((p for p in own if p[1] <= before), default=None) for own in places]
    chain = sorted(place for place in last if place is not None)
    apart = all(one[1] <= other[0] for one, other in pairwise(chain))
    return chain if len(chain) == len(places) and chain and apart else None


def _with_implied(chain: list[Place] | None, plain: str, thing: Thing) -> list[Place] | None:
    """Return a thing of one word that names nobody, with the word behind it that says no more: 88VIP会员."""
    if chain is None or len(thing.parts) > 1 or thing.parts[0].name:
        return chain
    start, end = chain[0]
    behind = next((word for word in IMPLIED if plain.startswith(word, end)), "")
    return [(start, end + len(behind))]


def _holds(plain: str, chain: Sequence[Place], names: Sequence[Name], figure: int) -> bool:
    """Return whether the parts speak of one thing, and nothing between it and the figure could own the figure too."""
    if not _LINK.fullmatch(plain[chain[-1][1] : figure]):
        return False
    own = {(n.start, n.end) for n in names}
    elided = False
    for one, other in pairwise(chain):
        gap = plain[one[1] : other[0]]
        if _WITHIN.fullmatch(gap) or (one in own and other not in own and _carries(plain, one, other, names)):
            continue
        elided = one not in own and other in own and bool(_CLAUSE.search(gap) and _LINK.fullmatch(gap))
        if not elided:
            return False
    first = chain[0]
    begin = _clause(plain, first[0])
    before = plain[begin : first[0]]
    if elided:
        # 甲的市值…, 乙则…: the word belongs to both names.
        before = "".join(" " if any(n.start <= begin + at < n.end for n in names) else c for at, c in enumerate(before))
    if _COMPARED.search(before.strip()):
        return False
    return first in own or bool(_BEFORE.fullmatch(before))


def _carries(plain: str, name: Place, word: Place, names: Sequence[Name]) -> bool:
    """Return whether a clause speaks of a name in a clause before it: no other name between, and nothing
    before its word.
    """
    begin = _clause(plain, word[0])
    if begin <= name[1]:
        return False
    rivals = any(name[1] <= n.start < word[0] and n.kind != "occasion" for n in names)
    return not rivals and bool(_BEFORE.fullmatch(plain[begin : word[0]]))


def _clause(text: str, at: int) -> int:
    return max((match.end() for match in _CLAUSE.finditer(text, 0, at)), default=0)


def _stands_before(
    folded: str, figure: Quantity, thing: Thing, places: Sequence[Sequence[Place]], analyzer: Analyzer
) -> bool:
    """Return whether a number of things stands right before the thing: 5300万88VIP, but not 300个88VIP的好评."""
    if (
        figure.kind != "number"
        or figure.unit not in _COUNTS
        or _is_base(folded[_clause(folded, figure.start) : figure.start][-2:])
    ):
        return False
    at, implied = figure.end, 0
    for part, own in zip(thing.parts, places, strict=True):
        gap = 1 if folded[at : at + 1] in (" ", "名", "位", "个") else 0
        place = next((p for p in own if p[0] in (at, at + gap)), None)
        if place:
            at = place[1]
        elif part.implied:
            implied += 1
        else:
            return False
    if implied == len(thing.parts):
        return False
    tags = [tag for _, start, _, tag in analyzer.tagged(folded) if start == at]
    return not tags or tags[0] in _GOES_ON


def _is_base(before: str) -> bool:
    """Return whether a figure behind these words is what another is compared with: 从7%, 较上季度的26%."""
    base = max((match.end() for match in _BASE.finditer(before)), default=0)
    return bool(base) and not _CHANGED.search(before, base) and not re.search(r"[到至]|\bto\b", before[base:])


def _change(own: str, last: str, figure: Quantity) -> Change:
    """Return whether a figure tells by how much something rose or fell, by the words between it and the figure
    before it.
    """
    speed = figure.kind == "percentage" and bool(_SPEED.search(own))
    found = list(_CHANGED.finditer(last))
    if not found:
        return ("fall" if re.search("[降跌]幅", own) else "rise") if speed else ""
    if not speed and _COMES_TO.search(last, found[-1].end()):
        return ""
    return "fall" if found[-1]["fall"] else "rise"


def _blanked(folded: str, figures: Sequence[Quantity], dates: Sequence[Moment]) -> str:
    """Return the text with spaces for dates and `_FIGURE` for figures, so that none of their words counts."""
    text = list(folded)
    for date in dates:
        text[date.start : date.end] = " " * (date.end - date.start)
    for figure in figures:
        text[figure.start : figure.end] = _FIGURE * (figure.end - figure.start)
    return "".join(text)
