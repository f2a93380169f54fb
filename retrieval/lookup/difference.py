"""Differences, letter by letter, between a text and the slice of a file that it was taken from.

Letters are what makes it the same text: letters and digits in one script, width and case. Of Latin words, all of the
word is what differs.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from retrieval.language.fold import fold
from retrieval.language.numerals import numbers
from retrieval.model import Span, Value

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?(?:\s?(?:%|[百千万亿兆]+))?|[零〇一二两三四五六七八九十百千]+[百千万亿兆]*")
_WITHIN_FIGURE = re.compile(r"\d[,.]?\d|\d\.|\.\d")
_LAST_LATIN = "\u024f"
# How far from where a text is expected its ends are looked for, in letters, and how often.
_REACH, _ROUNDS = 40, 2
_LONG_LETTERS = 300


class Letters(NamedTuple):
    """The letters of a text, and for each the place in the text where it stands.

    A point between digits and a sign for per cent count as letters, because they tell what a figure is.
    """

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the slice of the text from letter `start` to the end of letter `end - 1`; empty where they
        are none.
        """
        if start >= end:
            at = self.places[start] if start < len(self.places) else (self.places[-1] + 1 if self.places else 0)
            return at, at
        return self.places[start], self.places[end - 1] + 1

    def letter_at(self, place: int) -> int:
        """Return the number of the first letter at a place of the text or behind it."""
        return bisect_left(self.places, place)


def letters(text: str, offset: int = 0) -> Letters:
    """Return the letters of a text; their places are counted from `offset`."""
    folded = fold(text)
    kept = [at for at, character in enumerate(folded) if character.isalnum() or _of_a_figure(folded, at)]
    return Letters("".join(folded[at] for at in kept), tuple(at + offset for at in kept))


def _of_a_figure(folded: str, at: int) -> bool:
    if folded[at] == "%":
        return True
    return folded[at] == "." and folded[at - 1 : at].isdigit() and folded[at + 1 : at + 2].isdigit()


class Difference(Value):
    """One change: `own` is the slice of the text looked up, `there` that of the file; one is empty but for a change.

    `claimed` and `found` are the words of the two slices. `figure` says that a number has another value there; such a
    difference takes in the whole number.
    """

    kind: Literal["inserted", "deleted", "changed"]
    claimed: str
    found: str
    own: Span
    there: Span
    figure: bool = False


def is_cut_within_word(own: str, file: str, there: Letters, start: int, end: int) -> bool:
    """Return True if the letters `start:end` of a file differ from a text at an edge within a Latin word or a number.

    There they are no counterpart of its first or last words: nothing but the number of edits chose them.
    """
    found = changes(own, there.text[start:end])
    begins = found[0][0] == found[0][2] == 0
    ends = found[-1][1] == len(own) and found[-1][3] == end - start
    return (begins and _is_within_word(file, there, start)) or (ends and _is_within_word(file, there, end))


def is_cut_within_figure(own: str, file: str, there: Letters, start: int, end: int) -> bool:
    """Return True if a text begins or ends with digits that are part of a longer figure at letters `start:end`."""
    begins, ends = own[0] == there.text[start], own[-1] == there.text[end - 1]
    return (begins and _is_within_figure(file, there, start)) or (ends and _is_within_figure(file, there, end))


def _is_within_figure(file: str, there: Letters, letter: int) -> bool:
    if not 0 < letter < len(there.places):
        return False
    return bool(_WITHIN_FIGURE.fullmatch(file[there.places[letter - 1] : there.places[letter] + 1]))


def _is_within_word(file: str, there: Letters, letter: int) -> bool:
    if not 0 < letter < len(there.places):
        return False
    before, at = there.places[letter - 1], there.places[letter]
    return at == before + 1 and all(_is_latin(file[place]) or file[place].isdecimal() for place in (before, at))


class Alignment(NamedTuple):
    """Alignment of letters among others: letters `start:end` of those, and the number of edits."""

    start: int
    end: int
    edits: int


