"""Folding: one spelling for width, case and script, so that a question in any of them finds the text in any other.

Folding is for comparing only; what is quoted is never folded. `script_of` and `in_script` tell and change the script
of what is shown.
"""

import sys
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from opencc import OpenCC

from retrieval.arrays import kernels

# By Unicode's list of equivalent unified ideographs; those of U+2F00-2FDF are by its compatibility mappings.
_SUPPLEMENT = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗㣺⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫"
    "⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳㓁⺶羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶"
    "⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
RADICALS: Mapping[int, str] = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
    **{ord(one): other for one, other in zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)},
}


_TEXTS_AT_ONCE = 4096
# Number of short texts that stay folded, and their length.
KNOWN_TEXTS, MAX_KNOWN_CHARACTERS = 4096, 160


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


def fold(text: str) -> str:
    """Return a text in NFKC, lower case and simplified script (OpenCC t2s), always as long as `text`.

    Radicals become characters. Character i of the result is that of `text` at i, so an address in one is an address in
    the other. A character whose folded form has another length (㎡, ½) stays as it is.
    """
    return _folded(text) if len(text) > MAX_KNOWN_CHARACTERS else _known(text)


def _folded(text: str) -> str:
    narrow = _narrowed(text)
    simplified: str = _to_simplified().convert(narrow)
    if len(simplified) == len(narrow):
        return simplified
    return "".join(_fold_character(character) for character in narrow)


# An answer folds the same names, headings and quotes again and again.
_known = lru_cache(KNOWN_TEXTS)(_folded)


def fold_each(texts: Sequence[str]) -> list[str]:
    """Return each of many texts folded, which is faster than one by one."""
    found: list[str] = []
    for start in range(0, len(texts), _TEXTS_AT_ONCE):
        found += _folded_at_once(texts[start : start + _TEXTS_AT_ONCE])
    return found


def _folded_at_once(texts: Sequence[str]) -> list[str]:
    # OpenCC finds no phrase across an end of line.
    narrow = _narrowed("\n".join(texts))
    folded: str = _to_simplified().convert(narrow)
    ends = list(accumulate((len(text) + 1 for text in texts), initial=0))
    if len(folded) != len(narrow) or any(folded[end - 1] != "\n" for end in ends[1:-1]):
        return [_folded(text) for text in texts]
    return [folded[start : end - 1] for start, end in pairwise(ends)]


def _fold_character(character: str) -> str:
    simplified: str = _to_simplified().convert(character)
    return simplified if len(simplified) == 1 else character


class _Narrow(dict[int, str]):
    """A translation table that works out each character's NFKC lower-case form when it is first met."""

    def __missing__(self, code: int) -> str:
        character = RADICALS.get(code, chr(code))
        folded = unicodedata.normalize("NFKC", character).lower()
        # A surrogate has no place in UTF-8, which OpenCC works on; the replacement character stands for it.
        self[code] = "\ufffd" if 0xD800 <= code <= 0xDFFF else folded if len(folded) == 1 else character
        return self[code]


_NARROW = _Narrow()


def _narrowed(text: str) -> str:
    """Return a text by the table, which the compiled function has for all characters at once."""
    if kernels.compiled and len(text) > MAX_KNOWN_CHARACTERS:
        found: str = kernels.compiled.narrow(text, _narrow_array(), _NARROW)
        return found
    return text.translate(_NARROW)


@cache
def _narrow_array() -> NDArray[np.uint32]:
    """Return what the compiled function keeps of the table; most of it takes no memory, as it is never touched."""
    return np.zeros(sys.maxunicode + 1, np.uint32)


Script = Literal["zh-Hans", "zh-Hant"]


def script_of(text: str) -> Script | None:
    """Return the script that most of the characters which tell it are of; None where there are none."""
    traditional = _differing(text, "t2s")
    simplified = _differing(text, "s2t")
    if not traditional and not simplified:
        return None
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def in_script(text: str, script: Script) -> str:
    """Return the text in this script; as it is where it is written in it already, or in no Chinese at all."""
    written = script_of(text)
    # OpenCC takes no half surrogates.
    if written in (None, script) or text.encode("utf-8", "ignore").decode() != text:
        return text
    converted: str = _converter("s2tw" if script == "zh-Hant" else "t2s").convert(text)
    return converted


def _differing(text: str, conversion: str) -> int:
    """Return how many characters are others in the other script."""
    # OpenCC takes no half surrogates.
    plain = text.encode("utf-8", "ignore").decode()
    converted: str = _converter(conversion).convert(plain)
    return sum(one != other for one, other in zip(plain, converted, strict=False))


@cache
def _converter(conversion: str) -> OpenCC:
    return OpenCC(conversion)
