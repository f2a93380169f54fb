"""Units: the words after a number, and how many of the unit of its kind each is.

Durations are in seconds, weights in kilogrammes, lengths in metres, powers in watts; money stays in its currency.
"""

import re
from typing import Literal, NamedTuple

from retrieval.runtime import pattern

Kind = Literal["number", "money", "percentage", "times", "duration", "ordinal", "size"]

_SECONDS = {
    "秒": 1, "分钟": 60, "小时": 3600, "个小时": 3600, "钟头": 3600, "个钟头": 3600, "天": 86400, "周": 604800,
    "星期": 604800, "个星期": 604800, "礼拜": 604800, "个礼拜": 604800, "个月": 2592000, "年": 31536000,
    "周年": 31536000,
}  # fmt: skip
_SIZES = {
    "岁": ("age", 1.0), "周岁": ("age", 1.0),
    "公斤": ("kg", 1.0), "千克": ("kg", 1.0), "斤": ("kg", 0.5), "吨": ("kg", 1000.0),
    "克": ("kg", 0.001), "公里": ("m", 1000.0), "千米": ("m", 1000.0), "米": ("m", 1.0), "公分": ("m", 0.01),
    "厘米": ("m", 0.01), "毫米": ("m", 0.001), "平方米": ("m2", 1.0), "平米": ("m2", 1.0), "平方公里": ("m2", 1e6),
    "㎡": ("m2", 1.0), "平方公尺": ("m2", 1.0), "平方英里": ("m2", 2.59e6),
    "亩": ("m2", 666.67),
    "立方米": ("l", 1e3), "立方公尺": ("l", 1e3), "公升": ("l", 1.0), "公克": ("kg", 0.001),
    "公尺": ("m", 1.0), "英里": ("m", 1609.344), "英尺": ("m", 0.3048), "海里": ("m", 1852.0), "公顷": ("m2", 1e4),
    "浬": ("m", 1852.0), "公厘": ("m", 1e-3), "英寸": ("m", 0.0254), "英亩": ("m2", 4046.86), "盎司": ("kg", 0.02835),
    "平方厘米": ("m2", 1e-4), "立方厘米": ("l", 1e-3),
    "瓦": ("w", 1.0),  "吉瓦": ("w", 1e9), "兆瓦": ("w", 1e6), "千瓦": ("w", 1e3),
    "毫瓦": ("w", 1e-3), "瓦时": ("wh", 1.0), "兆瓦时": ("wh", 1e6), "吉焦": ("j", 1e9), "吉瓦时": ("wh", 1e9),
}  # fmt: skip
# Units in Latin letters, right after the number: the measure and how many of its base unit.
_LATIN = {
    "tb": ("byte", 1e12), "gb": ("byte", 1e9), "mb": ("byte", 1e6), "kb": ("byte", 1e3),
    "mah": ("ah", 1e-3), "ah": ("ah", 1.0), "毫安时": ("ah", 1e-3), "kwh": ("wh", 1e3), "wh": ("wh", 1.0),
    "mwh": ("wh", 1e6), "gwh": ("wh", 1e9),
    "mw": ("w", 1e6), "gw": ("w", 1e9), "kw": ("w", 1e3), "w": ("w", 1.0),
    "v": ("v", 1.0), "kv": ("v", 1e3), "伏": ("v", 1.0),
    "mg/l": ("g/l", 1e-3), "g/l": ("g/l", 1.0), "μg/l": ("g/l", 1e-6), "mmol/l": ("mol/l", 1e-3), "mmhg": ("mmhg", 1.0),
    "ml": ("l", 1e-3), "毫升": ("l", 1e-3), "升": ("l", 1.0), "l": ("l", 1.0), "mg": ("kg", 1e-6), "毫克": ("kg", 1e-6),
    "kg": ("kg", 1.0), "g": ("kg", 1e-3), "km": ("m", 1e3), "cm": ("m", 0.01), "mm": ("m", 1e-3), "m": ("m", 1.0),
    "km/h": ("km/h", 1.0), "mhz": ("hz", 1e6), "ghz": ("hz", 1e9), "khz": ("hz", 1e3), "hz": ("hz", 1.0),
    "rpm": ("rpm", 1.0), "cc": ("l", 1e-3),
    "db": ("db", 1.0), "分贝": ("db", 1.0), "℃": ("celsius", 1.0), "°c": ("celsius", 1.0), "℉": ("fahrenheit", 1.0),
    "摄氏度": ("celsius", 1.0), "°f": ("fahrenheit", 1.0),
    "°": ("degree", 1.0), "度": ("degree", 1.0),
    "‰": ("permille", 1.0), "bar": ("bar", 1.0), "kpa": ("pa", 1e3), "mpa": ("pa", 1e6), "ppm": ("ppm", 1.0),
}  # fmt: skip
_ENGLISH = {
    "inch": ("m", 0.0254), "inches": ("m", 0.0254), "feet": ("m", 0.3048), "ft": ("m", 0.3048), "yards": ("m", 0.9144),
    "mile": ("m", 1609.344), "miles": ("m", 1609.344), "ounces": ("kg", 0.02835), "oz": ("kg", 0.02835),
    "lb": ("kg", 0.4536), "lbs": ("kg", 0.4536), "tonnes": ("kg", 1000.0), "kilograms": ("kg", 1.0),
    "metres": ("m", 1.0), "meters": ("m", 1.0), "kilometres": ("m", 1e3), "kilometers": ("m", 1e3),
    "km2": ("m2", 1e6), "km²": ("m2", 1e6), "sq km": ("m2", 1e6), "m2": ("m2", 1.0), "m²": ("m2", 1.0),
    "square kilometres": ("m2", 1e6), "square kilometers": ("m2", 1e6), "square metres": ("m2", 1.0),
    "square meters": ("m2", 1.0), "sq mi": ("m2", 2.59e6), "square miles": ("m2", 2.59e6),
    "square feet": ("m2", 0.0929), "acres": ("m2", 4046.86), "ha": ("m2", 1e4),
    "hectare": ("m2", 1e4), "hectares": ("m2", 1e4), "litres": ("l", 1.0), "liters": ("l", 1.0),
}  # fmt: skip
_SIZES |= _LATIN | _ENGLISH
_CURRENCIES = {
    "美元": "usd", "美金": "usd", "港元": "hkd", "港币": "hkd", "日元": "jpy", "欧元": "eur", "英镑": "gbp",
    "韩元": "krw", "新台币": "twd", "台币": "twd", "日圆": "jpy", "加元": "cad", "澳元": "aud", "瑞士法郎": "chf",
    "新加坡元": "sgd", "新西兰元": "nzd", "卢布": "rub", "卢比": "inr", "兹罗提": "pln", "泰铢": "thb",
    "迪拉姆": "aed", "阿联迪拉姆": "aed", "越南盾": "vnd",
    "人民币": "cny", "元人民币": "cny", "元": "cny", "块钱": "cny", "块": "cny",
}  # fmt: skip
_COUNTED = (
    "人次", "人", "名", "位", "单", "笔", "次", "个", "家", "款", "套", "件", "条", "台", "部", "辆", "架", "艘", "城",
    "篇", "项", "种", "类", "所", "座", "场", "轮", "届",
    "只", "张", "份", "间", "股", "倍", "级", "大", "本", "册", "瓶", "杯", "栋", "幢", "枚", "颗", "幅", "门",
    "户", "箱", "袋", "盒", "页", "例", "株", "棵", "头", "匹", "段", "层", "集", "趟", "桌", "窝", "支", "根",
    "粒", "桶", "罐", "卷", "章", "首", "组", "队", "扇", "盏", "朵", "滴", "束", "碗", "盘", "幕",
)  # fmt: skip
# Words for what is counted that stand for each other.
_SAME = {
    "名": "人", "位": "人", "大": "个", "座": "个", "城": "个", "册": "本", "幢": "栋", "棵": "株",
    "匹": "头", "颗": "枚",
}  # fmt: skip
# The currency before a sum in 元: 美金25万元.
_FOREIGN = pattern(
    r"(?<![\d百千万亿])(?:(?P<usd>美[金元])|(?P<hkd>港[币元])|(?P<jpy>日[币圆元])|(?P<eur>欧元)|(?P<krw>韩[币元])|(?P<aud>澳[币元]))\s?$"
)
# The currency behind a sum in 元: 4,000万元新台币.
_NAMED_BEHIND = pattern(r"元\s?(?P<currency>新台币|台币|港币|人民币|日[币圆]|美金)")
# 四位数 and 64位元 count nobody, 40355台中市 no machines, and 从100升到200 no litres.
_NOT_BEFORE = {"位": "(?![数元])", "台": "(?!湾|[中北南东][市县])", "升": r"(?!\s?\d|[到至为级成值])"}
UNITS = sorted((*_SECONDS, *_SIZES, *_CURRENCIES, *_COUNTED), key=len, reverse=True)
# Of a cubic metre and tenths of a yuan, as people say them: 5方水, 两毛钱; neither 双方 nor 方面.
_SPOKEN = {"立方": ("l", 1e3), "方": ("l", 1e3)}
_UNIT = pattern(
    r"立方(?![米公厘分毫])|方(?=[水土石木](?!平)|[,，。;；)]|$)|[毛角](?=钱)|"
    + "|".join(
        re.escape(unit) + _NOT_BEFORE.get(unit, "(?![a-z])" if unit[-1:].isascii() and unit[-1:].isalpha() else "")
        for unit in UNITS
    )
)


