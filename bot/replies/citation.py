"""A citation in one line: title, who published it, when, where it stands."""

from bot.phrases import Phrases
from retrieval.model import Document, Quote

_TITLE_CHARACTERS = 60
_SECTION_CHARACTERS = 40
# Characters that steer a terminal or turn the direction of writing round could make a source look like the program.
_UNSEEN = dict.fromkeys(
    [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_BETWEEN = " · "


def visible(text: str) -> str:
    """The text without characters that cannot be seen but can do harm: control characters and direction marks."""
    return text.translate(_UNSEEN)


def clipped(text: str, characters: int) -> str:
    """The text in one line, cut with … where it has more characters."""
    line = " ".join(visible(text).split())
    return line if len(line) <= characters else line[: characters - 1] + "…"


def name_of(document: Document, phrases: Phrases) -> str:
    """What to call a document: its title in 《》, or for want of one its first words, marked as untitled."""
    return _name(document.title, document.opening, phrases)


def about(document: Document, phrases: Phrases) -> str:
    """A document in one line: its name, who published it, when."""
    by = document.publisher or document.author
    return _BETWEEN.join(
        part
        for part in (
            name_of(document, phrases),
            clipped(by, _SECTION_CHARACTERS) if by else "",
            document.published or "",
        )
        if part
    )


def citation(quote: Quote, document: Document, phrases: Phrases) -> str:
    """The citation of a quote in one line of plain text."""
    parts = [about(document, phrases)]
    if quote.section:
        parts.append(clipped(quote.section, _SECTION_CHARACTERS))
    parts.append(phrases.line.format(line=quote.line))
    return _BETWEEN.join(parts)


def _name(title: str | None, opening: str, phrases: Phrases) -> str:
    if title is None:
        return phrases.untitled.format(opening=clipped(opening, _TITLE_CHARACTERS))
    return phrases.title.format(title=clipped(title, _TITLE_CHARACTERS))
