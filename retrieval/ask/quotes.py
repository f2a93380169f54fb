"""Ranked sentences -> quotes: no two that overlap, and none that says again what another said."""

import re
from collections.abc import Sequence

from retrieval.ask.choosing import choose
from retrieval.ask.citation import cite
from retrieval.ask.query import Query
from retrieval.ask.ranking import Ranked
from retrieval.corpus.corpus import Material
from retrieval.language.fold import fold
from retrieval.model import Place, Quote

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
    """Whether two texts are the same but for a few characters, none of them a figure, in any script, width and case."""
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
