"""Markdown: the lines of its block structure, the front matter, and the bold fields that exports put on top."""

import re
import string
from collections.abc import Sequence
from functools import lru_cache

from retrieval.arrays.slices import Cut, new
from retrieval.documents.all_lines import LINE_BREAK, all_lines
from retrieval.documents.blocks import WHITE, Article, Block, TextLine, omitted
from retrieval.documents.boilerplate import (
    form_left_out,
    is_markup,
    line_left_out,
    split_text,
    suspect_lines,
    text_block,
)
from retrieval.documents.formats.front_matter import CLASS_KEYS, FIELD_KEYS, MANY_KEYS, front_matter, stated_by
from retrieval.documents.formats.markdown_structure import Kind, MarkdownStructure, structure_of
from retrieval.documents.formats.markdown_tables import with_html_rows
from retrieval.documents.inline import apart, inline_markup
from retrieval.documents.metadata import MetadataBuilder, One, date, moved, stated
from retrieval.documents.prose import is_heading, is_number
from retrieval.documents.wrapped_lines import unwrapped
from retrieval.model import Span, Stated, Unit

_HEADING = re.compile(r"[ \t]{0,3}(?:>[ \t]?){0,3}[ \t]{0,3}(?:[-*+][ \t]+)?#{1,6}[ \t]+(?=\S)")
_NUMBERED = re.compile(r"(?:\d{1,2}\\?[.、]|[（(]?[一二三四五六七八九十]{1,3}[)）、.]|▌|■|●|◆)\s{0,4}(?=\S)")
_ANY_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+\S", re.MULTILINE)
_PREFIX = re.compile(
    r"(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}\\?[.)](?=[ \t])))+[ \t]*(?:\[[ xX]\][ \t]+)?|(?:!!!|\?\?\?\+?)[ \t]+"
    r"|[ \t]*:::+[ \t]*|===[ \t]+(?=\")"
)
# Most lines are text that begins with no form of a line that is left out and no number of a heading; those of an item,
# with no mark but one.
_SIMPLE = re.compile(
    r"(?![A广廣推當当您你首免版特本图圖资資题題头頭一二三四五六七八九十第])(?=[^\W\d_]|\d++(?![.)、\\]))"
    r"|(?:[-*+]|\d{1,9}\\?[.)])[ \t]+(?=[^\W\d_]|`|[*_]{1,2}+[^\W_]|\[[^!xX \n])"
)
_CALLOUT = re.compile(r"\[!\w{1,20}\][-+]?[ \t]*")
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?|:::+)[ \t]*\w{0,30}[ \t]*")
_TEMPLATE = re.compile(r"\{%[^%\n]{0,300}%\}$|\{\{[^{}\n]{0,300}\}\}$")
_BOLD_FIELD = re.compile(r"\*\*(?P<key>[^*:：\n]{1,20})[:：]\*\*[ \t]*(?P<value>\S.*)$")
_LINK = re.compile(r"\[(?P<words>[^\]\n]{1,200})\]\((?P<url>https?://[^)\s]{1,500})\)")
_LINKS = re.compile(r"(?:\[{1,2}[^\[\]\n]{1,200}\]{1,2}(?:\([^()\s]{1,500}\))?[\s·|,，、]{0,5}+)++$")
_DEFINITION = re.compile(r"\[(?!\^)[^\[\]\n]{1,100}\]:[ \t]*(?:<|https?:|\.{0,2}/|#|\S{1,300}$)")
_PIPE = re.compile(r"(?:(?<![ \t])[ \t]++)?+(?<!\\)\|[ \t]*+")
_CLOSING_SIGNS = re.compile(r"(?<![ \t])[ \t]++#++$")
_ATTRIBUTES = re.compile(r"(?<![ \t])[ \t]*+\{[:#][^{}\n]{0,100}\}$")
_FENCES = ("```", "~~~")
_MARKUP_BEGINNINGS = frozenset("{[:-<")
_PAGE = re.compile(r"<!-- page \d{1,6} -->$")
_LETTERS = frozenset(string.ascii_letters)
# Most lines are told to have no white space at either end by one look into a set.
_HINT_LINES = 15


class _Head:
    """Beginning of a document so far: its title, if that is of the first rank, and if any text has come."""

    def __init__(self) -> None:
        self.title: str | None = None
        self.is_first_rank = False
        self.written = False


