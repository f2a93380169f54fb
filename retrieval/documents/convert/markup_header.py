"""Header of an RST, AsciiDoc, Org or TeX document: the author and the date that its first lines state."""

import re
from typing import NamedTuple

from retrieval.documents.convert.markdown import believable_author
from retrieval.documents.metadata import date

MAX_HEADER_LINES = 40
_AUTHOR = {
    ".org": re.compile(r"(?i)#\+author:\s*(\S.*)"),
    ".rst": re.compile(r"(?i):(?:author|作者):\s*(\S.*)"),
    ".tex": re.compile(r"\\author\{([^{}\\]{1,80})\}$"),
    ".adoc": re.compile(r"(?i):author:\s*(\S.*)|([^\W\d_][^<>\n:;|]{1,60}) <[^<>@\s]{1,60}@[^<>\s]{1,60}>$"),
}
_DATE = {
    ".org": re.compile(r"(?i)#\+date:\s*(\S.*)"),
    ".rst": re.compile(r"(?i):(?:date|日期):\s*(\S.*)"),
    ".tex": re.compile(r"\\date\{([^{}\\]{1,40})\}$"),
    ".adoc": re.compile(r"(?i):revdate:\s*(\S.*)|v?\d[\w.-]{0,20},\s*(\d{4}-\d{1,2}-\d{1,2})(?::.*)?$"),
}
# Lines of AsciiDoc that state something without a name for it are only those right below the title.
_ADOC_TITLE = re.compile(r"=\s+\S")
_UNNAMED_LINES = 2


class Header(NamedTuple):
    """Author and date that the first lines state, and the numbers, from 0, of the lines that say nothing else."""

    author: str | None
    published: str | None
    lines: frozenset[int]


def header(lines: list[str], kind: str) -> Header:
    """Return the author and the full date that the first lines state, each the first one."""
    author = published = None
    taken: set[int] = set()
    title = next((at for at, line in enumerate(lines[:MAX_HEADER_LINES]) if _ADOC_TITLE.match(line)), -_UNNAMED_LINES)
    for at, line in enumerate(lines[:MAX_HEADER_LINES]):
        if kind == ".adoc" and not line.startswith(":") and not 0 < at - title <= _UNNAMED_LINES:
            continue
        if author is None and (words := _words(_AUTHOR[kind], line)):
            author = believable_author(" ".join(words.split()))
            taken |= {at} if author else set()
        elif published is None and (words := _words(_DATE[kind], line)):
            found = date(words, 0, len(words))
            published = found.value if found else None
            taken |= {at} if published else set()
    return Header(author, published, frozenset(taken))


def _words(pattern: re.Pattern[str], line: str) -> str | None:
    match = pattern.match(line.strip())
    return next((group for group in match.groups() if group), None) if match else None
