"""Parts of facts that are sound: doubtful ones are left unbound, and prove nothing.

A run of nouns before a figure is no measure if it is a place, a person or a word that only leads up; what a clause
begins with is no subject if it says when or where; a mark is none inside a longer word or name.
"""

import re
from collections.abc import Sequence

from retrieval.facts.clauses import Place
from retrieval.facts.marks import Mark
from retrieval.language.names import Tagged
from retrieval.language.quantities import Quantity
from retrieval.language.tokenizer import stop_words

# Numbers with so many digits are hardly those of items.
_SMALL, _LONG = 3, 3
# Numbers of centuries, hours, footnotes and persons whose names are masked, and of months in a row.
_NO_FIGURE_AFTER = re.compile(
    r"\s?(?:世纪|[时点](?:\d|[许前后整左])|[-–—:：/比]\s?\d|[号期届]|[、,，和至到~]\s?\d{1,2}\s?[月日号]|[某×]|[、.．]\s?[^\d\s])"
)
_NO_FIGURE_BEFORE = re.compile(
    r"(?:[\[【第某×图表]|\d\s?[-–—:：/比]\s?|[a-z\d], |[时点:：]"
    r"|(?<![a-z])(?:in|by|since|until|before|after|during|around|of|from|to)\s)$"
)
# Telephone numbers, file numbers and the like.
_NUMERAL = re.compile(r"[一二三四五六七八九十](?![一二三四五六七八九十\d]*\s?[年月日])")
_CODE, _CODE_BEFORE, _CODE_AFTER = (
    re.compile(r"0\d.*|\d+-\d+"),
    re.compile(r"[)#·]$|\d-$|[a-z]\.$"),
    re.compile(r"-\d|·\d|\s?号"),
)
_PLAIN_YEAR = re.compile(r"1\d{3}|20\d\d")
_ONE_DAY = re.compile(r"一[天日晚周年]")
# Units that count things, which stand after the figure; a noun before it is another thing.
_COUNTED = re.compile(r"[个支位名家款只条台辆件座所艘架株头项种次届张本册篇部场人户席]$")
_MEASURE = re.compile(r"[数量率额值价费比度长高宽重深龄距面积规模总计收入营收利润成本人口产销]$")
_LASTS = re.compile(r"[期龄间刑限程役长寿久]$|寿命")
_NUMBER_OF = re.compile(r"[数量率额比]$|人口$|总计$")
_GENERAL = re.compile(
    r"(?:同比|环比|其中|全场|全球|全国|全省|全市|国内|海外|世界|同期|部分|现场|当地|期间|预计|预期|左右|以上|方面|[路街巷号道镇区县市省州]|情况|人民币|新台币|美金|一[共般]|总共|共计|合计)$"
)
_SHORTEST, _SHORT_VERBS = 2, ("是", "为", "有", "任", "叫")
_PLACES = ("ns", "nr", "nrt", "nrfg", "m", "q", "d", "c", "r", "f", "t")
# What follows says when or where: 入学后, 感官上.
_WHEN_OR_WHERE = re.compile(r"[上中内里外后前时间期]")
# What somebody does in front of a thing that is priced or measured: the thing, not who did it, costs so much.
_OF_THE_OBJECT = re.compile(r"(?:价|价格|价值|费|费用|售价|面积|长度|高度|宽度|重量|重|长|高|容量|金额)$")
# What follows a verb that only says when, or a heading.
_NO_VALUE = re.compile(r"[并而且]|[^“「『《]{0,20}[”」』》]|[后时前中的](?![国心文])|[^\w\s“「『《\"'。.,，;；-]")
# A name that is masked, as in 付一× and 周3某.
_MASKED = re.compile(r"[\u4e00-\u9fff]?\d?[某×]")
_TAKES = re.compile(r"将(?=\s?[\d一二三四五六七八九十百千万亿两])")


