"""Figures as people say them: 下午三点半, 9:30, 一米八, 两万五, 两年半, half an hour, a dozen, a third, 75 years old.

A time of the day is a size in minutes from midnight, of the unit "clock".
"""

import re
from collections.abc import Iterator

from retrieval.language.english_figures import Figure, worded
from retrieval.language.units import Kind, measure
from retrieval.runtime import pattern

_DIGITS = "一二三四五六七八九"
_NUMERAL = rf"\d{{1,2}}|[{_DIGITS}两十]{{1,3}}"
_MORNING, _LATER = "上午|早上|早晨|清晨|凌晨|早", "下午|傍晚|晚上|晚间|夜里|晚"
# More points than these are hardly counted.
_POINTS = 5
# A bare 三点 may be three points; with a part of the day, minutes, or what happens then it is a time.
_CLOCK = pattern(
    rf"(?P<until>(?<=[点时半分整钟][到至~–—-]))?(?P<part>{_MORNING}|中午|半夜|午夜|{_LATER})?\s?(?<![\d.{_DIGITS}十第])"
    rf"(?P<hour>{_NUMERAL})\s?[点时](?!间|候|代|期|刻|评|击|赞|名)"
    rf"(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<minute>\d{{1,2}}|[{_DIGITS}十零]{{1,3}})分|整|钟)?"
    r"(?P<then>(?=\s?(?:前|后|开|到|至|起|才|就|下班|上班|关|出发|入|结束|之前|以前|以后|之后|[-–—~])))?"
)
# 次日 begins another day.
_PART = pattern(rf"{_MORNING}|中午|{_LATER}|次日|翌日|隔天|第二天")
_COLON = pattern(
    rf"(?:(?P<part>{_MORNING}|中午|{_LATER})\s?)?(?<![\d.])(?<!\d:)(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:]|\.\d)"
    r"(?:\s?(?P<half_day>[ap])\.?m\b)?"
)
_MERIDIEM = pattern(r"(?<![\w.:])(?P<hour>1[0-2]|[1-9])(?:\.(?P<minute>[0-5]\d))?\s?(?P<half_day>[ap])\.?m\b")
# 8 o'clock, and 8 in the evening.
_HOUR = pattern(
    r"(?<![\w.:-])(?P<hour>1[0-2]|[1-9])(?::(?P<minute>[0-5]\d))?(?:\so['’]clock)?"
    r"(?:\sin the (?P<part>morning|afternoon|evening)|(?<=clock)|\sat (?P<night>night))(?!\w)"
)
_TAIL = pattern(
    rf"(?<![\d{_DIGITS}十百千万])(?P<head>[两{_DIGITS}])(?P<scale>[百千万亿米])(?P<tail>[{_DIGITS}])"
    rf"(?![{_DIGITS}十百千万亿零分成点\d个年月日])"
)
# 2亿4940万, 1亿2千万 and 3万5000 are one number each.
_JOINED = pattern(
    r"(?<![\d.])(?<!\d,)(?P<large>\d{1,4})(?:亿(?P<ten>\d{1,4}(?:\.\d+)?|[1-9]千)万|万(?P<one>\d,?\d{3}|[1-9]千(?![瓦克米卡]))(?![\d.万亿]|,\d{3}(?!\d)))"
)
# 9块9, 四十块七, 9块9一包
_COINS = pattern(
    rf"(?<![\d.{_DIGITS}十百千万第])(?P<whole>\d{{1,5}}|[{_DIGITS}两十]{{1,3}})块(?P<tenths>[1-9](?=[{_DIGITS}])|[1-9{_DIGITS}](?![\d.年月日个元块张点时{_DIGITS}十百千万]))"
)
# 8毛, 4毛5一株, 三块五毛; 三毛 may be a name, and 毛利 is no money.
_TENTHS_OF_MONEY = pattern(
    rf"(?<![\d.{_DIGITS}十百千万第])(?:(?P<whole>\d{{1,5}}|[{_DIGITS}两十]{{1,3}})块)?(?P<tenths>[1-9{_DIGITS}两])毛"
    rf"(?:(?P<cents>[1-9{_DIGITS}])(?![\d.{_DIGITS}十百千万个])|钱)?(?=$|[,，。;；、)\s一每的])"
)
# 14万5, 1米75
_SHORT = pattern(
    r"(?<![\d.])(?<!\d,)(?P<whole>\d{1,4})(?:万(?P<ten>[1-9])|米(?P<metre>\d{1,2}))(?![\d.:%a-z年月日号点时个百千万亿米]|,\d{3}(?!\d))"
)
_AND_HALF = pattern(
    rf"(?<![\d.{_DIGITS}十])(?P<count>\d{{1,3}}|[两{_DIGITS}十])"
    r"(?P<unit>年|天|公里|小时|个小时|星期|周|斤|公斤|米)半(?!年|天|价|数)"
)
# 2 050 and 1 850万, as some set thousands apart.
_SPACED = pattern(
    r"(?<![a-z\d.,/:-])(?<![a-z\d] )(?P<digits>[1-9]\d{0,2}(?: \d{3})+)(?![\d./:-]|,\d| \d)\s?(?P<scale>[百千]?[万亿])?"
)
# 9又四分之一公里
_MIXED = pattern(
    rf"(?<![\d.])(?P<whole>\d{{1,4}}|[{_DIGITS}十]{{1,3}})又(?P<under>[{_DIGITS}十])分之(?P<over>[{_DIGITS}])"
)
_TENTHS = pattern(rf"(?<![{_DIGITS}十百])(?P<tens>[{_DIGITS}])成(?P<ones>[{_DIGITS}半])(?![{_DIGITS}十])")
# 12秒87 of a race.
_HUNDREDTHS = pattern(r"(?<![\d.:])(?P<whole>\d{1,2})秒(?P<hundredths>\d{2})(?![\d.秒])")
# 第二 and 第三 are said of anything.
_ORDINAL = pattern(r"(?<=第)(?:[四五六七八九]|[二三十](?=[届季代版任轮名位]))(?![十百千万])")
_QUARTERS = pattern(r"(?P<count>[一三])刻钟")
_SCALES = {"米": 1.0, "百": 100.0, "千": 1e3, "万": 1e4, "亿": 1e8}
_SECONDS = {"minute": 60.0, "hour": 3600.0, "day": 86400.0, "week": 604800.0, "month": 2592000.0, "year": 31536000.0}
_PARTS = {"thi": 3, "qua": 4, "fou": 4, "fif": 5, "six": 6, "eig": 8, "ten": 10}
_SPAN = "minute|hour|day|week|month|year"
_SPANS = pattern(
    rf"(?<![\w-])(?:half an?\s(?P<half>{_SPAN})|an?\s(?P<more>{_SPAN})\sand\sa\shalf|a couple of\s(?P<couple>{_SPAN})s"
    r"|(?P<fortnight>a fortnight))(?![\w-])"
)
# Two and a half years.
_HALF_MORE = pattern(
    rf"(?<![\w-])(?P<whole>one|two|three|four|five|six|seven|eight|nine|ten|\d{{1,2}})\sand\sa\shalf"
    rf"(?:\s(?P<unit>{_SPAN})s?)?(?![\w-])"
)
_COUNTS: tuple[tuple[re.Pattern[str], Kind, str], ...] = (
    (pattern(r"(?<![\w-])a dozen(?!\w)"), "number", ""),
    (pattern(r"(?<![\w-])(?:(?P<age>\d{1,3})[\s-]years?[\s-]old|aged\s(?P<aged>\d{1,3}))(?!\w)"), "size", "age"),
    (pattern(r"(?<![\w-])(?P<nth>[1-9]\d?)(?:st|nd|rd|th)(?![\w-]|\scentury)"), "ordinal", ""),
    (_ORDINAL, "ordinal", ""),
)
_COUNT = r"(?P<part>an?|one|two|three|four|five|six|seven|eight|nine)"
_PART_OF = r"(?P<whole>third|quarter|fifth|tenth|sixth|eighth)"
_COMPARED = "less|more|fewer|higher|lower|cheaper|dearer|larger|smaller|lighter|heavier|longer|shorter|faster|slower"
# A third year is none, and a third of it, by a third and a third less are.
_SHARES = (
    pattern(rf"(?<![\w-]){_COUNT}[\s-]{_PART_OF}(?:s(?!\w)|(?=\sof\b|\s(?:{_COMPARED})\b))"),
    pattern(rf"(?<=\bby ){_COUNT}[\s-]{_PART_OF}(?!\w)"),
)
_HALF = pattern(r"(?<![\w-])half(?=\sof\b|\sthe\b)|(?<=\bby )half(?!\w|\s(?:past|an?)\b)")
# Two in five, one out of every ten.
_OF_SO_MANY = pattern(
    r"(?<![\w-])(?P<part>one|two|three|four|five|six|seven|eight|nine|[1-9])\s(?:in|out of)\s(?:every\s)?"
    r"(?P<whole>two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|[2-9]|10|12|20|100)(?=\s[a-z])(?!\s(?:hours?|days?"
    r"|weeks?|months?|years?|minutes?)\b)"
)
_SLASH = pattern(r"(?<![\d./])(?P<part>[1-9])/(?P<whole>[2-9]|10)(?![\d./])")