def read(text: str, *, named: bool = False) -> tuple[Article, ...] | None:
    """Read a Markdown document; return None if the text has neither heading nor front matter and is not `named` so."""
    gathering = MetadataBuilder()
    front = front_matter(text, gathering)
    if not named and front is None and not _ANY_HEADING.search(text):
        return None
    body = front.end if front else 0
    lines = all_lines(text, body)
    structure = structure_of(LINE_BREAK.sub("\n", text[body:]) if "\r" in text else text[body:])
    if "endhint" in text:
        _mark_hints(lines, structure.kinds)
    blocks = [omitted(front.start, _end(text, front.end), "metadata")] if front else []
    head = _Head()
    suspect = suspect_lines(text, lines)
    for number, line in enumerate(lines):
        start, end, words = line
        if not words:
            continue
        kind = structure.kinds.get(number, "text")
        plain = number not in suspect
        if plain and kind == "text" and (match := _SIMPLE.match(words)):
            head.written = True
            blocks += _simple(text, start, end, start + match.end())
        elif plain and kind == "code" and "](" not in words and not words.startswith(_FENCES):
            head.written = True
            blocks.append(new(Block, (start, end, "text", None, 0, False, (), None, False)))
        elif kind == "text" and head.written and words[0] not in _MARKUP_BEGINNINGS:
            blocks += _text(text, lines, number, not plain)
        else:
            blocks += _line(text, number, lines, structure, head, gathering)
    code = {lines[number].start for number, kind in structure.kinds.items() if kind == "code"}
    blocks = with_html_rows(text, blocks, code) if "<t" in text else blocks
    return (Article(blocks=tuple(unwrapped(text, blocks, code)), metadata=gathering.metadata()),)


def _end(text: str, end: int) -> int:
    while text[end - 1] in WHITE:
        end -= 1
    return end


def _mark_hints(lines: Sequence[TextLine], kinds: dict[int, Kind]) -> None:
    """Take the fields of a closed hint block as metadata if one of them is known to state some."""
    opened = -1
    for number, line in enumerate(lines):
        if not line.text.startswith("{%") or not line.text.endswith("%}"):
            continue
        if "endhint" in line.text:
            inner = [at for at in range(opened + 1, number) if lines[at].text]
            fields = [_BOLD_FIELD.match(lines[at].text) for at in inner] if number - opened <= _HINT_LINES else []
            if opened >= 0 and all(fields) and any(field and _key(field) in FIELD_KEYS for field in fields):
                kinds.update(dict.fromkeys(range(opened, number + 1), "metadata"))
            opened = -1
        else:
            opened = number if "hint" in line.text else -1


def _line(
    text: str,
    number: int,
    lines: Sequence[TextLine],
    structure: MarkdownStructure,
    head: _Head,
    gathering: MetadataBuilder,
) -> list[Block]:
    """Return the blocks of a line that is not plain."""
    line, kind = lines[number], structure.kinds.get(number, "text")
    may_state = not head.written and kind in ("text", "metadata")
    if may_state and (field := _BOLD_FIELD.match(line.text)) and _gather(line, field, gathering):
        kind = "metadata"
    if line.text.startswith("<!--") and _PAGE.match(line.text):
        return [omitted(line.start, line.end, "page mark")]
    if kind == "metadata":
        return [omitted(line.start, line.end, "metadata")]
    closing = kind == "code" and line.text.startswith(_FENCES) and not line.text.strip("`~")
    if kind == "markup" or closing or _is_markup(line.text, kind):
        return [omitted(line.start, line.end, "markup")]
    if kind == "heading":
        blocks = _heading(text, line, structure.levels[number], head, gathering)
    elif kind in ("header", "row"):
        blocks = [_row(text, line, lines[structure.headers[number]] if kind == "row" else None)]
    elif kind == "code":
        blocks = split_text(text, line.start, line.end)
    else:
        blocks = _text(text, lines, number)
    head.written = head.written or any(block.role in ("text", "heading") for block in blocks)
    return blocks


def _simple(text: str, begin: int, end: int, start: int) -> list[Block]:
    """Return the line `text[begin:end]`, in which nothing but the mark of an item comes before `start`."""
    markup = inline_markup(text, start, end)
    if markup and markup[0].start == start and is_markup(text, start, end, markup):
        block = omitted(start, end, "markup")
    else:
        block = new(Block, (start, end, "text", None, 0, False, markup, None, False))
    return [block] if start == begin else [omitted(begin, start, "markup"), block]


def _is_markup(line: str, kind: Kind) -> bool:
    if kind == "code" or line[0] not in _MARKUP_BEGINNINGS:
        return False
    return bool(_TEMPLATE.match(line) or _DEFINITION.match(line) or line in (":::", "::::", "[TOC]", "[toc]", "---"))


def _beside(lines: Sequence[TextLine], number: int) -> TextLine | None:
    return next((line for line in lines[number + 1 : number + 4] if line.text), None)


def _is_isolated(lines: Sequence[TextLine], number: int) -> bool:
    before = lines[number - 1].text if number else ""
    after = lines[number + 1].text if number + 1 < len(lines) else ""
    return not before and not after


