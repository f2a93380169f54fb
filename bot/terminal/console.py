"""Console of the commands for people: lines as wide as the terminal, whole ones where there is none.

rich breaks at spaces only, which Chinese has none of, and a terminal anywhere: within an English word or a receipt.
"""

import re
from unicodedata import east_asian_width

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

_CLOSING = frozenset("，。、；：？！…—·）》〉」』】〕”’％%,.;:?!)]}")
_OPENING = frozenset("（《〈「『【〔“‘([{")
# What goes on under the words of its first line: after the number of a quote, a choice, a document or a line of a file.
_HEAD = re.compile(r"\s*(?:\d{1,5}(?:\.| ▶|  )\s*)?")
_EMOJI_STYLE = "\ufe0f"


class LineConsole(Console):
    """Console that wraps what it says; `print` is rich's own."""

    def say(self, text: str | Text = "", style: str = "") -> None:
        """Print a text, each of its lines wrapped if there is a terminal, with what goes on indented as it begins."""
        styled = Text(text) if isinstance(text, str) else text
        for line in styled.split("\n", allow_blank=True) if self.is_terminal else (styled,):
            for part in wrapped(line, self.width) if self.is_terminal else (line,):
                self.print(part, style=style, soft_wrap=True)


def console() -> LineConsole:
    """Return a console on stdout; rich leaves colours out without a terminal and if NO_COLOR is set."""
    return LineConsole(highlight=False, emoji=False, markup=False)


def wrapped(line: Text, width: int) -> list[Text]:
    """Return a line in parts of at most so many columns: between words, or characters of Chinese where both may part.

    >>> [part.plain for part in wrapped(Text("1  A mill, 两座谷仓，一条河。"), 14)]
    ['1  A mill, 两', '   座谷仓，一', '   条河。']
    """
    head = _HEAD.match(line.plain)
    indent = cell_len(head[0]) if head else 0
    indent = indent if indent < width // 2 else 0
    first, *others = line.divide(_starts(line.plain, width, indent))
    parts = [first, *(Text(" " * indent).append_text(part) for part in others)]
    for part in parts[:-1]:
        part.rstrip()
    return parts


def _starts(text: str, width: int, indent: int) -> list[int]:
    """Return where the second part of a line begins, and each one after it."""
    found: list[int] = []
    begin = last = taken = 0
    for at, character in enumerate(text):
        if at and _may_part(text[at - 1], character):
            last = at
        taken += _columns(character)
        if taken > width and not character.isspace():
            begin = last if last > begin else at
            found.append(begin)
            taken = indent + sum(map(_columns, text[begin : at + 1]))
    return found


def _may_part(one: str, other: str) -> bool:
    if other.isspace() or other in _CLOSING or one in _OPENING:
        return False
    return one.isspace() or _is_wide(one) or _is_wide(other)


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WF"


def _columns(character: str) -> int:
    # It widens the sign before it.
    return 1 if character == _EMOJI_STYLE else cell_len(character)
