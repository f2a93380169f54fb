"""Omissions: names, numbers and times of a question that the document of a sentence lacks.

A name is there by any of its names, a number in any spelling (120.45万 as 1,204,500), a day in any form. What no
document has at all is told apart by `retrieval.ask.absence`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from retrieval.arrays.entries import any_in
from retrieval.ask.absence import as_typed, asked_years, capitalized, head_of, known_lacking, lacking_names, people
from retrieval.ask.query import Query
from retrieval.corpus.corpus import Material
from retrieval.language.dates import Moment, moments
from retrieval.language.names import names_by
from retrieval.language.numerals import MARK, chinese_numeral, numbers
from retrieval.language.tokenizer import content
from retrieval.runtime import pattern

# Smaller numbers count things that a text may name one by one.
LEAST_TELLING_NUMBER = 10
MAX_SENTENCES_READ = 50
_LATIN_WORD = pattern(r"[a-z][a-z0-9.+-]+")
_CHINESE = pattern(r"[\u3400-\u9fff]")
# A text without any of these has no number of two digits and no day.
_NUMBERED = pattern(r"[\d第日号]")
# What comes after a number is shown with it: 28届, 110年.
_MEASURE = pattern(r"[年月日号届期条章节版岁]")
# Numbers that say how much or how long, and are a condition of the person's own as often.
_AMOUNT = pattern(
    r"\s?(?:多|余|来)?(?:周?岁|天|周|星期|个|小时|分钟|秒|年(?!度|代)|月|日内|元|块|钱|人|名|位|度|斤|公斤|吨|公里|千米|厘米|米|升|kg|[¥$€]"
    r"|[- ]?(?:years?|yrs?|months?|weeks?|days?|hours?|minutes?|dollars?|euros?|pounds?|quid|people|persons?"
    r"|ton(?:ne)?s?|miles?|kilomet(?:re|er)s?|met(?:re|er)s?|feet|inch(?:es)?|lit(?:re|er)s?|stone|mph|km|cm|kgs?)\b)"
)
# So do a sum of money, and the age of the person that asks.
_BEFORE_AMOUNT = pattern(
    r"(?:[£$€¥]|\b(?:i['’]?m|i am|(?:s?he|we|they)(?:['’]?s|['’]?re| is| are)|aged|turned|turning|turns)\s"
    r"(?:only\s|just\s|now\s)?)$"
)
_SPELLED_YEAR = pattern(r"[〇零一二三四五六七八九]{4}年")
_CHINESE_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_LARGE = frozenset("十百千万亿")
# Numbers that are joined to letters or further digits are parts of codes.
_JOINS, _JOINED = pattern(r"[a-z]|[-./×*:·_]\d"), pattern(r"(?:[a-z]|\d[-./×*:·_])$")


class Omissions(NamedTuple):
    """Words of a question that the document of a sentence lacks, as they were typed.

    `listed` tells if one of the names has other names in the lists, or capitals in an English question; `identifying`
    if one of the numbers says which thing is meant (28届, 5.1), not how much of it.
    """

    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    listed: bool = False
    identifying: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """All of them, each once."""
        return tuple(dict.fromkeys((*self.names, *self.numbers, *self.times)))


def omissions_of(asked: Query, entry: int, material: Material) -> Omissions:
    """Return what a question names that the document of a sentence lacks; of the names those that others have."""
    part, index = asked.parts[0], material.index
    document, head = index.range_of(index.document_of(entry)), head_of(entry, material)
    english = not _CHINESE.search(asked.folded)
    listed = lacking_names(part, entry, material)
    others = capitalized(asked) if english else _unlisted(asked, document, material)
    away = known_lacking(others, entry, material)
    names = [as_typed(word, asked, material) for word in (*listed, *away)]
    figures = list(_lacking_numbers(asked, document, head, material))
    days = [day for day in _days(asked.folded) if not _is_told(day, document, material)]
    years = [year for year in _years_away(asked, entry, material) if not any(day.year == int(year) for day in days)]
    return Omissions(
        tuple(name for name in dict.fromkeys(names) if not any(name != other and name in other for other in names)),
        tuple(asked.raw[start:end] for start, end, _ in figures),
        (*(asked.raw[day.start : day.end] for day in days), *years),
        bool(listed or (english and away)),
        any(identifying for *_, identifying in figures),
    )


def _unlisted(asked: Query, document: range, material: Material) -> list[str]:
    """Return the names of a Chinese question that no list has: its Latin words, and those that jieba's tags tell."""
    part, index = asked.parts[0], material.index
    tokens = content(part.tokens)
    latin = [token.text for token in tokens if _LATIN_WORD.fullmatch(token.text)]
    # Tags are read only if a word is in other documents alone, or may be part of a name that is no word.
    away = (units for token in tokens if len(units := index.holding(token.text)) and not any_in(units, document))
    if next(away, None) is None:
        return latin
    tagged = list(material.analyzer.tagged(part.text))
    found = names_by(material.analyzer, material.lexicon).find(part.text, tagged)
    foreign = (word for word, _, _, tag in tagged if tag == "nrt" and len(word) > 1)
    return [*latin, *(name.form for name in found if name.kind != "occasion"), *foreign, *people(tagged)]


