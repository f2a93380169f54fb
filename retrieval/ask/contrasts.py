"""Figures of two quotes for one subject, attribute and scope, each with its time."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retrieval.ask.query import Query
from retrieval.corpus.corpus import Material
from retrieval.facts.extraction import Facts
from retrieval.facts.fact import Fact
from retrieval.facts.figure_dates import dated
from retrieval.facts.ownership import FALLS, RISES, owned
from retrieval.facts.subject import Thing, thing
from retrieval.language.fold import fold
from retrieval.language.names import Names, names_by
from retrieval.language.tokenizer import content
from retrieval.model import Contrast, Quote
from retrieval.runtime import pattern

_RISE, _FALL = pattern(RISES), pattern(FALLS)
_PLANNED = pattern(r"预|将|计划|目标|有望|可能|打算|拟|力争|plan|expect|will|aim")
# What a question asks stands before these: 88VIP会员有多少人.
_ASKS = pattern(
    r"(?:请问|我国|中国|全国|现在|目前)*(?P<term>[^,，?？]{2,40}?)(?:的|是|有|一共|现在|目前|大概|达到?了?|总共){0,3}"
    r"(?:多少|几|什么|哪|怎|[,，?？]|$)"
)
_COMMON_UNITS = ("", "cny", "人", "个", "名", "位")
_GROWTH = pattern(r"[增涨降跌减升缩]|成长|提高|提升|grow|rise|fall|increase|drop")
# Words of an attribute that make it no other one.
_GENERAL = pattern(
    r"我国|中国|全国|国内|全年|全球|整体|总体|总共|规模|集团|公司|平台|目前|人数|数量|总数|总额|[的总数量额达]"
)
# The name of a file, such as news-0363, tells nothing of what it speaks of, and a number only the version.
_NUMBERED = pattern(r"[\da-z]")
# Everything has these, and without a subject nobody knows of what they are.
_OF_ANYTHING = pattern(r"水平|额度|价值|金额|费用?|价格?|数量?|款项?|时[间长]|长度|高度|宽度|面积|重量|体积|距离")
_COUNTRY = pattern(r"我国|中国|全国")
# Tags of words that name one thing in all documents; the company or the patient of one is not that of another.
_PROPER_TAGS = ("nr", "ns", "nt", "nrt", "nrfg")
# Figures that are as near as this to each other are one, rounded.
_SAME, _SAME_CONVERTED = 0.005, 0.02
_AMOUNT = pattern(r"[\d.,\s百千万亿]|左右|以上")
# Numbers of documents in a row, such as judgments, and no years: 诈骗罪-0822.
_IN_A_SERIES = pattern(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{3,}")
_PERIOD = pattern(
    r"(?P<quarter>季度|[一二三四首本当上][个]?季|q[1-4])|(?P<half>[上下]半年|半年)|(?P<months>前[\d一二三四五六七八九十]{1,2}个?月|\d{1,2}\s?[-~—至到]\s?\d{1,2}月)"
    r"|(?P<month>\d{1,2}月(?!\s?\d)|[本当上单]月)|(?P<year>全年|年度|\d{4}年(?!\s?[\d第一二三四上下前]|.{0,2}(?:季|半年)))"
)


class StatedFigure(NamedTuple):
    """A figure that a quote states for what is asked: what it is compared by, and its words.

    `proper`: what it is of is one in all documents; of anything else, such as the company, each may have its own.
    `period` is the stretch that it is told for, if that is told: the figures of a quarter and of a year do not differ.
    """

    number: int
    words: str
    date: str | None
    value: tuple[float, float]
    key: tuple[str, ...]
    proper: bool
    period: str = ""


def contrasts(
    asked: Query, quotes: Sequence[Quote], numbers: Sequence[int], material: Material
) -> tuple[Contrast, ...]:
    """Return the figures of the first of some quotes, by their numbers from 1, and of those that give another."""
    if len(numbers) < 2:
        return ()
    names = names_by(material.analyzer, material.lexicon)
    wanted = _thing(asked, names, material)
    stated = [list(_stated(number, quotes[number - 1], wanted, asked, names, material)) for number in numbers]
    alike = [_alike(quotes[numbers[0] - 1], quotes[number - 1], material) for number in numbers[1:]]
    growth = bool(_GROWTH.search(asked.parts[0].text))
    for first in sorted(stated[0], key=lambda one: bool({"rise", "fall"} & set(one.key)) != growth):
        others = [_other(first, own, same_kind) for own, same_kind in zip(stated[1:], alike, strict=True)]
        found = [other for other in others if other is not None]
        if found:
            return tuple(Contrast(quote=one.number, words=one.words, date=one.date) for one in (first, *found))
    return ()


def _alike(one: Quote, other: Quote, material: Material) -> bool:
    """Return if two documents are versions of one by their titles, and so speak of the same company or rule."""
    titles = [fold(quote.title or "") for quote in (one, other)]
    words = [{token.text for token in content(material.analyzer.tokens(title))} for title in titles]
    first, second = ({word for word in own if len(word) > 1 and not _NUMBERED.search(word)} for own in words)
    if all(_IN_A_SERIES.search(f"{title} {quote.file}") for title, quote in zip(titles, (one, other), strict=True)):
        return False
    return titles[0] != titles[1] and bool(first and second) and (first <= second or second <= first)


def _other(first: StatedFigure, own: Sequence[StatedFigure], alike: bool) -> StatedFigure | None:
    """Return the figure of another quote for the same; None if it gives none, or the same figure among them."""
    same = [one for one in own if one.key == first.key and (alike or (one.proper and first.proper))]
    if any(_equal(one, first) for one in same):
        return None
    same = [one for one in same if not (one.period and first.period and one.period != first.period)]
    return same[0] if same else None


def _equal(one: StatedFigure, other: StatedFigure) -> bool:
    """Return if two figures are one, rounded, or told in two units: 544平方公里, 212平方英里."""
    converted = _AMOUNT.sub("", fold(one.words)) != _AMOUNT.sub("", fold(other.words))
    near = _SAME_CONVERTED if converted else _SAME
    return all(abs(a - b) <= near * max(abs(a), abs(b)) for a, b in zip(one.value, other.value, strict=True))


def _period(folded: str, figure: int) -> str:
    """Return what kind of stretch is told last before a figure: a quarter, half, month or year; empty for none."""
    found = list(_PERIOD.finditer(folded, 0, figure))
    return str(found[-1].lastgroup) if found else ""


def _stated(
    number: int, quote: Quote, wanted: Thing | None, asked: Query, names: Names, material: Material
) -> Iterator[StatedFigure]:
    """Yield the figures of a quote for the thing that is asked about, then those of its facts that name it."""
    folded = fold(quote.text)
    wanted = wanted or Thing(())
    named = _names_one(wanted, material)
    for found in owned(folded, wanted, names.find(folded), material.analyzer) if wanted.parts else ():
        figure, date = found.figure, dated(folded, found.figure.start, quote.published).date
        key = ("thing", *_measure(figure.kind, figure.unit), figure.rate, found.change)
        words = quote.text[figure.start : figure.end]
        proper = named or _of_the_country(wanted, folded[: figure.start])
        period = _period(folded, figure.start)
        yield StatedFigure(number, words, date, (figure.low, figure.high), key, proper, period)
    facts = Facts(material, names)
    passages = material.collection.passages_of(quote.file)
    for entry in material.index.entries_over(passages, quote.start, quote.end):
        for fact in facts.of(entry):
            subject, attribute, proper = _subject(fact, names, material)
            key_of_fact = _key(fact, subject, attribute, asked, material)
            if key_of_fact and fact.value:
                value = (fact.low, fact.high)
                said, start = material.words(entry), material.sentence(entry).start
                period = _period(fold(said), fact.value.start - start)
                yield StatedFigure(number, fact.value.words, fact.date, value, key_of_fact, proper, period)


def _names_one(wanted: Thing, material: Material) -> bool:
    """Return if a thing is one in all documents, by its name or a word that only names have."""
    return any(part.name or _is_proper(part.spellings[0], material) for part in wanted.parts)


def _of_the_country(wanted: Thing, folded: str) -> bool:
    """Return if a text speaks of a thing of the whole country: 我国网购用户."""
    spellings = wanted.parts[0].spellings if wanted.parts else ()
    ends = [country.end() for country in _COUNTRY.finditer(folded)]
    return any(folded.startswith(spelling, end) for end in ends for spelling in spellings)


def _is_proper(words: str, material: Material) -> bool:
    tagged = material.analyzer.tagged(words)
    return any(tag in _PROPER_TAGS or any(map(str.isdigit, word)) for word, _, _, tag in tagged)


def _subject(fact: Fact, names: Names, material: Material) -> tuple[str, str, bool]:
    """Return a subject, the attribute without it, and if it is one in all documents, as in 全国粮食总产量."""
    attribute = fold(fact.attribute.words) if fact.attribute else ""
    if fact.subject is None:
        place = next((n.end for n in names.find(attribute) if n.start == 0 and n.kind == "place"), 0)
        whole = _COUNTRY.match(attribute)
        place = whole.end() if whole else place
        return attribute[:place], attribute[place:], 0 < place < len(attribute)
    subject = fold(fact.subject.words)
    return subject, attribute, bool(names.find(subject)) or _is_proper(subject, material)


def _key(fact: Fact, subject: str, attribute: str, asked: Query, material: Material) -> tuple[str, ...] | None:
    """Return what two facts must have in common to be of one thing; None for a fact that is not what is asked."""
    if fact.kind != "figure" or not attribute:
        return None
    if not any(word in attribute for word in asked.words if len(word) > 1):
        return None
    kind = _GENERAL.sub("", attribute) or attribute
    if not subject and _OF_ANYTHING.fullmatch(kind):
        return None
    change = fold(fact.comparison.words) if fact.comparison else ""
    sign = "rise" if _RISE.search(change) else "fall" if _FALL.search(change) else ""
    planned = bool(fact.certainty and _PLANNED.search(fold(fact.certainty.words)))
    return (
        min((subject, *material.lexicon.aliases.others(subject))),
        kind,
        *_measure(fact.measure, fact.unit),
        fold(fact.scope.words) if fact.scope else "",
        sign,
        str(planned),
    )


def _measure(kind: str, unit: str) -> tuple[str, str]:
    """Return the unit that two figures of one thing share; a number without a unit may be of any common one."""
    return ("number", "") if kind in ("number", "money") and unit in _COMMON_UNITS else (kind, unit)


def _thing(asked: Query, names: Names, material: Material) -> Thing | None:
    match = _ASKS.match(asked.parts[0].text)
    wanted = thing(match["term"], names, material) if match else None
    of_anything = wanted and all(_OF_ANYTHING.fullmatch(part.spellings[0]) for part in wanted.parts)
    return None if of_anything else wanted
