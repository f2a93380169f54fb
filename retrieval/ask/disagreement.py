"""Figures of different documents for the same thing: the newest first, and pointed out.

They may be of different times, or contradict each other: that is for the reader to see.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from retrieval.ask.intent import FIGURES, shows
from retrieval.ask.query import Query
from retrieval.ask.ranking import Ranked, documents_of
from retrieval.ask.rows import shows_in_cell
from retrieval.corpus.corpus import Material
from retrieval.corpus.document_versions import bare_name, newest_of, same_but_for_version
from retrieval.language.fold import fold
from retrieval.language.numerals import numbers
from retrieval.language.stems import stem
from retrieval.language.tokenizer import content
from retrieval.model import Quote
from retrieval.runtime import pattern

# A quote with this share of the best one's score speaks of the same thing, if it has as much of the question's words.
NEAR_WORDS_SHARE = 0.7
# Among so many quotes the same is looked for in a newer version, if there is one among the documents found first.
QUOTES_WITH_VERSIONS, FIRST_RANKED = 8, 20
# More documents of one name are a series, such as the letters of a year.
MAX_VERSIONS = 12
SAME_SUBJECT_SHARE = 0.75
_LATIN = pattern("[a-z]")
# The text that is in force is asked for, by whatever it says.
_LATEST = pattern(r"最新|现行|目前|眼下|如今|\b(?:latest|newest|current)\b")
_ANY_FIGURE = pattern(r"\d+(?:[.,]\d+)*|[一二两三四五六七八九十百千万亿半]+")
_SINGLE = pattern("[一二两三四五六七八九十]")


def differing(asked: Query, quotes: Sequence[Quote], material: Material) -> tuple[int, ...]:
    """Return the quotes, counted from 1, that give other figures for what the first gives one for, and the
    first; or none.
    """
    if not quotes or not _shows_figure(asked, quotes[0]):
        return ()
    values = _values(asked, quotes[0])
    near = [(n, quote) for n, quote in enumerate(quotes[1:], 2) if values and _differs(asked, quotes[0], values, quote)]
    held = _words(asked, quotes[0].text, material) if near else set()
    others = [n for n, quote in near if _same_thing(held, _words(asked, quote.text, material))]
    return (1, *others) if others else ()


def ordered_by_version(
    asked: Query, quotes: Sequence[Quote], few: int, most: int, material: Material
) -> tuple[list[Quote], tuple[int, ...]]:
    """Return quotes in the order of their versions, and which of the first `few` differed, as `differing` does.

    Where `most` is more, as `compared_quotes` says, the same is looked for among so many of them.
    """
    apart = differing(asked, quotes[:few], material)
    versions = twins(asked, quotes[:most], material) if most > few else ()
    ordered = newest_first(asked, quotes[:most], (*versions, [number - 1 for number in apart]))
    return [*ordered, *quotes[most:]], apart


def compared_quotes(ranked: Sequence[Ranked], few: int, material: Material) -> int:
    """Return among how many quotes versions are looked for: more than `few` if a few documents are versions of one."""
    # What the newest version of a document says may come after what others do.
    return QUOTES_WITH_VERSIONS if have_versions(ranked, material) else few


def newest_first(asked: Query, quotes: Sequence[Quote], alike: Iterable[Sequence[int]]) -> list[Quote]:
    """Return the quotes with those of each group of places in the order of their versions, the newest first.

    Those of a year that the question names come before others.
    """
    ordered = list(quotes)
    for places in alike:
        newest = [ordered[at] for at in newest_of({at: ordered[at] for at in places}, asked.parts[0].text)]
        for at, quote in zip(places, newest, strict=True):
            ordered[at] = quote
    return ordered


def have_versions(ranked: Sequence[Ranked], material: Material) -> bool:
    """Tell if a few of the documents that were found first are versions of one."""
    found = documents_of(ranked[:FIRST_RANKED], material.index)
    names = (bare_name(material.collection.documents[number]) for number in dict.fromkeys(found))
    return any(1 < count <= MAX_VERSIONS for name, count in Counter(names).items() if name)


def twins(asked: Query, quotes: Sequence[Quote], material: Material) -> Iterator[list[int]]:
    """Yield the places, from 0, of the quotes that say as much of what is asked in versions of one document."""
    words: dict[int, set[str]] = {}
    for at, quote in enumerate(quotes):
        versions = [n for n, other in enumerate(quotes[at + 1 :], at + 1) if _is_version(quote, other)]
        for n in (at, *versions) if versions else ():
            if n not in words:
                words[n] = _words(asked, quotes[n].text, material)
        if alike := [n for n in versions if _same_thing(words[at], words[n])]:
            yield [at, *alike]


def _is_version(one: Quote, other: Quote) -> bool:
    """Tell if two quotes are of versions of one document; of rows, if they are of the same thing there."""
    same_row = [fold(quote.row[0].value) for quote in (one, other) if quote.row]
    apart = one.document != other.document and same_but_for_version(one, other)
    return apart and len(same_row) != 1 and len(set(same_row)) < 2


def _differs(asked: Query, first: Quote, values: set[float | str], other: Quote) -> bool:
    """Return whether another document's quote has figures, none of them among those of the first."""
    return (
        other.document != first.document
        and other.score >= NEAR_WORDS_SHARE * first.score
        and _shows_figure(asked, other)
        and bool(there := _values(asked, other))
        and not there & values
    )


def _shows_figure(asked: Query, quote: Quote) -> bool:
    if quote.row or (not asked.wants_figure and _LATEST.search(asked.parts[0].text)):
        return bool(_values(asked, quote))
    return asked.wants_figure and asked.cue is not None and shows(asked.cue, quote.text)


def _same_thing(held: set[str], other: set[str]) -> bool:
    """Return whether another quote holds nearly all the words of the question that the first holds."""
    return bool(held) and len(held & other) >= SAME_SUBJECT_SHARE * len(held)


def _words(asked: Query, text: str, material: Material) -> set[str]:
    folded = fold(text)
    groups = material.lexicon.all
    tokens = material.analyzer.tokens(text)
    there = {stem(token.text) for token in content(tokens)}
    found = groups.find(folded, {(token.start, token.end) for token in tokens})
    # 网购 stands for 网络购物, and so for both of its words.
    otherwise = "\n".join(other for one in found for other in groups.others(one.expression))
    return {word for word in asked.words if stem(word) in there or word in folded or word in otherwise}


def _values(asked: Query, quote: Quote) -> set[float | str]:
    """Return the figures of the kind that is asked for; a number within a name, as in 88VIP, is none.

    A single Chinese digit with its unit is one, as it is written; of a row those in the columns of that kind are.
    """
    folded = fold(quote.text)
    kinds = [cue for cue in asked.cues if cue.name in FIGURES][:1]
    if not kinds and _LATEST.search(asked.parts[0].text):
        return {match[0] for match in _ANY_FIGURE.finditer(folded)}
    if quote.row:
        cells = [(fold(cell.header), fold(cell.value)) for cell in quote.row]
        return {n.value for cue in kinds for cell in cells if shows_in_cell(cue, *cell) for n in numbers(cell[1])}
    spans = [match.span() for cue in kinds for match in cue.shown.finditer(folded)]
    found: set[float | str] = {
        n.value
        for n in numbers(folded)
        if any(n.start < end and start < n.end for start, end in spans) and not _LATIN.match(folded[n.end : n.end + 1])
    }
    return found or {folded[start:end] for start, end in spans if _SINGLE.match(folded[start:end])}
