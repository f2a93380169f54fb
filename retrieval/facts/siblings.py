"""Siblings among what clauses begin or end with: names that are the same but for one mark, as 甲库 and 乙库.

Two clauses of which one is on 甲库 and the other on 乙库 tell the two apart, whatever they say. What marks them is
read off the clauses themselves: 一期/二期, v2.0/v2.1, 东门/西门, 个人版/企业版, 白班/夜班 need no list.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from retrieval.facts.clauses import Place

# A mark has so many characters, and so many clauses further on is the next sibling at most.
_MARK_CHARACTERS, _CLAUSES_APART = 3, 5
# So many characters before a mark are a name by themselves, and so many stand before a name at most.
_LEAST_SHARED, _BEFORE_IT = 2, 8
# What a clause may open with before a name.
_OPENING = re.compile(
    r"[\s“「《(（]*(?:其中|而|则|但|且|若|如|在|对|对于|凡|另|[①-⑳]|[\d一二三四五六七八九十]{1,2}[、.)）]\s?)?"
)
# Members of a list before the last one.
_LISTED = re.compile(r"(?:[a-z\u4e00-\u9fff]{2,6}?[、与和及])+")
_JOINT = re.compile(r"[、与和及]")
# A name goes on behind a mark with a character that says something.
_NAMES = re.compile(r"[a-z\u4e00-\u9fff]")
_JOINS = frozenset("的了是在有和与及或也都就还又不没未可能会要将被把给为由从到至以于对上下里中内外个名位元人年月日时分")
_WORD_CHARACTER = re.compile(r"[a-z\d]")
_LATIN = re.compile(r"[a-z]+")
_MARKS = re.compile(r"[上下甲乙丙丁戊东西南北左右前后主副大小初中高早晚新老]|[a-h]|[一二三四五六七八九十]{1,3}|\d{1,3}")

# The lengths that two marks may have, the shortest of one length first.
_SIZES = sorted(product(range(1, _MARK_CHARACTERS + 1), repeat=2), key=lambda size: (size[0] != size[1], sum(size)))


class Sibling(NamedTuple):
    """A name with a mark in one clause: its place, its shortest form that has the mark, and the clause.

    `listed`: the mark is one that many names have, such as 甲 or 东.
    """

    start: int
    end: int
    form: str
    cell: int
    listed: bool

    def place_in(self, folded: str) -> Place | None:
        """Return where a text has the name, not as part of a longer code or number."""
        at = folded.find(self.form)
        while at >= 0:
            before, behind = folded[at - 1 : at], folded[at + len(self.form) : at + len(self.form) + 1]
            cut = _WORD_CHARACTER.match(before) and _WORD_CHARACTER.match(self.form)
            cut = cut or (_WORD_CHARACTER.match(behind) and _WORD_CHARACTER.match(self.form[-1]))
            if not cut:
                return at, at + len(self.form)
            at = folded.find(self.form, at + 1)
        return None


@lru_cache(maxsize=256)  # the sentences that one claim is laid beside
def siblings(folded: str, cells: tuple[Place, ...]) -> tuple[tuple[Sibling, Sibling], ...]:
    """Return the pairs of names of two clauses of a text that differ only in a mark.

    >>> [(a.form, b.form) for a, b in siblings("甲库存放水泥,乙库堆放木材", ((0, 7), (7, 13)))]
    [('甲库', '乙库')]
    """
    return tuple(_pairs(folded, cells))


def _pairs(folded: str, cells: tuple[Place, ...]) -> Iterator[tuple[Sibling, Sibling]]:
    opened, closed = [_opened(folded, *cell) for cell in cells], [_closed(folded, *cell) for cell in cells]
    for first in range(len(cells)):
        for second in range(first + 1, min(len(cells), first + 1 + _CLAUSES_APART)):
            begun = [_begin_alike(folded, *pair) for pair in product(opened[first], opened[second])]
            alike = [found for found in begun if found is not None]
            alike = alike or [found for found in (_end_alike(folded, closed[first], closed[second]),) if found]
            for found in alike:
                one, other = (folded[slice(*place)] for place in found)
                listed = all(_MARKS.search(form) for form in (one, other))
                yield Sibling(*found[0], one, first, listed), Sibling(*found[1], other, second, listed)


def _opened(folded: str, start: int, end: int) -> list[Place]:
    """Return where a clause begins, and each further member of a list that it begins with: 乙 of 甲与乙存放木材."""
    match = _OPENING.match(folded, start, end)
    start = match.end() if match else start
    listed = _LISTED.match(folded, start, end)
    joins = _JOINT.finditer(folded, start, listed.end()) if listed else ()
    return [(start, end), *((joint.end(), end) for joint in joins)]


def _closed(folded: str, start: int, end: int) -> Place:
    while end > start and not folded[end - 1].isalnum():
        end -= 1
    return start, end


def _begin_alike(folded: str, one: Place, other: Place) -> tuple[Place, Place] | None:
    """Return what two clauses begin with, up to the first character behind the mark, if only the mark differs; the
    first of them may begin with what both are of: 夜校初级班, 高级班.
    """
    (a, stop), (b, end) = one, other
    shared = 0
    while a + shared < stop and b + shared < end and folded[a + shared] == folded[b + shared]:
        shared += 1
    while shared and folded[a + shared - 1].isdigit():
        # 12 and 15 are marks as wholes.
        shared -= 1
    first, second = a + shared, b + shared
    latin = shared >= _LEAST_SHARED and _LATIN.match(folded, a)
    for mine, theirs in _marks(folded, first, second):
        if mine >= stop or theirs >= end or not (latin or shared or folded[mine] == folded[theirs]):
            continue
        if not _is_mark(folded, (first, mine), (second, theirs)):
            continue
        listed = _MARKS.fullmatch(folded, first, mine) and _MARKS.fullmatch(folded, second, theirs)
        joins = shared > 0 and folded[mine] in _JOINS and folded[theirs] in _JOINS
        if listed and (latin or joins):
            # v3.1 and v3.2 are names as they stand, and so are 高二 and 高三 before 为.
            return (a, mine), (b, theirs)
        if folded[mine] == folded[theirs] and _goes_on(folded[mine], marked=shared > 0 or listed is not None):
            return (a, mine + 1), (b, theirs + 1)
    within = (at for at in range(a + 1, min(a + 1 + _BEFORE_IT, stop - 1)) if shared == 0)
    return next((found for at in within if (found := _listed_alike(folded, at, b, stop, end))), None)


def _listed_alike(folded: str, one: int, other: int, stop: int, end: int) -> tuple[Place, Place] | None:
    """Return two names that begin with marks of a list and go on with the same two characters."""
    first, second = (_MARKS.match(folded, at) for at in (one, other))
    if (
        first is None
        or second is None
        or first[0] == second[0]
        or max(first.end() + 1 - stop, second.end() + 1 - end) > 0
    ):
        return None
    tails = folded[first.end() : first.end() + 2], folded[second.end() : second.end() + 2]
    same = tails[0] == tails[1] and len(tails[0]) > 1 and all(_goes_on(c, marked=False) for c in tails[0])
    return ((one, first.end() + 2), (other, second.end() + 2)) if same else None


def _marks(folded: str, one: int, other: int) -> list[tuple[int, int]]:
    """Return where two marks may end that begin at two places, the shortest of one length first."""
    runs = [_LATIN.match(folded, at) for at in (one, other)]
    if runs[0] and runs[1]:
        return [(runs[0].end(), runs[1].end())]
    return [(one + m, other + n) for m, n in _SIZES]


def _is_mark(folded: str, one: Place, other: Place) -> bool:
    """Return if two stretches may be marks: whole numbers, or characters of which none is a digit."""
    words = folded[slice(*one)], folded[slice(*other)]
    if all(word.isdigit() for word in words):
        return not folded[one[1]].isdigit() and not folded[other[1]].isdigit()
    if all(_MARKS.fullmatch(word) for word in words):
        return True
    alike = len(words[0]) == len(words[1]) or all(word.isascii() for word in words)
    # What comes from Japan is marked by 日, too.
    plain = all(character.isalpha() and character not in _JOINS for character in "".join(words).replace("日", "英"))
    return alike and plain


def _goes_on(character: str, *, marked: bool) -> bool:
    """Return if a name goes on with a character."""
    return _NAMES.fullmatch(character) is not None and (marked or character not in _JOINS)


def _end_alike(folded: str, one: Place, other: Place) -> tuple[Place, Place] | None:
    """Return what two clauses end with, if it differs in a mark of a list: 在甲库, 在乙库."""
    (start, a), (begin, b) = one, other
    shared = 0
    while a - shared > start and b - shared > begin and folded[a - shared - 1] == folded[b - shared - 1]:
        shared += 1
    if not 0 < shared <= _MARK_CHARACTERS + 1:
        return None
    for size in range(_MARK_CHARACTERS, 0, -1):
        mine, theirs = (a - shared - size, a), (b - shared - size, b)
        marks = (_MARKS.fullmatch(folded, at, at + size) for at in (mine[0], theirs[0]))
        if mine[0] >= start and theirs[0] >= begin and all(marks):
            return mine, theirs
    return None
