"""A timeline -> its lines and its message, and which of its figures can be compared."""

import re
from collections.abc import Sequence
from itertools import groupby

from bot.phrases import Phrases
from bot.replies.answers import READ, notes_on, original_link
from bot.replies.citation import source_in
from bot.replies.message import MAX_MESSAGE_UNITS, Button, Message, escaped
from bot.replies.runs import fitted, html_of, runs_of
from bot.text import clipped, length, one_line
from retrieval import Library, Point, Quote, Timeline
from retrieval.model import Value

TIMELINE = "timeline:"
MIN_DRAWN_FIGURES = 3
# A question for a change is answered by a timeline where there is something to compare.
MIN_ANSWERED_FIGURES = 2
_ON_A_PAGE = 6
_MOST_BOLD = 8  # in a quote; Telegram shows about a hundred entities in a message
_MOST_DATA = 64  # bytes
_TERM_UNITS = 80
_FIGURES_UNITS = 120
_NOTE_UNITS = 100
_TOLD_UNITS = 30
_QUOTE_UNITS = 300
_BETWEEN = " · "
_BOUNDS = {"": "", "near": "≈", "over": ">", "under": "<"}
_CHANGES = {"": "", "rise": "+", "fall": "−"}


class Step(Value):
    """Figures of one sentence for one date, and the quote with all of them marked."""

    points: tuple[Point, ...]
    quote: Quote


def steps_of(found: Timeline) -> tuple[Step, ...]:
    """Return the points of a timeline in their order, those that a sentence gives for one date together."""

    def place(point: Point) -> tuple[object, ...]:
        return point.date, point.told, point.quote.file, point.quote.start

    steps = []
    for _, points in groupby(found.points, place):
        together = tuple(points)
        marks = tuple(sorted({mark for point in together for mark in point.quote.highlights}))
        steps.append(Step(points=together, quote=together[0].quote.model_copy(update={"highlights": marks})))
    return tuple(steps)


def comparable(found: Timeline, least: int = MIN_DRAWN_FIGURES) -> tuple[Point, ...]:
    """Return the largest series of at least n points, not all of one date; a point that is stated twice counts once."""
    for number in sorted({point.series for point in found.points}):
        own = {(p.date, p.low, p.high, p.change): p for p in reversed(found.points) if p.series == number}
        points = tuple(reversed(own.values()))
        if len(points) >= least and len({point.date for point in points}) > 1:
            return points
    return ()


def figure_of(point: Point) -> str:
    """Return a figure in its own words, with + or - for a rise or a fall by it, and signs for about, over and under."""
    return _CHANGES[point.change] + _BOUNDS[point.bound] + clipped(point.words, _FIGURES_UNITS)


def date_of(point: Point, phrases: Phrases) -> str:
    """Return a date with who tells it: the sentence, in its words where they are others, or the document."""
    said, told = phrases.timeline, clipped(point.told, _TOLD_UNITS)
    if point.date is None:
        return said.undated_told.format(told=told) if told else phrases.undated
    if point.dated == "sentence" and _numbers(point.told) == _numbers(point.date):
        return point.date
    form = said.by_sentence if point.dated == "sentence" else said.by_document
    return form.format(date=clipped(point.date, _TOLD_UNITS), told=told)


def _numbers(text: str) -> list[int]:
    return [int(found) for found in re.findall(r"\d+", text)]


def step_line(step: Step, phrases: Phrases) -> str:
    """Return the date and the figures of a step in one line; several of a table's row each after its header."""
    named = [f"{_header_of(point)} {figure_of(point)}".lstrip() for point in step.points]
    figures = phrases.between_dates.join(named if len(named) > 1 else map(figure_of, step.points))
    return _BETWEEN.join((date_of(step.points[0], phrases), clipped(figures, _FIGURES_UNITS)))


def _header_of(point: Point) -> str:
    """Return the header of the cell that a figure is in; empty outside of tables."""
    at = min((start for start, _ in point.quote.highlights), default=0)
    return next((one_line(cell.header) for cell in reversed(point.quote.row) if cell.start <= at), "")


