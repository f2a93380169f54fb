"""Paragraphs -> sentences, on the text as it is written: no character is changed, dropped or moved."""

import re
import string
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from retrieval.arrays import kernels
from retrieval.arrays.slices import Cut, SentenceSlice, new
from retrieval.documents.blocks import WHITE, Block
from retrieval.documents.enclosures import CLOSERS, OPENERS, Enclosure, enclosures, end_of_aside
from retrieval.documents.inline import apart

MAX_SENTENCE_CHARACTERS = 240
# Latin letters are read faster, and a sentence of them has more.
MAX_LATIN_CHARACTERS = 400
_WHITE = frozenset(WHITE)
# A sentence ends after 。！？； or a run of them. Dots end one only before white space, an opening mark or the end.
# A semicolon between Latin words in a line parts clauses of one sentence.
# The set of characters that comes first lets the search run ten times as fast as alternatives alone.
_END = re.compile(
    r"[。！？!?；;．….](?:(?:(?<=[。！？!?；])|(?<=;)(?!(?<=[!-~];) {1,2}[!-~“‘])|(?<=[\u4e00-\u9fff）]．))[。！？!?…]*"
    r"|(?:(?<=…)…{0,3}|(?<=\.)\.{2,5}|(?<=[a-z0-9\u4e00-\u9fff)]{2}\.)(?<!Inc\.)(?<!Ltd\.)(?<!Prof\.))"
    r"(?=\s|$|[" + re.escape(OPENERS) + r"]))"
)
# What is shortened so goes on: a title with a name, Fig. with its number, vs. with the other; etc. and al. do so before
# a small letter, a digit or a bracket. The longest one has `_ABBREVIATION_LETTERS`.
_ABBREVIATED = re.compile(
    r"(?<![A-Za-z])(?:(?:Figs?|Eqs?|Vols?|Nos|pp|vs|cf|ca|approx|incl|esp)\.(?=[ \n]\S)"
    r"|(?:Rev|Gen|Sen|Gov|Capt|Sgt|Hon|Messrs)\.(?=[ \n]\S)"
    r"|(?:etc|al|max|min|resp)\.(?=[ \n]?[a-z\d(\[]))"
)
_ABBREVIATION_LETTERS = 7
# What a numbered item of an official text is named by is one sentence with what is said of it.
_ITEM_NAME = re.compile(
    r"(?:\d{1,2}[.．、]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)\s?[^。！？!?；;，,\n]{2,12}。(?=[^\s])"
)
_CLAUSE = re.compile(r"[，、：;,:—](?:(?<=[，、：;])|(?<=—)—|(?<=[,:])(?:(?<!\d.)|(?!\d)))")
_CHINESE = re.compile(r"[\u2e80-\u9fff]")
# An address after its scheme, which is looked for backwards: the search for what can begin anywhere takes long.
_ADDRESS = re.compile(r"://(?<=[a-z]{3}://)[!-~]{0,1000}[\w/=&%#-]")
_SCHEME_LETTERS = 8
_SPACE = re.compile(r"\s")
_GLUED = re.compile(r"[A-Za-z0-9.,%]{2}|\u200d")
_JOINER = re.compile(r"[\u200d\ufe0f\u0300-\u036f]")
# After a closing quotation mark: somebody says so, or the sentence goes on.
_SAYS = re.compile(
    r"[^。！？!?；;\n]{0,25}(?:说|說|道|表示|称|稱|指出|介绍|介紹|回答|补充|補充|认为|認為|解释|解釋)[^。！？，,\n]{0,4}[。！？]"
)
_GOES_ON = "，,、；;：:的"
# A question or an exclamation in a quotation as short as a title does not end the sentence around it.
_TITLE_CHARACTERS = 16
Mark = tuple[int, int]


class Silences:
    """Slices within which no sentence ends, found in logarithmic time."""

    def __init__(self, slices: Sequence[tuple[int, int]]) -> None:
        """Take slices that are in order and apart."""
        self._slices = slices
        self._starts = [start for start, _ in slices]

    def end_around(self, at: int) -> int | None:
        """Return the end of the slice that holds a character, None if none does."""
        number = bisect_right(self._starts, at) - 1
        return self._slices[number][1] if number >= 0 and at < self._slices[number][1] else None

    def end_from(self, at: int) -> int | None:
        """Return the end of the slice that starts at a place, None if none does."""
        number = bisect_right(self._starts, at) - 1
        return self._slices[number][1] if number >= 0 and self._starts[number] == at else None

    def length(self, start: int, end: int) -> int:
        """Return how many characters of `start:end` are in the slices."""
        return self._before(end) - self._before(start)

    @cached_property
    def _lengths(self) -> Sequence[int]:
        """Number of characters in the slices before each."""
        return [*accumulate((end - start for start, end in self._slices), initial=0)]

    def _before(self, at: int) -> int:
        number = bisect_right(self._starts, at) - 1
        if number < 0:
            return 0
        return self._lengths[number] + min(at, self._slices[number][1]) - self._starts[number]


