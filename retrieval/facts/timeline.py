"""Every figure that the material gives for a thing, by date, each with the sentence that proves it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from retrieval.corpus.citation import cite_words
from retrieval.corpus.corpus import Material
from retrieval.errors import ClaimEmpty, ClaimTooLong
from retrieval.facts.figure_dates import DateSource, dated
from retrieval.facts.ownership import Change, OwnedFigure, owned
from retrieval.facts.row_figures import DatedFigure, row_figures
from retrieval.facts.subject import SubjectPart, Thing, thing
from retrieval.language.fold import fold
from retrieval.language.names import Names
from retrieval.language.quantities import Bound
from retrieval.language.tokenizer import content, grams
from retrieval.language.units import Kind
from retrieval.model import Quote, Value

MAX_TERM_CHARACTERS = 200
_PLAIN = ("number", "")
# Units of what there is at a time; anything else, such as revenue, may be told for a quarter here and for a year there.
_STANDING = ("", "人", "个", "家")
_SPANS = (
    ("quarter", re.compile(r"季|[qQ]\d")),
    ("half", re.compile(r"半年")),
    ("month", re.compile(r"月份?$")),
    ("year", re.compile(r"年度?$")),
)


# How a report calls what it is on, which it names at its beginning.
_SUBJECT = SubjectPart(("公司", "本公司", "集团", "本集团", "本行", "我校", "the company", "the group"), name=False)
_OPENING_CHARACTERS = 40


class Point(Value):
    """A figure of a thing at a date, as YYYY, YYYY-MM or YYYY-MM-DD, or at an unknown one.

    `dated` says who tells the date: the sentence, in the words `told`, or the document, by its own date. `words` is the
    figure as it stands, the part of the quote that is highlighted, in a table with the unit of its header. `low` and
    `high` are its value, in the unit of its kind as `retrieval.language.quantities` has it, the same but for ranges;
    `change` says that it tells a rise or a fall by so much. Points of the same `series`, counted from 1, can be laid on
    one scale.
    """

    date: str | None
    dated: DateSource
    told: str
    words: str
    low: float
    high: float
    kind: Kind
    unit: str
    bound: Bound
    rate: str
    change: Change
    series: int
    quote: Quote


class Timeline(Value):
    """The figures of a thing, by date, those without one last; of one date in the order of the documents and the text.

    A figure that a document repeats for the same date is told once. Series 1 has most points, and of two as large,
    heights come before changes. `missing` are words of the term that stand nowhere in the material, told where there
    are no points.
    """

    term: str
    points: tuple[Point, ...] = ()
    missing: tuple[str, ...] = ()
    milliseconds: float = 0.0


class Timelines:
    """Finds the figures of things in a material, which never changes."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._names = Names(material.analyzer, material.lexicon)

    def of(self, term: str) -> Timeline:
        """Return the figures of a thing; raises ClaimEmpty without a letter or digit, and ClaimTooLong over
        `MAX_TERM_CHARACTERS`.
        """
        term = term.strip()
        if len(term) > MAX_TERM_CHARACTERS:
            raise ClaimTooLong(length=len(term), limit=MAX_TERM_CHARACTERS)
        if not any(character.isalnum() for character in term):
            raise ClaimEmpty()
        wanted = thing(term, self._names, self._material)
        entries = self._entries(wanted) if wanted.parts else []
        points = [point for entry in entries for point in self._points(entry, wanted)]
        points += [point for entry, rest in self._told_of_its_subject(wanted) for point in self._points(entry, rest)]
        points += [point for entry in self._rows(fold(term)) for point in self._row_points(entry, fold(term), wanted)]
        missing = () if points else self._missing(wanted)
        return Timeline(term=term, points=tuple(arranged(points)), missing=missing)

    def _points(self, entry: int, wanted: Thing) -> Iterator[Point]:
        material = self._material
        text = material.words(entry)
        folded = fold(text)
        for found in owned(folded, wanted, self._names.find(folded), material.analyzer):
            yield self._point(entry, text, folded, found)

    def _told_of_its_subject(self, wanted: Thing) -> Iterator[tuple[int, Thing]]:
        """Yield the sentences on the company or the like that a document begins with, and the thing as they call it."""
        index = self._material.index
        for document in range(len(self._material.collection.documents)):
            span = index.range_of(document)
            begins = "".join(index.folded[at] for at in span[:1])
            head = (
                f"{fold(self._material.document(span.start).name)} {begins[:_OPENING_CHARACTERS]}" if len(span) else ""
            )
            parts = [part for part in wanted.parts if not any(spelling in head for spelling in part.spellings)]
            if not 0 < len(parts) < len(wanted.parts) or all(part.implied for part in parts):
                continue
            rest = Thing((_SUBJECT, *parts))
            within = set.intersection(*(self._holding(part) for part in rest.parts))
            yield from ((at, rest) for at in sorted(within) if at in span and not _is_row(self._material, at))

    def _rows(self, term: str) -> list[int]:
        """Return the rows of tables that share two letters in a row, or a word in Latin letters, with a term."""
        pairs = {one + other for one, other in pairwise(term) if (one + other).isalnum()}
        latin = {token.text for token in content(self._material.analyzer.tokens(term)) if token.text.isascii()}
        found = {int(at) for pair in pairs for at in self._material.index.pairs.where(pair)}
        found |= {int(at) for word in latin for at in self._material.index.singles.where(word)}
        return [entry for entry in sorted(found) if _is_row(self._material, entry)]

    def _row_points(self, entry: int, term: str, wanted: Thing) -> Iterator[Point]:
        same = tuple(spelling for part in wanted.parts if not part.name for spelling in part.spellings)
        for cell in row_figures(entry, term, same, self._material):
            yield self._made(entry, cell, "")

    def _point(self, entry: int, text: str, folded: str, found: OwnedFigure) -> Point:
        figure = found.figure
        date = dated(folded, figure.start, self._material.document(entry).published)
        told, words = text[date.start : date.end], text[figure.start : figure.end]
        return self._made(entry, DatedFigure(figure.start, figure.end, words, figure, date, told), found.change)

    def _made(self, entry: int, found: DatedFigure, change: Change) -> Point:
        figure = found.figure
        return Point(
            date=found.date.date,
            dated=found.date.source,
            told=found.told,
            words=found.words,
            low=figure.low,
            high=figure.high,
            kind=figure.kind,
            unit=figure.unit,
            bound=figure.bound,
            rate=figure.rate,
            change=change,
            series=0,
            quote=cite_words(self._material, entry, ((found.start, found.end),)),
        )

    def _entries(self, wanted: Thing) -> list[int]:
        """Return the sentences of articles in which every part stands, by any of its names; summaries are none."""
        needed = [part for part in wanted.parts if not part.implied] or list(wanted.parts)
        common = set.intersection(*(self._holding(part) for part in needed))
        plain = (entry for entry in sorted(common) if not _is_row(self._material, entry))
        return [entry for entry in plain if self._material.sentence(entry).role != "summary"]

    def _holding(self, part: SubjectPart) -> set[int]:
        """Return the sentences with all characters of one of the names of a part, which may be cut into words
        otherwise.
        """
        found: set[int] = set()
        for spelling in part.spellings:
            letters = grams(self._material.analyzer.tokens(spelling), 1)
            if letters:
                found |= set.intersection(
                    *(set(self._material.index.singles.where(letter).tolist()) for letter in letters)
                )
        return found

    def _missing(self, wanted: Thing) -> tuple[str, ...]:
        return tuple(part.spellings[0] for part in wanted.parts if not self._stands(part))

    def _stands(self, part: SubjectPart) -> bool:
        texts = (fold(self._material.words(entry)) for entry in sorted(self._holding(part)))
        return any(spelling in text for text in texts for spelling in part.spellings)


