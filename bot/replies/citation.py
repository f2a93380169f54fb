"""Citation: title, publisher and date in one line, and the link to the quoted words on the original page.

Browsers scroll to the words that a text fragment (https://wicg.github.io/scroll-to-text-fragment/) names and mark
them; the others open the page at its top.
"""

import re
from urllib.parse import quote

from bot.phrases import Phrases
from bot.phrases.collections import NAMED, OWN, SHARED
from bot.replies.message import is_web
from bot.text import clipped, clipped_name, length, one_line
from retrieval import Document, Library, Quote
from retrieval.model import Position
from retrieval.pages.layout import CitedQuote
from retrieval.pages.page import Page
from retrieval.pages.paragraphs import to_the_minute

_TITLE_UNITS = 60
_PART_UNITS = 40
_SHORT_TITLE_UNITS, _SHORT_PART_UNITS = 32, 16
_DAY_CHARACTERS = len("2025-11-30")
_COPIED_UNITS = 256  # Telegram copies no more
_BETWEEN = " · "
# A fragment names a short quote whole, a longer one by its first and last words.
_WHOLE_CHARACTERS = 60
_MIN_CHARACTERS, _MAX_CHARACTERS = 10, 40
# What an export as Markdown puts around words, and the page itself does not show.
_MARKUP = re.compile(
    r"\*\*|__|`|\\(?=[!-/:-@\[-`{-~])|^\s*(?:#{1,6}|>|[-*+])\s+|\[(?P<shown>[^\[\]]*)\]\([^()\s]*\)", re.MULTILINE
)
# A browser finds whole words only, and sees words in Chinese as well: a mark or a space is the end of one for sure.
_MARK = re.compile(r"[，。；：、！？,.;:!?](?!\d)|\s")


def name_of(document: Document, phrases: Phrases) -> str:
    """Return what to call a document: its title in 《》, else its first words, marked as untitled."""
    return _name(document.title, document.opening, phrases)


def about(document: Document, phrases: Phrases) -> str:
    """Return a document in one line: its name, who published it, when."""
    by = document.publisher or document.author
    return _BETWEEN.join(
        part
        for part in (
            name_of(document, phrases),
            clipped(by, _PART_UNITS) if by else "",
            day_of(document.published) if document.published else "",
        )
        if part
    )


def day_of(published: str) -> str:
    """Return a date without the time of day."""
    return clipped(published[:_DAY_CHARACTERS], _PART_UNITS)


def source_of(document: Document, phrases: Phrases) -> str:
    """Return a document as short as a phone wants it: a short name, who published it, and the day."""
    by, published = document.publisher or document.author, document.published
    parts = [_name(document.title, document.opening, phrases, _SHORT_TITLE_UNITS)]
    parts += [clipped(by, _SHORT_PART_UNITS)] if by else []
    parts += [day_of(published)] if published else []
    return _BETWEEN.join(parts)


def source_in(library: Library, quote: Quote, phrases: Phrases) -> str:
    """Return the source of a quote: the document, its page if it has pages, and the collection if there are several."""
    source = source_of(library.document(quote.document), phrases)
    return in_collection(_BETWEEN.join((source, *place_of(quote, phrases))), quote.file, library, phrases)


def place_of(quote: Quote, phrases: Phrases) -> tuple[str, ...]:
    """Return where a quote is in its document, as far as that is worth the room on a phone, and who said it when."""
    return (*spot_of(quote.position, phrases, lines=False), *said_by(quote))


def same_source(quote: Quote, other: Quote, number: int, phrases: Phrases) -> str:
    """Return that a quote is of the document of another, by its number, and its own place if that differs."""
    own = place_of(quote, phrases)
    same = phrases.same_source.format(number=number)
    return same if own == place_of(other, phrases) else _BETWEEN.join((same, *own))


def in_collection(source: str, file: str, library: Library, phrases: Phrases) -> str:
    """Return a source with the name of its collection, if the library has several, or that it is an older version."""
    said = phrases.collections
    if until := library.replaced_on(file):
        return said.in_collection.format(source=source, collection=said.older.format(until=until))
    origin = library.origin(file) or ""
    name = {OWN: said.own, SHARED: said.shared}.get(origin) or clipped(origin.removeprefix(NAMED), _PART_UNITS)
    return said.in_collection.format(source=source, collection=name) if name else source


