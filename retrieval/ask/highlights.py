"""Highlights of a quote: each word of the question once, and the figure if one was asked for."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from retrieval.ask.intent import FIGURES
from retrieval.ask.query import Query
from retrieval.language.fold import fold
from retrieval.language.numerals import numbers
from retrieval.language.stems import stem
from retrieval.language.tokenizer import Analyzer, Token, content
from retrieval.runtime import pattern

Place = tuple[int, int]

_WHOLE = re.compile(r"\d+(?:[.,]\d+)*%?|[A-Za-z]+")
_FIGURE = re.compile(
    r"\d+(?:\s?[年月日号號时時点點]\s?\d+)+\s?[日号號分]?|"
    r"(?:[$¥￥]\s?)?\d+(?:[.,]\d+)*(?:\s?[-~–—至到]\s?\d+(?:[.,]\d+)*)?"
    r"(?:\s?(?:%|％|[个個百千万萬亿億兆]+|多|余|餘))*"
    r"(?:\s?(?:美元|人民币|人民幣|港元|元|人次|人|次|倍|成|年|个月|月|天|小时|分钟|公里|款|家|单|單|款|城|件|位))?"
)
_MOST_BETWEEN = 2
_SHARE = pattern(
    r"[增涨降跌减升缩]|成长|提高|提升|幅|率|比|占|百分|%|几成|份额|percent|share|rate|grow|rise|fall|increase|drop"
)
_TIMES = ("date", "duration")
_TIME = re.compile(r"\d\s?(?:[年月日号號时時点點天]|个月|分钟|小时|小時|分鐘)[日号號]?$")
_CLAUSE = re.compile(r"(?<!\d)[,，、]|[,，、](?!\d)|[。;；:：!！?？\n]")
# Questions for several figures or for how one changed: all figures of the words that are asked for are marked.
_SEVERAL = pattern(
    r"分别|各[是自为占有]|哪些|哪几|变化|走势|比较|对比|区别|相比|从.{1,12}到|respectively|compare|change|trend"
)


def highlights(text: str, query: Query, analyzer: Analyzer) -> tuple[Place, ...]:
    """Return slices of `text`, in order, apart from each other and never empty; words and numbers are never split.

    Of each word of the question the slice is marked that is nearest to the figure that is asked for, or else the first.
    """
    folded = fold(text)
    words = list(_matches(text, folded, query, analyzer))
    figures = _figures(text, folded, query, [(token.start, token.end) for token in words])
    marked = [False] * len(text)
    for start, end in [*_once(folded, words, figures), *figures, *_claimed(folded, query)]:
        marked[start:end] = [True] * (end - start)
    for (start, end), (begin, stop) in pairwise(_runs(marked)):
        # 饿了么 is one name, though 了 is a word that is not searched for.
        if begin - end <= _MOST_BETWEEN and folded[start:stop] in query.parts[0].text:
            marked[end:begin] = [True] * (begin - end)
    for match in _WHOLE.finditer(text):
        if any(marked[match.start() : match.end()]):
            marked[match.start() : match.end()] = [True] * (match.end() - match.start())
    return tuple(_runs(marked))


def _claimed(folded: str, query: Query) -> Iterator[Place]:
    """Yield the numbers that the question names itself, however they are written."""
    asked = {number.value for number in numbers(query.parts[0].text) if number.end - number.start > 1}
    for number in numbers(folded) if asked else ():
        if number.value in asked and not _in_a_name(folded, (number.start, number.end)):
            yield number.start, number.end


def _matches(text: str, folded: str, query: Query, analyzer: Analyzer) -> Iterator[Token]:
    """Yield words that were asked for, and words whose every character belongs to a pair that was."""
    wanted = set(map(stem, query.words))
    paired = [False] * len(text)
    for pair in query.pairs:
        at = folded.find(pair)
        while at >= 0:
            paired[at : at + len(pair)] = [True] * len(pair)
            at = folded.find(pair, at + 1)
    for token in content(analyzer.tokens(text)):
        if stem(token.text) in wanted or all(paired[token.start : token.end]):
            yield token


def _once(folded: str, words: Sequence[Token], figures: Sequence[Place]) -> Iterator[Place]:
    """Yield one place of each word: in the clause of a figure, or before it, if it has one there; else the first."""
    for text in dict.fromkeys(token.text for token in words):
        places = [(token.start, token.end) for token in words if token.text == text]
        yield min(places, key=lambda place: (min((_apart(folded, place, f) for f in figures), default=0), place))


def _apart(folded: str, place: Place, figure: Place) -> int:
    """Return how many clauses a word is apart from a figure."""
    first, second = sorted((place, figure))
    return sum(1 for _ in _CLAUSE.finditer(folded, first[1], second[0]))


def _figures(text: str, folded: str, query: Query, words: Sequence[Place]) -> list[Place]:
    """Return the figure that is asked for: of its kind, with most words of the question in its clause and near it."""
    if not query.wants_figure:
        return []
    kinds = [cue for cue in query.cues if cue.name in (*FIGURES, "unit")]
    shown = next((found for cue in kinds if (found := [m.span() for m in cue.shown.finditer(folded)])), [])
    timed = any(cue.name in _TIMES for cue in kinds)
    figures = [match.span() for match in _FIGURE.finditer(text) if not _in_a_name(text, match.span())]
    if not _SHARE.search(query.parts[0].text):
        # 收入增长34%,达到398亿: who asks for the revenue does not ask by how much it grew.
        figures = [place for place in figures if text[place[1] - 1] not in "%％"] or figures
    figures = [place for place in figures if timed or not _TIME.search(text, 0, place[1])] or figures
    asked = [place for place in figures if any(place[0] < end and start < place[1] for start, end in shown)]
    asked = asked or [place for place in shown if place[0] < place[1]] or figures
    asked = [place for place in asked if place not in words] or asked
    if len(asked) < 2 or _SEVERAL.search(query.parts[0].text):
        return asked
    own = [{folded[a:b] for a, b in words if _apart(folded, (a, b), figure) == 0} for figure in asked]
    near = [
        {folded[a:b] for a, b in words if b <= figure[0] and _apart(folded, (a, b), figure) == 1} for figure in asked
    ]
    best = max(
        range(len(asked)),
        key=lambda at: (len(own[at]) + len(near[at] - own[at]) / 2, -_distance(asked[at], words), -at),
    )
    return [asked[best]]


def _distance(figure: Place, words: Sequence[Place]) -> int:
    """Return how far the nearest word is from a figure; words before it count as nearer than those after."""
    return min((figure[0] - end if end <= figure[0] else 2 * (start - figure[1]) for start, end in words), default=0)


def _in_a_name(text: str, place: Place) -> bool:
    """Return if a number is a part of a name with letters, such as 88VIP and iPhone 17."""
    return bool(re.match(r"[A-Za-z]{2}", text[place[1] : place[1] + 2]) or re.search(r"[A-Za-z]$", text[: place[0]]))


def _runs(marked: list[bool]) -> list[Place]:
    runs: list[Place] = []
    for at, mark in enumerate(marked):
        if mark and runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        elif mark:
            runs.append((at, at + 1))
    return runs
