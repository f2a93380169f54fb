"""Measures of figures that are sound: a run of nouns before a figure is none if it is a place, a person, a word that
only leads up, or what another figure beside it is told of as well.
"""

from collections.abc import Sequence

from retrieval.language.names import Tagged
from retrieval.language.quantities import Quantity
from retrieval.language.tokenizer import stop_words
from retrieval.runtime import pattern

# Units that count things, which stand after the figure; a noun before it is another thing.
_COUNTED = pattern(r"[个支位名家款只条台辆件座所艘架株头项种次届张本册篇部场人户席层集章]$")
_PACKED = pattern(r"[瓶杯碗盘袋箱盒包桶罐枚块颗粒根朵匹棵栋间]$")
_MEASURE = pattern(r"[数量率额值价费比度长高宽重深龄距面积规模总计收入营收利润成本人口产销径程拔]$")
_IS = pattern(r"\s*(?:为|是|[:：]|共|有|只有)\s*")
# A noun before 了 is a verb, and what is in so many votes is not measured by them: 整理了330款.
_DONE_OR_AT = pattern(r"\s*(?:了|在)\s*")
_LASTS = pattern(r"[期龄间刑限程役长寿久]$|寿命")
_HOUR = pattern(r"时间$|时刻$|时点$")
_AGE = pattern(r"龄$|岁数$|年纪$")
_BODY = pattern(r"(?:银行|公司|集团|法院|机构|部门|大学|学校|医院|中心|委员会|协会|[局厅委院署])$")
_NUMBER_OF = pattern(r"[数量率额比]$|人口$|总计$")
GENERAL = pattern(
    r"(?:同比|环比|其中|全场|全球|全国|全省|全市|国内|海外|世界|同期|部分|现场|当地|期间|预计|预期|左右|以上|方面|数据|相[比较]|[路街巷号道镇区县市省州]|情况|人民币|[台日港]币|美金|一[共般]|总共|共计|合计|约合|折合)$"
)
# No dictionary tags English words: a verb or an adverb before a figure is no measure, and only these are.
_ENGLISH_MEASURE = pattern(
    r"(?:.*(?:rate|age|ance|share)|area|assets?|balance|budget|capacity|cost|costs|debt|deficit|depth|duration|earnings"
    r"|enrolments?|enrollments?|exports?|fees?|gdp|growth|heights?|imports?|income|inflation|investments?|length|loss|losses"
    r"|margins?|numbers?|orders?|output|population|prices?|production|profits?|revenues?|salary|sales|score|size|speed|spending"
    r"|surplus|tax|taxes|temperature|total|turnover|value|volume|wages?|weight|width)"
)
# A small number or a length that stands right at a noun names a place or an event: 男子1000米.
_LEAST_COUNT = 10_000
# Words for how something is done, which jieba has for nouns and verbs.
HOW = ("名义", "相应", "相继", "陆续", "逐步", "逐渐", "随即")
_PLACES = ("ns", "nr", "nrt", "nrfg", "m", "q", "d", "c", "r", "f", "t")
_COMPARED_BEFORE = pattern(r"[快慢高低多少大小优强弱]于$")
# Another figure right after or before one.
_FIGURE_AFTER, _FIGURE_BEFORE = (
    pattern(r"\s?(?:[和与及、]|以及)\s?\d"),
    pattern(r"\d[%亿万元]{0,3}\s?(?:[和与及、]|以及)\s?$"),
)


