"""Dates and periods in a text, taken apart: 2025年第三季度, 12月5日, 2024年底, 10月9日(周四), 民国109年, 80年代.

`meant` explains words that only the date of their document does: 今年, 上个月, 昨天.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from retrieval.runtime import pattern

_DIGIT = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0}
_NUMERAL = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SHORT_MONTHS = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_QUARTERS = ("first", "second", "third", "fourth")
# 长江三号 is no day, and 五号楼 neither; 定在三号 is one.
_NUMBERED = (
    r"(?<=[\u4e00-\u9fff])(?<![月于在到至从自是为定和与及或日号前后初每晚早午期约我们他她你您天周改起止了的说要就等])"
    r"[一二三四五六七八九十]{1,3}号|(?:\d{1,2}|[一二三四五六七八九十]{1,3})号(?:楼|线|院|门|机|仓|窗|船|馆|厅|桌|床|井|炉|泵|桥|柜|池)"
)
_MONTH = rf"(?:{'|'.join((*_MONTHS, *_SHORT_MONTHS))})(?![a-z])\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
# Dates in one piece: 2020-12-06, 2020/3, 9/25, January 23, 1998, 6 Dec 2020, May 2021. Of figures around a slash only
# those are a month and a day that would be an odd fraction, or come with the day of the week: 2/3(一).
_WHOLE = pattern(
    r"(?<![a-z\d./-])(?P<y1>(?:19|20)\d\d)(?:(?P<mark>[-/.])(?P<m1>1[0-2]|0?[1-9])(?P=mark)(?P<d1>3[01]|[12]\d|0?[1-9])"
    r"|(?:/(?P<m2>1[0-2]|0?[1-9])|-(?P<m3>0[1-9])))(?![a-z\d/]|[-.]\d)"
    r"|(?<![a-z\d./])(?P<m4>1[0-2]|0?[1-9])/(?P<d2>3[01]|2[1-9]|1[3-9]|0[1-9]"
    r"|[1-9](?=\s?(?:初[一二三四五六七八九十]|[(（][一二三四五六日][)）]|周|星期)))(?![a-z\d/%]|[.]\d)"
    rf"|(?<![a-z])(?P<n1>{_MONTH})\s(?:(?P<d3>{_DAY})(?:,?\s(?P<y2>(?:1[5-9]|20)\d\d))?|(?P<y3>(?:1[5-9]|20)\d\d))"
    r"(?![\w%]|[.,]\d|\s(?:thousand|million|billion|percent|people|users))"
    rf"|(?<![\w.,])(?P<d4>{_DAY})\s(?:of\s)?(?!may\s[a-z])(?P<n2>{_MONTH})(?:,?\s(?P<y4>(?:1[5-9]|20)\d\d)(?!\w|[.,]\d))?"
)
_PARTS = pattern(
    r"(?<![\d.])(?P<year>(?:19|20)\d\d|\d{4}(?=\s?财?年)|[一二][〇零一二三四五六七八九]{3}(?=\s?年)|[〇零][一二三四五六七八九](?=年)|(?<=[于在至自从])1[0-8]\d\d(?=[\u4e00-\u9fff])|1[0-8]\d\d(?=[之以][前后]))(?:\s?财?年度?|(?![\d.,%]|\s?[万亿多个元单人次倍块款名位家件台辆套笔条份只张天米吨公立亩斤棵株颗枚艘页箱袋瓶桶尾头席]|户(?!外)|方[水土石]|[至到~–—-]\d{4,}\s?[元块人名个家台米吨万]))"
    r"|(?P<quarter>第?[一二三四1-4]\s?季度?|q[1-4]|(?:first|second|third|fourth)[\s-](?:fiscal\s)?quarter)"
    rf"|(?<![a-z])(?P<named>{'|'.join(month for month in _MONTHS if month != 'may')}|(?<=in )may)(?![a-z])"
    r"|(?<=[a-z]\s)(?P<closing>(?:19|20)\d\d)(?=[.,](?!\d))"
    r"|(?P<half>[上下]半年|(?<![a-z-])(?:first|second)\shalf(?![a-z-]))"
    r"|(?P<edge>(?<=年)[底末初])"
    rf"|(?<!\d)(?P<month>{_NUMERAL})\s?月份?(?![活均薪租])|(?<=年[前头])(?P<months>{_NUMERAL})\s?个月"
    rf"|(?<![\d.])(?!{_NUMBERED})(?P<day>{_NUMERAL})\s?[日号](?![单均活常])"
    r"|(?<![至到~–—-])(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?![至到~–—-]|[边围年报次回场节篇趟轮期更本课])"
    rf"|(?<![a-z])(?<!to )(?<!-)(?P<english_weekday>{'|'.join(_WEEKDAYS)})s?(?!\w|-|\sto\b)"
    r"|(?:上世纪|(?:20|二十)世纪|19)?(?P<decade>[2-9]0|[二三四五六七八九]十)年代"
    r"|民国(?P<republic>元|\d{1,3})年"
)
_BETWEEN = pattern(r"[\s的年(]{0,3}")
_ORDER = ("year", "half", "quarter", "edge", "month", "day", "weekday")
_SPELLED = {
    "named": "month",
    "months": "month",
    "closing": "year",
    "english_weekday": "weekday",
    "decade": "year",
    "republic": "year",
}


class Moment(NamedTuple):
    """A date or period: where it stands, and as much of it as is said; None for what is not."""

    start: int
    end: int
    year: int | None = None
    half: int | None = None
    quarter: int | None = None
    edge: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @property
    def said(self) -> dict[str, int]:
        """Return what is said of it, the largest part first."""
        return {name: value for name in _ORDER if (value := getattr(self, name)) is not None}


@lru_cache(maxsize=1024)  # asked of a claim and of each sentence beside it by one rule after the other
def moments(folded: str) -> tuple[Moment, ...]:
    """Return the dates and periods of a folded text in order; those counted from today, such as 今年, are none.

    A month or day that no calendar has is read like any other: it is what somebody wrote.
    """
    whole = [(m.start(), m.end(), _parts(m)) for m in _WHOLE.finditer(folded)]
    single = [(m.start(), m.end(), _part(m)) for m in _PARTS.finditer(folded)]
    found: list[Moment] = []
    for start, end, parts in sorted([*whole, *single], key=lambda one: (one[0], -one[1])):
        last = found[-1] if found else None
        if last and start < last.end:
            continue
        goes_on = last and _BETWEEN.fullmatch(folded[last.end : start])
        first = min(_ORDER.index(part) for part in parts)
        if last and goes_on and all(first > _ORDER.index(part) for part in last.said):
            found[-1] = last._replace(end=end, **parts)
        else:
            found.append(Moment(start, end)._replace(**parts))
    return tuple(found)


def _parts(match: re.Match[str]) -> dict[str, int]:
    """Return the parts of a date in one piece."""
    parts: dict[str, int] = {}
    for name, value in match.groupdict().items():
        if value and name[0] == "n":
            parts["month"] = next(at for at, month in enumerate(_MONTHS, 1) if month.startswith(value[:3]))
        elif value and name != "mark":
            parts[{"y": "year", "m": "month", "d": "day"}[name[0]]] = int(re.sub(r"\D", "", value))
    return parts


def _part(match: re.Match[str]) -> dict[str, int]:
    name = str(match.lastgroup)
    return {_SPELLED.get(name, name): _value(name, match[name])}


def conflict(claimed: Moment, found: Moment) -> bool:
    """Return whether two moments say different things of the same part; a month beside its own quarter does not."""
    one, other = claimed.said, found.said
    if any(one[part] != other[part] for part in one.keys() & other.keys()):
        return True
    first, last = _months(claimed)
    start, end = _months(found)
    return first > end or start > last


def shared(claimed: Moment, found: Moment) -> int:
    """Return how many parts both moments speak of, months and quarters of a year being the same part."""
    inner = {"half", "quarter", "edge", "month"}
    one = {"within" if part in inner else part for part in claimed.said}
    other = {"within" if part in inner else part for part in found.said}
    return len(one & other)


def _months(moment: Moment) -> tuple[int, int]:
    """Return the first and the last month that a moment may lie in."""
    if moment.month:
        return moment.month, moment.month
    if moment.quarter:
        return moment.quarter * 3 - 2, moment.quarter * 3
    if moment.half:
        return moment.half * 6 - 5, moment.half * 6
    return {1: (1, 3), 2: (10, 12)}.get(moment.edge or 0, (1, 12))


def _value(name: str, text: str) -> int:
    if name in ("named", "english_weekday"):
        return (_MONTHS if name == "named" else _WEEKDAYS).index(text) + 1
    if name in ("half", "edge"):
        return 1 if text[0] in "上初f" else 2
    if name == "weekday" and text in "日天":
        return 7
    if name == "quarter" and text.endswith("quarter"):
        return next(at for at, word in enumerate(_QUARTERS, 1) if text.startswith(word))
    if name == "quarter":
        text = next(c for c in text if c.isdigit() or c in _DIGIT)
    value = 1 if text == "元" else int(text) if text.isdigit() else None
    if value is None and name == "year":
        return int("".join(str(_DIGIT[c]) for c in text)) + (2000 if len(text) == 2 else 0)
    return {"republic": 1911, "decade": 1900}.get(name, 0) + (_below_hundred(text) if value is None else value)


def _below_hundred(text: str) -> int:
    if "十" not in text:
        return int("".join(str(_DIGIT[c]) for c in text))
    tens, _, ones = text.partition("十")
    return (_DIGIT.get(tens, 1) if tens else 1) * 10 + (_DIGIT.get(ones, 0) if ones else 0)


# Words such as 以前年度, 目前日均, 说明天气 and 今日头条 only look like dates.
_RELATIVE = pattern(
    r"(?:(?<!过)去|今|(?<![声说發发证文表])明|(?<![年月天之此以目])前|(?<![年月天之此以战戰\d])[后後])年(?!轻|輕|少|老|代|级|級|均)"
    r"|(?:本|这个|這個|上个?|上個)月(?!台|球|饼|餅)|(?:本|这个?|這個?|上个?|上個|当|當)季度?"
    r"|(?<![一二三四五六七八九十\d每以之此目])(?:今|昨|前|明)(?:天|日|晚)(?!气|氣|头条|頭條|之|系|均)"
    r"|(?:本|这|這|(?<!以)上)周(?!期|边|邊|围|圍|年|转|轉|密)"
)
_SENTENCE = pattern(r"[^。！？!?]+[。！？!?]?")
# Who speaks may have done so on any day; a case that is made up has none.
_SPOKEN = pattern(r"我(?![国國省市县縣军軍党黨院校方])|咱|大家|各位|谢谢|謝謝")
_MADE_UP = pattern(r"你|您|比如|例如|譬如|假如|假设|假設|如果|要是|万一|萬一")
# 今天 is these times, and 明天 the future, unless something happens on it: 今天下午, 今天宣布. What holds today may not
# tomorrow on any day, and yesterday's data are joined with today's each day.
_TODAY = pattern(r"[今明][天日]")
_HAPPENS = pattern(
    r"起|[,，]?[^,，。;；]{0,20}(?:[上下中]午|[早晚]上?|凌晨|[宣发發公颁頒]布|[举舉]行|召开|召開|开幕|開幕|推出|[获獲]悉|[报報]道|通[报報]"
    r"|[启啟]动|啟動|上[线線市映]|[签簽]署|抵[达達])"
)
_NOWADAYS = pattern(
    r"(?:[到至]了?|[年后後时時]的|站在|好的)[今明][天日]|在今天[,，]|[今明][天日](?:的|这样|這樣)"
    r"|今[天日][^。；;]{0,30}明[天日]|昨[天日]的[^,，。；;]{0,12}今[天日]"
)
# What somebody said, or the title of something else, may be of any day.
_QUOTED = pattern(r"“[^“”]{8,}”|「[^「」]{8,}」|『[^『』]{8,}』|\[[^\[\]]{8,}\](?=\()|^\[\^.*")
# 去年的本周, 历史上的本周
_OF_ANOTHER = pattern(r"[年上]的$")
# 今年(2018年): the text explains it itself.
_EXPLAINED = pattern(r"\s?[(（]\s?\d")
_YEARS = {"前": -2, "去": -1, "今": 0, "明": 1, "后": 2, "後": 2}
_DAYS = {"前": -2, "昨": -1, "今": 0, "明": 1}
_DATE = pattern(r"(\d{4})-(\d\d)-(\d\d)")
_DAY_ENDINGS, _SUNDAY = "天日晚", 7
# Early in a year, figures of the last one are told, and compared with those of the year before that.
_REPORTED_LATE_MONTH, _COMPARED = 4, pattern(r"[比较較]$")
_QUARTER_WORD = pattern(r"季度?$")


def meant(text: str, published: str | None) -> tuple[tuple[str, str], ...]:
    """Return the words of a text that its document's date explains, each once, in order, with what each stands for.

    A year is told as YYYY, a month as YYYY-MM, a day as YYYY-MM-DD, a week as its Monday/Sunday. A quarter is left out:
    a report on a quarter appears in the next one and calls it this one. Left out too is what may be counted from
    another day than the document's: in what somebody tells others, in a quotation, in a made-up case, and after another
    year. None if the document states no full date.
    """
    told = dict(nearest_dates(text, published))
    if not published or not told:
        return ()
    day = date.fromisoformat(published[:10])
    quoted = [m.span() for m in _QUOTED.finditer(text)]
    sure = (
        match[0]
        for sentence in _SENTENCE.finditer(text)
        for match in _RELATIVE.finditer(sentence[0])
        if not any(start <= sentence.start() + match.start() < end for start, end in quoted)
        if not _QUARTER_WORD.search(match[0]) and not _may_be_another(match, sentence[0], day)
    )
    return tuple((word, _week(word, told[word]) if word[-1] == "周" else told[word]) for word in dict.fromkeys(sure))


def _may_be_another(word: re.Match[str], sentence: str, day: date) -> bool:
    """Return if a word of a sentence may stand for another date than that counted from the document's."""
    if _MADE_UP.search(sentence, 0, word.start()) or _EXPLAINED.match(sentence, word.end()):
        return True
    if word[0][-1] in _DAY_ENDINGS:
        vague = _TODAY.fullmatch(word[0]) and not _HAPPENS.match(sentence, word.end())
        nowadays = any(m.start() <= word.start() < m.end() for m in _NOWADAYS.finditer(sentence))
        return bool(vague) or nowadays or bool(_SPOKEN.search(sentence))
    if word[0][-1] in "周月" and _OF_ANOTHER.search(sentence[: word.start()]):
        return True
    if word[0][-1] == "周":
        # On a Sunday, the last week is the one that ends.
        return word[0][0] == "上" and day.isoweekday() == _SUNDAY
    if word[0][-1] != "年" or word[0][0] == "今":
        return False
    others = (m.year for m in moments(sentence[: word.start()]) if m.year)
    late = day.month <= _REPORTED_LATE_MONTH and "今年" not in sentence and _COMPARED.search(sentence[: word.start()])
    return bool(late) or any(year != day.year for year in others)


