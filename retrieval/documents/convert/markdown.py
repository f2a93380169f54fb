"""A converted document, and the Markdown that is made of it."""

import json
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from retrieval.collection import RECORD
from retrieval.documents.inline import literal
from retrieval.language.fold import RADICALS
from retrieval.model import Position, Value
from retrieval.runtime import pattern

_NO_TITLE = pattern(
    r"(?i)\s*+(\(anonymous\)|untitled.*+|无标题|無標題|microsoft (word|powerpoint|excel) - .*+"
    r"|powerpoint(演示文稿| (presentation|演示文稿|簡報))"
    r"|(slide|幻灯片|投影片|document|presentation|文档|文件|演示文稿|簡報) ?+\d++"
    r"|.*\.(docx?|pdf|pptx?|xlsx?|od[tps]|indd|tex|dvi|html?|md|txt|rtf|wps|pages|key))?\s*"
)

_NO_AUTHOR = pattern(
    r"(?i)\s*+(\(?anonymous\)?|administrator|admin|user|owner|unknown|python-docx|openpyxl|wps.*+|windows.*+|微软.*+|微軟.*+"
    r"|microsoft.*+|steve canny|作者|用户|使用者)?\s*"
)
_FENCE = "```"
# A heading that is written twice in a row, as title and as first heading.
_TWICE = pattern(r"(?m)^(#+ [^\n]+)\n\n\1$")


class Part(Value):
    """A part of a document as Markdown: a page, sheet or slide, or all of it if it has no such parts."""

    text: str
    position: Position = Position()
    # Finer positions within it, such as of rows: offsets in the text from which they hold.
    inner: tuple[tuple[int, Position], ...] = ()
    # A document of its own, which states this of itself.
    is_document: bool = False
    title: str | None = None
    author: str | None = None
    published: str | None = None


def line_by_line(lines: Sequence[str], numbers: Sequence[int]) -> Part:
    """Return a part each line of which is made of a line of the original, by its number.

    Positions are kept only for lines whose number is not the next one.
    """
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    follows = [number == before + 1 for before, number in pairwise([0, *numbers])]
    follows[:1] = [False]
    inner = ((at, Position(line=n)) for at, n, next_one in zip(starts, numbers, follows, strict=False) if not next_one)
    return Part(text="\n".join(lines), inner=tuple(inner))


class Converted(Value):
    """A document as Markdown, and what its properties state of it.

    Headings, items, tables and fences of its parts are markup; what looks like markup within a line only if they are
    `inline`.
    """

    parts: tuple[Part, ...]
    inline: bool = False
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


class Conversion(Value):
    """The text of a converted file, and where in the original it stands: positions hold from their offsets on."""

    text: str
    positions: tuple[tuple[int, Position], ...] = ()


def believable_title(title: str | None) -> str | None:
    """Return the title of a document's properties, or None if it is what a program put there."""
    return None if title is None or len(title.strip()) < 2 or _NO_TITLE.fullmatch(title) else title.strip()


def believable_author(author: str | None) -> str | None:
    """Return the author of a document's properties, or None if it is what a program put there."""
    return None if author is None or _NO_AUTHOR.fullmatch(author) else author.strip()


def conversion(found: Converted) -> Conversion:
    """Return the Markdown of a document with front matter, and a table of the parts' offsets."""
    head = _front_matter(_stated(found))
    parts = found.parts if found.inline else tuple(map(_literal, found.parts))
    texts = [
        _own_head(part) + (_ordinary(part) if part.inner else _TWICE.sub(r"\1", _ordinary(part).strip())) + "\n\n"
        for part in parts
    ]
    offsets = accumulate(map(len, texts), initial=len(head))
    positions = tuple(
        (offset + at, position)
        for offset, part in zip(offsets, parts, strict=False)
        for at, position in ((0, part.position), *part.inner)
    )
    return Conversion(text=head + "".join(texts), positions=positions)


def markdown_file(found: Converted, file: str, sha256: str) -> str:
    """Return a whole Markdown file: front matter that names the original and its SHA-256, then the text."""
    parts = [
        f"<!-- page {part.position.page} -->\n\n{_ordinary(part).strip()}"
        if part.position.page
        else _own_heading(part) + _ordinary(part).strip()
        for part in (found.parts if found.inline else map(_literal, found.parts))
        if part.text.strip()
    ]
    return _front_matter({**_stated(found), "file": file, "sha256": sha256}) + "\n\n".join(parts) + "\n"


def _literal(part: Part) -> Part:
    """Return a part with an escape before what looks like markup in a line; positions follow their lines."""
    lines: list[str] = []
    in_code = False
    before = part.text.split("\n")
    for line in before:
        fences = line.lstrip().startswith(_FENCE)
        lines.append(line if in_code or fences else literal(line))
        in_code ^= fences
    starts, moved = ([*accumulate((len(line) + 1 for line in own), initial=0)] for own in (before, lines))
    numbers = (bisect_right(starts, at) - 1 for at, _ in part.inner)
    inner = [(moved[n] + at - starts[n], position) for n, (at, position) in zip(numbers, part.inner, strict=True)]
    return part.model_copy(update={"text": "\n".join(lines), "inner": tuple(inner)})


def _ordinary(part: Part) -> str:
    """Return the text of a part with radicals as the characters that they look like."""
    return part.text.translate(RADICALS)


def _own_head(part: Part) -> str:
    """Return the front matter of a part that is a document of its own: its number among them first."""
    stated = {"title": part.title, "author": part.author, "published": part.published}
    return _front_matter({RECORD: str(part.position.record), **stated}) if part.is_document else ""


def _own_heading(part: Part) -> str:
    """Return the title of a part that is a document of its own, and who wrote it when, as Markdown shows them."""
    if not part.is_document:
        return ""
    lines = (f"# {part.title}" if part.title else "", ", ".join(filter(None, (part.author, part.published))))
    return "".join(f"{literal(' '.join(line.split()))}\n\n" for line in lines if line)


def _stated(found: Converted) -> dict[str, str | None]:
    return {name: getattr(found, name) for name in ("title", "author", "publisher", "published", "url")}


def _front_matter(stated: dict[str, str | None]) -> str:
    fields = [f"{name}: {_yaml(' '.join(value.split()))}" for name, value in stated.items() if value and value.strip()]
    return "\n".join(["---", *fields, "---", "", ""]) if fields else ""


def _yaml(value: str) -> str:
    """Return a value as YAML reads it back: in quotes only if it must be."""
    return (
        value
        if ": " not in value and " #" not in value and value[0] not in "\"'[]{}#&*!|>%@`-?:,"
        else json.dumps(value, ensure_ascii=False)
    )