def expected(own: str, around: str, first: int, last: int) -> tuple[int, int]:
    """Return where a text should lie among letters of which `first:last` are the sentence that it has most in
    common with.
    """
    if len(own) > _LONG_LETTERS:
        # Sliding a long text along would take seconds; the sentence in it tells as well where it begins.
        anchor = fuzz.partial_ratio_alignment(around[first:last], own)
        start = max(0, first - (anchor.dest_start if anchor and last - first <= len(own) else 0))
        return start, min(len(around), start + len(own))
    near = fuzz.partial_ratio_alignment(own, around)
    # Of a text longer than what is around, rapidfuzz tells where that lies in it.
    return (near.dest_start, near.dest_end) if near and len(around) > len(own) else (0, len(around))


def aligned(own: str, there: str, start: int, end: int) -> Alignment:
    """Return the slice of `there` with the fewest edits to `own`, near `start:end`; of equal ones the nearest
    to that.
    """
    reach = _reach(own)
    for _ in range(_ROUNDS):  # the best start depends a little on the end, and the other way round
        before = start, end
        starts = range(max(0, start - reach), min(end, start + reach) + 1)
        start = _nearest(own, start, ((at, there[at:end]) for at in _outward(start, starts)))
        ends = range(max(start, end - reach), min(len(there), end + reach) + 1)
        end = _nearest(own, end, ((at, there[start:at]) for at in _outward(end, ends)))
        if (start, end) == before:
            break
    return Alignment(start, end, Levenshtein.distance(own, there[start:end]))


def greatest_likeness(own: str, there: str, start: int, end: int) -> float:
    """Return a likeness over which no slice is that `aligned` may find; it is known at once."""
    # Each letter by which a start or an end moves on spares one edit at most.
    moved = 2 * _ROUNDS * _reach(own)
    edits = Levenshtein.distance(own, there[start:end]) - moved
    return 1 - edits / max(len(own), end - start + moved, 1)


