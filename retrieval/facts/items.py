"""Items of a sentence, its clauses and the members of its lists, in parts: figures, dates and characters in a row.

A name that no dictionary knows comes in pieces: 毛利元繁 as 毛利, 元 and 繁. As characters in a row, up to the next
word that only joins, it is one part, and so is 常务副校长.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from retrieval.facts.parsed import Wording
from retrieval.language.dates import Moment
from retrieval.language.quantities import Quantity
from retrieval.language.tokenizer import stop_words

CLAUSES = re.compile(
    r"(?<!\d)[,，、]|[,，、](?!\d)|[;；:：。!！?？\n]|以及|[和与及](?=\d)|(?<=[^\W\d_])而(?=在)"
    r"|(?<=[a-z]), | and | while | whereas "
)
"""What ends a clause, or a member of a list."""
GROUPS = re.compile(r"[;；。!！?？\n]")
"""What ends a group of clauses that say the same kind of thing of each of several."""
OPENS = "^"
"""Stands for the start of an item, in place of a word before its first part."""
_OPENING, _CLOSING = "(（〈[【", ")）〉]】"
_TITLE = re.compile(r"[《“「『]([^《》“”「」『』]{2,40})[》”」』]")
_RANGE = re.compile(r"\s?[至到~—–-]\s?")
# Words and signs that stand between two parts.
_BETWEEN = frozenset(
    "的了着过之是为在由被把将向从到于归叫比按以给和与及或跟同对就也都还又则而并却仍已曾有至自等里中上下后前时其该这那"
)
_BETWEEN_TAGS = frozenset(("x", "uj", "ul", "u", "uz", "ud", "uv", "ug", "p", "c", "y"))
# Tags of longer words that name nothing: deeds, and words of time, place and number.
_NAMELESS = frozenset(("v", "vd", "vg", "vi", "vq", "t", "f", "r", "m", "d"))
# A single character tells nothing by itself.
_LEAST_CHARACTERS = 2


class ItemPart(NamedTuple):
    """A figure, dates or characters in a row, with the words right before and behind it in its item.

    Both are empty where nothing stands.
    """

    start: int
    end: int
    text: str
    before: str
    behind: str
    figure: Quantity | None = None
    dates: tuple[Moment, ...] = ()


class SentenceItem(NamedTuple):
    """A stretch of a text with its parts."""

    start: int
    end: int
    text: str
    parts: tuple[ItemPart, ...]


@lru_cache(maxsize=64)  # a claim, and the sentences that it is laid beside
def items(wording: Wording, cut: re.Pattern[str] = CLAUSES) -> tuple[SentenceItem, ...]:
    """Return the items of a text between what cuts it; brackets belong to the item before them."""
    return tuple(
        SentenceItem(start, end, wording.folded[start:end], tuple(_parts(wording, start, end)))
        for start, end in _spans(wording, cut)
    )


def _spans(wording: Wording, cut: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    folded, start = wording.folded, 0
    whole = [(q.start, q.end) for q in wording.quantities] + [(m.start, m.end) for m in wording.moments]
    whole += [match.span() for match in _TITLE.finditer(folded)] + list(_brackets(folded))
    for mark in cut.finditer(folded):
        if any(a < mark.end() and mark.start() < b for a, b in whole):
            continue
        if mark.start() > start:
            yield start, mark.start()
        start = mark.end()
    if start < len(folded):
        yield start, len(folded)


def _brackets(folded: str) -> Iterator[tuple[int, int]]:
    """Yield where brackets that are closed again open and close."""
    opened: list[int] = []
    for at, character in enumerate(folded):
        if character in _OPENING:
            opened.append(at)
        elif character in _CLOSING and opened:
            start = opened.pop()
            if not opened:
                yield start, at + 1


def _parts(wording: Wording, start: int, end: int) -> Iterator[ItemPart]:
    """Yield the parts of an item in order."""
    measured = [*_figures(wording, start, end), *_dates(wording, start, end)]
    taken = [(part.start, part.end) for part in measured]
    runs = [_part(wording, a, b, start, end) for a, b in _runs(wording, start, end, taken)]
    yield from sorted([*measured, *runs], key=lambda part: part.start)


def _figures(wording: Wording, start: int, end: int) -> Iterator[ItemPart]:
    for figure in wording.quantities:
        if start <= figure.start and figure.end <= end and figure.kind != "ordinal":
            yield _part(wording, figure.start, figure.end, start, end)._replace(figure=figure)


def _dates(wording: Wording, start: int, end: int) -> Iterator[ItemPart]:
    """Yield the dates, those of a period as one."""
    periods: list[tuple[Moment, ...]] = []
    for date in wording.moments:
        if start <= date.start and date.end <= end:
            last = periods[-1] if periods else ()
            if last and _RANGE.fullmatch(wording.folded, last[-1].end, date.start):
                periods[-1] = (*last, date)
            else:
                periods.append((date,))
    for dates in periods:
        yield _part(wording, dates[0].start, dates[-1].end, start, end)._replace(dates=dates)


def _runs(wording: Wording, start: int, end: int, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield where characters in a row name something, titles as a whole."""
    titles = [m.span(1) for m in _TITLE.finditer(wording.folded, start, end)]
    yield from titles
    taken = [*taken, *titles]
    run = (start, start)
    for word, a, b, tag in wording.tagged:
        free = start <= a and b <= end and not any(a < y and x < b for x, y in taken)
        if word == " " and a == run[1] > run[0]:
            run = (run[0], b)
        elif free and not is_between(word, tag):
            if a != run[1]:
                yield from _long_enough(run, wording.folded)
            run = (run[0] if a == run[1] else a, b)
        elif free and run[1] == a:
            yield from _long_enough(run, wording.folded)
            run = (b, b)
    yield from _long_enough(run, wording.folded)


def _long_enough(run: tuple[int, int], folded: str) -> Iterator[tuple[int, int]]:
    end = run[0] + len(folded[slice(*run)].rstrip())
    if end - run[0] >= _LEAST_CHARACTERS:
        yield run[0], end


def is_between(word: str, tag: str) -> bool:
    """Return if a word stands between two parts; the dot within a name does not."""
    joins = word in _BETWEEN or (word.isascii() and word in stop_words()) or (tag in _BETWEEN_TAGS and word != "·")
    return joins or (len(word) > 1 and tag in _NAMELESS)


def _part(wording: Wording, start: int, end: int, first: int, last: int) -> ItemPart:
    begin, stop = (start - wording.folded[:start].endswith(" ")), end + wording.folded.startswith(" ", end)
    before = next((w for w, _, b, _ in wording.tagged if b == begin > first), OPENS if begin <= first else "")
    behind = next((w for w, a, b, _ in wording.tagged if a == stop and b <= last), "")
    return ItemPart(start, end, wording.folded[start:end], before, behind)
