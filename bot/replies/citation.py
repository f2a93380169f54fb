"""A citation in one line: title, who published it, when, where it stands."""

from bot.phrases import Phrases
from bot.text import clipped, length
from retrieval.model import Document, Page, Quote

_TITLE_UNITS = 60
_PART_UNITS = 40
_COPIED_UNITS = 256  # Telegram copies no more
_BETWEEN = " · "


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
            clipped(by, _PART_UNITS) if by else "",
            clipped(document.published, _PART_UNITS) if document.published else "",
        )
        if part
    )


def citation(quote: Quote, document: Document, phrases: Phrases) -> str:
    """The citation of a quote in one line of plain text."""
    parts = [about(document, phrases)]
    if quote.section:
        parts.append(clipped(quote.section, _PART_UNITS))
    parts.append(phrases.line.format(line=quote.line))
    return _BETWEEN.join(parts)


def copied(page: Page, phrases: Phrases) -> str:
    """The citation of a page's quote, or of the page where none is marked, to paste elsewhere: at most 256 units.

    A link that is too long is left out; the receipt always stands.
    """
    receipt = page.quoted or page.receipt
    parts = [clipped(about(page.document, phrases), _COPIED_UNITS - length(receipt) - length(_BETWEEN))]
    url = page.document.url
    if url and length(_BETWEEN.join([*parts, url, receipt])) <= _COPIED_UNITS:
        parts.append(url)
    return _BETWEEN.join([*parts, receipt])


def _name(title: str | None, opening: str, phrases: Phrases) -> str:
    if title is None:
        return phrases.untitled.format(opening=clipped(opening, _TITLE_UNITS))
    return phrases.title.format(title=clipped(title, _TITLE_UNITS))