def _reach(own: str) -> int:
    return min(len(own) // 4 + 2, _REACH)


def _outward(origin: int, places: range) -> Iterator[int]:
    """Yield places in a row by their distance from one of them, of two as far away the lower one first."""
    for distance in range(max(origin - places.start + 1, places.stop - origin)):
        if origin - distance in places:
            yield origin - distance
        if distance and origin + distance in places:
            yield origin + distance


def _nearest(own: str, origin: int, slices: Iterable[tuple[int, str]]) -> int:
    """Return the place whose slice has the fewest edits to `own`, the first of equal ones; else the origin."""
    best, fewest = origin, None
    for at, text in slices:
        edits = Levenshtein.distance(own, text, score_cutoff=None if fewest is None else fewest - 1)
        if fewest is None or edits < fewest:
            best, fewest = at, edits
        if fewest == 0:
            break
    return best


def differences(text: str, own: Letters, file: str, there: Letters) -> tuple[Difference, ...]:
    """Return the differences between a text and a slice of a file; figures first, then in the order of the text."""
    found: list[Difference] = []
    for a, b, c, d in changes(own.text, there.text):
        one = _spans(text, own.span(a, b), file, there.span(c, d))
        if found and _meet(found[-1], one):
            # A figure of which several digits differ is one difference.
            one = _Spans(
                _union(found[-1].own, one.own), _union(found[-1].there, one.there), found[-1].figure or one.figure
            )
            found.pop()
        found.append(_difference(text, file, one))
    return tuple(sorted(found, key=lambda d: (not d.figure, d.own.start, d.there.start)))


def changes(own: str, there: str) -> list[tuple[int, int, int, int]]:
    """Return the slices of two texts that differ, letters changed and added in one go make one."""
    found: list[tuple[int, int, int, int]] = []
    for op in Levenshtein.opcodes(own, there):
        if op.tag == "equal":
            continue
        if found and found[-1][1] == op.src_start and found[-1][3] == op.dest_start:
            found[-1] = (found[-1][0], op.src_end, found[-1][2], op.dest_end)
        else:
            found.append((op.src_start, op.src_end, op.dest_start, op.dest_end))
    return found


class _Spans(NamedTuple):
    own: Span
    there: Span
    figure: bool


def _spans(text: str, own: tuple[int, int], file: str, there: tuple[int, int]) -> _Spans:
    """Return the slices of a difference, wide enough to hold the whole of a figure that has another value there."""
    wide_own, wide_there = _whole_figure(text, own), _whole_figure(file, there)
    if wide_own or wide_there:
        # A figure that only one of them has, whole, stands beside the figures around it and is none of theirs.
        wide_own = wide_own or (wide_there != there and _whole_figure(text, own, touching=True)) or own
        wide_there = wide_there or (wide_own != own and _whole_figure(file, there, touching=True)) or there
        claimed, found = _values(text, wide_own), _values(file, wide_there)
        if claimed != found:
            # Words in place of words and figures are no other figure.
            is_change = wide_own[0] < wide_own[1] and wide_there[0] < wide_there[1]
            return _Spans(_span(wide_own), _span(wide_there), not is_change or bool(claimed and found))
    own, there = _whole_words(text, own, file, there)
    return _Spans(_span(own), _span(there), False)


def _difference(text: str, file: str, spans: _Spans) -> Difference:
    claimed, found = text[spans.own.start : spans.own.end], file[spans.there.start : spans.there.end]
    kind: Literal["changed", "inserted", "deleted"] = (
        "changed" if claimed and found else "inserted" if claimed else "deleted"
    )
    return Difference(kind=kind, claimed=claimed, found=found, own=spans.own, there=spans.there, figure=spans.figure)


def _span(span: tuple[int, int]) -> Span:
    return Span(start=span[0], end=span[1])


def _meet(last: Difference, one: _Spans) -> bool:
    return one.own.start < last.own.end or one.there.start < last.there.end


def _union(one: Span, other: Span) -> Span:
    return Span(start=min(one.start, other.start), end=max(one.end, other.end))


def _whole_figure(text: str, span: tuple[int, int], *, touching: bool = False) -> tuple[int, int] | None:
    """Return the slice with the number that shares characters with it, or `touching` stands next to it; None
    without one.
    """
    begin = max(0, span[0] - 20)
    near = fold(text[begin : span[1] + 20])
    for match in _FIGURE.finditer(near):
        start, end = match.start() + begin, match.end() + begin
        touches = start <= span[1] and span[0] <= end if touching else start < span[1] and span[0] < end
        if touches and (any(c.isdigit() for c in match[0]) or end - start > 1):
            return min(start, span[0]), max(end, span[1])
    return None


def _whole_words(
    text: str, own: tuple[int, int], file: str, there: tuple[int, int]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return two slices with all of the Latin words within which either of them begins or ends."""
    begins, ends = (_is_in_word(text, own[end]) or _is_in_word(file, there[end]) for end in (0, 1))
    return _widened(text, own, begins, ends), _widened(file, there, begins, ends)


def _is_in_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and _is_latin(text[at - 1]) and _is_latin(text[at])


def _widened(text: str, span: tuple[int, int], begins: bool, ends: bool) -> tuple[int, int]:
    start, end = span
    if begins and start == end:
        # An empty slice lies before the next letter; the word that it belongs to is before that.
        while start and not text[start - 1].isalnum():
            start = end = start - 1
    while begins and start and _is_latin(text[start - 1]):
        start -= 1
    while ends and end < len(text) and _is_latin(text[end]):
        end += 1
    return start, end


def _is_latin(character: str) -> bool:
    return character <= _LAST_LATIN and character.isalpha()


def _values(text: str, span: tuple[int, int]) -> Sequence[str]:
    return [number.term for number in numbers(fold(text[slice(*span)]))]
