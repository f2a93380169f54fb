"""Text of any origin -> plain text that can be shown: nothing in it that cannot be seen, and no longer than it may be.

Lengths are UTF-16 units, which Telegram counts: a character outside the basic plane, such as 😀, takes two.
"""

import re
from unicodedata import east_asian_width

_NUMBER_DIGITS = 9
_NAME_UNITS = 300
# Characters that steer a terminal, turn the direction of writing round or hide words between words could make a source
# look like the program, or like what it is not.
_UNSEEN = dict.fromkeys(
    [
        *range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0xAD, 0x061C, 0x180E,
        0x200B, 0x200C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2060, 0x2070),
        0xFEFF, *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080),
    ]
)  # fmt: skip
# A zero-width joiner has a meaning between the parts of a smiley only, such as the people of a family.
_STRAY_JOINER = re.compile(
    "(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d|\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])"
)
# As a Chinese keyboard writes the sign before a command.
_WIDE_COMMAND = re.compile(r"\s*\uff0f(?=[A-Za-z])")
# A date or a number that ends a name.
_SERIAL = re.compile(
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)?[ .]{0,2})?\b[A-Z][a-z]{0,8}[.,]? (?:\d{1,2}, )?)?\b\d[\d./-]{0,12}$"
    r"|(?:第?(?:\d{1,4}|[一二三四五六七八九十]{1,4})[年月日期卷号號季集回章辑輯届屆]度?){1,3}$"
)
_HALF_PAIR = re.compile("[\ud800-\udfff]")


def visible(text: str) -> str:
    """Return the text without characters that cannot be seen but can do harm; line breaks and tabs stay.

    Half a surrogate pair, which no encoding takes, becomes U+FFFD.
    """
    return _HALF_PAIR.sub("\ufffd", _STRAY_JOINER.sub("", text.translate(_UNSEEN)))


def one_line(text: str) -> str:
    """Return a name of any origin, such as a file's: visible, in one line, and cut with … where it is far too long."""
    line = visible(re.sub(r"[\n\t]", " ", text))
    return shortened(line, _NAME_UNITS)


def clipped(text: str, units: int) -> str:
    """Return the text in one line, its white space made one space each, cut with … where it is longer."""
    return shortened(" ".join(visible(text).split()), units)


def shortened(text: str, units: int) -> str:
    """Return the text as it is, or its beginning and …, so that it takes at most so many units."""
    return text if length(text) <= units else text[: fitting(text, units - 1)] + "…"


def clipped_name(name: str, units: int) -> str:
    """Return a name in one line; where it is longer, cut with … before the date or number at its end, if it has one.

    Minutes, issues and volumes of one series differ there.

    >>> clipped_name("Allotment Club: minutes of the committee, 14 January 2026", 40)
    'Allotment Club: minutes… 14 January 2026'
    """
    line = clipped(name, length(name))
    serial = _SERIAL.search(line)
    if length(line) <= units or not serial or length(serial[0]) > units // 2:
        return shortened(line, units)
    room = units - length(serial[0]) - len("… ")
    return f"{line[: fitting(line, room)].rstrip()}… {serial[0]}"


def in_columns(text: str, columns: int) -> str:
    """Return the text in one line, cut with … where it takes more columns; a Chinese character takes two."""
    line, taken = " ".join(visible(text).split()), 0
    for at, character in enumerate(line):
        taken += 2 if east_asian_width(character) in "WF" else 1
        if taken > columns:
            return line[: max(at - 1, 0)].rstrip() + "…"
    return line


def length(text: str) -> int:
    """Return how many units a text takes."""
    return len(text) + sum(character > "\uffff" for character in text)


def fitting(text: str, units: int) -> int:
    """Return how many characters from the beginning of a text take at most so many units."""
    units = max(units, 0)
    end = min(len(text), units)
    while length(text[:end]) > units:
        end -= (length(text[:end]) - units + 1) // 2
    return end


def with_slash(text: str) -> str:
    """Return a text that begins with a command behind a wide slash, ／, with the usual one; any other as it is.

    >>> with_slash("／ask 云"), with_slash("／云")
    ('/ask 云', '／云')
    """
    wide = _WIDE_COMMAND.match(text)
    return f"{text[: wide.end() - 1]}/{text[wide.end() :]}" if wide else text


def number_in(text: str) -> int | None:
    """Read a number that a person typed or a button holds, in whatever digits; None if it is none, or over 9 digits."""
    digits = text.strip()
    return int(digits) if digits.isdecimal() and len(digits) <= _NUMBER_DIGITS else None
