"""Quotes chosen from ranked sentences: no two that overlap, and none that repeats another."""

import re
from collections.abc import Sequence

from retrieval.ask.citation import cite
from retrieval.ask.query import Query
from retrieval.ask.ranking import Ranked
from retrieval.corpus.corpus import Material
from retrieval.index.index import Index
from retrieval.language.fold import fold
from retrieval.model import Place, Quote
from retrieval.runtime import pattern

# Two sentences with this share of their pairs of characters in common (Dice's coefficient) say the same.
ALIKE = 0.8
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*|[一二两三四五六七八九十百千万亿半]+")


def quotes_of(question: str, asked: Query, ranked: Sequence[Ranked], material: Material, most: int) -> list[Quote]:
    """At most `most` quotes, best first; one that another document has nearly word for word names that place too."""
    quotes: list[Quote] = []
    for found in choose(question, ranked, material.index):
        quote = cite(material, found.entry, found.score, asked)
        if any(_overlap(quote, other) for other in quotes):
            continue
        twin = next((at for at, other in enumerate(quotes) if alike(quote.text, other.text)), None)
        if twin is None:
            quotes.append(quote)
            if len(quotes) == most:
                break
        elif quote.document not in {quotes[twin].document, *(place.document for place in quotes[twin].also)}:
            quotes[twin] = quotes[twin].model_copy(update={"also": (*quotes[twin].also, _place(quote))})
    return quotes


def alike(one: str, other: str) -> bool:
    """Return whether two texts are the same but for a few characters, none of them a figure, in any script,
    width and case.
    """
    a, b = _pairs(one), _pairs(other)
    return bool(a and b) and 2 * len(a & b) >= ALIKE * (len(a) + len(b)) and _figures(one) == _figures(other)


def _figures(text: str) -> list[str]:
    return _FIGURE.findall(fold(text))


def _place(quote: Quote) -> Place:
    return Place(document=quote.document, title=quote.title, file=quote.file, line=quote.line, receipt=quote.receipt)


def _pairs(text: str) -> set[str]:
    letters = "".join(character for character in fold(text) if character.isalnum())
    return {letters[at : at + 2] for at in range(len(letters) - 1)}


def _overlap(quote: Quote, other: Quote) -> bool:
    return quote.file == other.file and quote.start < other.end and other.start < quote.end


# A sentence with less than this share of the best one's score says nothing that the best does not say better.
WORTH_QUOTING = 0.45
_MOST_CHOSEN = 40
_REACH = 15
_SEVERAL = pattern(
    r"分别|各[是自为占投说有]|各多少|哪几|哪些|哪[二两三四五六七八九十]|几个?方面|几块|几[类种点项大]|前[三五十]|两[次篇家份]"
    r"|哪个更|谁更|哪家.{0,8}[多高大快]|比较|对比|区别|和.{1,12}(?:哪个|谁)|\bcompare\b|difference|\bboth\b|respectively"
)
_COUNTS_OFF = pattern(
    r"首先|其次|再次|再者|最后|第[一二三四五六七八九十][,，、是]|[一二三四五六]是|一方面|另一方面|其[一二三四]"
)
_ANNOUNCES = pattern(r"[二两三四五六七八九十几多\d]\s?(?:个|大|方面|点|项|种|类|条|步)|以下|如下|包括")


def wants_several(question: str) -> bool:
    """Return whether a question asks for a list, or for one thing of each of several."""
    return bool(_SEVERAL.search(fold(question)))


def choose(question: str, ranked: Sequence[Ranked], index: Index) -> list[Ranked]:
    """Return the sentences worth quoting, best first, no two of the same words; more than will be quoted.

    Where several things are asked for and the best sentence announces points that the text then counts off, the points
    come in its place.
    """
    pool = _different(ranked, index)
    return (wants_several(question) and pool and _counted_off(pool[0], index)) or pool


def _different(ranked: Sequence[Ranked], index: Index) -> list[Ranked]:
    chosen: list[Ranked] = []
    seen: set[str] = set()
    best = max((found.score for found in ranked), default=0.0)
    for candidate in ranked:
        text = index.folded[candidate.entry]
        if len(chosen) < _MOST_CHOSEN and candidate.score >= WORTH_QUOTING * best and text not in seen:
            chosen.append(candidate)
            seen.add(text)
    return chosen


def _counted_off(best: Ranked, index: Index) -> list[Ranked]:
    """Return the sentences behind the best one that count off what it announces; none where there are fewer
    than two.
    """
    if not _ANNOUNCES.search(index.folded[best.entry]):
        return []
    document = index.documents_of[index.entries[best.entry].passage]
    points = [
        Ranked(entry=at, score=best.score)
        for at in range(best.entry + 1, min(best.entry + _REACH, len(index.entries)))
        if index.documents_of[index.entries[at].passage] == document and _COUNTS_OFF.match(index.folded[at])
    ]
    return points if len(points) > 1 else []
