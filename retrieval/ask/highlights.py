"""Highlights of a quote: each word of the question once, and the figure or the person if one was asked for."""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from retrieval.ask.asked_figure import apart, asked_figures
from retrieval.ask.asked_person import asked_person
from retrieval.ask.figure_forms import Place, in_a_name
from retrieval.ask.query import Query
from retrieval.language.dates import moments
from retrieval.language.fold import fold
from retrieval.language.numerals import numbers
from retrieval.language.stems import stem
from retrieval.language.tokenizer import Analyzer, Token, content
from retrieval.language.whole_words import whole_words
from retrieval.runtime import pattern

# What is never marked in part: numbers with their letters, words, and names that courts mask, such as 张1某 and 李某甲.
_PLAIN = r"\d{4}(?:\s?[-/]\s?\d{1,2}){1,2}(?!\d)|\d+(?:[.,]\d+)*(?:%|[A-Za-z]+(?:[/／][A-Za-z]+)?)?|[A-Za-z]+"
_MASKED = r"(?![市区县州省镇村路街在于对向与和的及])[\u4e00-\u9fff]\d?[某×]{1,2}[甲乙丙丁\d]?"
_WHOLE, _WHOLE_PLAIN = pattern(f"{_PLAIN}|{_MASKED}"), pattern(_PLAIN)
_MOST_BETWEEN = 2
# Tags of words that join others or ask.
_JOINS = "upcdrxye"
# Verbs that are no part of a name.
_LINKS = frozenset("有是在")
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
    values = figures or asked_person(text, folded, query, places, analyzer)
    dates = list(_dates(folded, query))
    marked = bytearray(len(text))
    once = _once(folded, words, values or dates, query.parts[0].text)
    whole = whole_words(once, folded, query.parts[0].text, tokens)
    for start, end in [*whole, *values, *dates, *_claimed(folded, query, values or dates)]:
        marked[start:end] = _MARK * (end - start)
    for (start, end), (begin, stop) in pairwise(_runs(marked)):
        # 饿了么 is one name, though 了 is a word that is not searched for.
        if begin - end <= _MOST_BETWEEN and folded[start:stop] in query.parts[0].text:
            marked[end:begin] = _MARK * (begin - end)
    for start, end in _longer(folded, list(_runs(marked)), query.parts[0].text, analyzer):
        marked[start:end] = _MARK * (end - start)
    # Few texts have a masked name, which is looked for at every character.
    for match in (_WHOLE if "某" in text or "×" in text else _WHOLE_PLAIN).finditer(text):
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


def _matches(folded: str, query: Query, tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens that were asked for, and words whose every character belongs to a pair that was."""
    wanted = set(map(stem, query.words))
    paired = bytearray(len(folded))
    for pair in query.pairs:
        at = folded.find(pair)
        while at >= 0:
            paired[at : at + len(pair)] = _MARK * len(pair)
            at = folded.find(pair, at + 1)
    deputy = "副" in folded
    for token in tokens:
        other = folded[token.start - 1 : token.end] if deputy and folded[token.start - 1 : token.start] == "副" else ""
        if other not in query.parts[0].text:
            # 副书记 is no 书记.
            continue
        if stem(token.text) in wanted or all(paired[token.start : token.end]):
            yield token


def _once(folded: str, words: Sequence[Token], figures: Sequence[Place], asked: str) -> Iterator[Place]:
    """Yield one place of each word: in the clause of a figure, or before it, if it has one there; else the first.

    A word that a longer one of the question has in it is marked with that one.
    """
    texts = {token.text for token in words}
    words = [token for token in words if token.text in asked or not _made_of(token.text, texts)]
    stems = dict.fromkeys(stem(text) for text in (token.text for token in words) if not _within(text, texts))
    for one in stems:
        places = [(token.start, token.end) for token in words if stem(token.text) == one]
        yield _nearest(folded, places if figures else _beside_others(folded, places, asked), figures)


def _beside_others(folded: str, places: list[Place], asked: str) -> list[Place]:
    """Return the places where a word stands beside the same word as in the question: 人民医院; all if there is none."""
    whole = [
        (start, end)
        for start, end in places
        if (start > 1 and folded[start - 2 : end] in asked)
        or (end + 2 <= len(folded) and folded[start : end + 2] in asked)
    ]
    return whole if whole and not folded[whole[0][0]].isascii() else places


def _within(text: str, texts: Set[str]) -> bool:
    return any(text in other and text != other for other in texts)


def _made_of(text: str, texts: Set[str]) -> bool:
    """Return if a word is made of pieces of two others, and is only asked for with these: 服务公司 of 服务有限公司."""
    others = texts - {text}
    if text.isascii():
        return False
    halves = ((text[:at], text[at:]) for at in range(2, len(text) - 1))
    return any(all(any(half in other for other in others) for half in both) for both in halves)


def _longer(folded: str, runs: Sequence[Place], asked: str, analyzer: Analyzer) -> Iterator[Place]:
    """Yield runs with the single characters beside them that the question has there too: 中|法学院."""
    found = [
        (start, end)
        for start, end in runs
        if end - start > 1
        and (
            (start > 0 and folded[start - 1 : start + 2] in asked)
            or (end < len(folded) and folded[end - 2 : end + 1] in asked)
        )
    ]
    # To tag a text takes longer than all the rest.
    tagged = analyzer.tagged(folded) if found else ()
    single = {at for word, at, _, tag in tagged if len(word) == 1 and tag[0] not in _JOINS and word not in _LINKS}
    single -= {at for at in single if any(folded[at] in folded[start:end] for start, end in runs)}
    for start, end in found:
        first, last = start, end
        while first - 1 in single and folded[first - 1 : first + 2] in asked:
            first -= 1
        while last in single and folded[last - 2 : last + 1] in asked:
            last += 1
        yield first, last


def _nearest(folded: str, places: Sequence[Place], figures: Sequence[Place]) -> Place:
    """Return the first of the places that are fewest clauses apart from a figure."""
    return min(places, key=lambda place: (min((apart(folded, place, f) for f in figures), default=0), place))


def _runs(marked: bytearray) -> list[Place]:
    return [match.span() for match in _MARKED.finditer(marked)]