def _lacking_numbers(asked: Query, document: range, head: str, material: Material) -> Iterator[tuple[int, int, bool]]:
    """Yield where a question names a number that a document and its head lack in any spelling, and if it says which
    thing is meant; those of dates and names are none.
    """
    text = asked.folded
    if not _NUMBERED.search(text):
        return
    named = [(found.start, found.end) for found in material.lexicon.aliases.find(text)]
    named += [(moment.start, moment.end) for moment in moments(text)]
    for number in numbers(text):
        start, end = number.start, number.end
        plain = text[start].isdigit() or text[start - 1 : start] == "第"
        small = number.value < LEAST_TELLING_NUMBER and number.value.is_integer() and not number.percent
        joined = _JOINS.match(text, end) or _JOINED.search(text, 0, start)
        ordinal = text[start - 1 : start] == "第"
        if not plain or (small and not ordinal) or joined or any(start < b and a < end for a, b in named):
            continue
        told = (
            _has_ordinal(int(number.value), document, material)
            if small
            else any_in(material.index.words.where(number.term), document)
        )
        if not told and text[start:end] not in head:
            amount = text[end - 1] in _LARGE or _AMOUNT.match(text, end) or _BEFORE_AMOUNT.search(text, 0, start)
            measure = _MEASURE.match(text, end)
            yield start - ordinal, measure.end() if measure else end, not amount


def _has_ordinal(value: int, document: range, material: Material) -> bool:
    """Return if a document has 第7 or 第七."""
    figures = re.compile(rf"第\s?{value}(?!\d)")
    spelled = any_in(material.index.pairs.where(f"第{chinese_numeral(value)}"), document)
    return spelled or any(figures.search(text) for text in _holding(value, document, material))


def _holding(value: int, document: range, material: Material) -> Iterator[str]:
    """Yield the first sentences of a document that have a number, folded."""
    where = material.index.words.where(f"{MARK}{value}")
    first, last = where.searchsorted(document.start), where.searchsorted(document.stop)
    return (material.index.folded[int(at)] for at in where[first : min(last, first + MAX_SENTENCES_READ)])


def _days(folded: str) -> list[Moment]:
    return [day for day in moments(folded) if day.month and day.day] if _NUMBERED.search(folded) else []


def _years_away(asked: Query, entry: int, material: Material) -> list[str]:
    """Return the years of a question that a document has nowhere in either spelling, and that it is not of."""
    spelled = {str(moment.year) for moment in moments(asked.folded)} if _SPELLED_YEAR.search(asked.folded) else set()
    years = sorted((asked_years(asked.folded) | spelled) - {"None"})
    if not years:
        return []
    document = material.document(entry)
    known = "\n".join((document.published or "", document.name, material.collection.text(document.file)))
    return [year for year in years if year not in known and year.translate(_CHINESE_DIGITS) not in known]


def _is_told(day: Moment, document: range, material: Material) -> bool:
    """Return if a document tells of a day or is of it; another year than its own is another day."""
    texts = [*_holding(day.day or 0, document, material), material.document(document.start).published or ""]
    return any(
        (day.month, day.day) == (other.month, other.day) and (not day.year or not other.year or day.year == other.year)
        for text in texts
        for other in moments(text)
    )
