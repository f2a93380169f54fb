"""Lines of running text -> blocks: what is a heading, what is a paragraph, what is left out.

Every format reader hands the lines that it has no use of its own for to `prose`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from retrieval.arrays.slices import Cut
from retrieval.documents.blocks import Block, TextLine, omitted
from retrieval.documents.boilerplate import line_left_out, split_text
from retrieval.documents.tables import GAP, cells_of
from retrieval.model import Span, Unit
from retrieval.shown import WIDE_FROM

HEADING_CHARACTERS = 40
REPEATED_CHARACTERS = 30
_BEGINNING_PARAGRAPHS = 10
# What stands between the cells of a row: tabs, pipes, or spaces that set cells in columns.
_TABS = re.compile(r"(?:(?<! )[ ]++)?+\t[ \t]*+")
_PIPES = re.compile(r"(?:(?<! )[ ]++)?+[|│┃][ ]*+")
_SEPARATED = re.compile(r"\t|[|│┃]|　|  ")
_RULE = re.compile(r"[-+|=: \t─━│┃┼╋├┤┣┫╞╡═╪┌┐└┘┏┓┗┛┬┴┳┻]+$")
_MIN_ROWS, _MIN_SPACED_ROWS = 2, 3
_NUMBER = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}|第[一二三四五六七八九十\d]{1,3}[章节節部])[.、]?$")
_NUMBERED = re.compile(r"(?:\d{1,2}\\?[.、)）]|[（(]?[一二三四五六七八九十]{1,3}[)）、.]|▌|■|●|◆)\s{0,4}(?=\S)")
_LIST_MARK = re.compile(r"(?:[-*+•]|\d{1,2}\\?[.)])[ \t]{1,4}(?=\S)")
# An item, a line of a dialogue, a date with an event and a label with its value head nothing.
_NO_HEADING = re.compile(
    r"[-*+•·‧–—][ \t]|[-–—•]\S|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[/.:]\d{2}\b|\d{4}年\d{1,2}月\d{1,2}日"
    r"|[^:：\s]{1,12}[:：]\s?[“\"「『]"
    r"|(?!第)[^:：、.\s]{1,12}[:：][^、:：\n]{1,12}、|[A-Z][A-Za-z ]{1,20}:[^,:\n]{1,30},[^,:\n]{1,30},"
)
# A day, or a part of a month, with what is told of it.
_DATED = re.compile(
    r"(?:(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?|(?:0?[1-9]|1[0-2])/\d{1,2}|\d{1,2}月(?:\d{1,2}[日号]|[上中下]旬|[初中底末])"
    r"|\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8} \d{1,2}(?:th|st|nd|rd)?)(?![\d/.-])[\s\u3000:：–—-]+(?!\d)\S"
)
_BETWEEN_CLAUSES = re.compile(r"[，,；;](?!\d)")
_ENDS = "。！？!?；;，,、：:…~—”」』）)》.．"
_SENTENCE_ENDS = "。！？.!?”」"
_QUOTES = "\"'"


def prose(text: str, lines: Sequence[TextLine]) -> list[Block]:
    """Judge each line by itself and by the next; blocks come in order."""
    blocks: list[Block] = []
    rows = rows_of_tables(text, lines) if _SEPARATED.search(text) else {}
    for at, line in enumerate(lines):
        if at in rows:
            blocks.append(rows[at])
            continue
        following = lines[at + 1] if at + 1 < len(lines) else None
        listed = _is_listed(line, lines[at - 1] if at else None, following)
        reason = line_left_out(line.text)
        if reason:
            blocks.append(Block(start=line.start, end=line.end, left_out=reason))
        elif not listed and is_heading(line, following):
            level = 1 if is_number(line.text) else 3 if _NUMBERED.match(line.text) else 2
            blocks += split_text(text, line.start, line.end, "heading", level)
        else:
            blocks += paragraph(text, line)
    return blocks


def _is_listed(line: TextLine, before: TextLine | None, following: TextLine | None) -> bool:
    """Tell if a line beside another is numbered as that is: 一、 above （一） heads a list, and is no item of it; or if
    both begin with a day.
    """
    if _DATED.match(line.text) and any(_DATED.match(one.text) for one in (before, following) if one):
        return True
    own = _NUMBERED.match(line.text)
    near = (_NUMBERED.match(one.text) for one in (before, following) if one)
    return own is not None and any(match and _form(match) == _form(own) for match in near)


def _form(number: "re.Match[str]") -> str:
    """Return the form of a number, whichever it is: 12. as 2., （三） as （一）."""
    return re.sub(r"\d+", "2", re.sub(r"[一二三四五六七八九十]+", "一", number.group().strip()))


def is_heading(line: TextLine, following: TextLine | None) -> bool:
    """Return a short line without closing punctuation and with something behind it heads what follows."""
    if (
        following is None
        or _NO_HEADING.match(line.text)
        or len(line.text) > HEADING_CHARACTERS
        or line.text.rstrip(_QUOTES)[-1:] in _ENDS
    ):
        return False
    if is_number(line.text):
        return True
    # Clauses with a figure among them may be a headline over text; notes are jotted down without a mark at their ends.
    stated = _BETWEEN_CLAUSES.search(line.text) and any(map(str.isdigit, line.text))
    if stated and following.text[-1] not in _SENTENCE_ENDS:
        return False
    return any(c.isalpha() for c in line.text) and len(following.text) > len(line.text)


def is_number(words: str) -> bool:
    """Return whether a heading is nothing but its number: 01, 三、, 第二章."""
    return bool(_NUMBER.match(words))


def paragraph(text: str, line: TextLine) -> list[Block]:
    """Return a line of text without the mark of a list item before it, cut where something in it is left out."""
    mark = _LIST_MARK.match(line.text)
    blocks = [Block(start=line.start, end=line.start + mark.end(), left_out="markup")] if mark else []
    return blocks + split_text(text, line.start + (mark.end() if mark else 0), line.end)


def rows_of_tables(text: str, lines: Sequence[TextLine]) -> dict[int, Block]:
    """Return the rows of tables by the number of their line, and the rules between them; the first row is the header.

    A table has two rows at least with as many cells each, parted by tabs or pipes, or three that are set in columns.
    """
    found: dict[int, Block] = {}
    at = 0
    while at < len(lines):
        end = at + 1
        if _SEPARATED.search(lines[at].text) and not _RULE.match(lines[at].text):
            for separator in (_TABS, _PIPES, GAP):
                rows = _table(text, lines, at, separator)
                if rows:
                    head = [line.text[start:end] for line in (lines[at],) for start, end in cells_of(line.text)]
                    header = None if any(cell[:1].isdigit() for cell in head) else lines[at]
                    found.update((number, _row(lines[number], header, separator)) for number in rows)
                    end = rows[-1] + 1
                    rules = (n for n in range(max(at - 1, 0), end + 1) if n not in found and _is_rule(lines, n))
                    found.update((n, omitted(lines[n].start, lines[n].end, "markup")) for n in rules)
                    break
        at = end
    return found


def _table(text: str, lines: Sequence[TextLine], at: int, separator: "re.Pattern[str]") -> list[int]:
    """Return the numbers of the lines that are rows of a table which begins at a line; none if there is no table."""
    count = _separators(lines[at], separator)
    rows: list[int] = []
    for number in range(at, len(lines)) if count else ():
        if _separators(lines[number], separator) == count and not _RULE.match(lines[number].text):
            rows.append(number)
        elif not _RULE.match(lines[number].text):
            break
    if separator is GAP:
        if any(_PIPES.search(lines[row].text) for row in rows):
            return []
        return rows if len(rows) >= _MIN_SPACED_ROWS and _are_aligned(text, [lines[row] for row in rows]) else []
    # Pipes are more often marks of something else.
    if separator is _PIPES and not (
        _PIPES.match(lines[at].text) and sum(a < b for a, b in cells_of(lines[at].text)) > 1
    ):
        return []
    return rows if len(rows) >= _MIN_ROWS else []


def _is_rule(lines: Sequence[TextLine], number: int) -> bool:
    return number < len(lines) and bool(_RULE.match(lines[number].text))


def _separators(line: TextLine, separator: "re.Pattern[str]") -> int:
    return line.text.count("\t") if separator is _TABS else len(separator.findall(line.text))


def _are_aligned(text: str, rows: Sequence[TextLine]) -> bool:
    """Tell if the cells of each column begin or end below each other, and none is a sentence."""
    if any(row.text[-1] in _SENTENCE_ENDS for row in rows):
        return False
    places = []
    for row in rows:
        first = text.rfind("\n", 0, row.start) + 1
        cells = ((row.start + start, row.start + end) for start, end in cells_of(row.text))
        places.append([(_width(text[first:start]), _width(text[first:end])) for start, end in cells])
    columns = zip(*places, strict=True)
    return all(len({start for start, _ in own}) == 1 or len({end for _, end in own}) == 1 for own in columns)


def _width(words: str) -> int:
    return len(words) + sum(character >= WIDE_FROM for character in words)


def _row(line: TextLine, header: TextLine | None, separator: "re.Pattern[str]") -> Block:
    context = (Span(start=header.start, end=header.end),) if header and header is not line else ()
    unit = Unit(start=line.start, end=line.end, kind="row", context=context)
    tabs = (match.span() for match in separator.finditer(line.text))
    markup = tuple(Cut(line.start + a, line.start + b) for a, b in tabs)
    named = Unit(start=line.start, end=line.end, kind="row") if header is line or context else None
    return Block(start=line.start, end=line.end, role="text", markup=markup, unit=named and unit, whole=True)


def once(text: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Leave out an abstract that a page shows twice: a long paragraph of the beginning that comes again soon after.

    Under another heading it is text.
    """
    rest = iter(blocks)
    return (*_once(text, rest), *rest)


def _once(text: str, blocks: Iterator[Block]) -> Iterator[Block]:
    """Yield the blocks of the beginning, and leave the others where they are."""
    seen: set[str] = set()
    count = 0
    while count < _BEGINNING_PARAGRAPHS and (block := next(blocks, None)) is not None:
        if block.role is None:
            yield block
            continue
        count = _BEGINNING_PARAGRAPHS if block.role == "heading" else count + 1
        words = text[block.start : block.end]
        # A word of Latin letters takes about three times the room of one of Chinese.
        least = REPEATED_CHARACTERS * (3 if words.isascii() else 1)
        if block.role != "text" or block.unit or len(words) < least or words[-1] not in _SENTENCE_ENDS:
            yield block
        elif words in seen:
            yield Block(start=block.start, end=block.end, left_out="repeated")
        else:
            seen.add(words)
            yield block