def spoken_figures(folded: str) -> Iterator[Figure]:
    """Yield the figures of a folded text that are said in another way than by a number and its unit.

    >>> [(figure.value, figure.unit) for figure in spoken_figures("下午三点半, 身高一米八")]
    [(930.0, 'clock'), (1.8, 'm')]
    """
    yield from _clocks(folded)
    for match in _TAIL.finditer(folded):
        size = _SCALES[match["scale"]]
        value = _value(match["head"]) * size + _value(match["tail"]) * size / 10
        told = measure(folded, match.start("scale") if match["scale"] == "米" else match.end())
        yield Figure(
            match.start(), max(match.end(), told.end), value * told.factor, told.kind, told.unit, "", size / 10
        )
    yield from _coins(folded)
    for match in _AND_HALF.finditer(folded):
        told = measure(match["unit"], 0)
        value = (_value(match["count"]) + 0.5) * told.factor
        yield Figure(match.start(), match.end(), value, told.kind, told.unit, "", told.factor / 10)
    yield from _of_parts(folded)
    for match in _TENTHS.finditer(folded):
        value = 10 * _value(match["tens"]) + (5.0 if match["ones"] == "半" else _value(match["ones"]))
        yield Figure(match.start(), match.end(), value, "percentage", "", "", 1.0)
    for match in _HUNDREDTHS.finditer(folded):
        value = int(match["whole"]) + int(match["hundredths"]) / 100
        yield Figure(match.start(), match.end(), value, "duration", "", "", 0.01)
    for match in _QUARTERS.finditer(folded):
        yield Figure(match.start(), match.end(), _value(match["count"]) * 900.0, "duration", "", "", 60.0)
    for match in _SPANS.finditer(folded):
        unit = match["half"] or match["more"] or match["couple"] or "day"
        times = 0.5 if match["half"] else 1.5 if match["more"] else 2.0 if match["couple"] else 14.0
        yield Figure(match.start(), match.end(), times * _SECONDS[unit], "duration", "", "", _SECONDS[unit] / 10)
    yield from _half_more(folded)
    for counted, kind, unit in _COUNTS:
        for match in counted.finditer(folded):
            digits = next((group for group in match.groups() if group), "")
            value = float(digits) if digits else _value(match[0]) if kind == "ordinal" else 12.0
            yield Figure(match.start(), match.end(), value, kind, unit, "", 1.0)
    yield from _shares(folded)


