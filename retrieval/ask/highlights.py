"""Highlights of a quote: the words that matched, and the figure if one was asked for."""

import re

from retrieval.ask.query import Query
from retrieval.language.fold import fold
from retrieval.language.stems import stem
from retrieval.language.tokenizer import Analyzer, content

_WHOLE = re.compile(r"\d+(?:[.,]\d+)*%?|[A-Za-z]+")
_FIGURE = re.compile(
    r"\d+(?:\s?[年月日号號時时点點]\s?\d+)+\s?[日号號分]?|"
    r"(?:[$¥￥]\s?)?\d+(?:[.,]\d+)*(?:\s?[-~–—至到]\s?\d+(?:[.,]\d+)*)?"
    r"(?:\s?(?:%|％|[个個百千万萬亿億兆]+|多|余|餘))*"
    r"(?:\s?(?:美元|人民币|人民幣|港元|元|人次|人|次|倍|成|年|个月|月|天|小时|分钟|公里|款|家|单|單|款|城|件|位))?"
)


def highlights(text: str, query: Query, analyzer: Analyzer) -> tuple[tuple[int, int], ...]:
    """Slices of `text`, in order, apart from each other and never empty; each is made of whole words and numbers."""
    marked = [False] * len(text)
    for start, end in [*_matches(text, query, analyzer), *_figures(text, query)]:
        marked[start:end] = [True] * (end - start)
    for match in _WHOLE.finditer(text):
        if any(marked[match.start() : match.end()]):
            marked[match.start() : match.end()] = [True] * (match.end() - match.start())
    return tuple(_runs(marked))


def _matches(text: str, query: Query, analyzer: Analyzer) -> list[tuple[int, int]]:
    """Words that were asked for, and words whose every character belongs to a pair that was."""
    wanted, folded = set(map(stem, query.words)), fold(text)
    paired = [False] * len(text)
    for pair in query.pairs:
        at = folded.find(pair)
        while at >= 0:
            paired[at : at + len(pair)] = [True] * len(pair)
            at = folded.find(pair, at + 1)
    return [
        (token.start, token.end)
        for token in content(analyzer.tokens(text))
        if stem(token.text) in wanted or all(paired[token.start : token.end])
    ]


def _figures(text: str, query: Query) -> list[tuple[int, int]]:
    return [match.span() for match in _FIGURE.finditer(text)] if query.wants_figure else []


def _runs(marked: list[bool]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for at, mark in enumerate(marked):
        if mark and runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        elif mark:
            runs.append((at, at + 1))
    return runs