def states_figure(folded: str, figure: Quantity) -> bool:
    """Return if a figure states something: it is no rank, date, number of an item or footnote, nor a small number in
    words.
    """
    before, words = folded[: figure.start], folded[figure.start : figure.end]
    code = _CODE.fullmatch(words) or _CODE_BEFORE.search(before) or _CODE_AFTER.match(folded, figure.end)
    if _ONE_DAY.fullmatch(words) or (figure.unit == "" and code):
        return False
    if figure.unit == "" and (_NO_FIGURE_AFTER.match(folded, figure.end) or _NO_FIGURE_BEFORE.search(before)):
        return len(words) >= _LONG and not _PLAIN_YEAR.fullmatch(words)
    if figure.unit == "" and figure.kind == "number" and not before.strip(" #*-("):
        return False
    digits = any(character.isdigit() for character in words)
    return figure.kind != "ordinal" and (digits or figure.kind != "number" or figure.high > _SMALL)


def is_measure(run: Sequence[Tagged], figure: Quantity, folded: str) -> bool:
    """Return if a run of nouns before a figure may be what it measures."""
    if not run:
        return False
    word, _, _, tag = run[-1]
    words = folded[run[0][1] : run[-1][2]]
    if tag in _PLACES or _GENERAL.search(words) or words in stop_words():
        return bool(_MEASURE.search(words)) and not _GENERAL.search(words)
    if figure.kind == "duration" and not _LASTS.search(word):
        return False
    return bool(_NUMBER_OF.search(word)) if is_counted(figure, folded) else True


def is_counted(figure: Quantity, folded: str) -> bool:
    """Return if a figure counts things, which it names itself or which are named after it."""
    return figure.kind == "number" and bool(_COUNTED.search(folded[figure.start : figure.end]))


def is_subject(run: Sequence[Tagged], folded: str) -> bool:
    """Return if a run of nouns that a clause begins with may be what it speaks of."""
    words = folded[run[0][1] : run[-1][2]] if run else ""
    if len(words) < _SHORTEST or _GENERAL.fullmatch(words) or _WHEN_OR_WHERE.match(folded, run[-1][2]):
        return False
    # 木卫一 is a name that no dictionary has.
    cut = _NUMERAL.match(folded, run[-1][2]) or words in stop_words()
    return not (cut or len(run) == 1) or not (cut or run[0][3] in ("v", "vn", "an"))


def is_deed(verb: Place, folded: str) -> bool:
    """Return if a verb says something of what a clause begins with: one character is often a part of a name."""
    long_enough = verb[1] - verb[0] > 1 or folded[slice(*verb)] in _SHORT_VERBS
    return long_enough and not _NO_VALUE.match(folded[verb[1] :].lstrip())


def is_masked(folded: str, at: int) -> bool:
    """Return if a masked name goes on at a place."""
    return bool(_MASKED.match(folded, at))


def hands_on(measure: str) -> bool:
    """Return if a measure may be of what the clause before begins with, and not of what that clause names last."""
    return not _OF_THE_OBJECT.search(measure)


def is_word(place: Place, tagged: Sequence[Tagged], folded: str) -> bool:
    """Return if a place begins and ends where words do; words in Latin letters always do."""
    begins = any(place[0] == start for _, start, _, _ in tagged)
    return folded[slice(*place)].isascii() or (begins and any(place[1] == end for _, _, end, _ in tagged))


def is_mark(mark: Mark, tagged: Sequence[Tagged], folded: str) -> bool:
    """Return if a mark is a word of its own, and no part of another, a plan that has a name, or 将 before an object."""
    if not is_word((mark.start, mark.end), tagged, folded):
        return False
    if mark.kind != "certainty":
        return True
    if _TAKES.match(folded, mark.start):
        return False
    before = next((tag for _, _, end, tag in tagged if end == mark.start), "")
    after = next((tag for _, start, _, tag in tagged if start == mark.end), "x")
    return not (
        mark.words in ("计划", "预算", "目标") and before[:1] in ("v", "n", "a") and after[:1] not in ("v", "p")
    )
