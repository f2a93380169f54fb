"""Figures that state something: no parts of names, dates, numbers of items, footnotes and telephones."""

from retrieval.language.quantities import Quantity
from retrieval.runtime import pattern

# Numbers with so many digits are hardly those of items.
_SMALL, _LONG = 3, 3
# Numbers of centuries, hours, footnotes and persons whose names are masked, and of months in a row.
_NO_FIGURE_AFTER = pattern(
    r"\s?(?:世纪|[时点](?:\d|[许前后整左期至到止间])|[-–—/比]\s?\d|[:：]|[号期届]|(?:[、,，和至到~]\s?\d{1,2})+\s?[月日号]|[至到~]月[底末]|[某×]|[、.．]\s?[^\d\s])"
)
_NO_FIGURE_BEFORE = pattern(
    r"(?:[\[【第某×图表]|\d\s?[-–—:：/比]\s?|[a-z\d], |[时点:：→按^]"
    r"|(?<![a-z])(?:in|by|since|until|before|after|during|around|of|from|to)\s)$"
)
# Telephone numbers, file numbers and the like.
_CODE, _CODE_BEFORE, _CODE_AFTER = (
    pattern(r"0\d.*|\d+-\d+|\d{9,}"),
    pattern(r"[)#·]$|[\d\u4e00-\u9fff]-$|\d\s[-–—]\s$|[a-z]\.$"),
    pattern(r"-\d|·\d|\s?号"),
)
# 六大产业 and 5G网络 are names.
_GREAT, _GENERATION = pattern(r"[一二三四五六七八九十百\d]+大"), pattern(r"[2-6]\s?g(?![a-z]|\s?/| of\b)")
# 985、211高校 are names, and the second number of 559/699分 or of a link states nothing by itself.
_OF_A_LIST_OF_NAMES, _IN_A_PAIR = (
    pattern(r"(?:[、/]\d+)*(?:高校|院校|工程|计划)|(?<=\d{5})\s?[\u4e00-\u9fff]{2,3}[市县]"),
    pattern(r"[a-z]/$|\d/$"),
)
# A number that the end of its line cuts off: 规模达2.
_CUT = pattern(r"\s?[.．]\s*$")
# 四级考试 has a name, and an earthquake so many grades.
_GRADED_BEFORE, _GRADED_AFTER = (
    pattern(r"(?:震级|风力|烈度|阵风|里氏|[达为至到])\s?$"),
    pattern(r"(?:以[上下]|左右)?的?(?:[大强]?风|阵风|[台飓]风|[余强地]震)"),
)
# The first fifty, the seconds of a time of day, and the years that something is compared with: 较近三年同期, 前八个月.
_PLACED_BEFORE = pattern(r"(?:排名|排行|位列|位居|名列|世界|全球|全国|国内|行业)前\s?$")
# 5:38d69 is a code.
_GOES_ON = pattern(r"[a-z\d]")
_OF_THE_DAY_BEFORE, _BASE_BEFORE = pattern(r"\d\s?[时点]\s?\d{1,2}\s?分$"), pattern(r"(?:[较比]近|几|前)$")
# What is reckoned with states nothing but its sum: 60 + 147 = 207.
_RECKONED_AFTER = pattern(r"\s*(?:[+×÷*x]\s*[\d(]|=\s*\d)")
_RECKONED_BEFORE = pattern(r"[\d)]\s*[+×÷*]\s*$")
# Years without 年, as in 在1795中, and the numbers of wells, as in 探1井.
_YEAR_BEFORE, _OF_A_PLACE = pattern(r"(?:[在于自从至到]|截至)\s?$"), pattern(r"[\u4e00-\u9fff]$")
_PLAIN_YEAR = pattern(r"1\d{3}|20\d\d")
_ONE_DAY = pattern(r"一[天日晚周年]")
# Figures that name something: 第 1 条, 罗某2家, 号765846868, article 19(3), 6月10日16时, 四分之一决赛, 十六州.
_NAMES_AFTER = pattern(r"第\s?(?:\d{1,3}\s?[、,和至到~–—-]\s?)?$|《[^《》]*$")
# The years of an era, which one behind them may explain: 天正7年(1579年).
_ERA_BEFORE, _ERA_AFTER = (
    pattern(r"(?:昭和|明治|大正|平成|令和|洪武|永乐|嘉靖|万历|崇祯|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统)\s?$"),
    pattern(r"\(\s?(?:公元)?前?\d{3,4}年?"),
)
# 公元前750年, and 475年,… that begins a clause.
_AGO_BEFORE, _EARLY_YEAR = pattern(r"公元前?\s?$|(?:^|[,，。;；])\s?$"), pattern(r"\d{3}年(?=[,，])")
_MASKED_BEFORE, _LEAST_IN_FIGURES = pattern(r"[某×]$"), 10
_DATE_BEFORE = pattern(r"\d\s?[日号]\s?$")
_YEARS, _LATIN_BEFORE = (
    pattern(r"(?:1\d{3}|20\d\d|\d{3}(?=\s?[-–—t]))(?:\s?(?:[-–—~]|and|to)\s?(?:1\d{3}|20\d\d))?"),
    pattern(r"[a-z.,;(–-]\s?$"),
)
_NUMBER_AFTER = pattern(r"[号码][:：]?\s?[“”\"]?$|[a-z\d)]\($|(?:拨打|致电|热线|电话|传真|邮编[:：]?)\s?\W?$")
_NAMES_BEFORE = pattern(
    r"决赛|届?[一二三四五六七八]中全会|-[\u4e00-\u9fff]|(?<=年)[级期]|代(?![表理价码人])|(?<=单)元|(?<=倍)径|(?<=年)\s?[一二三四五六七八九十\d]{1,2}月|\s?(?:号?房间|室|包厢|单元|弄)|[级型](?!别)|组(?![成织])|[增减升降涨跌](?![至到了长加幅])"
)
_ITEM_AND_YEAR, _ITEM_NUMBER = pattern(r"\d{1,2}[.、](?:19|20)\d\d年"), pattern(r"\d{1,3}")
# 破亿 names no amount, and 一年五个月 is one stretch.
_SCALES, _LONGER_BEFORE = pattern(r"[十百千万亿]{1,2}"), pattern(r"[一二三四五六七八九十两\d]\s?(?:年|个月)$")
_LEAST_IN_WORDS, _LETTER = 100, pattern(r"[^\W\d_]")