def _heading(text: str, line: TextLine, level: int, head: _Head, gathering: MetadataBuilder) -> list[Block]:
    if not line.text.strip("#"):
        return [omitted(line.start, line.end, "markup")]
    match = _HEADING.match(line.text)
    start = line.start + (match.end() if match else 0)
    words = text[start : line.end] if match else line.text
    if match and words.endswith("#"):
        words = _CLOSING_SIGNS.sub("", words).rstrip("#" + WHITE)
    if words.endswith("}"):
        words = _ATTRIBUTES.sub("", words)
    end = start + len(words)
    blocks = [omitted(line.start, start, "markup")] if start > line.start else []
    rest = [omitted(end, line.end, "markup")] if end < line.end and text[end : line.end].strip() else []
    if not words:
        return [*blocks, *rest]
    markup = inline_markup(text, start, end)
    shown = _shown(text, start, end, markup)
    if shown == head.title and head.is_first_rank and not rest:
        return [*blocks, omitted(start, end, "repeated")]
    if head.title is None and not head.written and gathering.may_be_titled(shown):
        head.title, head.is_first_rank = shown, level == 1
        title = stated(start, text[start:end])
        gathering.state("title", title.model_copy(update={"value": shown}))
        return [*blocks, *split_text(text, start, end, "title", marks=lambda *_: markup), *rest]
    return [*blocks, *split_text(text, start, end, "heading", level, marks=lambda *_: markup), *rest]


def _shown(text: str, start: int, end: int, markup: Sequence[Cut]) -> str:
    pieces, at = [], start
    for cut in markup:
        pieces.append(text[at : cut.start])
        at = cut.end
    return "".join([*pieces, text[at:end]]).strip()


def _row(text: str, line: TextLine, header: TextLine | None) -> Block:
    """Return a row of a table, its pipes as markup; the header is a row without one."""
    pipes = [match.span() for match in _PIPE.finditer(text, line.start, line.end)]
    cuts = [*pipes, *inline_markup(text, line.start, line.end)]
    context = (_span(header.start, header.end),) if header else ()
    unit = Unit.model_construct(start=line.start, end=line.end, kind="row", context=context)
    return new(Block, (line.start, line.end, "text", None, 0, False, apart(cuts), unit, True))


@lru_cache(1)
def _span(start: int, end: int) -> Span:
    """Return a slice, the same one for all rows of a table; places of lines are valid as they are."""
    return Span.model_construct(start=start, end=end)


def _text(text: str, lines: Sequence[TextLine], number: int, suspect: bool = True) -> list[Block]:
    """Return a line of a paragraph or an item, without its mark; a numbered line by itself may head what follows."""
    line = lines[number]
    reason = line_left_out(line.text) if suspect else form_left_out(line.text)
    if reason:
        return [omitted(line.start, line.end, reason)]
    match = _PREFIX.match(line.text)
    start = line.start + (match.end() if match else 0)
    if line.text.startswith(("!!!", "???", ":::")) and (admonition := _ADMONITION.match(line.text)):
        start = max(start, line.start + admonition.end())
    if text.startswith("[!", start) and (callout := _CALLOUT.match(text, start, line.end)):
        start = callout.end()
    blocks = [omitted(line.start, start, "markup")] if start > line.start else []
    if start >= line.end:
        return blocks
    numbered = not match and line.text[0] not in _LETTERS and (_NUMBERED.match(line.text) or is_number(line.text))
    if numbered and _is_isolated(lines, number) and is_heading(line, _beside(lines, number)):
        level = 1 if is_number(line.text) else 3
        return split_text(text, line.start, line.end, "heading", level, marks=inline_markup)
    if suspect:
        return [*blocks, *split_text(text, start, line.end, marks=inline_markup)]
    return [*blocks, *text_block(text, start, line.end, markup=inline_markup(text, start, line.end))]


def _gather(line: TextLine, match: "re.Match[str]", gathering: MetadataBuilder) -> bool:
    """Take a bold field whose key is known; tell whether it is."""
    key = _key(match)
    if name := stated_by(key, match["value"]):
        gathering.state(name, _value(line, match, name))
    elif key in MANY_KEYS:
        gathering.name(MANY_KEYS[key], _value(line, match) or stated(line.start + match.start("value"), match["value"]))
    return key in FIELD_KEYS or (key in CLASS_KEYS and bool(_LINKS.match(match["value"])))


def _key(field: "re.Match[str]") -> str:
    return field["key"].strip().lower()


def _value(line: TextLine, match: "re.Match[str]", name: One | None = None) -> Stated | None:
    start = line.start + match.start("value")
    link = _LINK.match(match["value"])
    if name == "published":
        found = date(match["value"], 0, len(match["value"]))
        return moved(found, start) if found else None
    if link:
        part = "url" if name == "url" else "words"
        return stated(start + link.start(part), link[part])
    return stated(start, match["value"])