def _is_row(material: Material, entry: int) -> bool:
    """Return if a sentence is a row of a table with a header, whose cells are its figures."""
    unit = material.sentence(entry).unit
    return unit is not None and unit.kind == "row" and bool(unit.context)


def arranged(points: Sequence[Point]) -> list[Point]:
    """Return points by date, without what a document repeats, each with the number of its series."""
    by_date = sorted(points, key=lambda point: (point.date is None, _last_day(point.date)))
    return _in_series(_once(by_date))


def _last_day(date: str | None) -> str:
    """Return a date to sort by: a year or a month stands at its end."""
    return (date or "") + "-99-99"[: 10 - len(date or "")]


def _once(points: Sequence[Point]) -> list[Point]:
    """Return the points without those that their document has told before for the same date."""
    seen = {(p.quote.document, p.date, p.low, p.high, p.kind, p.unit, p.change): p for p in reversed(points)}.values()
    return [point for point in points if any(point is kept for kept in seen)]


def _in_series(points: Sequence[Point]) -> list[Point]:
    """Return the points with the numbers of their series: one kind, unit, rate and stretch of time, heights or changes.

    A number without a unit, such as 317亿, is of the only unit that others of the thing have.
    """
    heights = {(p.kind, p.unit) for p in points if p.kind in ("number", "money") and not p.change} - {_PLAIN}
    only = next(iter(heights)) if len(heights) == 1 else _PLAIN

    def scale(point: Point) -> tuple[str, str, str, str, bool]:
        kind, unit = only if (point.kind, point.unit) == _PLAIN else (point.kind, point.unit)
        span = "" if point.rate or (kind == "number" and unit in _STANDING) else _span(point.told)
        return kind, unit, point.rate, span, point.change != ""

    counts = Counter(map(scale, points))
    largest = sorted(counts, key=lambda one: (-counts[one], one[-1]))
    numbers = {one: number for number, one in enumerate(largest, 1)}
    return [point.model_copy(update={"series": numbers[scale(point)]}) for point in points]


def _span(told: str) -> str:
    """Return the stretch of time that the words of a date name; empty for a day, and where only the document
    is dated.
    """
    return next((span for span, form in _SPANS if form.search(told)), "")