def _half_more(folded: str) -> Iterator[Figure]:
    for match in _HALF_MORE.finditer(folded):
        whole, factor = match["whole"], _SECONDS[match["unit"]] if match["unit"] else 1.0
        value = (float(whole) if whole.isdigit() else worded(whole)) + 0.5
        kind: Kind = "duration" if match["unit"] else "number"
        yield Figure(match.start(), match.end(), value * factor, kind, "", "", factor / 10)


def _coins(folded: str) -> Iterator[Figure]:
    """Yield sums of money with tenths of a yuan: 9块9, 4毛5."""
    for match in _COINS.finditer(folded):
        value = _value(match["whole"]) + _value(match["tenths"]) / 10
        yield Figure(match.start(), match.end(), value, "money", "cny", "", 0.1)
    for match in _TENTHS_OF_MONEY.finditer(folded):
        parts = (match[part] or "0" for part in ("whole", "tenths", "cents"))
        whole, tenths, cents = (float(part) if part.isdigit() else _value(part) for part in parts)
        yield Figure(match.start(), match.end(), whole + tenths / 10 + cents / 100, "money", "cny", "", 0.01)


def _of_parts(folded: str) -> Iterator[Figure]:
    """Yield numbers whose thousands are set apart, of two scales, or with a fraction: 2 050, 3万5000, 14万5."""
    for match in _SPACED.finditer(folded):
        size = _SCALES[match["scale"][-1]] if match["scale"] else 1.0
        size *= _SCALES[match["scale"][0]] if match["scale"] and len(match["scale"]) > 1 else 1.0
        told = measure(folded, match.end())
        value = int(match["digits"].replace(" ", "")) * size
        yield Figure(match.start(), told.end, value * told.factor, told.kind, told.unit, "", size * told.factor)
    for match in _JOINED.finditer(folded):
        told = measure(folded, match.end())
        small = (match["ten"] or match["one"]).replace(",", "").replace("千", "000")
        value = int(match["large"]) * (1e8 if match["ten"] else 1e4) + float(small) * (1e4 if match["ten"] else 1.0)
        step = 1e4 if match["ten"] else 1e3 if match["one"].endswith(("千", "000")) else 1.0
        yield Figure(match.start(), told.end, value * told.factor, told.kind, told.unit, "", step * told.factor)
    for match in _SHORT.finditer(folded):
        behind = match["ten"] or match["metre"]
        size, told = (1e4, measure(folded, match.end())) if match["ten"] else (1.0, measure("米", 0))
        value = int(match["whole"]) * size + int(behind) * size / 10 ** len(behind)
        end = told.end if match["ten"] else match.end()
        yield Figure(match.start(), end, value, told.kind, told.unit, "", size / 10 ** len(behind))
    for match in _MIXED.finditer(folded):
        told = measure(folded, match.end())
        value = _value(match["whole"]) + _value(match["over"]) / _value(match["under"])
        yield Figure(match.start(), told.end, value * told.factor, told.kind, told.unit, "", 0.01 * told.factor)


