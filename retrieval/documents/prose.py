"""Lines of running text -> blocks: what is a heading, what is a paragraph, what is left out.

Every format reader hands the lines that it has no use of its own for to `prose`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from retrieval.documents.blocks import Block, Line
from retrieval.documents.boilerplate import line_left_out, split_text

HEADING_CHARACTERS = 40
REPEATED_CHARACTERS = 30
_NUMBER = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}|第[一二三四五六七八九十\d]{1,3}[章节節部])[.、]?$")
_NUMBERED = re.compile(r"(?:\d{1,2}\\?[.、]|[（(]?[一二三四五六七八九十]{1,3}[)）、.]|▌|■|●|◆)\s{0,4}(?=\S)")
_LIST_MARK = re.compile(r"(?:[-*+•]|\d{1,2}\\?[.)])[ \t]{1,4}(?=\S)")
_ENDS = "。！？!?；;，,、：:…~—”」』）)》.．"
_QUOTES = "\"'"


def prose(text: str, lines: Sequence[Line]) -> list[Block]:
    """Judge each line by itself and by the next; blocks come in order."""
    blocks: list[Block] = []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        listed = bool(_NUMBERED.match(line.text)) and any(
            near is not None and _NUMBERED.match(near.text) for near in (lines[at - 1] if at else None, following)
        )
        reason = line_left_out(line.text)
        if reason:
            blocks.append(Block(start=line.start, end=line.end, left_out=reason))
        elif not listed and is_heading(line, following):
            level = 1 if is_number(line.text) else 3 if _NUMBERED.match(line.text) else 2
            blocks += split_text(text, line.start, line.end, "heading", level)
        else:
            blocks += paragraph(text, line)
    return blocks


def is_heading(line: Line, following: Line | None) -> bool:
    """A short line without closing punctuation and with something behind it heads what follows."""
    if following is None or len(line.text) > HEADING_CHARACTERS or line.text.rstrip(_QUOTES)[-1:] in _ENDS:
        return False
    if is_number(line.text):
        return True
    return any(c.isalpha() for c in line.text) and len(following.text) > len(line.text)


def is_number(words: str) -> bool:
    """Whether a heading is nothing but its number: 01, 三、, 第二章."""
    return bool(_NUMBER.match(words))


def paragraph(text: str, line: Line) -> list[Block]:
    """A line of text without the mark of a list item before it, cut where something in it is left out."""
    mark = _LIST_MARK.match(line.text)
    blocks = [Block(start=line.start, end=line.start + mark.end(), left_out="markup")] if mark else []
    return blocks + split_text(text, line.start + (mark.end() if mark else 0), line.end)


def once(text: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Leave out every longer paragraph that stood before word for word."""
    return tuple(_once(text, blocks))


def _once(text: str, blocks: Iterable[Block]) -> Iterator[Block]:
    seen: set[str] = set()
    for block in blocks:
        words = text[block.start : block.end]
        if block.role and len(words) >= REPEATED_CHARACTERS:
            if words in seen:
                yield Block(start=block.start, end=block.end, left_out="repeated")
                continue
            seen.add(words)
        yield block