def sentences(text: str, block: Block) -> tuple[SentenceSlice, ...]:
    """Split a block into sentences, in order, as `Splitter` does."""
    return Splitter(text, (block,)).split(block)


class Splitter:
    """Splits the blocks of an article into sentences; marks and addresses are searched once for all of them.

    Closing marks stay with their sentence, and so does who said it. Nothing ends within a bracket, nor within a
    quotation that is short enough to be read as a whole. A title or heading is one sentence. Whatever is longer than
    `MAX_SENTENCE_CHARACTERS`, or in Latin letters `MAX_LATIN_CHARACTERS`, is cut, after a clause and outside of
    brackets if it has such a place.
    """

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self._text = text
        start, end = (blocks[0].start, blocks[-1].end) if blocks else (0, 0)
        self._marks, self._ends, self._addresses = _found_marks(text, start, end)
        self._address_starts = [start for start, _ in self._addresses]

    def split(self, block: Block) -> tuple[SentenceSlice, ...]:
        """Return the sentences of a block of text, in order."""
        start, end, role, _, _, _, markup, unit, whole = block
        assert role is not None
        if whole:
            header = unit is not None and unit.kind == "row" and not unit.context
            return (SentenceSlice(start, end, "heading" if header else role, markup, unit),)
        marks: Sequence[tuple[int, int]] = ()
        if role != "heading" and role != "title":
            marks = self._marks[bisect_right(self._ends, start) : bisect_left(self._ends, end)]
        text = self._text
        if not marks and end - start <= MAX_SENTENCE_CHARACTERS:
            if start < end and (text[start] in _WHITE or text[end - 1] in _WHITE):
                start, end = _trimmed(text, start, end)
            return (new(SentenceSlice, (start, end, role, markup, unit)),) if start < end else ()
        parts = self._parts(block, marks)
        if not markup:
            return tuple([new(SentenceSlice, (start, end, role, (), unit)) for start, end in parts])
        edges = [start for start, _ in markup]
        return tuple([new(SentenceSlice, (a, b, role, _cuts(block, edges, a, b), unit)) for a, b in parts])

    def _parts(self, block: Block, marks: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        text = self._text
        closed = enclosures(text, block.start, block.end)
        starts = [enclosure.start for enclosure in closed]
        at = block.start
        for end in (*self._inner_ends(block, marks, closed, starts), block.end):
            start, stop = _trimmed(text, at, end)
            at = end
            if stop - start > MAX_SENTENCE_CHARACTERS and stop - start > (most := _longest(text, start, stop)):
                yield from _clauses(text, start, stop, closed, starts, Silences(block.markup), most)
            elif start < stop:
                yield start, stop

    def _inner_ends(
        self, block: Block, marks: Iterable[tuple[int, int]], closed: Sequence[Enclosure], starts: Sequence[int]
    ) -> Iterator[int]:
        """Yield where sentences end before the end of the block; `starts` are where the enclosures start."""
        text, last = self._text, block.start
        named = _ITEM_NAME.match(text, block.start, block.end)
        silences = self._silences(block)
        for at, mark_end in marks:
            if silences and silences.end_around(at) is not None:
                continue
            end = mark_end
            while end < block.end and text[end] in CLOSERS:
                end += 1
            if silences and end < block.end:
                end = _behind_closing_markup(text, block, end, silences)
            if end <= last or end >= block.end or (named and end == named.end()) or _is_abbreviated(text, at):
                continue
            around = _around(closed, starts, at) if closed else None
            if around and (end < around.end or _continues(text, text[at], around, end, block.end)):
                continue
            if around is None and end > mark_end and text[end] in _GOES_ON:
                continue
            if text[at] in "？?！!":
                end = end_of_aside(text, end, block.end, closed, starts)
                if end >= block.end:
                    continue
            yield end
            last = end

    def _silences(self, block: Block) -> Silences | None:
        """Return the slices of a block in which no sentence ends, if there are any."""
        starts = self._address_starts
        found = self._addresses[bisect_left(starts, block.start) : bisect_left(starts, block.end)] if starts else ()
        if found:
            return Silences(apart([*block.markup, *found]))
        return Silences(block.markup) if block.markup else None


def _found_marks(text: str, start: int, end: int) -> tuple[list[Mark], list[int], list[Mark]]:
    """Return the marks that end sentences, where each of them ends, and the addresses of a slice."""
    if kernels.compiled:
        found: tuple[list[Mark], list[int], list[Mark]] = kernels.compiled.marks(text, start, end)
        return found
    marks = [match.span() for match in _END.finditer(text, start, end)]
    return marks, [end for _, end in marks], list(_addresses(text, start, end))


def _addresses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the addresses of a slice, each from the first letter of its scheme on."""
    last = start
    for match in _ADDRESS.finditer(text, start, end):
        before = text[max(last, match.start() - _SCHEME_LETTERS) : match.start()]
        scheme = len(before) - len(before.rstrip(string.ascii_lowercase))
        last = match.end()
        yield match.start() - scheme, last


def _behind_closing_markup(text: str, block: Block, end: int, silences: Silences) -> int:
    """Return the end of markup that begins where a sentence ends and closes there, as in **Where?**."""
    stop = silences.end_from(end)
    return end if stop is None or not (stop == block.end or text[stop].isspace()) else stop


def _cuts(block: Block, edges: Sequence[int], start: int, end: int) -> tuple[Cut, ...]:
    """Return the markup of a block that lies in a slice of it; `edges` are where its markup starts."""
    first = bisect_left(edges, start)
    if first and block.markup[first - 1].end > start:
        first -= 1
    found = block.markup[first : bisect_left(edges, end)]
    if not found or (start <= found[0].start and found[-1].end <= end):
        return found
    cuts = ((max(cut.start, start), min(cut.end, end)) for cut in found)
    return tuple(Cut(a, b) for a, b in cuts if a < b)


def _around(closed: Sequence[Enclosure], starts: Sequence[int], at: int) -> Enclosure | None:
    """Return the enclosure in which a place lies."""
    nearest = bisect_right(starts, at) - 1
    return closed[nearest] if nearest >= 0 and at < closed[nearest].end else None


def _continues(text: str, mark: str, around: Enclosure, end: int, limit: int) -> bool:
    """Tell if the sentence goes on after an enclosure at whose end a sentence ends."""
    following = text[end]
    if text[around.end - 1] in "》〉)）]】" or following in _GOES_ON:
        return following not in "\n "
    short = mark in "！？!?" and around.end - around.start <= _TITLE_CHARACTERS and following not in OPENERS
    return short or bool(_SAYS.match(text, end, min(limit, end + 40)))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _WHITE:
        start += 1
    while end > start and text[end - 1] in _WHITE:
        end -= 1
    return start, end


def _is_abbreviated(text: str, at: int) -> bool:
    """Tell if a mark at a place is the dot of an abbreviation after which the sentence goes on."""
    if text[at] != "." or not text[at - 1 : at].islower():
        return False
    return any(
        match.end() == at + 1 for match in _ABBREVIATED.finditer(text, max(at - _ABBREVIATION_LETTERS, 0), at + 4)
    )


def _longest(text: str, start: int, end: int) -> int:
    """Return how long a sentence may be, by the letters that it is written in."""
    return MAX_SENTENCE_CHARACTERS if _CHINESE.search(text, start, end) else MAX_LATIN_CHARACTERS


def _clauses(
    text: str,
    start: int,
    end: int,
    closed: Sequence[Enclosure],
    starts: Sequence[int],
    markup: Silences,
    most: int,
) -> list[tuple[int, int]]:
    """Cut what has more than `most` characters in pieces as long as allowed; white space between them is in none."""
    pieces = []
    while end - start > most and end - start - markup.length(start, end) > most:
        cut = _cut(text, start, closed, starts, most)
        cut = min(end, markup.end_around(cut) or cut)
        pieces.append(_trimmed(text, start, cut))
        start, _ = _trimmed(text, cut, end)
    return [*pieces, (start, end)] if start < end else pieces


def _cut(text: str, start: int, closed: Sequence[Enclosure], starts: Sequence[int], most: int) -> int:
    """Return the last good place to cut in the next `most` characters.

    After a clause outside of brackets, else after any clause, else at a space, else between two characters that are
    not of one number or Latin word, else anywhere.
    """
    low, high = start + most // 3, start + most
    clauses = [match.end() for match in _CLAUSE.finditer(text, low, high)]
    outside = (at for at in reversed(clauses) if _around(closed, starts, at) is None)
    if clauses:
        return next(outside, clauses[-1])
    if spaces := [match.end() for match in _SPACE.finditer(text, low, high)]:
        return spaces[-1]
    for at in range(high, low, -1):
        if not (_GLUED.match(text[at - 1 : at + 1]) or _JOINER.match(text[at])):
            return at
    return high
