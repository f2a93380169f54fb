"""Names that digits or letters make exact: C05-L, RTX4090, E101, 3号线, X3 Max.

Two of them that differ in a letter or digit are two things, however many characters they share.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from retrieval.language.numerals import RELEASE
from retrieval.runtime import pattern

ENDINGS = r"pro|max|plus|ultra|mini|lite|air|se|turbo|standard|premium|elite|xl|gt"
_MODEL = pattern(
    r"(?<![a-z0-9])(?:v\d++(?:\.\d++)++|[a-z]++[-·]?\d[a-z0-9]*+(?:[-·/][a-z0-9]++)*+"
    r"|(?=\d*+[a-z])[a-z0-9]++(?:-(?=[a-z]*+\d)[a-z0-9]++)++|\d++(?![a-z]{5})[a-z][a-z0-9]*+(?:-[a-z0-9]++)*+)"
    rf"(?:\s?(?:{ENDINGS})\+?(?![a-z]))*"
)
_NUMBERED = pattern(
    r"(?<![\d.])(?:第?[一二三四五六七八九十\d]{1,4})(?:号线|号楼|号馆|号院|号门|号厅|号机|号仓|号店|号桥|号井|号炉|号泵|号电梯|号会议室|号窗口|号柜|号池"
    r"|号文|年级|期(?![间待末中初货])|号机组|班(?![车次])|队(?![伍员列])|组(?![成合织建])|楼(?![市盘])|区(?!别|域|分))"
    # 17条 is a number of something, 第17条 one of a law.
    r"|第[一二三四五六七八九十百\d]{1,5}条(?![件款])"
)
# A letter that tells one of several from the others, or a sign that counts like one: B栋, A馆, C组, 甲库.
_LETTERED = pattern(
    r"(?:(?<![a-z0-9])[a-z]\d?\s?|(?<![指装裝铠龟])[甲乙丙丁戊己庚辛])[栋座馆楼区口组级类款班厅案队线库泵站厂村炉仓桥坝船舱塔柜]"
)
_UNIT = pattern(
    r"\d+(?:\.\d+)?(?:[kmgt]b|[kmµμ]?[gml]|mg/l|[cmkn]m|k?w|kwh|m?ah|[kmg]?hz|v|a|w|min|h|s|kg|db|rpm|nd|rd|th|st|x|d|k|m)"
)
_DATE = pattern(r"(?:q[1-4]|[12]\d{3}q[1-4]|\d{2,4}h[12])")
# What tells the members of a family apart.
_SIGN = pattern(r"\d+|^[a-z甲乙丙丁戊己庚辛](?=[\u4e00-\u9fff])")
_FAMILY = pattern(r"[a-z]{2,}(?=\d)")
_NUMBERS = re.compile(r"v\d+(?:\.\d+)*")
_CHINESE = {c: str(n) for n, c in enumerate("零一二三四五六七八九")}


_SERIES = pattern(r"(?<![A-Za-z])(?P<word>[A-Z][a-z]{2,20}) \d{1,4}[A-Za-z]?(?![\w]|[.,:/%-]\d|%)")
# What stands before a number that names nothing: days, pages, and words for about how much.
_NO_SERIES = frozenset(
    re.findall(
        r"\w+",
        "january february march april may june july august september october november december jan feb mar apr jun jul "
        "aug sep sept oct nov dec the over under about around nearly only some from until since between page table "
        "figure chapter section article part step day week year years all each these those with and for has are was "
        "its near room floor",
    )
)


class Model(NamedTuple):
    """An exact name: where it stands and the form that its spellings share."""

    start: int
    end: int
    form: str


@lru_cache(maxsize=1024)  # the sentences that come into question for one claim after the other
def models(folded: str) -> tuple[Model, ...]:
    """Return the exact names of a folded text, in order and apart; figures with a unit in Latin letters are none."""
    found = [
        Model(m.start(), m.end(), re.sub(r"[\s·-]", "", m[0]) if len(m[0]) > 2 else m[0])
        for m in _MODEL.finditer(folded)
        if not _UNIT.fullmatch(m[0]) and not _DATE.fullmatch(m[0]) and not RELEASE.match(folded, m.start())
    ]
    found += [Model(m.start(), m.end(), _release(m[0])) for m in RELEASE.finditer(folded)]
    found += [Model(m.start(), m.end(), _digits(m[0])) for m in _NUMBERED.finditer(folded)]
    found += [Model(m.start(), m.end(), "".join(m[0].split())) for m in _LETTERED.finditer(folded)]
    return tuple(sorted(found))


def series(text: str) -> tuple[Model, ...]:
    """Return the names of a text that a number ends, as it is written: Heron 20, Kestrel 3S; no days and no pages.

    >>> [model.form for model in series("The Heron 200 lifts 35 metres since March 2020.")]
    ['heron 200']
    """
    return tuple(
        Model(m.start(), m.end(), m[0].lower()) for m in _SERIES.finditer(text) if m["word"].lower() not in _NO_SERIES
    )


def siblings(one: str, other: str) -> bool:
    """Return if two exact names are of one family: the same letters with other digits, or one is longer.

    >>> siblings("kp320", "kp300s"), siblings("kp320", "kx320")
    (True, False)
    """
    if one == other:
        return False
    family = _FAMILY.match(one), _FAMILY.match(other)
    if family[0] and family[1] and family[0][0] == family[1][0]:
        return True
    if _NUMBERS.fullmatch(one) and _NUMBERS.fullmatch(other):
        return True
    return _SIGN.sub("#", one) == _SIGN.sub("#", other) or one.startswith(other) or other.startswith(one)


def _release(words: str) -> str:
    """Return the form of a release or code: that of v6.0.0 and 6.0 is one."""
    if "." not in words:
        return words.replace("-", "")
    form = words.removeprefix("v")
    while form.endswith(".0"):
        form = form[:-2]
    return f"v{form}"


def _digits(words: str) -> str:
    return "".join(_CHINESE.get(c, c) for c in words).replace("第", "").replace("十", "1")