def states_figure(folded: str, figure: Quantity) -> bool:
    """Return if a figure states something: it is no rank, date, number of an item or footnote, nor a small number in
    words.
    """
    before, words = folded[: figure.start], folded[figure.start : figure.end]
    code = _CODE.fullmatch(words) or _CODE_BEFORE.search(before) or _CODE_AFTER.match(folded, figure.end)
    if _GREAT.fullmatch(words) or _GENERATION.match(folded, figure.start):
        return False
    quoted = before.endswith(("“", "「", "《")) and folded.startswith(("”", "」", "》"), figure.end)
    if quoted or before.endswith("每"):
        # The call “120” and each 4万 people are no amounts.
        return False
    if _RECKONED_AFTER.match(folded, figure.end) or _RECKONED_BEFORE.search(before):
        return False
    if _ONE_DAY.fullmatch(words) or (figure.unit == "" and code) or _is_name(folded, figure):
        return False
    if figure.unit == "" and (_OF_A_LIST_OF_NAMES.match(folded, figure.end) or _IN_A_PAIR.search(before)):
        return False
    if figure.unit == "" and (_NO_FIGURE_AFTER.match(folded, figure.end) or _NO_FIGURE_BEFORE.search(before)):
        return len(words) >= _LONG and not _PLAIN_YEAR.fullmatch(words)
    if figure.unit == "" and figure.kind == "number" and not before.strip(" #*-("):
        return False
    digits = any(character.isdigit() for character in words)
    if not digits and figure.kind == "number" and figure.unit == "" and figure.high < _LEAST_IN_WORDS:
        return False
    return figure.kind != "ordinal" and (digits or figure.kind != "number" or figure.high > _SMALL)


def _is_name(folded: str, figure: Quantity) -> bool:
    """Return if a figure is a part of a name: of a title, a number, a law, or a date."""
    before, words = folded[: figure.start], folded[figure.start : figure.end]
    bracketed = before.endswith(("(", "[")) and folded.startswith((")", "]"), figure.end)
    if _SCALES.fullmatch(words) or (figure.kind == "duration" and _LONGER_BEFORE.search(before)):
        return True
    if _is_a_year(folded, figure) or _is_of_an_order(folded, figure):
        return True
    if _ITEM_AND_YEAR.fullmatch(words) or (bracketed and _ITEM_NUMBER.fullmatch(words)):
        return True
    if _NAMES_BEFORE.match(folded, figure.end) or not _LETTER.search(folded):
        return True
    if figure.unit == "" and figure.kind == "number" and _NUMBER_AFTER.search(before):
        return True
    if figure.unit == "" and _YEARS.fullmatch(folded, figure.start, figure.end) and _LATIN_BEFORE.search(before):
        return True
    if folded.startswith("井", figure.end) and _OF_A_PLACE.search(before):
        return True
    if _MASKED_BEFORE.search(before) and figure.high < _LEAST_IN_FIGURES:
        return True
    return bool(_NAMES_AFTER.search(before)) or (figure.unit == "clock" and bool(_DATE_BEFORE.search(before)))


def _is_of_an_order(folded: str, figure: Quantity) -> bool:
    """Return if a figure is a grade, a place in an order, a piece of a time of day, or a number that is cut off."""
    before = folded[: figure.start]
    if figure.unit == "级" and not (_GRADED_BEFORE.search(before) or _GRADED_AFTER.match(folded, figure.end)):
        return True
    if figure.unit in ("clock", "age") and (_GOES_ON.match(folded, figure.end) or before.endswith("几")):
        return True
    if figure.kind == "duration" and (_OF_THE_DAY_BEFORE.search(before) or _BASE_BEFORE.search(before)):
        return True
    cut = figure.unit == "" and figure.kind == "number" and not folded.isascii() and _CUT.match(folded, figure.end)
    return bool(cut or _PLACED_BEFORE.search(before))


def _is_a_year(folded: str, figure: Quantity) -> bool:
    """Return if a figure is a year that no date is read from."""
    before, words = folded[: figure.start], folded[figure.start : figure.end]
    if _AGO_BEFORE.search(before) and (before.endswith(("公元", "前")) or _EARLY_YEAR.match(folded, figure.start)):
        return True
    if words.endswith("年") and (_ERA_BEFORE.search(before) or _ERA_AFTER.match(folded, figure.end)):
        return True
    return figure.unit == "" and bool(_PLAIN_YEAR.fullmatch(words) and _YEAR_BEFORE.search(before))
