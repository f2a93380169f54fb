"""Forms of figures in a text as it stands, in both scripts and in English: amounts, and times with what they run to."""

from typing import NamedTuple

from retrieval.language.quantities import quantities
from retrieval.runtime import pattern

Place = tuple[int, int]

_ORDINAL_NUMBER = "[线線楼樓院门門馆館店机機车車厅廳室房桌站台口井仓倉库庫厂廠桥橋艇舰艦]"
_PART = (
    rf"\d{{1,4}}\s?(?:世[纪紀](?:\s?\d{{1,4}}\s?年代)?|年代|[年月日时時点點]"
    rf"|[号號](?!{_ORDINAL_NUMBER})|[:：]\d\d(?!\d))"
)
_STAMP = (
    rf"(?:前\s?)?{_PART}(?:\s?(?:[上中下][午旬]|晚上?|凌晨|清晨|早上)?\s?{_PART}|(?<=[时時点點])\s?\d{{1,2}}分)*"
    r"(?:\s?(?:[初中末底]期?|[中晚早][叶葉期]|[上中下]旬|[上下]半年)(?![国國文华華]))?"
    r"(?:\s?[（(](?:公元|西元)?\d{3,4}\s?年?[）)])?"
)
_TO = r"\s?[起间間]?\s?(?:[~–—－～-]|至|到|及|和)\s?(?:[翌次隔]年|[上中下]午|晚上?|凌晨)?"
_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_ENGLISH_STAMP = (
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s(?:of\s)?{_MONTH}\b\.?)(?:,?\s\d{{4}}\b)?"
    rf"|{_MONTH}\b\.?\s\d{{1,4}}(?:st|nd|rd|th)?\b(?:,?\s\d{{4}}\b)?"
    r"|\d{1,2}(?:st|nd|rd|th)[\s-][Cc]entur(?:y|ies)|\d{3}0s\b|\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b|(?<=\b[Ii]n )\d{3}\b)"
)
_DATE = r"(?:1\d|20)\d\d(?:(?:\s?[-/]\s?(?:0?[1-9]|1[0-2])){1,2}|\s?[-/.]\s?(?:0?[1-9]|1[0-2])\s?[-/.]\s?\d{1,2})(?!\d)"
_BARE_YEAR = r"(?<![\d.,$¥￥€£])(?:1\d|20)\d\d"
_TIME = (
    rf"{_DATE}(?:{_TO}{_DATE})?|(?:\d{{1,4}}(?:{_TO}|/))?{_STAMP}(?:{_TO}(?:\d{{1,2}}[~–-])?{_STAMP}|{_TO}今)*|{_ENGLISH_STAMP}"
    rf"|{_BARE_YEAR}(?:\s?[~–—－～-]\s?(?:\d{{4}}|\d\d))?(?=[\s,.;:)(（），。、；]|$)(?![.,]\d|\s?[%％万萬亿億千百a-z])"
)
# A longer run of digits is no figure, and a search that begins anew at each of them would take its time.
_NUMBER = r"\d{1,30}(?:[.,]\d{1,30}){0,8}"
_AMOUNT = (
    r"(?:\d{1,3}分)?\d{1,2}秒\d{1,4}|\d{1,3}分\d{1,2}秒"
    rf"|(?:[$¥￥€£]\s?)?(?:\d{{1,4}}[万萬亿億兆]\s?)*{_NUMBER}"
    rf"(?:\s?(?:[-~–—－～/:：]|至|到|比|(?:out )?of)\s?{_NUMBER})*"
    r"(?:\s?(?:%|％|[个個百千万萬亿億兆]+|多|余|餘))*"
    r"(?:(?:(?<![个個])\s)?(?:美元|人民币|人民幣|港元|元|人次|人|次|倍|成|天|周|个月|個月|小时|小時|分钟|分鐘|公里|款|家|单|單|城|件|位)"
    r"|\s?(?:hundred|thousand|million|billion|trillion|per ?cent|mmHg)\b)?"
)
_FIGURE = pattern(rf"(?P<time>{_TIME})|{_AMOUNT}")
# iPhone17, 双11, 88VIP.
_NAME_BEFORE, _NAME_AFTER = pattern(r"[A-Za-z双雙]$"), pattern(r"[A-Za-z]{2}")
# 92次/分, 5元/人.
_RATE = pattern(r"\s?[/／]\s?(?:小[时時]|分[钟鐘]?|[秒时時天日月年人次张張份])")


class FigurePlace(NamedTuple):
    """An amount or a time: characters `start:end` of a text."""

    start: int
    end: int
    timed: bool

    @property
    def place(self) -> Place:
        """The slice."""
        return self.start, self.end


def in_a_name(text: str, start: int, end: int) -> bool:
    """Return if a number is a part of a name with letters, such as 88VIP and iPhone17."""
    ends = text[end - 1].isascii() and text[end - 1].isdigit()
    return bool((ends and _NAME_AFTER.match(text, end)) or _NAME_BEFORE.search(text, 0, start))


def figures_in(text: str, folded: str) -> list[FigurePlace]:
    """Return all amounts and times of a text, each with the unit that it is read with: 500万千瓦时."""
    found = [FigurePlace(*match.span(), timed=bool(match["time"])) for match in _FIGURE.finditer(text)]
    known = quantities(folded) if found else []
    whole = [
        one if one.timed else one._replace(end=max(one.end, *(q.end for q in known if q.start <= one.start < q.end), 0))
        for one in found
    ]
    rated = [
        one if one.timed or not (rate := _RATE.match(text, one.end)) else one._replace(end=rate.end()) for one in whole
    ]
    return [one for one in rated if one.timed or not in_a_name(text, one.start, one.end)]