def citation(quote: Quote, document: Document, phrases: Phrases) -> str:
    """Return the citation of a quote in one line of plain text."""
    parts = [about(document, phrases)]
    if quote.section and quote.section != quote.position.sheet:
        parts.append(clipped(quote.section, _PART_UNITS))
    return _BETWEEN.join([*parts, *spot_of(quote.position, phrases, quote.section), *said_by(quote)])


def spot_of(position: Position, phrases: Phrases, section: str | None = None, *, lines: bool = True) -> tuple[str, ...]:
    """Return where something is in its file, in words, or nothing: a chapter that the section names says no more.

    Without `lines`, which say little on a phone, only what else is known of the place is told.
    """
    told = {"chapter": None} if section and position.chapter and section.startswith(position.chapter) else {}
    words = phrases.at(position.model_copy(update=told if lines else {**told, "line": None}))
    return (clipped(words, _PART_UNITS),) if words else ()


def file_place(file: str, line: int | None) -> str:
    """Return a file and a line of it as FILE:LINE, or the file alone if it has no lines."""
    return f"{one_line(file)}:{line}" if line else one_line(file)


def said_by(quote: Quote | CitedQuote) -> tuple[str, ...]:
    """Return who wrote a message or spoke, and when, to the minute of a day, unless that is the position."""
    said_at = "" if quote.said_at == quote.position.time else to_the_minute(quote.said_at)
    return tuple(clipped(part, _PART_UNITS) for part in (quote.speaker, said_at) if part)


def copied(page: Page, phrases: Phrases) -> str:
    """Return the citation of a page's quote, or of the page if none is marked, to paste elsewhere: at most 256
    units.

    A link that is too long is left out; the receipt always stands.
    """
    receipt = page.quoted or page.receipt
    parts = [clipped(about(page.document, phrases), _COPIED_UNITS - length(receipt) - length(_BETWEEN))]
    url = page.document.url
    if url and length(_BETWEEN.join([*parts, url, receipt])) <= _COPIED_UNITS:
        parts.append(url)
    return _BETWEEN.join([*parts, receipt])


def _name(title: str | None, opening: str, phrases: Phrases, units: int = _TITLE_UNITS) -> str:
    if title is None:
        return phrases.untitled.format(opening=clipped(opening, units))
    return phrases.title.format(title=clipped_name(title, units))


def at_words(url: str, words: str) -> str:
    """Return the address with a text fragment for the words; without one where the words hold nothing to be found.

    Words that stand in one line are named whole where they are short; else by their beginning and their end, because
    neither may reach over the end of a paragraph. A fragment that the address has of its own stays before it.
    """
    lines = [line for line in map(_shown, _MARKUP.sub(_label, words).splitlines()) if _is_word(line)]
    if not lines:
        return url
    whole = len(lines) == 1 and len(lines[0]) <= _WHOLE_CHARACTERS
    named = [lines[0]] if whole else [_beginning(lines[0]), _end(lines[-1])]
    address, _, own = url.partition("#")
    return f"{address}#{own.partition(':~:')[0]}:~:text={','.join(map(_encoded, named))}"


def original_address(url: str | None, words: str) -> str | None:
    """Return the address of words on the original page, or of the page if that is too long; None without a web page."""
    return next((found for found in (at_words(url, words), url) if is_web(found)), None) if url else None


def _shown(line: str) -> str:
    return " ".join(line.split())


def _label(markup: re.Match[str]) -> str:
    return markup["shown"] or ""


def _is_word(line: str) -> bool:
    return any(character.isalnum() for character in line)


def _beginning(line: str) -> str:
    """Return the first words of a line, up to a punctuation mark if one is near."""
    if len(line) <= _MAX_CHARACTERS:
        return line
    marks = [mark.start() for mark in _MARK.finditer(line, _MIN_CHARACTERS, _MAX_CHARACTERS)]
    return line[: marks[0] if marks else _MAX_CHARACTERS]


def _end(line: str) -> str:
    """Return the last words of a line, after a punctuation mark if one is near."""
    if len(line) <= _MAX_CHARACTERS:
        return line
    marks = [mark.end() for mark in _MARK.finditer(line, len(line) - _MAX_CHARACTERS, len(line) - _MIN_CHARACTERS)]
    return line[marks[-1] if marks else len(line) - _MAX_CHARACTERS :]


def _encoded(words: str) -> str:
    """Return words percent-encoded, with what has a meaning in a text fragment: a comma, an ampersand and a dash."""
    return quote(words, safe="", errors="replace").replace("-", "%2D")
