"""A document in a few figures: its pages, chapters and passages, and what was left out of it."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from retrieval import Library
from retrieval.model import Value

# Signs such as that of a heading are no text that somebody might miss.
_MARKUP = "markup"


class DocumentCard(Value):
    """The figures of one file; `left_out` are the kinds of text that are not quoted, each with how often it appears."""

    name: str
    pages: int = 0
    slides: int = 0
    sheets: int = 0
    sections: int = 0
    passages: int = 0
    left_out: tuple[tuple[str, int], ...] = ()


def card_of(library: Library, file: str) -> DocumentCard:
    """Return the card of a file of a library."""
    documents = {number for number, document in enumerate(library.documents) if document.file == file}
    passages = [passage for passage in library.passages if passage.document in documents]
    source = next(one for one in library.files if one.name == file)
    positions = [position for _, position in source.positions]
    reasons = Counter(one.reason for one in library.omissions if one.file == file and one.reason != _MARKUP)
    return DocumentCard(
        name=file.rpartition("/")[2],
        pages=_last(position.page for position in positions),
        slides=_last(position.slide for position in positions),
        sheets=len({position.sheet for position in positions if position.sheet}),
        sections=sum(section is not None for section, _ in groupby(passage.section for passage in passages)),
        passages=len(passages),
        left_out=tuple(reasons.most_common()),
    )


def _last(numbers: Iterable[int | None]) -> int:
    return max((number for number in numbers if number), default=0)