def nearest_dates(text: str, published: str | None) -> tuple[tuple[str, str], ...]:
    """Return the same words with a date to sort by; for a quarter or a week it is the document's own."""
    found = _DATE.match(published or "")
    if not found:
        return ()
    day = date(int(found[1]), int(found[2]), int(found[3]))
    return tuple((word, _told(word, day)) for word in dict.fromkeys(match[0] for match in _RELATIVE.finditer(text)))


def _week(word: str, told: str) -> str:
    """Return the Monday and the Sunday of the week of a date, or of the week before."""
    day = date.fromisoformat(told) - timedelta(days=7 if word.startswith("上") else 0)
    monday = day - timedelta(days=day.weekday())
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def _told(word: str, day: date) -> str:
    for ending, tell in _TELL.items():
        if word.endswith(ending):
            return tell(word, day)
    return day.isoformat()


def _told_year(word: str, day: date) -> str:
    return str(day.year + _YEARS[word[0]])


def _told_month(word: str, day: date) -> str:
    told = day.replace(day=1) - timedelta(days=1) if word.startswith("上") else day
    return f"{told.year}-{told.month:02}"


def _told_day(word: str, day: date) -> str:
    return (day + timedelta(days=_DAYS[word[0]])).isoformat()


_TELL: dict[str, Callable[[str, date], str]] = {
    "年": _told_year,
    "月": _told_month,
    **dict.fromkeys(_DAY_ENDINGS, _told_day),
}
