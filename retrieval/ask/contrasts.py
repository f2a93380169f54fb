"""Figures of two quotes for one subject, attribute and scope, each with its time."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from retrieval.ask.query import Query
from retrieval.corpus.corpus import Material
from retrieval.facts.extraction import Facts
from retrieval.facts.fact import Fact
from retrieval.facts.figure_dates import dated
from retrieval.facts.ownership import FALLS, RISES, owned
from retrieval.facts.subject import Thing, thing
from retrieval.language.fold import fold
from retrieval.language.lexicon import Lexicon
from retrieval.language.names import Names
from retrieval.language.tokenizer import Analyzer
from retrieval.model import Contrast, Quote

_RISE, _FALL = re.compile(RISES), re.compile(FALLS)
_PLANNED = re.compile(r"预|将|计划|目标|有望|可能|打算|拟|力争|plan|expect|will|aim")
# What a question asks stands before these: 88VIP会员有多少人.
_ASKS = re.compile(
    r"(?:请问|我国|中国|全国|现在|目前)*(?P<term>[^,，?？]{2,40}?)(?:的|是|有|一共|现在|目前|大概|达到?了?|总共){0,3}"
    r"(?:多少|几|什么|哪|怎|[,，?？]|$)"
)
_COMMON_UNITS = ("", "cny", "人", "个", "名", "位")
_GROWTH = re.compile(r"[增涨降跌减升缩]|成长|提高|提升|grow|rise|fall|increase|drop")
# Words of an attribute that make it no other one.
_GENERAL = re.compile(
    r"我国|中国|全国|国内|全年|全球|整体|总体|总共|规模|集团|公司|平台|目前|人数|数量|总数|总额|[的总数量额达]"
)
# Figures that are as near as this to each other are one, rounded.
_SAME = 0.005


class StatedFigure:
    """A figure that a quote states for what is asked: what it is compared by, and how it is told."""

    def __init__(
        self, number: int, words: str, date: str | None, value: tuple[float, float], key: tuple[str, ...]
    ) -> None:
        self.number, self.words, self.date, self.value, self.key = number, words, date, value, key


def contrasts(
    asked: Query, quotes: Sequence[Quote], numbers: Sequence[int], material: Material
) -> tuple[Contrast, ...]:
    """Return the figures of the first of some quotes, by their numbers from 1, and of those that give another."""
    if len(numbers) < 2:
        return ()
    names = _names(material.analyzer, material.lexicon)
    wanted = _thing(asked, names, material)
    stated = [list(_stated(number, quotes[number - 1], wanted, asked, names, material)) for number in numbers]
    growth = bool(_GROWTH.search(asked.parts[0].text))
    for first in sorted(stated[0], key=lambda one: bool({"rise", "fall"} & set(one.key)) != growth):
        others = [_other(first, own) for own in stated[1:]]
        found = [other for other in others if other is not None]
        if found:
            return tuple(Contrast(quote=one.number, words=one.words, date=one.date) for one in (first, *found))
    return ()


def _other(first: StatedFigure, own: Sequence[StatedFigure]) -> StatedFigure | None:
    """Return the figure of another quote for the same; None if it gives none, or the same figure among them."""
    same = [one for one in own if one.key == first.key]
    if any(_equal(one.value, first.value) for one in same):
        return None
    return same[0] if same else None


def _equal(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) <= _SAME * max(abs(a), abs(b)) for a, b in zip(one, other, strict=True))


def _stated(
    number: int, quote: Quote, wanted: Thing | None, asked: Query, names: Names, material: Material
) -> Iterator[StatedFigure]:
    """Yield the figures of a quote for the thing that is asked about, then those of its facts that name it."""
    folded = fold(quote.text)
    for found in owned(folded, wanted, names.find(folded), material.analyzer) if wanted and wanted.parts else ():
        figure, date = found.figure, dated(folded, found.figure.start, quote.published)
        key = ("thing", *_measure(figure.kind, figure.unit), figure.rate, found.change)
        yield StatedFigure(number, quote.text[figure.start : figure.end], date.date, (figure.low, figure.high), key)
    facts = _facts(names, material)
    for entry in _entries(quote, material):
        for fact in facts.of(entry):
            key_of_fact = _key(fact, asked, material)
            if key_of_fact and fact.value:
                yield StatedFigure(number, fact.value.words, fact.date, (fact.low, fact.high), key_of_fact)


def _key(fact: Fact, asked: Query, material: Material) -> tuple[str, ...] | None:
    """Return what two facts must have in common to be of one thing; None for a fact that is not what is asked."""
    if fact.kind != "figure" or fact.attribute is None or fact.subject is None:
        return None
    attribute, subject = fold(fact.attribute.words), fold(fact.subject.words)
    if not any(word in attribute for word in asked.words if len(word) > 1):
        return None
    change = fold(fact.comparison.words) if fact.comparison else ""
    sign = "rise" if _RISE.search(change) else "fall" if _FALL.search(change) else ""
    planned = bool(fact.certainty and _PLANNED.search(fold(fact.certainty.words)))
    return (
        min((subject, *material.lexicon.aliases.others(subject))),
        _GENERAL.sub("", attribute) or attribute,
        *_measure(fact.measure, fact.unit),
        fold(fact.scope.words) if fact.scope else "",
        sign,
        str(planned),
    )


def _measure(kind: str, unit: str) -> tuple[str, str]:
    """Return what two figures of one thing must be told in: a number without a unit may be of any common one."""
    return ("number", "") if kind in ("number", "money") and unit in _COMMON_UNITS else (kind, unit)


def _thing(asked: Query, names: Names, material: Material) -> Thing | None:
    match = _ASKS.match(asked.parts[0].text)
    return thing(match["term"], names, material) if match else None


def _entries(quote: Quote, material: Material) -> Iterator[int]:
    """Yield the sentences that a quote is made of."""
    number = next((at for at, one in enumerate(material.collection.documents) if one.id == quote.document), None)
    for entry in material.index.range_of(number) if number is not None else ():
        sentence = material.sentence(entry)
        if sentence.start < quote.end and quote.start < sentence.end:
            yield entry


@lru_cache(4)
def _names(analyzer: Analyzer, lexicon: Lexicon) -> Names:
    return Names(analyzer, lexicon)


def _facts(names: Names, material: Material) -> Facts:
    return Facts(material, names)