def _shares(folded: str) -> Iterator[Figure]:
    for match in _SLASH.finditer(folded):
        if int(match["part"]) < int(match["whole"]):
            yield _share(match, int(match["part"]), int(match["whole"]))
    for match in _OF_SO_MANY.finditer(folded):
        part, whole = (int(w) if w.isdigit() else int(worded(w)) for w in match.group("part", "whole"))
        if part < whole:
            yield _share(match, part, whole)
    for match in _HALF.finditer(folded):
        yield _share(match, 1, 2)
    for match in (found for form in _SHARES for found in form.finditer(folded)):
        yield _share(match, int(worded(match["part"])) or 1, _PARTS[match["whole"][:3]])


def _clocks(folded: str) -> Iterator[Figure]:
    yield from _chinese_clocks(folded)
    for match in _HOUR.finditer(folded):
        late = match["part"] in ("afternoon", "evening") or match["night"] is not None
        yield _clock(match, float(match["hour"]), float(match["minute"] or 0), late=late)
    for form in (_COLON, _MERIDIEM):
        for match in form.finditer(folded):
            late = match["half_day"] == "p" or (form is _COLON and _is_late(match["part"]))
            midnight = match["half_day"] == "a" and match["hour"] == "12"
            yield _clock(match, 0.0 if midnight else float(match["hour"]), float(match["minute"] or 0), late=late)


def _chinese_clocks(folded: str) -> Iterator[Figure]:
    """Yield times such as 下午2点到5点: the part of the day is that of the clause, a stretch ends after it begins."""
    begins: Figure | None = None
    for match in _CLOCK.finditer(folded):
        hour = _value(match["hour"])
        minute = 30.0 if match["half"] else 15 * _value(match["quarter"] or "零") + _value(match["minute"] or "零")
        sure = match["half"] or match["minute"] or match["then"] is not None or match["until"] is not None
        alone = hour > _POINTS and not folded[match.end() : match.end() + 1].isalnum()
        if not (match["part"] or sure or alone) or hour > 24:
            continue
        parts = [m[0] for m in _PART.finditer(folded, _clause(folded, match.start()), match.start())]
        part = match["part"] or (parts[-1] if parts else None)
        late = _is_late(part)
        if match["until"] is not None and part != "次日" and begins and not match["part"]:
            late = 60 * hour + minute < begins.value < 60 * (hour + 12) + minute
        begins = _clock(match, hour, minute, late=late)
        yield begins


def _clause(folded: str, at: int) -> int:
    """Return where the clause of a place starts."""
    return max(folded.rfind(mark, 0, at) for mark in ",，。;；:：\n、") + 1


def _is_late(part: str | None) -> bool:
    return part is not None and part in _LATER.split("|")


def _clock(match: re.Match[str], hour: float, minute: float, *, late: bool) -> Figure:
    value = 60 * (hour + 12 if late and hour < 12 else hour) + minute
    return Figure(match.start(), match.end(), value, "size", "clock", "", 1.0)


def _share(match: re.Match[str], part: int, whole: int) -> Figure:
    return Figure(match.start(), match.end(), round(100 * part / whole, 6), "percentage", "", "", 1.0)


def _value(words: str) -> float:
    """Return the value of a numeral below a hundred; 0 for 零."""
    if words.isdigit():
        return float(words)
    words = words.replace("零", "").replace("两", "二")
    tens, ten, ones = words.rpartition("十")
    head = (_DIGITS.find(tens) + 1 if tens else 1) * 10 if ten else 0
    return float(head + (_DIGITS.find(ones) + 1 if ones else 0))