def is_measure(run: Sequence[Tagged], figure: Quantity, folded: str) -> bool:
    """Return if a run of nouns before a figure may be what it measures."""
    if not run:
        return False
    word, _, _, tag = run[-1]
    words = folded[run[0][1] : run[-1][2]]
    in_english = word.isascii() and not _ENGLISH_MEASURE.fullmatch(word)
    taken = folded[: figure.start].rstrip().endswith(("将", "把")) or _is_shared(run, figure, folded)
    if taken or in_english or figure.unit == "级" or word in HOW or _is_taken_of(run, figure, folded):
        return False
    if _DONE_OR_AT.fullmatch(folded, run[-1][2], figure.start) and not _MEASURE.search(words):
        return False
    if _is_beside(run, figure, folded) and not words.isascii() and not _MEASURE.search(words):
        return False
    if tag in _PLACES or GENERAL.search(words) or words in stop_words():
        return bool(_MEASURE.search(words)) and not GENERAL.search(words)
    if _is_unfit(word, figure):
        return False
    lasts = _LASTS.search(word) or _IS.fullmatch(folded, run[-1][2], figure.start)
    if figure.kind == "duration" and not lasts:
        return False
    plainly = _PACKED.search(folded[figure.start : figure.end]) and _IS.fullmatch(folded, run[-1][2], figure.start)
    counted = is_counted(figure, folded) or _PACKED.search(folded[figure.start : figure.end])
    return bool(_NUMBER_OF.search(word) or plainly) if counted else True


def _is_shared(run: Sequence[Tagged], figure: Quantity, folded: str) -> bool:
    """Return if two figures in a row are told of two things in a row: 小麦、玉米价格上涨74%和36%."""
    beside = _FIGURE_AFTER.match(folded, figure.end) or _FIGURE_BEFORE.search(folded, 0, figure.start)
    return bool(beside and folded[: run[0][1]].endswith(("、", "和", "与", "及")))


def _is_unfit(word: str, figure: Quantity) -> bool:
    """Return if a noun has no such figure: only a time has an hour, and only an age years of life."""
    if (figure.unit == "clock" and not _HOUR.search(word)) or (figure.unit == "age" and not _AGE.search(word)):
        return True
    # Whoever is fined or paid costs nothing: 对个人处二百元罚款, the bank that is paid 3900元.
    fined = figure.kind == "money" and word.endswith("处")
    return fined or bool(_BODY.search(word) and len(word) > 1)


def _is_beside(run: Sequence[Tagged], figure: Quantity, folded: str) -> bool:
    """Return if a length or a bare small number stands right at a run of nouns, as in names of events and rooms."""
    digits = folded[figure.start : figure.end].isdigit()
    bare = figure.kind == "number" and figure.unit == "" and (figure.high < _LEAST_COUNT or digits)
    side_by_side = not folded[run[-1][2] : figure.start].strip(" ")
    return side_by_side and not run[0][0].startswith("最") and (figure.unit == "m" or bare)


def is_of_a_name(run: Sequence[Tagged], figure: Quantity, folded: str) -> bool:
    """Return if a bare number stands right at a noun that measures nothing, and so is a part of its name: 波音747."""
    words = folded[run[0][1] : run[-1][2]] if run else ""
    return bool(words) and figure.unit != "m" and _is_beside(run, figure, folded) and not _MEASURE.search(words)


def _is_taken_of(run: Sequence[Tagged], figure: Quantity, folded: str) -> bool:
    """Return if a figure is of something else than a run of nouns: 占总人口的一半, 按最高价计两万元, 市内四万人."""
    between, words = folded[run[-1][2] : figure.start].strip(), folded[run[0][1] : run[-1][2]]
    # 走廊三分之一的车流 is a share of the traffic.
    of_another = not between and folded.startswith("的", figure.end)
    aside = between.startswith(("—", "计")) or words.endswith(("内", "外", "里", "近", "约", "见", "适应"))
    taken = of_another or between in ("的", "之") or folded[: run[0][1]].endswith(("占", "占了", "占到"))
    # GDP 的 2.5% is of it, also without 的.
    taken = taken or (words == "gdp" and not between)
    # 快于全国水平0.09个百分点 says by how much.
    aside = aside or bool(_COMPARED_BEFORE.search(folded, 0, run[0][1]))
    return aside or (figure.kind in ("percentage", "times") and taken)


def is_counted(figure: Quantity, folded: str) -> bool:
    """Return if a figure counts things, which it names itself or which are named after it."""
    return figure.kind == "number" and bool(_COUNTED.search(folded[figure.start : figure.end]))