def head_lines(found: Timeline, library: Library, phrases: Phrases) -> list[str]:
    """Return how many figures a thing has; without any, that, which words appear nowhere, and how to ask."""
    term = clipped(found.term, _TERM_UNITS)
    if found.points:
        return [phrases.timeline.head.format(term=term, count=len(steps_of(found)))]
    words = phrases.between_words.join(clipped(word, _TERM_UNITS) for word in found.missing)
    missing = [phrases.missing.format(words=words, count=len(library.documents))] if words else []
    return [phrases.timeline.nothing.format(term=term), *missing, phrases.timeline.advice]


def timeline_message(found: Timeline, page: int, library: Library, phrases: Phrases) -> Message:
    """Return one page of a timeline, from 1: each step with its quote, citation and 📖, and ◀ ▶ to turn.

    A page beyond the last is the last; where the term is too long for a button, it is told how many figures are left.
    """
    steps = steps_of(found)
    pages = max(1, -(-len(steps) // _ON_A_PAGE))
    page = min(max(page, 1), pages)
    first = (page - 1) * _ON_A_PAGE
    shown = steps[first : first + _ON_A_PAGE]
    head = head_lines(found, library, phrases)
    turns = _turns(found.term, page, pages)
    left = len(steps) - first - len(shown)
    foot = [phrases.timeline.more.format(count=left)] if left and not turns else []
    foot += [phrases.more_sources.format(page=page, pages=pages)] if turns else []
    fixed = [_fixed(step, number, library, phrases) for number, step in enumerate(shown, first + 1)]
    beside = sum(length(line) + 2 for line in (*head, *foot, *(line for lines in fixed for line in lines)))
    room = min(
        _QUOTE_UNITS, (MAX_MESSAGE_UNITS - beside) // max(len(shown), 1) - length(f"{_BETWEEN}{phrases.original}") - 2
    )
    html = [escaped(head[0]) if not shown else f"<b>{escaped(head[0])}</b>", *(escaped(line) for line in head[1:])]
    body = [_html(step, lines, room, phrases) for step, lines in zip(shown, fixed, strict=True)]
    reading = tuple(Button(text=f"📖 {at}", data=READ + s.quote.receipt) for at, s in enumerate(shown, first + 1))
    buttons = tuple(row for row in (reading, turns) if row)
    return Message(html="\n\n".join(["\n".join(html), *body, *(escaped(line) for line in foot)]), buttons=buttons)


def _turns(term: str, page: int, pages: int) -> tuple[Button, ...]:
    turns = [
        Button(text=sign, data=f"{TIMELINE}{to}:{term}")
        for sign, to in (("◀", page - 1), ("▶", page + 1))
        if 1 <= to <= pages
    ]
    fit = all(len((button.data or "").encode("utf-8", "replace")) <= _MOST_DATA for button in turns)
    return tuple(turns) if fit else ()


def _fixed(step: Step, number: int, library: Library, phrases: Phrases) -> list[str]:
    """Return the lines of a step beside its quote: the one above, the citation, the notes."""
    quote = step.quote
    notes = [clipped(note, _NOTE_UNITS) for note in notes_on(quote, phrases)[:1]]
    above = f"{number}  {step_line(step, phrases)}"
    return [above, source_in(library, quote, phrases), *notes]


def _html(step: Step, lines: Sequence[str], room: int, phrases: Phrases) -> str:
    above, cited, *notes = lines
    quote = html_of(
        fitted(runs_of(step.quote.shown.text, step.quote.shown.slices(step.quote.highlights)[:_MOST_BOLD]), room)
    )
    original = original_link(step.quote, phrases)
    below = escaped(cited) + (f"{_BETWEEN}{original}" if original else "")
    return "\n".join(
        [f"<b>{escaped(above)}</b>\n<blockquote>{quote}</blockquote>", below, *(f"<i>{escaped(n)}</i>" for n in notes)]
    )
