"""Clauses of a sentence, and the words that each figure owns in its clause.

A cell is what lies between two marks of punctuation; a segment is a figure with the text that belongs to it: in
甲队得86分、乙队得91分 there are two segments. A chain 从18%升至24% is one stretch of text with two figures. Where a
sentence says 分别, each figure owns one item of the list before it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from retrieval.language.agreement import alike
from retrieval.language.quantities import Quantity
from retrieval.runtime import pattern

Place = tuple[int, int]

_MARK = pattern(r"(?<!\d)[,，:：]|[,，:：](?!\d)|[。;；!?！？\n()（）|]")
# Between two figures of a cell, this begins what belongs to the second.
_NEXT_ITEM = pattern(r"[、/,，]|\band\b|\bbut\b|[和与及并而]|以及|其中|同比|环比|较|比|从|由")
# Words before a figure at the start of its cell that name nothing: there the counted thing follows the figure.
_OPENING = pattern(
    r"(?:其中|包括了?|包含|还有|另有|另外|有|共计?|总共|约|大约|近|逾|超过?|以及|和|与|及|而|并|分别为?|达|[\s“「、])*"
)
# A noun that follows its figure directly or after 的: 19名儿童, 60%的股权.
_COUNTED_AFTER = pattern(r"[的之]?\s?[“「]?(?:[^\W_]{1,4}(?<![a-z](?=[a-z]))|[a-z]+)")
# What a figure with its noun is told of, up to the next item: 105名成员的众议院以及35名成员的参议院.
_TOLD_OF = pattern(r"[^\W\d_的]{1,4}的[^\W\d_的]{1,16}")
# In English, what a figure is of follows it: 28,100 from donations and 15,000 from a grant.
_ENGLISH_AFTER = pattern(
    r"(?: (?!and\b|or\b|to\b|but\b|within\b|than\b|more\b|less\b|up\b|down\b|from (?:about )?[$€£]?\d)[a-z][a-z'-]*"
    r"| (?:19|20)\d\d\b){1,9}"
)
_FROM = pattern(r"(?:[从由自]|\bfrom )[^,，。;；]{0,16}$")
_TO = pattern(r"(?:[到至为成达]了?|达到了?)(?:人民币|约|近|\s){0,3}$|\bto (?:about |nearly |almost |over )?$")
# What joins two statements, or a whole and its part, and is no change from one to the other: 高温为30℃而低温为24℃.
_APART = pattern(r"[而且但和与及、]|^[^\W\d_]{0,2}[中里内]")
# In English the later figure may come first: to $3.1bn from $2.5bn.
_PART_OF = pattern(r" of (?:them|these|those|which)\b")
_UP_FROM = pattern(
    r"(?:[^,.;]{0,24}|.{0,40}(?:up|down))\s?\b(?:from|instead of|rather than) (?:about |nearly |over )?$"
)
_EACH = pattern(r"分别|依次|各自?[为是]")
_LISTED = pattern(r"[、/]|以及|(?<=[^共总])[和与及跟或]|》(?=《)")
# Before the first item of a list come words that are no part of it.
_ITEM_START = pattern(r"[,，的在将有]")
_WHOLE = pattern(
    r"(?P<thing>[^\W\d,，。]{0,4}?)(?:中的?|里的?|当中|之中|里面)[^\W\d]{0,3}(?=\d|[一二三四五六七八九十两])"
)
_LIST_LEAD = pattern(r"[有:：]|分为")
# Years in a row, of which each has its own figure: 2018年至2020年,费用分别为….
_YEARS = pattern(r"((?:19|20)\d\d)年?\s?[至到~—–-]\s?((?:19|20)\d\d)年")
_MOST_BETWEEN = 30
# So small a number in words, such as 一家, counts what another figure of the clause is about.
_FEW = 3
# A smaller number right before a word may be part of what another figure is of.
_SMALL, _GOES_ON = 100, pattern(r"[\u4e00-\u9fff]")
# So near before 分别 ends a figure that is one of those meant.
_CLOSE = 4


class Segment(NamedTuple):
    """A figure with the slices of text that belong to it, and those that belong to its fellows in a list.

    `earlier` is the figure that it came from in a chain, `later` the one that it came to; `year` is its own in a
    list of years; `whole` the figure of which it counts a part.
    """

    figure: Quantity
    cell: int
    own: tuple[Place, ...]
    foreign: tuple[Place, ...] = ()
    earlier: Quantity | None = None
    later: Quantity | None = None
    year: int | None = None
    whole: Quantity | None = None

    def holds(self, place: Place) -> bool:
        """Return if a place is in the text of the figure."""
        return any(start <= place[0] and place[1] <= end for start, end in self.own)

    def bars(self, place: Place) -> bool:
        """Return if a place is in the text of another figure of the same list."""
        return any(start <= place[0] and place[1] <= end for start, end in self.foreign)


class Clauses:
    """A folded text cut into cells, and its figures with their segments."""

    def __init__(self, folded: str, figures: Sequence[Quantity]) -> None:
        self.folded = folded
        taken = [(q.start, q.end) for q in figures]
        marks = (m for m in _MARK.finditer(folded) if not any(a < m.end() and m.start() < b for a, b in taken))
        self.ends = tuple(mark.end() for mark in marks)
        plain = [q for q in figures if q.kind != "ordinal"]
        parts = list(_listed(folded, _chained(folded, list(self._plain(plain)))))
        self.segments = tuple(_parted(folded, parts))

    def cell(self, at: int) -> int:
        """Return the number of the cell that a place is in."""
        return bisect_right(self.ends, at)

    def span(self, cell: int) -> Place:
        """Return where a cell starts and ends."""
        return self.ends[cell - 1] if cell else 0, self.ends[cell] if cell < len(self.ends) else len(self.folded)

    def words(self, cell: int) -> str:
        """Return the text of a cell."""
        start, end = self.span(cell)
        return self.folded[start:end]

    def segment(self, figure: Quantity) -> Segment | None:
        """Return the segment of a figure; None for one that owns none."""
        return next((s for s in self.segments if s.figure == figure), None)

    def owner(self, place: Place) -> Segment | None:
        """Return the segment that a place is in."""
        return next((s for s in self.segments if s.holds(place)), None)

    def _plain(self, figures: Sequence[Quantity]) -> Iterator[Segment]:
        cells: dict[int, list[Quantity]] = {}
        for figure in figures:
            cells.setdefault(self.cell(figure.start), []).append(figure)
        for cell, told in cells.items():
            named = [q for n, q in enumerate(told) if self._of_a_name(q, told[n + 1 :])]
            own = [q for q in told if not _few(self.folded, q) and q not in named] or told
            start, end = self.span(cell)
            first = bool(_OPENING.fullmatch(self.folded, start, own[0].start))
            at = start
            for number, figure in enumerate(own):
                last = number + 1 == len(own)
                stop = end if last else own[number + 1].start
                behind = end if last else self._behind(figure.end, stop, counts=figure.kind == "number")
                begin = self._item(start) if first and number == 0 and self.folded[start - 1 : start] == "(" else at
                yield Segment(
                    figure,
                    cell,
                    (
                        (
                            begin,
                            behind if last or first else self._behind(figure.end, stop, counts=figure.kind == "number"),
                        ),
                    ),
                )
                at = behind

    def _of_a_name(self, figure: Quantity, others: Sequence[Quantity]) -> bool:
        """Return if a small number is part of what another figure of the clause is of: 主城9区人均产值突破8万元."""
        small = figure.kind == "number" and figure.unit == "" and figure.high < _SMALL
        return small and bool(_GOES_ON.match(self.folded, figure.end)) and any(q.kind != "number" for q in others)

    def _behind(self, start: int, stop: int, *, counts: bool) -> int:
        """Return where the words after a figure end that are its own, before those of the next figure."""
        counted = _ENGLISH_AFTER.match(self.folded, start, stop) or _COUNTED_AFTER.match(self.folded, start, stop)
        mark = _NEXT_ITEM.search(self.folded, start, stop)
        if mark and _TOLD_OF.fullmatch(self.folded, start, mark.start()):
            return mark.start()
        if mark and counted and mark.start() <= counted.end():
            return mark.start()
        things = self.folded[start : start + 1] in "的之" or counts or (counted is not None and counted[0].isascii())
        return counted.end() if counted and things else start

    def _item(self, bracket: int) -> int:
        """Return the start of the item before a bracket that opens at a place: 智能眼镜(346%)."""
        before = list(re.finditer(r"[、,，;；:：。)\n]", self.folded[: bracket - 1]))
        return before[-1].end() if before else 0


def _few(folded: str, figure: Quantity) -> bool:
    words = folded[figure.start : figure.end]
    return figure.kind == "number" and figure.high <= _FEW and not any(c.isdigit() for c in words)


@lru_cache(maxsize=1024)  # the sentences that come into question for one claim after the other
def clauses(folded: str, figures: tuple[Quantity, ...]) -> Clauses:
    """Return the clauses of a text, kept for when it is asked for again."""
    return Clauses(folded, figures)


def _chained(folded: str, segments: list[Segment]) -> list[Segment]:
    """Return the segments with those of chains joined: both figures own the words before and between them."""
    for number, second in enumerate(segments):
        for back in range(number - 1, max(-1, number - 3), -1):
            first = segments[back]
            between = folded[first.figure.end : second.figure.start]
            if not alike(first.figure, second.figure) or len(between) > _MOST_BETWEEN or "。" in between:
                continue
            if _PART_OF.match(folded, first.figure.end):
                continue
            if _UP_FROM.fullmatch(between):
                segments[back] = first._replace(earlier=second.figure)
                segments[number] = second._replace(later=first.figure)
                break
            led = bool(_FROM.search(folded[: first.figure.start]))
            near = "," not in between and len(between) <= _MOST_BETWEEN // 3 and not _APART.search(between)
            # Up to a later time is a stretch, and no change: 逾二年至三年内.
            if _TO.search(between) and (led or (near and first.figure.kind != "duration")):
                own = ((first.own[0][0], second.own[-1][1]),)
                segments[back] = first._replace(own=own, later=second.figure)
                segments[number] = second._replace(own=own, earlier=first.figure)
                break
    return segments


def _listed(folded: str, segments: list[Segment]) -> list[Segment]:
    """Return the segments with the items of lists given to figures that are told 分别."""
    for mark in _EACH.finditer(folded):
        behind = [s for s in segments if s.figure.start >= mark.end()]
        same = [s for s in behind if alike(s.figure, behind[0].figure)]
        run = _run(folded, mark.end(), same)
        if len(run) < 2:
            continue
        years = next((m for m in _YEARS.finditer(folded, 0, mark.start()) if len(run) == _count(m)), None)
        if years is not None:
            for number, segment in enumerate(run):
                segments[segments.index(segment)] = segment._replace(year=int(years[1]) + number)
            continue
        close = any(0 <= mark.start() - s.figure.end <= _CLOSE for s in segments)
        told, listed = (_before(folded, segments, mark.start(), len(run)), _items(folded, mark.start(), len(run)))
        items = (told or listed) if close else (listed or told)
        after = _items(folded, run[0].figure.start, len(run)) if not items else []
        items = items or [(max(a, mark.end()), b) for a, b in after if b > mark.end()]
        if len(items) < len(run):
            continue
        for item, segment in zip(items, run, strict=False):
            others = tuple(other for other in items if other != item)
            own = (*segment.own, item)
            at = segments.index(segment)
            segments[at] = segment._replace(own=_without(own, others), foreign=others)
    return segments


def _count(years: re.Match[str]) -> int:
    return int(years[2]) - int(years[1]) + 1


def _parted(folded: str, segments: list[Segment]) -> list[Segment]:
    """Return the segments with the text of a whole given to the part that is taken of it, 7起中的4起; what both count
    is either's: 7起事故中的4起.
    """
    for number, (whole, part) in enumerate(pairwise(segments)):
        taken = _WHOLE.match(folded, whole.figure.end) if whole.cell == part.cell else None
        if taken:
            segments[number] = whole._replace(own=((whole.figure.start, taken.end("thing")),))
            segments[number + 1] = part._replace(own=(*whole.own, *part.own), whole=whole.figure)
    return segments


def _without(own: Sequence[Place], others: Sequence[Place]) -> tuple[Place, ...]:
    return tuple(p for p in own if not any(p[0] <= o[0] and o[1] <= p[1] for o in others))


def _run(folded: str, at: int, segments: Sequence[Segment]) -> list[Segment]:
    """Return the figures that follow each other with little between them."""
    run: list[Segment] = []
    for segment in segments:
        if len(folded[at : segment.figure.start]) > (_MOST_BETWEEN if not run else _MOST_BETWEEN // 3):
            break
        run.append(segment)
        at = segment.figure.end
    return run


def _items(folded: str, at: int, count: int) -> list[Place]:
    """Return the last items of the list before a place; none if the clause has fewer."""
    at = len(folded[:at].rstrip("也均都则 "))
    begin = max((m.end() for m in re.finditer(r"[。;；:：!?\n]", folded[:at])), default=0)
    marks = [m for m in _LISTED.finditer(folded, begin, at) if m.end() < at - 1]
    if len(marks) < count - 1:
        return []
    inner = marks[len(marks) - count + 1 :]
    before = list(_ITEM_START.finditer(folded, begin, inner[0].start() - 1))
    first = before[-1].end() if before else begin
    starts, ends = [first, *(m.end() for m in inner)], [*(m.start() for m in inner), at]
    shared = "" if any("的" in folded[a:b] for a, b in zip(starts[1:-1], ends[1:-1], strict=True)) else "的"
    tail = re.search(rf"(?<=》)|[,，{shared}]", folded[starts[-1] : at])
    ends[-1] = starts[-1] + tail.start() if tail else at
    return list(zip(starts, ends, strict=True))


def _before(folded: str, segments: Sequence[Segment], at: int, count: int) -> list[Place]:
    """Return the texts of the last figures before a place, one for each: 产量达136万,交付量达131万,分别增长…"""
    before = [s for s in segments if s.figure.end <= at]
    if len(before) < count:
        return []
    first, *others = before[-count:]
    # What stands before 有 or 为 is what the whole list is of.
    led = [m.end() for m in _LIST_LEAD.finditer(folded, first.own[0][0], first.figure.start)]
    return [(led[-1] if led else first.own[0][0], first.own[0][1]), *(s.own[0] for s in others)]
