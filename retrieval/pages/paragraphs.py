"""Passages -> the paragraphs that people read, with the slices that are quoted told apart."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from retrieval.collection import Collection
from retrieval.documents.tables import header_columns
from retrieval.model import Passage, Position, Role, Sentence, Span, Value
from retrieval.runtime import pattern
from retrieval.shown import BETWEEN_CELLS, reveal

_BLOCK_TAG = pattern(
    r"</?(?:p|div|br|li|ul|ol|dl|dd|dt|tr|table|h[1-6]|section|article|blockquote|pre|figure|header|main)\b",
    re.IGNORECASE,
)
_SECONDS = pattern(r"(?<=\d \d\d:\d\d):\d\d$|(?<=\d \d:\d\d):\d\d$")
_WALL = 240  # characters from which on a paragraph without line breaks is broken where a passage ends


class Stretch(Value):
    """A stretch of a paragraph, and the numbers of the quotes that it is part of; `gap` is as in Piece, or empty.

    `begins` are the numbers of those that are met here first.
    """

    text: str
    gap: str
    quotes: tuple[int, ...]
    begins: tuple[int, ...] = ()


class Paragraph(Value):
    """A paragraph of a document: slices of its file in order.

    `line` is that of its file on which it starts, `position` that in the original. `remarks` are what a catalog says of
    slices that reach into it, `newly` whether one of them did not reach into the paragraph before. `opened` says that
    it holds the place that was asked for, or is the nearest to it. `columns` are the names of the columns of a quoted
    row whose header is further above.
    """

    line: int
    position: Position
    role: Role
    stretches: tuple[Stretch, ...]
    remarks: tuple[str, ...] = ()
    newly: bool = False
    opened: bool = False
    columns: str = ""


def paragraphs(
    collection: Collection, passages: Sequence[Passage], quotes: Mapping[int, Span], place: int
) -> tuple[Paragraph, ...]:
    """Return the paragraphs of some passages of one document, which stand in a row.

    `quotes` are slices of its file by their numbers, `place` is the address that was asked for.
    """
    document = collection.document_of(passages[0])
    text = collection.text(document.file)
    runs = list(_runs(text, passages))
    opened = max((n for n, run in enumerate(runs) if run[0].start <= place), default=0)
    told: set[int] = set()
    begun: set[int] = set()
    found = []
    for n, run in enumerate(runs):
        stretches = tuple(_stretches(text, run, runs[n - 1][-1] if n else None, quotes, begun))
        over = [at for at, remark in enumerate(document.remarks) if _meet(remark, run[0].start, run[-1].end)]
        found.append(
            Paragraph(
                line=collection.line(document.file, run[0].start),
                position=collection.position(document.file, run[0].start, run[0].unit),
                role=run[0].role,
                stretches=stretches,
                remarks=tuple(document.remarks[at].text for at in over),
                newly=not told.issuperset(over),
                opened=n == opened,
                columns=_columns_far_above(text, runs, n) if any(one.begins for one in stretches) else "",
            )
        )
        told |= set(over)
    return tuple(found)


def gap_for(between: str, *, row: bool = False) -> str:
    """Return what to show for what is between two sentences, as in Piece; a row has a line of its own."""
    if row or starts_line(between):
        return "\n"
    return " … " if between.strip() else between


def starts_line(between: str) -> bool:
    """Tell if what stands between two sentences begins a new line: a line break, or the tag of a block of HTML."""
    return "\n" in between or bool(_BLOCK_TAG.search(between))


def introduction(sentence: Sentence, before: Sentence | None) -> str:
    """Return who wrote a message and when, to show before its first sentence; empty for any other sentence."""
    unit = sentence.unit
    if unit is None or unit.kind != "message" or (before is not None and before.unit == unit):
        return ""
    said = " · ".join(part for part in (unit.speaker, to_the_minute(unit.said_at)) if part)
    return f"{said}: " if said else ""


def to_the_minute(said_at: str | None) -> str:
    """Return when a message was written without the seconds, which tell a reader nothing; empty if nobody knows."""
    return _SECONDS.sub("", said_at or "")


def columns_of(text: str, sentence: Sentence) -> str:
    """Return the names of the columns of a row as they are shown; empty for what is no row below a header."""
    unit = sentence.unit
    if unit is None or unit.kind != "row" or not unit.context:
        return ""
    header = unit.context[0]
    names = (column.name for column in header_columns(text[header.start : header.end]))
    return BETWEEN_CELLS.join(name for name in names if name)


def shown_part(text: str, sentence: Sentence, start: int, stop: int) -> str:
    """Return a part of a sentence as it is shown."""
    cuts = ((max(cut.start, start) - start, min(cut.end, stop) - start) for cut in sentence.markup)
    return reveal(text[start:stop], [cut for cut in cuts if cut[0] < cut[1]]).text


def _runs(text: str, passages: Sequence[Passage]) -> Iterator[list[Sentence]]:
    """Yield the sentences of each paragraph: they stand in one line and have one role."""
    run: list[Sentence] = []
    for passage in passages:
        for sentence in passage.sentences:
            if run and _breaks(text, run, sentence, begins=sentence is passage.sentences[0]):
                yield run
                run = []
            run.append(sentence)
    if run:
        yield run


def _breaks(text: str, run: Sequence[Sentence], sentence: Sentence, *, begins: bool) -> bool:
    """Return whether a sentence starts a new paragraph; `begins` tells that it begins a passage."""
    last = run[-1]
    long = begins and last.end - run[0].start >= _WALL
    return (
        long
        or sentence.role != last.role
        or is_row(sentence)
        or is_row(last)
        or starts_line(text[last.end : sentence.start])
    )


def is_row(sentence: Sentence) -> bool:
    """Tell if a sentence is a row, which is shown on a line of its own even if the file has all rows in one."""
    return sentence.unit is not None and sentence.unit.kind == "row"


def _columns_far_above(text: str, runs: Sequence[Sequence[Sentence]], number: int) -> str:
    """Return the names of the columns of a row, unless the header is right above it."""
    row = runs[number][0]
    header = row.unit.context[0] if row.unit and row.unit.context else None
    is_next = header is not None and number > 0 and runs[number - 1][-1].end >= header.end > runs[number - 1][0].start
    return "" if is_next else columns_of(text, row)


def _stretches(
    text: str, run: Sequence[Sentence], last: Sentence | None, quotes: Mapping[int, Span], begun: set[int]
) -> Iterator[Stretch]:
    """Yield the sentences, cut at both ends of every quote; `begun` takes the numbers of those that were met."""
    end = run[0].start
    for sentence in run:
        gap = gap_for(text[end : sentence.start]) + introduction(sentence, last)
        last = sentence
        ends = {edge for span in quotes.values() for edge in (span.start, span.end)}
        cuts = sorted({sentence.start, sentence.end, *(at for at in ends if sentence.start < at < sentence.end)})
        for start, stop in pairwise(cuts):
            within = tuple(number for number, span in quotes.items() if _meet(span, start, stop))
            begins = tuple(number for number in within if number not in begun)
            begun.update(begins)
            yield Stretch(text=shown_part(text, sentence, start, stop), gap=gap, quotes=within, begins=begins)
            gap = ""
        end = sentence.end


def _meet(span: Span, start: int, end: int) -> bool:
    return span.start < end and start < span.end
