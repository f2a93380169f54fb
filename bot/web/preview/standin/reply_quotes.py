"""Pieces of a message that a reply quotes: found at their place, or refused."""

from . import utf16
from .values import Entity, FormattedText, Quote

QUOTE_LIMIT = 1024
KEPT = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji", "date_time"})
"""The entities that a quote keeps, and that must therefore agree with the message's."""


def select(original: FormattedText, piece: str) -> Quote | None:
    """Return the quote of a person who selects the first occurrence of `piece`, or None if there is none."""
    index = original.text.find(piece)
    if index < 0 or not piece or utf16.length(piece) > QUOTE_LIMIT:
        return None
    position = utf16.offset_of(original.text, index)
    return Quote(text=piece, position=position, entities=inside(original, position, utf16.length(piece)))


def locate(original: FormattedText, piece: FormattedText, wished: int) -> Quote | None:
    """Return the occurrence of `piece` nearest to UTF-16 offset `wished` that agrees in its entities too."""
    entities = tuple(entity for entity in piece.entities if entity.type in KEPT)
    units = utf16.length(piece.text)
    places = [utf16.offset_of(original.text, index) for index in _occurrences(original.text, piece.text)]
    fitting = [place for place in places if inside(original, place, units) == entities]
    if not fitting:
        return None
    place = min(fitting, key=lambda offset: (abs(offset - wished), offset))
    return Quote(text=piece.text, position=place, entities=entities)


def inside(text: FormattedText, start: int, units: int) -> tuple[Entity, ...]:
    """Return the kept entities between `start` and `start + units`, clipped and counted from `start`."""
    clipped = []
    for entity in text.entities:
        first, last = max(entity.offset, start), min(entity.offset + entity.length, start + units)
        if entity.type in KEPT and first < last:
            clipped.append(entity.model_copy(update={"offset": first - start, "length": last - first}))
    return tuple(clipped)


def _occurrences(text: str, piece: str) -> list[int]:
    return [index for index in range(len(text)) if piece and text.startswith(piece, index)]
