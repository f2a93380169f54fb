"""Highlights of a quote: each word of the question once, and the figure or the person if one was asked for."""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from retrieval.ask.asked_figure import apart, asked_figures
from retrieval.ask.figure_forms import Place, in_a_name
from retrieval.ask.query import Query
from retrieval.language.dates import moments
from retrieval.language.fold import fold
from retrieval.language.names import SURNAMES
from retrieval.language.numerals import numbers
from retrieval.language.stems import stem
from retrieval.language.tokenizer import Analyzer, Token, content
from retrieval.language.whole_words import whole_words
from retrieval.runtime import pattern

# What is never marked in part: numbers with their letters, words, and names that courts mask, such as 张1某 and 李某甲.
_WHOLE = pattern(
    r"\d{4}(?:\s?[-/]\s?\d{1,2}){1,2}(?!\d)|\d+(?:[.,]\d+)*(?:%|[A-Za-z]+(?:[/／][A-Za-z]+)?)?|[A-Za-z]+|[\u4e00-\u9fff]\d?[某×]{1,2}[甲乙丙丁\d]?"
)
_MOST_BETWEEN = 2
_PERSON_TAGS = ("nr", "nrfg", "nrt")
# A name right after the word for an office, up to the end of its clause, and a foreign name of several parts.
_TITLED = pattern(rf"[{SURNAMES}][\u4e00-\u9fff]{{1,2}}(?=[,，、。;；(（]|$)")
_FOREIGN = pattern(r"[\u4e00-\u9fff]{2,6}(?:[·・‧•][\u4e00-\u9fff]{1,7})+")
# Characters of a text that are marked, a byte for each.
_UNMARKED, _MARK, _MARKED = b"\0", b"\1", re.compile(rb"\x01+")


def highlights(text: str, query: Query, analyzer: Analyzer, in_row: Sequence[Place] = ()) -> tuple[Place, ...]:
    """Return slices of `text`, in order, apart from each other and never empty; words and numbers are never split.

    Of each word of the question the slice is marked that is nearest to the figure that is asked for, or else the first.
    `in_row` is where that figure is known to be in a row of a table.
    """
    folded = fold(text)
    tokens = content(analyzer.tokens_of(folded))
    words = list(_matches(folded, query, tokens))
    figures = in_row or asked_figures(text, folded, query, [(token.start, token.end) for token in words])
    places = [(token.start, token.end) for token in words]
    values = figures or list(_person(folded, query, places, analyzer))
    dates = list(_dates(folded, query))
    marked = bytearray(len(text))
    once = _once(folded, words, values or dates)
    whole = whole_words(once, folded, query.parts[0].text, tokens)
    for start, end in [*whole, *values, *dates, *_claimed(folded, query, values or dates)]:
        marked[start:end] = _MARK * (end - start)
    for (start, end), (begin, stop) in pairwise(_runs(marked)):
        # 饿了么 is one name, though 了 is a word that is not searched for.
        if begin - end <= _MOST_BETWEEN and folded[start:stop] in query.parts[0].text:
            marked[end:begin] = _MARK * (begin - end)
    for match in _WHOLE.finditer(text):
        start, end = match.span()
        if any(marked[start:end]):
            # 某某 of 任某某 is not that of 魏某某.
            another = text[start] >= "\u4e00" and not marked[start]
            marked[start:end] = (_UNMARKED if another else _MARK) * (end - start)
    return tuple(run for run in _runs(marked) if run[1] - run[0] > 1 or any(a <= run[0] < b for a, b in values))


def _claimed(folded: str, query: Query, values: Sequence[Place]) -> Iterator[Place]:
    """Yield the numbers that the question names itself, however they are written, each once."""
    asked = {number.value for number in numbers(query.parts[0].text) if number.end - number.start > 1}
    found: dict[float, list[Place]] = {}
    for number in numbers(folded) if asked else ():
        if number.value in asked and not in_a_name(folded, number.start, number.end):
            found.setdefault(number.value, []).append((number.start, number.end))
    for places in found.values():
        yield _nearest(folded, places, values)


def _dates(folded: str, query: Query) -> Iterator[Place]:
    """Yield where a date of the question with its month stands in a text as it is written there."""
    for asked in moments(query.parts[0].text):
        at = folded.find(query.parts[0].text[asked.start : asked.end])
        if at >= 0 and {"year", "month"} <= set(asked.said):
            yield at, at + asked.end - asked.start


def _person(folded: str, query: Query, words: Sequence[Place], analyzer: Analyzer) -> Iterator[Place]:
    """Yield the place of the person who is asked for: whom a word of the question stands right before, or the only one
    in a clause with such words that the question lacks, and no item of a list.
    """
    if not any(cue.name == "person" for cue in query.cues):
        return
    titled = [match.span() for _, end in words if (match := _TITLED.match(folded, end))]
    people = [
        (start, end) for word, start, end, tag in analyzer.tagged(folded) if tag in _PERSON_TAGS and len(word) > 1
    ]
    foreign = [match.span() for match in _FOREIGN.finditer(folded)]
    people = [place for place in people if not any(a < place[1] and place[0] < b for a, b in foreign)]
    near = [
        place
        for place in sorted([*people, *foreign])
        if any(apart(folded, word, place) == 0 for word in words)
        and "、" not in (folded[place[0] - 1 : place[0]], folded[place[1] : place[1] + 1])
    ]
    asked = query.parts[0].text
    others = {folded[a:b]: (a, b) for a, b in reversed(titled or near) if folded[a:b] not in asked}
    if len(others) == 1:
        yield from others.values()


def _matches(folded: str, query: Query, tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens that were asked for, and words whose every character belongs to a pair that was."""
    wanted = set(map(stem, query.words))
    paired = bytearray(len(folded))
    for pair in query.pairs:
        at = folded.find(pair)
        while at >= 0:
            paired[at : at + len(pair)] = _MARK * len(pair)
            at = folded.find(pair, at + 1)
    for token in tokens:
        if stem(token.text) in wanted or all(paired[token.start : token.end]):
            yield token


def _once(folded: str, words: Sequence[Token], figures: Sequence[Place]) -> Iterator[Place]:
    """Yield one place of each word: in the clause of a figure, or before it, if it has one there; else the first.

    A word that a longer one of the question has in it is marked with that one.
    """
    texts = {token.text for token in words}
    stems = dict.fromkeys(stem(text) for text in (token.text for token in words) if not _within(text, texts))
    for one in stems:
        yield _nearest(folded, [(token.start, token.end) for token in words if stem(token.text) == one], figures)


def _within(text: str, texts: Set[str]) -> bool:
    return any(text in other and text != other for other in texts)


def _nearest(folded: str, places: Sequence[Place], figures: Sequence[Place]) -> Place:
    """Return the first of the places that are fewest clauses apart from a figure."""
    return min(places, key=lambda place: (min((apart(folded, place, f) for f in figures), default=0), place))


def _runs(marked: bytearray) -> list[Place]:
    return [match.span() for match in _MARKED.finditer(marked)]