class Measure(NamedTuple):
    """A unit: the kind of figure that it makes, the currency, measure or what is counted, its factor, where it ends."""

    kind: Kind
    unit: str
    factor: float
    end: int


def measure(folded: str, at: int) -> Measure:
    """Return the unit at a place after a number; a plain number without one."""
    match = _UNIT.match(folded, at) or _UNIT.match(folded, at + 1 if folded[at : at + 1] == " " else at)
    name = match[0] if match else ""
    end = match.end() if match else at
    if name in ("毛", "角"):
        return Measure("money", "cny", 0.1, end + 1)
    if name in _SECONDS:
        return Measure("duration", "", float(_SECONDS[name]), end)
    if name in _SIZES or name in _SPOKEN:
        unit, factor = (_SIZES | _SPOKEN)[name]
        return Measure("size", unit, factor, end)
    if name == "元" and (behind := _NAMED_BEHIND.match(folded, end - 1)):
        return Measure("money", _CURRENCIES.get(behind["currency"], "jpy"), 1.0, behind.end())
    if name in _CURRENCIES:
        return Measure("money", _CURRENCIES[name], 1.0, end)
    if name == "倍":
        return Measure("times", "", 1.0, end)
    return Measure("number", _SAME.get(name, name), 1.0, end)


def currency_before(folded: str, start: int) -> str | None:
    """Return the currency that a text names right before a sum in 元; None without one.

    >>> currency_before("等值美金25万元", 4)
    'usd'
    """
    match = _FOREIGN.search(folded, max(0, start - 4), start)
    return match.lastgroup if match else None
