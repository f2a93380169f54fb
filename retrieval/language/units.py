"""Units: what stands behind a number, and how many of the unit of its kind that is.

Durations are told in seconds, weights in kilogrammes, lengths in metres, powers in watts; money stays in its currency.
"""

import re
from typing import Literal, NamedTuple

Kind = Literal["number", "money", "percentage", "times", "duration", "ordinal", "size"]

_SECONDS = {
    "秒": 1, "分钟": 60, "小时": 3600, "个小时": 3600, "钟头": 3600, "个钟头": 3600, "天": 86400, "周": 604800,
    "星期": 604800, "个星期": 604800, "个月": 2592000, "年": 31536000,
}  # fmt: skip
_SIZES = {
    "岁": ("age", 1.0), "公斤": ("kg", 1.0), "千克": ("kg", 1.0), "斤": ("kg", 0.5), "吨": ("kg", 1000.0),
    "克": ("kg", 0.001), "公里": ("m", 1000.0), "千米": ("m", 1000.0), "米": ("m", 1.0), "公分": ("m", 0.01),
    "厘米": ("m", 0.01), "毫米": ("m", 0.001), "平方米": ("m2", 1.0), "平米": ("m2", 1.0), "平方公里": ("m2", 1e6),
    "亩": ("m2", 666.67),
    "公尺": ("m", 1.0), "英里": ("m", 1609.344), "英尺": ("m", 0.3048), "海里": ("m", 1852.0), "公顷": ("m2", 1e4),
    "瓦": ("w", 1.0),  "吉瓦": ("w", 1e9), "兆瓦": ("w", 1e6), "千瓦": ("w", 1e3),
}  # fmt: skip
_CURRENCIES = {
    "美元": "usd", "美金": "usd", "港元": "hkd", "港币": "hkd", "日元": "jpy", "欧元": "eur", "英镑": "gbp",
    "韩元": "krw", "新台币": "twd", "台币": "twd",
    "人民币": "cny", "元人民币": "cny", "元": "cny", "块钱": "cny", "块": "cny",
}  # fmt: skip
_COUNTED = (
    "人次", "人", "名", "位", "单", "笔", "次", "个", "家", "款", "套", "件", "条", "台", "部", "辆", "架", "艘", "城",
    "篇", "项", "种", "类", "所", "座", "场", "轮", "届",
    "只", "张", "份", "间", "股", "倍", "级", "大",
)  # fmt: skip
UNITS = sorted((*_SECONDS, *_SIZES, *_CURRENCIES, *_COUNTED), key=len, reverse=True)
_UNIT = re.compile("|".join(map(re.escape, UNITS)))


class Measure(NamedTuple):
    """A unit: the kind of figure that it makes, the currency, measure or what is counted, its factor, where it ends."""

    kind: Kind
    unit: str
    factor: float
    end: int


def measure(folded: str, at: int) -> Measure:
    """What a number is counted in whose unit may stand at a place; a plain number where none does."""
    match = _UNIT.match(folded, at) or _UNIT.match(folded, at + 1 if folded[at : at + 1] == " " else at)
    name = match[0] if match else ""
    end = match.end() if match else at
    if name in _SECONDS:
        return Measure("duration", "", float(_SECONDS[name]), end)
    if name in _SIZES:
        unit, factor = _SIZES[name]
        return Measure("size", unit, factor, end)
    if name in _CURRENCIES:
        return Measure("money", _CURRENCIES[name], 1.0, end)
    if name == "倍":
        return Measure("times", "", 1.0, end)
    return Measure("number", {"名": "人", "位": "人", "大": "个", "座": "个", "城": "个"}.get(name, name), 1.0, end)
