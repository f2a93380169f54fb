"""Which of its scripts a Chinese text is written in, so that it is set in the right forms of characters."""

from functools import cache
from typing import Literal

from opencc import OpenCC

Script = Literal["zh-Hans", "zh-Hant"]


def script_of(text: str) -> Script | None:
    """The script that most of the characters which tell it are of; None where there are none."""
    traditional = _differing(text, "t2s")
    simplified = _differing(text, "s2t")
    if not traditional and not simplified:
        return None
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def in_script(text: str, script: Script) -> str:
    """The text in this script; as it is where it is written in it already, or in no Chinese at all."""
    written = script_of(text)
    # OpenCC takes no half surrogates.
    if written in (None, script) or text.encode("utf-8", "ignore").decode() != text:
        return text
    converted: str = _converter("s2tw" if script == "zh-Hant" else "t2s").convert(text)
    return converted


def _differing(text: str, conversion: str) -> int:
    """How many characters are others in the other script."""
    # OpenCC takes no half surrogates.
    plain = text.encode("utf-8", "ignore").decode()
    converted: str = _converter(conversion).convert(plain)
    return sum(one != other for one, other in zip(plain, converted, strict=False))


@cache
def _converter(conversion: str) -> OpenCC:
    return OpenCC(conversion)
