"""All lines of a text by their numbers, as the parser of Markdown counts them."""

import re
from itertools import chain, repeat

from retrieval.arrays import kernels
from retrieval.arrays.slices import new
from retrieval.documents.blocks import WHITE, TextLine

LINE_BREAK = re.compile(r"(\r\n|\n|\r)")
_WHITE = frozenset(WHITE)


def all_lines(text: str, start: int) -> list[TextLine]:
    """Return the lines of a text from a character on, each at the place of its number, blank ones included."""
    if kernels.compiled:
        found: list[TextLine] = kernels.compiled.lines(text, start, TextLine)
        return found
    body = text[start:]
    pieces = LINE_BREAK.split(body) if "\r" in body else []
    raws, breaks = (pieces[::2], map(len, pieces[1::2])) if pieces else (body.split("\n"), repeat(1))
    lines: list[TextLine] = []
    for raw, size in zip(raws, chain(breaks, (0,)), strict=False):
        length = len(raw)
        if raw and (raw[0] in _WHITE or raw[-1] in _WHITE):
            words = raw.strip(WHITE)
            begin = start + raw.index(words) if words else start
            lines.append(new(TextLine, (begin, begin + len(words), words)))
        else:
            lines.append(new(TextLine, (start, start + length, raw)))
        start += length + size
    return lines
